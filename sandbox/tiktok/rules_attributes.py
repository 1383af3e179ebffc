"""A listing before its judge: its attributes, its papers, its brand."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.tiktok.facts import ATTRIBUTE_VALUE_LENGTH, CERTIFICATIONS
from sandbox.tiktok.fields import Refusal
from sandbox.tiktok.rules_text import is_tidy
from sandbox.tiktok.taxonomy import (
    BRANDS,
    CERTIFICATES,
    FOOD_SAFETY,
    NUMBER,
    by_id,
    certificates_of,
    is_leaf,
    is_required,
)

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.entities import Product
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.taxonomy import Attribute, Certificate


@dataclass(frozen=True, slots=True)
class Case:
    """One create, edit or listing check; `product` is None where none exists yet."""

    call: Call
    wish: Fields
    product: Product | None = None
    as_draft: bool = False
    warnings: list[str] = field(default_factory=list)

    def cleared(self, name: str, value: str, reason: str) -> None:
        """Say that a wrong value was dropped; the call succeeds all the same."""
        self.warnings.append(
            f"The [{name}]:{value} field is incorrect and has been automatically cleared by the "
            f"system. Reason: [{reason}]. You can edit it later."
        )

    def image(self, uri: str, use_case: str, code: int) -> str:
        """A picture that was uploaded for this use; a stranger's uri is unknown to all."""
        known = self.call.market.images.get(uri)
        if known is None:
            raise Refusal(12052722, f"The image URI does not exist: {uri}")
        if known["use_case"] != use_case:
            raise Refusal(code, f"The image URI is not valid: its use case is not {use_case}.")
        return uri

    @property
    def before(self) -> Json | None:
        """The content that an edit starts from."""
        return self.product.newest if self.product else None

    @property
    def is_partial(self) -> bool:
        """Only a partial edit says nothing of the category."""
        return self.product is not None and not self.wish.has("category_id")

    @property
    def category_id(self) -> str:
        """The category whose form is filled in; empty when none that is known was named."""
        wished = self.wish.get("category_id")
        if isinstance(wished, str) and is_leaf(wished):
            return wished
        return str(self.before["category_id"]) if self.before else ""


_NUMBER = re.compile(r"\d+(\.\d+)?")


def attributes(case: Case) -> list[Json]:
    """The attributes as they will be kept."""
    known = by_id(case.category_id, licensed=case.call.settings.food_licence_required)
    chosen: dict[str, list[Json]] = {}
    for given in case.wish.objects("product_attributes", []):
        attribute_id = given.text("id", "")
        if not attribute_id and not given.has("name"):
            raise Refusal(12052241, "A product attribute needs an id or a name.")
        if attribute_id in chosen:
            raise Refusal(12052254, f"The product attribute ID {attribute_id} is repeated.")
        if attribute_id not in known:
            case.cleared("product_attributes", attribute_id, "Attribute does not exist")
        elif values := _values(case, given, known[attribute_id]):
            chosen[attribute_id] = values
    for attribute in known.values():
        _check_asked(case, attribute, chosen)
    return [{"id": key, "values": values} for key, values in chosen.items()]


def _check_asked(case: Case, attribute: Attribute, chosen: dict[str, list[Json]]) -> None:
    there, condition = attribute.attribute_id in chosen, attribute.condition
    if condition is not None and there and not condition.holds(chosen):
        raise Refusal(12052183, f"{attribute.name} must be empty for the chosen value.")
    if there or case.as_draft:
        return
    if condition is not None and condition.holds(chosen):
        raise Refusal(12052182, f"{attribute.name} is required by the chosen value.")
    if is_required(attribute, case.category_id):
        raise Refusal(12052104, f"missing product attribute ID {attribute.attribute_id}")


def _values(case: Case, given: Fields, attribute: Attribute) -> list[Json]:
    wanted = given.objects("values", [])
    if len(wanted) > 1 and not attribute.multiple:
        raise Refusal(12052246, f"{attribute.name} takes one value only.")
    found = [value for each in wanted if (value := _value(case, each, attribute))]
    names = [value["name"] for value in found]
    if len(set(names)) != len(names):
        raise Refusal(12052251, f"A value of {attribute.name} is repeated.")
    return found


def _value(case: Case, given: Fields, attribute: Attribute) -> Json | None:
    """A predefined or own value; None when it was wrong and therefore cleared."""
    value_id, name = given.text("id", ""), given.text("name", "").strip()
    if not value_id and not name:
        raise Refusal(12052248, f"A value of {attribute.name} needs an id or a name.")
    if value_id:
        return _predefined(case, value_id, attribute)
    by_name = {known: key for key, known in attribute.values.items()}
    if name in by_name:
        return {"id": by_name[name], "name": name}
    if not attribute.customizable:
        case.cleared("product_attributes", name, "Custom value is not allowed")
        return None
    _check_text(name, attribute)
    return {"id": _own_id(name), "name": name}


def _predefined(case: Case, value_id: str, attribute: Attribute) -> Json | None:
    if value_id in attribute.values:
        return {"id": value_id, "name": attribute.values[value_id]}
    for before in (case.before or {}).get("product_attributes", []):
        for value in before["values"]:
            if value["id"] == value_id:
                return dict(value)
    case.cleared("product_attributes", value_id, "Attribute value does not exist")
    return None


def _check_text(name: str, attribute: Attribute) -> None:
    if len(name) > ATTRIBUTE_VALUE_LENGTH:
        raise Refusal(12052249, f"A value of {attribute.name} is too long.")
    if attribute.data_format == NUMBER and not _NUMBER.fullmatch(name):
        raise Refusal(12052256, f"{attribute.name} must be a positive number.")
    if not is_tidy(name):
        raise Refusal(12052935, f"{attribute.name} breaks the rules of text.")


def _own_id(name: str) -> str:
    """The platform gives own values an id, too; the same name the same one."""
    return str(7_000_000_000_000_000_000 + zlib.crc32(name.encode()))


def certifications(case: Case) -> list[Json]:
    """The papers as they will be kept; those that the category asks for must be there."""
    given = case.wish.objects("certifications", [])
    if len(given) > CERTIFICATIONS:
        raise Refusal(12052657, f"There are over {CERTIFICATIONS} certifications.")
    found = [_certification(case, each) for each in given]
    ids = [each["id"] for each in found]
    if len(set(ids)) != len(ids):
        raise Refusal(12052656, "A certification is repeated.")
    for certificate in certificates_of(case.category_id):
        asked = not case.as_draft and _is_asked(case, certificate)
        if asked and certificate.certificate_id not in ids:
            raise Refusal(12052105, "required qualification miss")
    return found


def _is_asked(case: Case, certificate: Certificate) -> bool:
    if certificate.condition is not None:
        wish = case.wish if case.wish.has("product_attributes") else None
        return certificate.condition.holds(_chosen(wish, case.before))
    return is_paper_required(certificate, case.call)


def is_paper_required(certificate: Certificate, call: Call) -> bool:
    """Whether every listing of the category needs this paper."""
    return certificate.certificate_id == FOOD_SAFETY and call.settings.food_certificate_required


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
    if certificate_id not in CERTIFICATES:
        raise Refusal(12052655, f"The certification ID {certificate_id} does not exist.")
    uris = [each.text("uri") for each in given.objects("images", [])]
    images = [case.image(uri, "CERTIFICATION_IMAGE", 12052650) for uri in uris]
    files = [each.text("id") for each in given.objects("files", [])]
    if any(file_id not in case.call.market.files for file_id in files):
        raise Refusal(12052658, "A file of the certification does not exist.")
    expires = given.whole("expiration_date", 0)
    needed = certificate_id == FOOD_SAFETY
    if (needed or expires) and expires <= case.call.now:
        raise Refusal(12052385, "The expiration date of the certification is not valid.")
    return {"id": certificate_id, "images": images, "files": files, "expiration_date": expires}


def brand(case: Case) -> str | None:
    """The brand, or none: a wrong one is cleared with a warning."""
    brand_id = case.wish.text("brand_id", "")
    if not brand_id:
        return None
    if brand_id not in BRANDS:
        case.cleared("brand_id", brand_id, "Brand does not exist")
        return None
    return brand_id
