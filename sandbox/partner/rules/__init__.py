"""What the body of a product must obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.rules import content, offers
from sandbox.partner.rules.body import SKU
from sandbox.partner.rules.case import Case

if TYPE_CHECKING:
    from sandbox.partner.market import Call
    from sandbox.partner.shapes import Problems

_CHECKS = (
    content.check_category,
    content.check_attributes,
    content.check_pictures,
    content.check_ocop,
    content.check_documents,
    content.check_place,
    offers.check_variants,
    offers.check_offers,
)


def judge_product(call: Call) -> Case:
    """The body as it would be stored, with everything that is wrong with it."""
    problems: Problems = []
    sku = call.ids["sku"]
    SKU.read(sku, "sku", problems)
    body = call.endpoint.body.read(call.body, "", problems) or {}
    given = frozenset(call.body if isinstance(call.body, dict) else ())
    case = Case(call.market, call.shop, sku, body, given, problems)
    owner = call.shop.owners.get(sku, sku)
    if owner != sku:
        case.complain("sku", "NOT_A_PRODUCT_SKU", sku=sku, product_sku=owner)
    for check in _CHECKS:
        check(case)
    return case
