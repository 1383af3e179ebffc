"""Prices, stock, codes and variants of one product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.partner.moments import told

if TYPE_CHECKING:
    from sandbox.partner.rules.case import Case, Wished

TERMS = ("price", "list_price", "stock", "weight_g", "gtin")


def check_offers(case: Case) -> None:
    """Every offer is complete, well priced, and has its GTIN for itself."""
    others = {
        offer.gtin
        for product in case.shop.products.values()
        if product.sku != case.sku
        for offer in product.offers.values()
    }
    for wished in case.wished():
        _check_complete(case, wished)
        _check_price(case, wished)
        gtin = wished.fields.get("gtin")
        if gtin is not None and gtin in others:
            case.complain(f"{wished.where}gtin", "GTIN_REUSED", value=gtin)
        others.add(gtin)


def _check_complete(case: Case, wished: Wished) -> None:
    """Price and stock may only be absent where they are known; the weight never."""
    needed = [] if wished.known else ["price", "stock"]
    if not wished.where:
        needed.append("weight_g")
    sent = case.given if not wished.where else _sent(case, wished)
    for name in needed:
        if name not in sent:
            case.complain(wished.where + name, "REQUIRED")


def _sent(case: Case, wished: Wished) -> set[str]:
    """The fields of a variant that were sent, right or wrong."""
    before = {problem.field for problem in case.problems}
    return {name for name in TERMS if name in wished.fields or wished.where + name in before}


def _check_price(case: Case, wished: Wished) -> None:
    known = wished.known
    price = wished.fields.get("price", known.price if known else None)
    list_price = wished.fields.get("list_price", known.list_price if known else None)
    problem = price_problem(price, list_price)
    if problem is not None:
        case.complain(f"{wished.where}list_price", problem, price=price, list_price=list_price)
    until = case.product.price_locked_until if case.product else 0.0
    if known and price != known.price and case.now < until:
        case.complain(f"{wished.where}price", "PRICE_LOCKED", until=told(until))


def price_problem(price: Any, list_price: Any) -> str | None:
    """What is wrong between a price and the price that is struck through."""
    if price is None or list_price is None:
        return None
    if list_price < price:
        return "LIST_PRICE_BELOW_PRICE"
    return "DISCOUNT_TOO_DEEP" if 2 * price < list_price else None


def check_variants(case: Case) -> None:
    """One value for each option, no two alike, no SKU twice."""
    if "variants" not in case.given:
        if "options" in case.given:
            case.complain("options", "VARIANT_OPTIONS_MISMATCH")
        return
    for name in TERMS:
        if name in case.given:
            case.complain(name, "VARIANT_FIELDS_AT_TOP")
    if "options" not in case.given:
        case.complain("options", "REQUIRED")
    skus, seen = {case.sku}, set[tuple[str, ...]]()
    for wished in case.wished():
        if wished.sku in skus:
            case.complain(f"{wished.where}sku", "DUPLICATE_IN_REQUEST", sku=wished.sku)
        skus.add(wished.sku)
        _check_options(case, wished, seen)


def _check_options(case: Case, wished: Wished, seen: set[tuple[str, ...]]) -> None:
    values, options = wished.fields.get("option_values"), case.body.get("options")
    if values is None or options is None or None in values:
        return
    if len(values) != len(options) or tuple(values) in seen:
        case.complain(f"{wished.where}option_values", "VARIANT_OPTIONS_MISMATCH")
    seen.add(tuple(values))
