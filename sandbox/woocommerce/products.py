"""Products and their variations: made, changed, shown and taken away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sandbox.woocommerce import fields, pictures, webhooks
from sandbox.woocommerce.entities import Product
from sandbox.woocommerce.errors import Refusal, invalid_sku, not_created
from sandbox.woocommerce.seeds import TAG, UNCATEGORIZED, slug_of
from sandbox.woocommerce.stock import settle_status
from sandbox.woocommerce.taxonomy import term_named

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.site import Call, Site

READ_ONLY = frozenset(
    {
        "id",
        "permalink",
        "price",
        "price_html",
        "on_sale",
        "purchasable",
        "total_sales",
        "variations",
        "has_options",
        "related_ids",
        "date_modified",
        "date_modified_gmt",
        "date_created",
        "date_created_gmt",
        "parent_id",
        "images",
        "image",
        "status",
        "type",
    }
)
COMPUTED = frozenset(
    {
        "sku",
        "global_unique_id",
        "name",
        "slug",
        "description",
        "short_description",
        "regular_price",
        "sale_price",
        "date_on_sale_from",
        "date_on_sale_to",
        "manage_stock",
        "stock_quantity",
        "inventory_delta",
        "stock_status",
        "backorders",
        "categories",
        "tags",
        "attributes",
        "meta_data",
    }
)
GTIN_SINCE = (9, 1)
LOCK_SINCE = (9, 0)


async def make(call: Call, kind: str, parent: Product | None = None) -> Product:
    """A new product or variation; the row is there before its pictures are fetched."""
    body, shop = call.body, call.shop
    if body.get("id"):
        said = "Cannot create existing product."
        raise Refusal(400, "woocommerce_rest_product_exists", said)
    sku = fields.plain_sku(str(body.get("sku") or ""))
    check_sku(call, sku, None)
    if parent is None:
        check_lock(call, sku)
    now = call.site.now()
    product = Product(shop.next_number(), kind, created_at=now, modified_at=now)
    product.parent_id = parent.id if parent else 0
    product.status = "draft" if parent is None else "publish"
    product.categories = [] if parent else [UNCATEGORIZED]
    shop.products[product.id] = product
    if sku and not call.settings.lookup_missing:
        shop.lookup[product.id] = sku
    try:
        put_fields(call, product)
        await put_pictures(call, product)
    except BaseException:
        del shop.products[product.id]
        shop.lookup.pop(product.id, None)
        raise
    product.sku, product.sku_since = sku, now + call.settings.sku_meta_lag_ms / 1000
    product.status = _status(call, "publish")
    product.slug = product.slug or free_slug(call.site, slug_of(product.name), product)
    saved(call, product, "created")
    return product


async def change(call: Call, product: Product) -> Product:
    """Change the fields that are named, and no other."""
    body = call.body
    if "sku" in body:
        sku = fields.plain_sku(str(body.get("sku") or ""))
        check_sku(call, sku, product)
        product.sku = sku
        call.shop.lookup[product.id] = sku
    put_fields(call, product)
    await put_pictures(call, product)
    if "status" in body:
        product.status = _status(call, product.status)
    kind = body.get("type")
    if kind in fields.CHOICES["type"] and product.type != "variation":
        product.type = str(kind)
    saved(call, product, "updated")
    return product


def _status(call: Call, otherwise: str) -> str:
    wanted = call.body.get("status", otherwise)
    return wanted if wanted in fields.STATUSES else "draft"  # as a batch lets it pass


def saved(call: Call, product: Product, event: str) -> None:
    """What every save does: the date moves, the status of the stock is worked out, shops hear."""
    product.modified_at = call.site.now()
    if product.type == "variable":
        product.regular_price = product.sale_price = ""
        kids = children(call.site, product)
        if kids and not product.manage_stock:
            buyable = any(kid.stock_status == "instock" for kid in kids)
            product.stock_status = "instock" if buyable else "outofstock"
    settle_status(product)
    if product.type != "variation" or event != "created":
        webhooks.happened(call.site, "product", product.id, event)


def check_sku(call: Call, sku: str, own: Product | None) -> None:
    """The first guard: the lookup table, without what lies in the trash."""
    if not sku or call.settings.sku_disabled:
        return
    for number, known in call.shop.lookup.items():
        holder = call.shop.products.get(number)
        same = fields.folded_sku(known) == fields.folded_sku(sku)
        if same and holder is not None and not holder.trashed and holder is not own:
            raise invalid_sku(number, f"{sku}-1", call.settings.version)


def check_lock(call: Call, sku: str) -> None:
    """The second guard, of new products alone: any row of the table, the trash and orphans too."""
    if not sku or call.settings.version < LOCK_SINCE or call.settings.sku_disabled:
        return
    folded = fields.folded_sku(sku)
    if any(fields.folded_sku(known) == folded for known in call.shop.lookup.values()):
        raise not_created(sku, call.settings.version)


def put_fields(call: Call, product: Product) -> None:
    """Everything but SKU, status and pictures."""
    body = call.body
    for name in ("name", "description", "short_description"):
        if name in body:
            setattr(product, name, fields.kses(str(body[name] or "")))
    if "slug" in body:
        product.slug = free_slug(call.site, slug_of(str(body["slug"])), product)
    _put_gtin(call, product)
    _put_prices(call, product)
    _put_stock(call, product)
    _put_terms(call, product)
    if "attributes" in body:
        product.attributes = _attributes(call, product, body["attributes"])
    put_meta(call, product.meta, body.get("meta_data"))
    known = COMPUTED | READ_ONLY
    product.plain |= {
        name: value for name, value in body.items() if name in fields.TYPES and name not in known
    }


async def put_pictures(call: Call, product: Product) -> None:
    """Give a product its pictures, or a variation its one."""
    if "images" in call.body and product.type != "variation":
        product.images = await pictures.chosen(call, call.body["images"] or [])
    if "image" in call.body and product.type == "variation":
        wanted = call.body["image"]
        product.images = await pictures.chosen(call, [wanted] if wanted else [])


def free_slug(site: Site, wanted: str, own: Product) -> str:
    """A taken slug gets a number, silently."""
    taken = {p.slug for p in site.shop.products.values() if p is not own}
    slug, turn = wanted or "product", 1
    while slug in taken:
        turn += 1
        slug = f"{wanted or 'product'}-{turn}"
    return slug


def _put_gtin(call: Call, product: Product) -> None:
    if "global_unique_id" not in call.body or call.settings.version < GTIN_SINCE:
        return
    gtin = fields.plain_gtin(str(call.body["global_unique_id"] or ""))
    for other in call.shop.products.values():
        if gtin and other is not product and not other.trashed and other.global_unique_id == gtin:
            said = "Invalid or duplicated GTIN, UPC, EAN or ISBN."
            code = "product_invalid_global_unique_id"
            raise Refusal(400, code, said, {"resource_id": other.id})
    product.global_unique_id = gtin


def _put_prices(call: Call, product: Product) -> None:
    separator = call.settings.decimal_separator
    for name in ("regular_price", "sale_price"):
        if name in call.body:
            setattr(product, name, fields.price_of(call.body[name], separator))
    if "date_on_sale_from" in call.body:
        product.sale_from = call.site.moment(call.body["date_on_sale_from"])
    if "date_on_sale_to" in call.body:
        product.sale_to = call.site.moment(call.body["date_on_sale_to"])
    priced = {"regular_price", "sale_price", "date_on_sale_from", "date_on_sale_to"}
    if priced & call.body.keys():
        sold_low = is_on_sale(call.site, product)
        product.sells_for = product.sale_price if sold_low else product.regular_price


def _put_stock(call: Call, product: Product) -> None:
    body = call.body
    if "backorders" in body and body["backorders"] in fields.CHOICES["backorders"]:
        product.backorders = body["backorders"]
    if not call.settings.manages_stock:
        product.stock_status = body.get("stock_status", product.stock_status)
        return
    if "manage_stock" in body and body["manage_stock"] != "parent":
        product.manage_stock = fields.truth(body["manage_stock"])
        product.stock_quantity = (product.stock_quantity or 0) if product.manage_stock else None
    if product.manage_stock:
        _put_number(product, body)
    elif "stock_status" in body:
        product.stock_status = body["stock_status"]


def _put_number(product: Product, body: Json) -> None:
    """A delta is read, added and written: no sale meanwhile is safe from it."""
    if body.get("stock_quantity") is not None:
        product.stock_quantity = int(body["stock_quantity"])
    elif body.get("inventory_delta") is not None:
        product.stock_quantity = (product.stock_quantity or 0) + int(body["inventory_delta"])


def _put_terms(call: Call, product: Product) -> None:
    body = call.body
    if "categories" in body and product.type != "variation":
        ids = [int(row.get("id") or 0) for row in body["categories"] if isinstance(row, dict)]
        product.categories = [n for n in ids if n in call.shop.terms] or [UNCATEGORIZED]
    if "tags" in body and product.type != "variation":
        product.tags = [
            int(row["id"]) if row.get("id") else term_named(call, TAG, str(row["name"])).id
            for row in body["tags"]
            if row.get("id") or row.get("name")
        ]


def _attributes(call: Call, product: Product, rows: Any) -> list[Json]:
    if product.type == "variation":
        return list(_of_variation(call, product, rows))
    found = []
    for place, row in enumerate(rows):
        name = _attribute_name(call, row)
        options = row.get("options") or []
        if not name or (row.get("id") and not options):
            continue
        if row.get("id"):
            for option in options:
                term_named(call, f"pa_{row['id']}", str(option))
        found.append(
            {
                "id": int(row.get("id") or 0),
                "name": name,
                "position": int(row.get("position", place)),
                "visible": fields.truth(row.get("visible", False)),
                "variation": fields.truth(row.get("variation", False)),
                "options": [part for each in options for part in _options(row, str(each))],
            }
        )
    return sorted(found, key=lambda one: one["position"])


def _options(row: Json, text: str) -> Iterable[str]:
    """Local options are kept in one text, with a bar between them."""
    if row.get("id"):
        return [text]
    return [part.strip() for part in text.split("|") if part.strip()]


def _attribute_name(call: Call, row: Json) -> str:
    if row.get("id"):
        term = call.shop.terms.get(int(row["id"]))
        return term.name if term else ""
    return str(row.get("name") or "")


def _of_variation(call: Call, product: Product, rows: Any) -> Iterable[Json]:
    """What the parent does not vary by is dropped, silently."""
    parent = call.shop.products[product.parent_id]
    varies = {(one["id"], one["name"].casefold()) for one in parent.attributes if one["variation"]}
    for row in rows:
        name = _attribute_name(call, row)
        if (int(row.get("id") or 0), name.casefold()) in varies:
            yield {"id": int(row.get("id") or 0), "name": name, "option": str(row["option"])}


def put_meta(call: Call, kept: list[Json], rows: Any) -> None:
    """Meta is merged by key; null takes a key away."""
    for row in rows if isinstance(rows, list) else []:
        key, value = row.get("key"), row.get("value")
        standing = next((one for one in kept if one["key"] == key), None)
        if value is None:
            kept[:] = [one for one in kept if one["key"] != key]
        elif standing is not None:
            standing["value"] = value
        elif key:
            kept.append({"id": call.shop.next_number("meta"), "key": key, "value": value})


def children(site: Site, parent: Product) -> list[Product]:
    """The variations of a product."""
    return [p for p in site.shop.products.values() if p.parent_id == parent.id]


def effective_price(site: Site, product: Product) -> str:
    """The sale's price where it is lower and now, else the regular one; a parent's is the least."""
    if product.type == "variable":
        kids = (kid for kid in children(site, product) if kid.status == "publish")
        prices = [price for kid in kids if (price := effective_price(site, kid))]
        return min(prices, key=float, default="")
    _pass_midnights(site, product)
    begun = product.type == "simple" and is_on_sale(site, product)  # looked at, it begins at once
    return product.sale_price if begun else product.sells_for


def _pass_midnights(site: Site, product: Product) -> None:
    """What is due is done at midnight alone: a sale begins, or ends and is forgotten."""
    midnight = site.midnight()
    if product.sale_from is not None and product.sale_from < midnight:
        product.sale_from = None
        product.sells_for = product.sale_price or product.regular_price
    if product.sale_to is not None and product.sale_to < midnight:
        product.sale_from = product.sale_to = None
        product.sale_price, product.sells_for = "", product.regular_price


def is_on_sale(site: Site, product: Product) -> bool:
    """Whether the lower price holds now."""
    if not product.sale_price or not product.regular_price:
        return False
    now = site.now()
    begun = product.sale_from is None or now >= product.sale_from
    ended = product.sale_to is not None and now > product.sale_to
    return begun and not ended and float(product.sale_price) < float(product.regular_price)


def trash(call: Call, product: Product) -> None:
    """Into the trash, with its variations; the slug is freed."""
    for one in [product, *children(call.site, product)]:
        one.status_before_trash, one.status = one.status, "trash"
        one.slug = f"{one.slug}__trashed"
    webhooks.happened(call.site, "product", product.id, "deleted")


def destroy(call: Call, product: Product) -> None:
    """For good; nobody is told."""
    for one in [product, *children(call.site, product)]:
        call.shop.products.pop(one.id, None)
        call.shop.lookup.pop(one.id, None)


def found(call: Call, number: int) -> Product:
    """A product by its id, the trash included; 404."""
    product = call.shop.products.get(number)
    if product is None:
        raise Refusal(404, "woocommerce_rest_product_invalid_id", "Invalid ID.")
    return product
