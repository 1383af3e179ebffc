"""What can be sold and how it must be described: categories, attributes, brands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sandbox.lazada.facts import BRAND_PAGE
from sandbox.lazada.market import either, get
from sandbox.lazada.refusal import Refusal, numbered
from sandbox.lazada.taxonomy.attributes import rows
from sandbox.lazada.taxonomy.brands import BRANDS, brand_rows
from sandbox.lazada.taxonomy.categories import CATEGORIES, INACTIVE, is_leaf, suggested, tree

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def category_tree(call: Call) -> Json:
    """The whole tree: GET /category/tree/get."""
    return {"data": tree(call.get("language_code") or "en_US")}


def attributes(call: Call) -> Json:
    """The attributes of one leaf: GET /category/attributes/get."""
    text = call.required("primary_category_id")
    category_id = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
    if category_id not in CATEGORIES:
        raise Refusal("4227", "E4227: The category does not exist in this country")
    if category_id in INACTIVE:
        raise Refusal("4228", "E4228: The category is inactive")
    if not is_leaf(category_id):
        raise numbered(57, "No attribute sets linked to that category")
    return {"data": rows(category_id, call.get("language_code") or "en_US")}


def suggestion(call: Call) -> Json:
    """Leaves that fit a name: GET /product/category/suggestion/get."""
    found = suggested(call.required("product_name"))
    if not found:
        raise numbered(701, "No category suggestion found")
    return {"data": {"categorySuggestions": found}}


def suggestions(call: Call) -> Json:
    """Leaves that fit each of several names."""
    try:
        names = json.loads(call.required("product_name"))
    except ValueError as error:
        raise numbered(5, "Invalid Request Format") from error
    if not isinstance(names, list):
        raise numbered(5, "Invalid Request Format")
    return {"data": {"categorySuggestionMap": {str(name): suggested(str(name)) for name in names}}}


def brands(call: Call) -> Json:
    """A page of brands; too many callers get an empty one that says success."""
    wrong = numbered(19, "Invalid Limit")
    call.required("startRow")
    start = call.whole("startRow", 0, wrong)
    size = call.between("pageSize", 40, BRAND_PAGE, wrong)
    if size < 1:
        raise wrong
    knobs, market = call.knobs, call.market
    fits = not knobs.brand_calls_per_s or market.pace.admits(
        "brands", call.now, knobs.brand_calls_per_s
    )
    page = {
        "enable_total": True,
        "start_row": start,
        "page_index": start // size + 1,
        "page_size": size,
        "total_page": -(-len(BRANDS) // size) if fits else 0,
        "total_record": len(BRANDS) if fits else 0,
        "module": brand_rows(start, size) if fits else [],
    }
    return {"data": page, "success": True, "error_code": None, "error_msg": None}


ENDPOINTS = {
    "/category/tree/get": get(category_tree).for_everyone,
    "/category/attributes/get": get(attributes).for_everyone,
    "/category/brands/query": either(brands).for_everyone,
    "/product/category/suggestion/get": get(suggestion),
    "/product/category/suggestion/get/batch": get(suggestions),
}
