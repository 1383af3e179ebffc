"""Brands: those that exist, and new ones, fifty a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.endpoints.pages import page, product_page_size
from sandbox.tiktok.facts import BRAND_LENGTH, BRANDS_A_DAY
from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules.place import check_version, leaf
from sandbox.tiktok.taxonomy.brands import AUTHORIZED, BRANDS

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call


def brands(call: Call) -> Json:
    """The brands whose names begin as asked, page by page."""
    size = product_page_size(call.query)
    if call.query.has("category_id"):
        check_version(call, call.query)
        leaf(call.query.text("category_id"))
    beginning = call.query.text("brand_name", "").lower()
    only_authorized = call.query.flag("is_authorized", default=False)
    found = [
        _row(brand_id, name)
        for brand_id, name in (BRANDS | call.market.brands).items()
        if name.lower().startswith(beginning) and (brand_id in AUTHORIZED or not only_authorized)
    ]
    rows, following = page(found, call.query, size)
    return {"brands": rows, "next_page_token": following, "total_count": len(found)}


def _row(brand_id: str, name: str) -> Json:
    return {
        "id": brand_id,
        "name": name,
        "authorized_status": "AUTHORIZED" if brand_id in AUTHORIZED else "UNAUTHORIEZD",
        "brand_status": "AVAILABLE",
        "is_t1_brand": False,
    }


def create_brand(call: Call) -> Json:
    """A new brand of 2 to 30 characters."""
    name, (least, most) = call.fields.text("name").strip(), BRAND_LENGTH
    if len(name) < least:
        raise Refusal(12052189, f"The brand name is under {least} characters.")
    if len(name) > most:
        raise Refusal(12052190, f"The brand name is over {most} characters.")
    if name.lower() in {known.lower() for known in (BRANDS | call.market.brands).values()}:
        raise Refusal(12052205, "The brand already exists.")
    day, count = call.market.brands_on
    count = count if day == call.market.day() else 0
    if count >= BRANDS_A_DAY:
        raise Refusal(12052202, "The daily limit of new brands is reached.")
    call.market.brands_on = [call.market.day(), count + 1]
    brand_id = call.market.next_id()
    call.market.brands[brand_id] = name
    return {"id": brand_id}


_SCOPE = "seller.product.basic"
ENDPOINTS = (
    Endpoint("GET", "/product/{version}/brands", brands, _SCOPE),
    Endpoint("POST", "/product/{version}/brands", create_brand, _SCOPE, ciphered=False),
)
