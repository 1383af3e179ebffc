"""The shape of a product's body, before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.partner import facts
from sandbox.partner.refusal import Problem
from sandbox.partner.rules.html import Html
from sandbox.partner.shapes import (
    Anything,
    Day,
    Each,
    Line,
    Maybe,
    Problems,
    Shape,
    Table,
    Whole,
    Word,
)

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.replica import Json

SKU = Word(r"[A-Za-z0-9._-]{1,50}", code="BAD_SKU")
MEDIA_ID = Line(64)
PRICE = Whole(*facts.PRICE_VND, facts.PRICE_STEP)
LIST_PRICE = Maybe(Whole(1, 10 * facts.PRICE_VND[1]))
STOCK = Whole(*facts.STOCK)
_WEIGHT = Whole(*facts.WEIGHT_G)
_NUMBER = Line(120)


@dataclass(frozen=True, slots=True)
class Gtin:
    """8, 12, 13 or 14 digits, the last of which checks the others."""

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if not isinstance(value, str):
            problems.append(Problem(where, "WRONG_TYPE"))
            return None
        digits = value if value.isascii() and value.isdigit() else ""
        if len(digits) in {8, 12, 13, 14} and _checks(digits):
            return digits
        problems.append(Problem(where, "GTIN_CHECK_DIGIT", {"value": value}))
        return None

    def schema(self) -> Json:
        return {"type": "string", "pattern": r"^(\d{8}|\d{12}|\d{13}|\d{14})$"}


def _checks(digits: str) -> bool:
    """Weights 3 and 1 in turn, from the right, the check digit itself counting once."""
    weighted = (int(d) * (3 if place % 2 else 1) for place, d in enumerate(reversed(digits)))
    return sum(weighted) % 10 == 0


def _terms(house: House) -> dict[str, Shape]:
    terms: dict[str, Shape] = {
        "price": PRICE,
        "list_price": LIST_PRICE,
        "stock": STOCK,
        "weight_g": _WEIGHT,
        "gtin": Maybe(Gtin()),
    }
    if not house.list_price:
        del terms["list_price"]
    return terms


def _variant(house: House) -> Table:
    fields: dict[str, Shape] = {
        "sku": SKU,
        "option_values": Each(Line(40), 1, facts.OPTIONS_MOST),
        **_terms(house),
        "media_id": Maybe(MEDIA_ID),
    }
    return Table(fields, ("sku", "option_values", "weight_g"))


_PLACE = Table(
    {
        "province_code": Word(r"\d{2}", code="UNKNOWN_COMMUNE"),
        "commune_code": Word(r"\d{5}", code="UNKNOWN_COMMUNE"),
    },
    ("province_code", "commune_code"),
)
_OCOP = Table(
    {
        "stars": Whole(*facts.STARS, code="OCOP_STARS"),
        "decision_no": _NUMBER,
        "issued_by": _NUMBER,
        "issued_on": Day(),
        "expires_on": Day(),
        "certificate_media_id": MEDIA_ID,
    },
    ("stars", "decision_no", "issued_by", "issued_on", "expires_on"),
)
_DOCUMENT = Table(
    {
        "type": Word(choices=facts.DOCUMENT_TYPES),
        "no": _NUMBER,
        "issued_on": Maybe(Day()),
        "expires_on": Maybe(Day()),
        "media_id": MEDIA_ID,
    },
    ("type", "no", "media_id"),
)
_ATTRIBUTES = Anything(
    {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "Code to value, as GET /categories/{category_id}/attributes names them.",
    }
)
REQUIRED = ("name", "description_html", "category_id", "attributes", "images", "ship_from")


def product_body(house: House) -> Table:
    """The body of `PUT /products/by-sku/{sku}` with this marketplace's limits."""
    least, most = house.name_length
    fields: dict[str, Shape] = {
        "name": Line(most, least),
        "short_description": Line(140, 0),
        "description_html": Html(),
        "category_id": Whole(1, 2**31 - 1),
        "brand": Line(60),
        "attributes": _ATTRIBUTES,
        "images": Each(MEDIA_ID, 1, house.images, unique=True),
        **_terms(house),
        "options": Each(Line(20), 1, facts.OPTIONS_MOST, unique=True),
        "variants": Each(_variant(house), 1, house.variants),
        "ship_from": _PLACE,
        "ocop": Maybe(_OCOP),
        "documents": Each(_DOCUMENT, 0, 20),
        "sale_status": Word(choices=("ON", "OFF")),
    }
    return Table(fields, REQUIRED)
