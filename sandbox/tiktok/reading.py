"""Reading listings back: how a product looks to a reader, with the platform's own odd spellings."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from sandbox.tiktok.facts import CURRENCY, IMAGE_HOST, PAGE_SIZE, REGION, SEARCH_RESULTS
from sandbox.tiktok.fields import Refusal, malformed
from sandbox.tiktok.market import NOT_IN_STATUS
from sandbox.tiktok.taxonomy import BRANDS, CERTIFICATES, by_id, chain

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.replica import Json
    from sandbox.tiktok.entities import Offer, Product
    from sandbox.tiktok.fields import Query
    from sandbox.tiktok.market import Call


T = TypeVar("T")
_SIGNS = b"\xfb\xff\xbf"  # "+/+/" in base64


def token(offset: int) -> str:
    """An opaque token with `+`, `/` and `=` in it."""
    return base64.b64encode(_SIGNS + b"%08d" % offset).decode()


def page(found: Sequence[T], query: Query, size: int) -> tuple[list[T], str]:
    """One page and the token of the next, empty at the end."""
    offset = start(query)
    end = offset + size
    return list(found[offset:end]), token(end) if end < len(found) else ""


def start(query: Query) -> int:
    """Where the page of this call begins."""
    given = query.text("page_token", "")
    if not given:
        return 0
    try:
        plain = base64.b64decode(given, validate=True)
        return int(plain.removeprefix(_SIGNS))
    except ValueError as error:
        raise Refusal(12019109, "The page token is not valid.") from error


def product_page_size(query: Query) -> int:
    """The required size of a page of products or brands."""
    size, (least, most) = query.whole("page_size"), PAGE_SIZE
    if not least <= size <= most:
        raise Refusal(12019108, f"The page size must be within {least}-{most}.")
    return size


def order_page_size(query: Query) -> int:
    """The size of a page of orders, 20 where none is asked for."""
    size, (least, most) = query.whole("page_size", 20), PAGE_SIZE
    if not least <= size <= most:
        raise malformed("invalid param error: page_size")
    return size


def image_url(uri: str) -> str:
    """Where the platform would show the picture."""
    return f"{IMAGE_HOST}{uri}~tplv-aphluv4xwc-origin-jpeg.jpeg"


def price_view(price: int) -> Json:
    """Written as `amount`, read as something else."""
    return {"currency": CURRENCY, "sale_price": str(price), "tax_exclusive_price": str(price)}


def stock_view(stock: dict[str, int]) -> list[Json]:
    """One row for each warehouse."""
    return [{"warehouse_id": key, "quantity": quantity} for key, quantity in stock.items()]


def status_view(product: Product) -> Json:
    """What every answer about a product says of its state."""
    return {"status": product.audit, "pre_approved_reasons": []}


def search_row(product: Product) -> Json:
    """One row of product search, as the index will know it."""
    return {
        "id": product.product_id,
        "title": product.title,
        "status": product.status,
        "sales_regions": [REGION],
        "has_draft": product.draft is not None,
        "audit": status_view(product),
        "skus": [
            {
                "id": row["id"],
                "seller_sku": row["seller_sku"],
                "price": price_view(offer.price.value),
                "inventory": stock_view(offer.stock.value),
                "status_info": {"status": "NORMAL"},
            }
            for row, offer in product.sold()
        ],
        "create_time": int(product.create_time),
        "update_time": int(product.update_time),
    }


def product_view(product: Product, content: Json, call: Call) -> Json:
    """The answer of Get Product, for one version of its content."""
    view = {
        "id": product.product_id,
        "title": content["title"],
        "description": _description(content["description"], call),
        "status": product.status,
        "product_status": _PLAIN.get(product.status, product.status),
        "audit": status_view(product),
        "audit_failed_reasons": product.failed_reasons,
        "has_draft": product.draft is not None,
        "is_cod_allowed": content["is_cod_allowed"],
        "external_product_id": content["external_product_id"],
        "category_chains": chain(content["category_id"]),
        "main_images": [_image(uri, call) for uri in content["main_images"]],
        "product_attributes": [_attribute(each, content) for each in content["product_attributes"]],
        "package_weight": content["package_weight"],
        "product_types": [],
        "skus": [_sku(row, product.offers[row["id"]], call) for row in content["skus"]],
        "create_time": int(product.create_time),
        "update_time": int(product.update_time),
    }
    return view | _optional(content, call)


_PLAIN = {"PENDING": "INITIAL", "FAILED": "INITIAL"}  # product_status knows no audit


def _description(text: str, call: Call) -> str:
    plain = "<" not in text
    return f"<p>{text}</p>" if plain and call.settings.rewrites_description else text


def _optional(content: Json, call: Call) -> Json:
    """Fields that are missing where nothing was said."""
    found: Json = {}
    if (brand_id := content["brand_id"]) is not None:
        found["brand"] = {"id": brand_id, "name": BRANDS.get(brand_id, "")}
    if content["package_dimensions"] is not None:
        found["package_dimensions"] = content["package_dimensions"]
    if content["certifications"]:
        found["certifications"] = [_certification(each, call) for each in content["certifications"]]
    if content["delivery_option_ids"]:
        found["delivery_options"] = [
            {"id": each, "name": "Giao tiêu chuẩn", "is_available": True}
            for each in content["delivery_option_ids"]
        ]
    return found


def _image(uri: str, call: Call) -> Json:
    known = call.market.images[uri]
    url = image_url(uri)
    size = {"width": known["width"], "height": known["height"]}
    return {"uri": uri, "urls": [url], "thumb_urls": [url], **size}


def _certification(each: Json, call: Call) -> Json:
    title = CERTIFICATES[each["id"]].name
    images = [{"uri": uri, "urls": [image_url(uri)]} for uri in each["images"]]
    files = [{"id": key, **call.market.files[key], "urls": []} for key in each["files"]]
    expires = {"expiration_date": each["expiration_date"]} if each["expiration_date"] else {}
    return {"id": each["id"], "title": title, "images": images, "files": files, **expires}


def _attribute(each: Json, content: Json) -> Json:
    name = by_id(content["category_id"], licensed=True)[each["id"]].name
    return {"id": each["id"], "name": name, "values": each["values"]}


def _sku(row: Json, offer: Offer, call: Call) -> Json:
    stock = seen_stock(offer, call)
    view = {
        "id": row["id"],
        "seller_sku": row["seller_sku"],
        "external_sku_id": row["external_sku_id"],
        "sales_attributes": [_chosen(each) for each in row["sales_attributes"]],
        "price": price_view(offer.price.read(call.now, call.settings.readback_lag_s)),
        "inventory": stock_view(stock),
        "status_info": {"status": "NORMAL"},
    }
    optional = ("identifier_code", "sku_weight", "sku_dimensions")
    return view | {name: row[name] for name in optional if row[name]}


def _chosen(each: Json) -> Json:
    if each["sku_img"] is None:
        return {name: value for name, value in each.items() if name != "sku_img"}
    url = image_url(each["sku_img"])
    return each | {"sku_img": {"uri": each["sku_img"], "urls": [url], "thumb_urls": [url]}}


def seen_stock(offer: Offer, call: Call) -> dict[str, int]:
    """Available units by warehouse, as late as the lag says; nothing while the shop rests."""
    stock = offer.stock.read(call.now, call.settings.readback_lag_s)
    return dict.fromkeys(stock, 0) if call.settings.holiday_mode else stock


STATUSES = frozenset(
    {
        "ALL", "DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED",
        "PLATFORM_DEACTIVATED", "FREEZE", "DELETED",
    }
)  # fmt: skip
_SKUS_PER_SEARCH = 10


def product(call: Call) -> Json:
    """The version that buyers see, unless another is asked for."""
    found = call.product()
    answer = call.settings.deleted_answer if found.deleted else ""
    if found.status == "FREEZE" or answer.isdecimal():
        raise Refusal(int(answer or 12052901), NOT_IN_STATUS)
    return product_view(found, _version(call, found), call)


def _version(call: Call, found: Product) -> Json:
    reviewed = call.query.flag("return_under_review_version", default=False)
    draft = call.query.flag("return_draft_version", default=False)
    if reviewed and draft:
        raise malformed("invalid param error: only one version can be asked for")
    if reviewed:
        if found.audit != "AUDITING":
            raise Refusal(12052547, "The product has no under-review version.")
        return found.newest
    return found.draft or found.live if draft else found.live


def _search(call: Call) -> Json:
    """Rows of the index that fit, the newest product first."""
    size = product_page_size(call.query)
    if start(call.query) + size > SEARCH_RESULTS:
        message = "The total number of search results can not exceed 10000."
        raise Refusal(12052180, message)
    found = [row for row in _rows(call) if _fits(call, row)]
    rows, following = page(found, call.query, size)
    return {"total_count": len(found), "next_page_token": following, "products": rows}


def _rows(call: Call) -> list[Json]:
    lag_s, now = call.settings.search_lag_s, call.now
    rows = (each.shown.read(now, lag_s) for each in reversed(call.shop.products.values()))
    found = [row for row in rows if row is not None]
    if not call.settings.holiday_mode:
        return found
    return [row | {"skus": [_resting(sku) for sku in row["skus"]]} for row in found]


def _resting(sku: Json) -> Json:
    return sku | {"inventory": [each | {"quantity": 0} for each in sku["inventory"]]}


def _fits(call: Call, row: Json) -> bool:
    return all(fits(call, row) for fits in _FILTERS)


def _has_status(call: Call, row: Json) -> bool:
    status = call.fields.text("status", "ALL")
    if status == "ALL":
        return row["status"] != "DELETED" or call.settings.all_includes_deleted
    return bool(row["status"] == status)


def _has_audit(call: Call, row: Json) -> bool:
    wanted = call.fields.texts("audit_status", [])
    return not wanted or row["audit"]["status"] in wanted


def _has_sku(call: Call, row: Json) -> bool:
    for name, key in (("seller_skus", "seller_sku"), ("sku_ids", "id")):
        wanted = call.fields.texts(name, [])
        if wanted and not any(sku[key] in wanted for sku in row["skus"]):
            return False
    return True


def _is_in_time(call: Call, row: Json) -> bool:
    return all(
        call.fields.whole(f"{name}_ge", 0) <= row[name] <= call.fields.whole(f"{name}_le", 2**40)
        for name in ("create_time", "update_time")
    )


_FILTERS: tuple[Callable[[Call, Json], bool], ...] = (
    _has_status,
    _has_audit,
    _has_sku,
    _is_in_time,
)


def search(call: Call) -> Json:
    """The limits of the question, then the answer."""
    if call.fields.text("status", "ALL") not in STATUSES:
        raise malformed("invalid param error: status")
    if len(call.fields.texts("seller_skus", [])) > _SKUS_PER_SEARCH:
        raise Refusal(12019027, f"At most {_SKUS_PER_SEARCH} seller_skus can be searched.")
    if len(call.fields.texts("sku_ids", [])) > _SKUS_PER_SEARCH:
        raise Refusal(12019087, f"At most {_SKUS_PER_SEARCH} sku_ids can be searched.")
    for name, code in (("create_time", 12019118), ("update_time", 12019119)):
        since, until = call.fields.whole(f"{name}_ge", 0), call.fields.whole(f"{name}_le", 2**40)
        if not 0 <= since <= until:
            raise Refusal(code, f"The {name} range is not valid.")
    return _search(call)
