"""Product attributes: wrong optional ones are quietly cleared, mandatory ones must be there."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from sandbox.tiktok.facts import ATTRIBUTE_VALUE_LENGTH
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules.words import is_tidy
from sandbox.tiktok.taxonomy import attributes as kinds

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.rules.case import Case
    from sandbox.tiktok.taxonomy.attributes import Attribute

_NUMBER = re.compile(r"\d+(\.\d+)?")


def attributes(case: Case) -> list[Json]:
    """The attributes as they will be kept."""
    known = kinds.by_id(case.category_id)
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
    if kinds.is_required(attribute, case.category_id):
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
    if attribute.data_format == kinds.NUMBER and not _NUMBER.fullmatch(name):
        raise Refusal(12052256, f"{attribute.name} must be a positive number.")
    if not is_tidy(name):
        raise Refusal(12052935, f"{attribute.name} breaks the rules of text.")


def _own_id(name: str) -> str:
    """The platform gives own values an id, too; the same name the same one."""
    return str(7_000_000_000_000_000_000 + zlib.crc32(name.encode()))
