"""Category, attributes, pictures, papers and place: what must be known to the marketplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.partner.moments import today
from sandbox.partner.pictures import find
from sandbox.partner.shapes import fitting, many_lines
from sandbox.partner.taxonomy.attributes import Attribute, attributes_of
from sandbox.partner.taxonomy.categories import CATEGORIES
from sandbox.partner.taxonomy.places import is_commune

if TYPE_CHECKING:
    from sandbox.partner.rules.case import Case
    from sandbox.replica import Json


def check_category(case: Case) -> None:
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


def check_attributes(case: Case) -> None:
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


def _value(case: Case, attribute: Attribute, value: Any) -> str | None:
    where = f"attributes.{attribute.code}"
    if not isinstance(value, str):
        case.complain(where, "WRONG_TYPE")
        return None
    if attribute.max_length is not None:
        return fitting(many_lines(value), (1, attribute.max_length), where, case.problems)
    if value not in attribute.values:
        case.complain(where, "ATTRIBUTE_VALUE", value=value)
    return value


def check_pictures(case: Case) -> None:
    """Uploaded before, for this purpose."""
    for place, media_id in enumerate(case.body.get("images") or ()):
        if media_id is not None:
            _check_media(case, f"images[{place}]", media_id, {"product"})
    for place, document in enumerate(case.body.get("documents") or ()):
        if document is not None and "media_id" in document:
            where = f"documents[{place}].media_id"
            _check_media(case, where, document["media_id"], {"document", "certificate"})
    for wished in case.wished():
        media_id = wished.fields.get("media_id")
        if media_id is not None:
            _check_media(case, f"{wished.where}media_id", media_id, {"product"})


def _check_media(case: Case, where: str, media_id: str, purposes: set[str]) -> None:
    media = find(case.shop, media_id, case.now)
    if media is None or media["purpose"] not in purposes:
        case.complain(where, "UNKNOWN_MEDIA", media_id=media_id)


def check_ocop(case: Case) -> None:
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


def check_documents(case: Case) -> None:
    """No paper ends before it begins."""
    for place, document in enumerate(case.body.get("documents") or ()):
        if document is not None:
            _check_dates(case, f"documents[{place}]", document)


def _check_dates(case: Case, where: str, paper: Json) -> None:
    issued, expires = paper.get("issued_on"), paper.get("expires_on")
    if issued is not None and expires is not None and expires < issued:
        case.complain(f"{where}.expires_on", "DATE_ORDER", value=expires)


def check_place(case: Case) -> None:
    """A commune of today, in its province."""
    place = case.body.get("ship_from") or {}
    codes = place.get("province_code"), place.get("commune_code")
    if codes[0] is None or codes[1] is None:
        return
    if not is_commune(codes[0], codes[1]):
        case.complain("ship_from.commune_code", "UNKNOWN_COMMUNE", value=codes[1])
