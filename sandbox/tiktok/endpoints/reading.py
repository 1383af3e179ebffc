"""Reading listings back: one product in one of its versions, or pages from a late index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.endpoints.pages import page, product_page_size, start
from sandbox.tiktok.facts import SEARCH_RESULTS
from sandbox.tiktok.market import NOT_IN_STATUS, Endpoint
from sandbox.tiktok.refusal import Refusal, malformed
from sandbox.tiktok.views import product_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Product

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
    if found.status in {"FREEZE", "DELETED"}:
        raise Refusal(12052901, NOT_IN_STATUS)
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


def search(call: Call) -> Json:
    """Rows of the index that fit, the newest product first."""
    size = product_page_size(call.query)
    if start(call.query) + size > SEARCH_RESULTS:
        message = "The total number of search results can not exceed 10000."
        raise Refusal(12052180, message)
    found = [row for row in _rows(call) if _fits(call, row)]
    rows, following = page(found, call.query, size)
    return {"total_count": len(found), "next_page_token": following, "products": rows}


def _rows(call: Call) -> list[Json]:
    lag_s, now = call.knobs.search_lag_s, call.now
    rows = (each.shown.read(now, lag_s) for each in reversed(call.shop.products.values()))
    found = [row for row in rows if row is not None]
    if not call.knobs.holiday_mode:
        return found
    return [row | {"skus": [_resting(sku) for sku in row["skus"]]} for row in found]


def _resting(sku: Json) -> Json:
    return sku | {"inventory": [each | {"quantity": 0} for each in sku["inventory"]]}


def _fits(call: Call, row: Json) -> bool:
    return all(fits(call, row) for fits in _FILTERS)


def _has_status(call: Call, row: Json) -> bool:
    status = call.fields.text("status", "ALL")
    if status == "ALL":
        return row["status"] != "DELETED" or call.knobs.all_includes_deleted
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


def checked_search(call: Call) -> Json:
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
    return search(call)


_SCOPE = "seller.product.basic"
ENDPOINTS = (
    Endpoint("GET", "/product/{version}/products/{product_id}", product, _SCOPE),
    Endpoint(
        "POST", "/product/{version}/products/search", checked_search, _SCOPE,
        versions=frozenset({"202309", "202312", "202502"}),
    ),
)  # fmt: skip
