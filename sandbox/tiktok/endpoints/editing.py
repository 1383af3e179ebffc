"""Rewriting a listing: the whole of it, or the properties that are named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.tiktok import audit
from sandbox.tiktok.endpoints.creating import check_quota, is_draft, shelve, sku_echo, warnings
from sandbox.tiktok.endpoints.prices import written
from sandbox.tiktok.fields import Fields
from sandbox.tiktok.market import NOT_IN_STATUS, Endpoint
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules.case import Case
from sandbox.tiktok.rules.content import changed_content, check_required, whole_content

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Product

_NEVER = frozenset({"FREEZE", "DELETED"})


def full_edit(call: Call) -> Json:
    """Everything is overwritten, with nothing where nothing was sent."""
    check_required(call.fields)
    case = _case(call, call.fields)
    return _edited(case, whole_content(case))


def partial_edit(call: Call) -> Json:
    """Top-level properties that are sent replace the old ones whole; the category stays."""
    wish = {name: value for name, value in call.fields.raw().items() if name != "category_id"}
    case = _case(call, Fields(wish))
    if _product(case).status == "DRAFT" and not case.as_draft:  # the first time that all is asked
        attributes = {"product_attributes": _product(case).newest["product_attributes"]}
        case = replace(case, wish=Fields(attributes | wish))
    return _edited(case, changed_content(case, _product(case).newest)) | {"replicated_products": []}


def _product(case: Case) -> Product:
    if case.product is None:
        raise TypeError("an edit is of a product")
    return case.product


def _case(call: Call, wish: Fields) -> Case:
    call.listing()
    product = call.product()
    as_draft = is_draft(wish)
    if product.status in _NEVER or (as_draft and product.status == "PENDING"):
        raise Refusal(12052901, NOT_IN_STATUS)
    if as_draft and product.status != "DRAFT" and call.version == "202309":
        raise Refusal(12052488, "Saving a draft of a submitted product is not supported.")
    return Case(call, wish, product, as_draft)


def _edited(case: Case, content: Json) -> Json:
    """Keep the new content as draft, live or reviewed; prices and stock count at once."""
    call, product = case.call, _product(case)
    before, submitted = product.newest, not case.as_draft
    submitted = submitted and _is_new(case, content)
    if submitted:
        check_quota(call)
    if case.wish.has("skus"):
        content["skus"] = _rows(case, content["skus"])
    if submitted:
        product.draft = None
        audit.submit(call.market, call.shop, product, content)
    elif case.as_draft:
        _save(case, content)
    else:
        product.keep_offers()
        written(call, product)
    state = "AUDITING" if submitted else "NONE"
    shown = content if submitted or case.as_draft else before
    return {
        "product_id": product.product_id,
        "audit": {"status": state},
        "skus": sku_echo(shown),
    } | warnings(case)


def _rows(case: Case, rows: list[Json]) -> list[Json]:
    """A draft behind a listing leaves its price and stock alone."""
    if case.as_draft and _product(case).status != "DRAFT":
        rows = [row | {"price": None, "inventory": None} if row["id"] else row for row in rows]
    return shelve(case.call, _product(case).offers, rows)


def _is_new(case: Case, content: Json) -> bool:
    """Whether the edit says anything that must be audited; price and stock need no audit."""
    product = _product(case)
    if product.status in {"DRAFT", "FAILED", "PLATFORM_DEACTIVATED"}:
        return True
    if case.call.knobs.repeated_edit_is_audited and case.wish.raw().keys() != {"skus"}:
        return True
    return _without_amounts(content) != _without_amounts(product.newest)


def _without_amounts(content: Json) -> Json:
    rows = [
        {name: value for name, value in row.items() if name not in {"price", "inventory"}}
        for row in content["skus"]
    ]
    return content | {"skus": rows}


def _save(case: Case, content: Json) -> None:
    product = _product(case)
    if product.status == "DRAFT":
        product.live = content
        product.keep_offers()
    else:
        product.draft = content
    audit.changed(case.call.market, product, case.call.now)


_EDITS = frozenset({"202309", "202509"})
_SCOPE = "seller.product.write"
ENDPOINTS = (
    Endpoint("PUT", "/product/{version}/products/{product_id}", full_edit, _SCOPE, versions=_EDITS),
    Endpoint(
        "POST", "/product/{version}/products/{product_id}/partial_edit", partial_edit, _SCOPE,
        versions=_EDITS,
    ),
)  # fmt: skip
