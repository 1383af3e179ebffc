"""What a whole product must obey beyond its shape: what is known here, and what fits together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sandbox.partner import bodies
from sandbox.partner.envelope import Problem
from sandbox.partner.facts import today, written
from sandbox.partner.media import find
from sandbox.partner.shapes import many_lines, misfit, read_in_part
from sandbox.partner.taxonomy import CATEGORIES, Attribute, attributes_of, is_commune

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.partner.entities import Offer, Product, Shop
    from sandbox.partner.market import Call, Market
    from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class RequestedOffer:
    """One offer of the body; `where` stands before the names of its fields."""

    where: str
    sku: str
    fields: Json
    known: Offer | None  # what is on the shelf under this SKU, in this product


@dataclass(frozen=True, slots=True)
class RequestedProduct:
    """`body` has only what is right in shape; `given` names all the fields that were sent."""

    market: Market
    shop: Shop
    sku: str
    body: Json
    given: frozenset[str]
    problems: list[Problem]

    @property
    def product(self) -> Product | None:
        return self.shop.products.get(self.sku)

    @property
    def now(self) -> float:
        return self.market.clock.now()

    def complain(self, field: str, code: str, **params: Any) -> None:
        self.problems.append(Problem(field, code, params))

    def offers(self) -> Iterator[RequestedOffer]:
        """The offers of the body: the product itself, or its variants."""
        if "variants" not in self.given:
            yield RequestedOffer("", self.sku, self.body, self._known(self.sku))
        for place, fields in enumerate(self.body.get("variants") or ()):
            if fields is not None and "sku" in fields:
                sku = fields["sku"]
                yield RequestedOffer(f"variants[{place}].", sku, fields, self._known(sku))

    def _known(self, sku: str) -> Offer | None:
        return None if self.product is None else self.product.offers.get(sku)


def check_product(call: Call) -> RequestedProduct:
    """The body as it would be stored, with everything that is wrong with it."""
    sku = call.ids["sku"]
    _, problems = read_in_part(bodies.Sku, sku, call.profile)
    problems = [replace(each, field="sku") for each in problems]
    body, found = read_in_part(call.endpoint.body, call.body, call.profile)
    given = frozenset(call.body if isinstance(call.body, dict) else ())
    case = RequestedProduct(call.market, call.shop, sku, body or {}, given, problems + found)
    owner = call.shop.owners.get(sku, sku)
    if owner != sku:
        case.complain("sku", "NOT_A_PRODUCT_SKU", sku=sku, product_sku=owner)
    for check in _CHECKS:
        check(case)
    return case


def check_category(case: RequestedProduct) -> None:
    """An open leaf."""
    category_id = case.body.get("category_id")
    if category_id is None:
        return
    category = CATEGORIES.get(category_id)
    if category is None:
        case.complain("category_id", "UNKNOWN_CATEGORY", value=category_id)
    elif not category.leaf:
        case.complain("category_id", "CATEGORY_NOT_LEAF", value=category_id)
    elif category_id in case.market.closed():
        case.complain("category_id", "CATEGORY_WITHDRAWN", value=category_id)


def check_attributes(case: RequestedProduct) -> None:
    """Those of the category and no others; what is stored is put in order in place."""
    given = case.body.get("attributes")
    if "attributes" not in case.given:
        return
    if not isinstance(given, dict):
        case.complain("attributes", "WRONG_TYPE")
        return
    if case.body.get("category_id") not in CATEGORIES:
        return
    known = {each.code: each for each in attributes_of(case.body["category_id"])}
    for code in given.keys() - known.keys():
        case.complain(f"attributes.{code}", "UNKNOWN_ATTRIBUTE")
    for code, attribute in known.items():
        if code in given:
            given[code] = _value(case, attribute, given[code])
        elif attribute.required:
            case.complain(f"attributes.{code}", "REQUIRED")


def _value(case: RequestedProduct, attribute: Attribute, value: Any) -> str | None:
    where = f"attributes.{attribute.code}"
    if not isinstance(value, str):
        case.complain(where, "WRONG_TYPE")
        return None
    if attribute.max_length is not None:
        text = many_lines(value)
        if problem := misfit(text, 1, attribute.max_length):
            case.complain(where, problem.code, **problem.params)
        return None if problem else text
    if value not in attribute.values:
        case.complain(where, "ATTRIBUTE_VALUE", value=value)
    return value


def check_pictures(case: RequestedProduct) -> None:
    """Uploaded before, for this purpose."""
    for place, media_id in enumerate(case.body.get("images") or ()):
        if media_id is not None:
            _check_media(case, f"images[{place}]", media_id, {"product"})
    for place, document in enumerate(case.body.get("documents") or ()):
        if document is not None and "media_id" in document:
            where = f"documents[{place}].media_id"
            _check_media(case, where, document["media_id"], {"document", "certificate"})
    for offer in case.offers():
        media_id = offer.fields.get("media_id")
        if media_id is not None:
            _check_media(case, f"{offer.where}media_id", media_id, {"product"})


def _check_media(case: RequestedProduct, where: str, media_id: str, purposes: set[str]) -> None:
    media = find(case.shop, media_id, case.now)
    if media is None or media["purpose"] not in purposes:
        case.complain(where, "UNKNOWN_MEDIA", media_id=media_id)


def check_ocop(case: RequestedProduct) -> None:
    """A certificate that is valid today, with its picture."""
    ocop = case.body.get("ocop")
    if ocop is None:
        return
    _check_dates(case, "ocop", ocop)
    if ocop.get("expires_on", "9999") < today(case.now):
        case.complain("ocop.expires_on", "OCOP_EXPIRED", value=ocop["expires_on"])
    media = find(case.shop, ocop.get("certificate_media_id", ""), case.now)
    if media is None or media["purpose"] != "certificate":
        case.complain("ocop.certificate_media_id", "OCOP_NO_DOCUMENT")


def check_documents(case: RequestedProduct) -> None:
    """No paper ends before it begins."""
    for place, document in enumerate(case.body.get("documents") or ()):
        if document is not None:
            _check_dates(case, f"documents[{place}]", document)


def _check_dates(case: RequestedProduct, where: str, paper: Json) -> None:
    issued, expires = paper.get("issued_on"), paper.get("expires_on")
    if issued is not None and expires is not None and expires < issued:
        case.complain(f"{where}.expires_on", "DATE_ORDER", value=expires)


def check_place(case: RequestedProduct) -> None:
    """A commune of today, in its province."""
    place = case.body.get("ship_from") or {}
    codes = place.get("province_code"), place.get("commune_code")
    if codes[0] is None or codes[1] is None:
        return
    if not is_commune(codes[0], codes[1]):
        case.complain("ship_from.commune_code", "UNKNOWN_COMMUNE", value=codes[1])


TERMS = ("price", "list_price", "stock", "weight_g", "gtin")


def check_offers(case: RequestedProduct) -> None:
    """Every offer is complete, well priced, and has its GTIN for itself."""
    others = {
        offer.gtin
        for product in case.shop.products.values()
        if product.sku != case.sku
        for offer in product.offers.values()
    }
    for offer in case.offers():
        _check_complete(case, offer)
        _check_price(case, offer)
        gtin = offer.fields.get("gtin")
        if gtin is not None and gtin in others:
            case.complain(f"{offer.where}gtin", "GTIN_REUSED", value=gtin)
        others.add(gtin)


def _check_complete(case: RequestedProduct, offer: RequestedOffer) -> None:
    """Price and stock may only be absent where they are known; the weight never."""
    needed = [] if offer.known else ["price", "stock"]
    if not offer.where:
        needed.append("weight_g")
    sent = case.given if not offer.where else _sent(case, offer)
    for name in needed:
        if name not in sent:
            case.complain(offer.where + name, "REQUIRED")


def _sent(case: RequestedProduct, offer: RequestedOffer) -> set[str]:
    """The fields of a variant that were sent, right or wrong."""
    before = {problem.field for problem in case.problems}
    return {name for name in TERMS if name in offer.fields or offer.where + name in before}


def _check_price(case: RequestedProduct, offer: RequestedOffer) -> None:
    known = offer.known
    price = offer.fields.get("price", known.price if known else None)
    list_price = offer.fields.get("list_price", known.list_price if known else None)
    problem = price_problem(price, list_price)
    if problem is not None:
        case.complain(f"{offer.where}list_price", problem, price=price, list_price=list_price)
    until = case.product.price_locked_until if case.product else 0.0
    if known and price != known.price and case.now < until:
        case.complain(f"{offer.where}price", "PRICE_LOCKED", until=written(until))


def price_problem(price: Any, list_price: Any) -> str | None:
    """What is wrong between a price and the price that is struck through."""
    if price is None or list_price is None:
        return None
    if list_price < price:
        return "LIST_PRICE_BELOW_PRICE"
    return "DISCOUNT_TOO_DEEP" if 2 * price < list_price else None


def check_variants(case: RequestedProduct) -> None:
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
    for offer in case.offers():
        if offer.sku in skus:
            case.complain(f"{offer.where}sku", "DUPLICATE_IN_REQUEST", sku=offer.sku)
        skus.add(offer.sku)
        _check_options(case, offer, seen)


def _check_options(
    case: RequestedProduct, offer: RequestedOffer, seen: set[tuple[str, ...]]
) -> None:
    values, options = offer.fields.get("option_values"), case.body.get("options")
    if values is None or options is None or None in values:
        return
    if len(values) != len(options) or tuple(values) in seen:
        case.complain(f"{offer.where}option_values", "VARIANT_OPTIONS_MISMATCH")
    seen.add(tuple(values))


_CHECKS = (
    check_category,
    check_attributes,
    check_pictures,
    check_ocop,
    check_documents,
    check_place,
    check_variants,
    check_offers,
)
