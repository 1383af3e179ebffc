"""How products and variations are shown, and how a list of them is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sandbox.woocommerce import fields
from sandbox.woocommerce.errors import invalid
from sandbox.woocommerce.pictures import image_row
from sandbox.woocommerce.products import (
    GTIN_SINCE,
    children,
    effective_price,
    is_on_sale,
)
from sandbox.woocommerce.stock import keeper, shown
from sandbox.woocommerce.taxonomy import term_row

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.entities import Product
    from sandbox.woocommerce.site import Call

ORDERS: dict[str, Callable[[Product], Any]] = {
    "date": lambda p: p.created_at,
    "id": lambda p: p.id,
    "title": lambda p: p.name,
    "slug": lambda p: p.slug,
    "modified": lambda p: p.modified_at,
    "include": lambda p: p.id,
    "menu_order": lambda p: p.plain.get("menu_order", 0),
    "price": lambda p: p.regular_price,
}
UNSEEN = frozenset({"trash", "auto-draft"})


def row(call: Call, product: Product) -> Json:
    """A product as `GET /products/{id}` shows it; a variation is shown in the same shape."""
    site = call.site
    edits = call.context == "edit"
    described = product.description if edits else fields.rendered(product.description)
    said = product.plain
    found: Json = {
        "id": product.id,
        "name": product.name or _name_of_parent(call, product),
        "slug": product.slug,
        "permalink": f"{call.base}/san-pham/{product.slug}/",
        **_dates(call, product),
        "type": product.type,
        "status": product.status,
        "featured": said.get("featured", False),
        "catalog_visibility": said.get("catalog_visibility", "visible"),
        "description": described,
        "short_description": product.short_description,
        "sku": product.sku if site.now() >= product.sku_since else "",
        **_prices(call, product),
        "total_sales": 0,
        **_stock(call, product),
        "weight": str(said.get("weight", "")),
        "dimensions": {"length": "", "width": "", "height": "", **said.get("dimensions", {})},
        "reviews_allowed": said.get("reviews_allowed", True),
        "parent_id": product.parent_id,
        "categories": [_filed(call, number) for number in product.categories],
        "tags": [_filed(call, number) for number in product.tags],
        "images": [image_row(call, number) for number in product.images],
        "attributes": product.attributes,
        "default_attributes": said.get("default_attributes", []),
        "variations": _variations(call, product),
        "menu_order": said.get("menu_order", 0),
        "meta_data": product.meta,
        "_links": {"self": [{"href": f"{call.base}/wp-json/wc/v3/products/{product.id}"}]},
    }
    if call.settings.version >= GTIN_SINCE:
        found["global_unique_id"] = product.global_unique_id
    return found


def variation_row(call: Call, product: Product) -> Json:
    """A variation at its own address: one picture, no filing."""
    found = row(call, product)
    pictures = found.pop("images")
    for name in ("slug", "categories", "tags", "variations", "default_attributes", "featured"):
        del found[name]
    return {**found, "image": pictures[0] if pictures else None}


def _variations(call: Call, product: Product) -> list[int]:
    kids = children(call.site, product) if product.type == "variable" else []
    return [kid.id for kid in kids if not kid.trashed]


def _name_of_parent(call: Call, product: Product) -> str:
    parent = call.shop.products.get(product.parent_id)
    return parent.name if parent else ""


def _prices(call: Call, product: Product) -> Json:
    site, price = call.site, effective_price(call.site, product)
    return {
        "price": price,
        "regular_price": product.regular_price,
        "sale_price": product.sale_price,
        "date_on_sale_from": site.local(product.sale_from),
        "date_on_sale_to": site.local(product.sale_to),
        "on_sale": is_on_sale(site, product),
        "purchasable": product.status == "publish" and bool(price),
    }


def _dates(call: Call, product: Product) -> Json:
    site = call.site
    return {
        "date_created": site.local(product.created_at),
        "date_created_gmt": site.gmt(product.created_at),
        "date_modified": site.local(product.modified_at),
        "date_modified_gmt": site.gmt(product.modified_at),
    }


def _stock(call: Call, product: Product) -> Json:
    held_by = keeper(call.shop, product)
    by_parent = held_by is not None and held_by is not product
    number = shown(call.shop, product)
    return {
        "manage_stock": "parent" if by_parent else product.manage_stock,
        "stock_quantity": None if number is None else int(number),
        "backorders": product.backorders,
        "stock_status": product.stock_status,
        "low_stock_amount": product.plain.get("low_stock_amount"),
    }


def _filed(call: Call, number: int) -> Json:
    found = term_row(call.shop.terms[number])
    return {name: found[name] for name in ("id", "name", "slug")}


def wanted(call: Call) -> list[Product]:
    """The products that a list asks for, in its order; variations only where a SKU names them."""
    named = _named(call)
    everything = list(call.shop.products.values()) if named is None else named
    kept = [p for p in everything if named is not None or p.type != "variation"]
    kept = [p for p in kept if _is_included(call, p) and _has_status(call, p)]
    kept = [p for p in kept if _is_changed(call, p)]
    return in_order(call, kept)


def _named(call: Call) -> list[Product] | None:
    """What `sku=` names: each piece, and the whole text as one."""
    text = call.query.get("sku", "")
    if not text or call.settings.sku_disabled:
        return None
    asked = {fields.folded_sku(piece.strip()) for piece in (*text.split(","), text)}
    now = call.site.now()
    return [
        p
        for p in call.shop.products.values()
        if p.sku and now >= p.sku_since and fields.folded_sku(p.sku) in asked
    ]


def _is_included(call: Call, product: Product) -> bool:
    text = call.query.get("include", "")
    return not text or product.id in {int(piece) for piece in text.split(",") if piece.isdecimal()}


def _has_status(call: Call, product: Product) -> bool:
    status = call.query.get("status", "any")
    if status not in ("any", *fields.STATUSES):
        raise invalid({"status": ("rest_not_in_enum", "status is not one of any, draft, ...")})
    return product.status not in UNSEEN if status == "any" else product.status == status


def _is_changed(call: Call, product: Product) -> bool:
    return is_within(call, product.modified_at, "modified") and is_within(
        call, product.created_at, ""
    )


def is_within(call: Call, at: float, what: str) -> bool:
    """`after` and `before`, each strictly, in whole seconds, by the wall or by Greenwich.

    A value with an offset is always turned into the site's time first, whatever it is compared to.
    """
    zone = ZoneInfo(call.settings.time_zone)
    column = UTC if call.truth("dates_are_gmt") else zone
    stands = datetime.fromtimestamp(int(at), column).replace(tzinfo=None)
    prefix = f"{what}_" if what else ""
    for name, fits in (("after", stands.__gt__), ("before", stands.__lt__)):
        text = call.query.get(prefix + name, "")
        if not text:
            continue
        given = datetime.fromisoformat(text)
        if given.tzinfo:
            given = given.astimezone(zone).replace(tzinfo=None)
        if not fits(given):
            return False
    return True


def in_order(call: Call, rows: Sequence[Product]) -> list[Product]:
    """Sort as asked; what is equal may come in any order."""
    by = call.query.get("orderby", "date")
    if by not in ORDERS:
        raise invalid({"orderby": ("rest_not_in_enum", "orderby is not one of date, id, ...")})
    descending = call.query.get("order", "desc") == "desc"
    ties = call.site.turn() if call.settings.unstable_ties else 0
    turned = ties % len(rows) if rows else 0
    mixed = [*rows[turned:], *rows[:turned]]
    return sorted(mixed, key=ORDERS[by], reverse=descending)
