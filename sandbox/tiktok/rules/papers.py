"""Certificates of a listing, and the brand that it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.facts import CERTIFICATIONS
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.taxonomy import attributes as kinds
from sandbox.tiktok.taxonomy.brands import BRANDS

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.rules.case import Case
    from sandbox.tiktok.taxonomy.attributes import Certificate


def certifications(case: Case) -> list[Json]:
    """The papers as they will be kept; those that the category asks for must be there."""
    given = case.wish.objects("certifications", [])
    if len(given) > CERTIFICATIONS:
        raise Refusal(12052657, f"There are over {CERTIFICATIONS} certifications.")
    found = [_certification(case, each) for each in given]
    ids = [each["id"] for each in found]
    if len(set(ids)) != len(ids):
        raise Refusal(12052656, "A certification is repeated.")
    for certificate in kinds.certificates_of(case.category_id):
        asked = not case.as_draft and _is_asked(case, certificate)
        if asked and certificate.certificate_id not in ids:
            raise Refusal(12052105, "required qualification miss")
    return found


def _is_asked(case: Case, certificate: Certificate) -> bool:
    if certificate.condition is not None:
        wish = case.wish if case.wish.has("product_attributes") else None
        return certificate.condition.holds(_chosen(wish, case.before))
    return is_required(certificate, case.call)


def is_required(certificate: Certificate, call: Call) -> bool:
    """Whether every listing of the category needs this paper."""
    return certificate.certificate_id == kinds.FOOD_SAFETY and call.knobs.food_certificate_required


def _chosen(wish: Fields | None, before: Json | None) -> dict[str, list[Json]]:
    """The attribute values that decide which papers are asked for."""
    if wish is not None:
        given = wish.objects("product_attributes")
        return {
            each.text("id", ""): [value.raw() for value in each.objects("values", [])]
            for each in given
        }
    return {each["id"]: each["values"] for each in (before or {}).get("product_attributes", [])}


def _certification(case: Case, given: Fields) -> Json:
    certificate_id = given.text("id")
    if certificate_id not in kinds.CERTIFICATES:
        raise Refusal(12052655, f"The certification ID {certificate_id} does not exist.")
    uris = [each.text("uri") for each in given.objects("images", [])]
    images = [case.image(uri, "CERTIFICATION_IMAGE", 12052650) for uri in uris]
    files = [each.text("id") for each in given.objects("files", [])]
    if any(file_id not in case.call.market.files for file_id in files):
        raise Refusal(12052658, "A file of the certification does not exist.")
    expires = given.whole("expiration_date", 0)
    needed = certificate_id == kinds.FOOD_SAFETY
    if (needed or expires) and expires <= case.call.now:
        raise Refusal(12052385, "The expiration date of the certification is not valid.")
    return {"id": certificate_id, "images": images, "files": files, "expiration_date": expires}


def brand(case: Case) -> str | None:
    """The brand, or none: a wrong one is cleared with a warning."""
    brand_id = case.wish.text("brand_id", "")
    if not brand_id:
        return None
    if brand_id not in BRANDS and brand_id not in case.call.market.brands:
        case.cleared("brand_id", brand_id, "Brand does not exist")
        return None
    return brand_id
