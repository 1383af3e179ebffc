"""What the codes of the partner API mean for us, as tables."""

from __future__ import annotations

from collections.abc import Mapping

from sync.marketplace.error_mapping import REFUSED, TROUBLE, ErrorMapping
from sync.marketplace.json_values import Json, record, text, whole

SIGN_IN = ErrorMapping("sign_in", "login_expired")
NO_MORE = ErrorMapping("sign_in", "authorization_ended")
EXISTS = ErrorMapping("unclear", "listing_exists")  # look, and adopt what is there
THROTTLED = ErrorMapping("slow_down", "throttled")
BUSY = ErrorMapping("wait", "platform_busy")
MAYBE_DONE = ErrorMapping("unclear", "platform_trouble")

BY_CODE: Mapping[int, ErrorMapping] = {
    4001: BUSY,  # the sweep took too long: begin again
    4010: SIGN_IN,
    4011: SIGN_IN,
    4012: SIGN_IN,
    4013: NO_MORE,
    4030: ErrorMapping("refused", "shop_banned"),
    4031: NO_MORE,
    4032: NO_MORE,
    4040: ErrorMapping("refused", "listing_gone"),
    4090: EXISTS,
    4092: ErrorMapping("wait", "listing_busy"),
    4094: ErrorMapping("refused", "listing_locked"),
    4120: EXISTS,
    4290: THROTTLED,
    4291: ErrorMapping("wait", "daily_listings_used_up"),  # the rest of the work goes on
    5001: BUSY,
    5030: ErrorMapping("wait", "maintenance"),
}
TOKENS = ErrorMapping(
    "wait", "throttled"
)  # too many tokens asked for: the one at hand is still good

# Of one field, or of one entry of a batch
BY_FIELD_CODE: Mapping[str, ErrorMapping] = {
    "UNKNOWN_MEDIA": ErrorMapping("refused", "image_missing"),
    "OCOP_NO_DOCUMENT": ErrorMapping("refused", "image_missing"),
    "PRICE_LOCKED": ErrorMapping("refused", "price_locked"),
    "ITEM_BANNED": ErrorMapping("refused", "listing_locked"),
    "STOCK_MOVED": ErrorMapping("wait", "stock_moved"),
    "UNKNOWN_SKU": ErrorMapping("unclear", "variants_moved"),
    "NOT_SELLABLE": ErrorMapping("unclear", "variants_moved"),
    "PRICE_STEP": ErrorMapping("refused", "price_refused"),
    "LIST_PRICE_BELOW_PRICE": ErrorMapping("refused", "price_refused"),
    "DISCOUNT_TOO_DEEP": ErrorMapping("refused", "price_refused"),
    "CATEGORY_WITHDRAWN": ErrorMapping("refused", "category_not_allowed"),
}
BY_FIELD: Mapping[str, ErrorMapping] = {
    field: ErrorMapping("refused", code)
    for field, code in {
        "name": "title_refused",
        "description_html": "description_refused",
        "category_id": "category_not_allowed",
        "brand": "brand_refused",
        "attributes": "attribute_refused",
        "images": "image_refused",
        "file": "image_refused",
        "ocop": "paper_refused",
        "documents": "paper_refused",
        "price": "price_refused",
        "list_price": "price_refused",
        "stock": "stock_refused",
        "weight_g": "parcel_refused",
        "options": "variants_refused",
        "variants": "variants_refused",
    }.items()
}


def meaning_of(code: int, envelope: Json) -> ErrorMapping:
    """Say what a code means; one that we do not know, by its hundreds."""
    if code == 4290 and text(record(envelope.get("params")).get("scope")) == "auth":
        return TOKENS
    known = BY_CODE.get(code)
    if known is not None:
        return known
    if code // 10 == 429:
        return THROTTLED
    return REFUSED if 4000 <= code < 5000 else MAYBE_DONE


def meaning_of_error(error: Json) -> ErrorMapping:
    """Say what is wrong with one field, or with one entry of a batch."""
    by_code = BY_FIELD_CODE.get(text(error.get("code")))
    field = text(error.get("field")).replace("[", ".").split(".")[0]
    return by_code or BY_FIELD.get(field) or REFUSED


def wanted_stock(error: Json) -> int | None:
    """Read the stock that stands there, from an entry that was refused because it moved."""
    return whole(record(error.get("params")).get("stock"))


__all__ = ["TROUBLE", "meaning_of", "meaning_of_error", "wanted_stock"]
