"""The SKUs of a listing: names, choices, prices and stock, and how they fit together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.tiktok import facts
from sandbox.tiktok.fields import Refusal, malformed
from sandbox.tiktok.rules_text import is_tidy
from sandbox.tiktok.taxonomy import SALES

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.entities import Offer
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.rules_attributes import Case


LOCKED = "Product price locked due to ongoing promotion."


def whole_price(given: Fields, malformed_code: int = 12052073) -> int:
    """Whole dong out of `{"amount": text, "currency": "VND"}`."""
    currency = given.text("currency")
    if currency != facts.CURRENCY:
        raise Refusal(12052084, f"The currency {currency} is not offered in this shop.")
    if not given.has("amount"):
        raise Refusal(12052571, "The price is required.")
    amount = given.text("amount")
    if not re.fullmatch(r"[0-9]{1,12}", amount):
        raise Refusal(malformed_code, "The price format is not valid.")
    least, most = facts.PRICE
    if int(amount) < least:
        raise Refusal(12052073, "The price is not valid.")
    if int(amount) > most:
        raise Refusal(12052570, f"The price is over the limit of {most}.")
    return int(amount)


def check_price_change(offer: Offer, wanted: int) -> None:
    """A running promotion holds the price."""
    if offer.price_locked and wanted != offer.price.value:
        raise Refusal(12052038, LOCKED)


def check_quantity(call: Call, quantity: int) -> None:
    """Within what one warehouse of one SKU may hold."""
    least = 0 if call.settings.allow_zero else 1
    if not least <= quantity <= call.settings.quantity_max:
        message = "The quantity for the warehouse must be within allowed limits"
        raise Refusal(12052055, f"{message} ({least}-{call.settings.quantity_max}).")


def check_warehouse(call: Call, warehouse_id: str) -> None:
    """A warehouse of this shop that goods are sold from."""
    if warehouse_id in call.shop.warehouses:
        return
    if warehouse_id == facts.RETURN_WAREHOUSE:
        raise Refusal(12052532, "The warehouse is not a delivery warehouse")
    if any(warehouse_id in shop.warehouses for shop in call.market.shops.values()):
        raise Refusal(12052530, "The warehouse does not belong to this shop")
    raise Refusal(12052097, "The warehouse does not exist")


def check_floor(call: Call, offer: Offer, wanted: dict[str, int]) -> None:
    """Under a promotion stock may not go below what is there, nor below the campaign's part."""
    total = sum(wanted.values())
    lowered = (
        total < offer.available and offer.price_locked and call.settings.promotion_floors_stock
    )
    if lowered or total < offer.campaign:
        message = "The product is in a promotion: stock can't be updated below current stock"
        raise Refusal(12052393, message)


_KNOWN = {each.attribute_id: each for each in SALES}
_BY_NAME = {each.name: each.attribute_id for each in SALES}


def choices(case: Case, given: Fields) -> Json:
    """One choice of one SKU; ids that the platform has yet to give are empty."""
    kind_id, kind_name = _kind(case, given)
    value_id, value_name = _value(case, given, kind_id)
    image = given.mapping("sku_img").text("uri") if given.has("sku_img") else None
    if image is not None:
        case.image(image, "ATTRIBUTE_IMAGE", 12052520)
    return {
        "id": kind_id,
        "name": kind_name,
        "value_id": value_id,
        "value_name": value_name,
        "sku_img": image,
    }


def _kind(case: Case, given: Fields) -> tuple[str, str]:
    kind_id, name = given.text("id", ""), given.text("name", "").strip()
    before = {each["id"]: each["name"] for each in _before(case)}
    if kind_id:
        known = {key: each.name for key, each in _KNOWN.items()} | before
        if kind_id not in known:
            raise Refusal(12052527, f"The sales attribute ID {kind_id} does not exist.")
        return kind_id, known[kind_id]
    if not 1 <= len(name) <= facts.SALES_NAME_LENGTH or not is_tidy(name):
        raise Refusal(12052933, "The name of a sales attribute breaks the rules of text.")
    used = {text: key for key, text in before.items()}
    return _BY_NAME.get(name) or used.get(name, ""), name


def _value(case: Case, given: Fields, kind_id: str) -> tuple[str, str]:
    value_id, name = given.text("value_id", ""), given.text("value_name", "").strip()
    before = {each["value_id"]: each["value_name"] for each in _before(case, kind_id)}
    known = before | dict(_KNOWN[kind_id].values if kind_id in _KNOWN else {})
    if value_id:
        if value_id not in known:
            raise Refusal(12052529, f"The sales attribute value ID {value_id} does not exist.")
        return value_id, known[value_id]
    if not 1 <= len(name) <= facts.SALES_VALUE_LENGTH or not is_tidy(name):
        raise Refusal(12052934, "The value of a sales attribute breaks the rules of text.")
    return {text: key for key, text in known.items()}.get(name, ""), name


def _before(case: Case, kind_id: str | None = None) -> list[Json]:
    """The choices that the product knows already."""
    rows = case.before["skus"] if case.before else []
    every = [each for row in rows for each in row["sales_attributes"]]
    return [each for each in every if kind_id is None or each["id"] == kind_id]


def check_choices(rows: list[Json]) -> None:
    """The same kinds on every SKU, no combination twice, pictures on all values or none."""
    kinds = [[each["name"] for each in row["sales_attributes"]] for row in rows]
    if any(len(each) > facts.SALES_KINDS for each in kinds):
        raise Refusal(12052525, f"There are over {facts.SALES_KINDS} sales attributes.")
    every = {name for each in kinds for name in each}
    if any(set(each) != every or len(each) != len(every) for each in kinds):
        raise Refusal(12052550, "A SKU lacks one of the sales attributes.")
    combinations = [
        tuple(sorted((each["name"], each["value_name"]) for each in row["sales_attributes"]))
        for row in rows
    ]
    if len(set(combinations)) != len(combinations):
        raise Refusal(12052560, "Two SKUs have the same combination of sales attributes.")
    _check_pictures(rows)


def _check_pictures(rows: list[Json]) -> None:
    every = [each for row in rows for each in row["sales_attributes"]]
    pictured = {each["name"] for each in every if each["sku_img"] is not None}
    if len(pictured) > 1:
        raise Refusal(12052528, "Only one sales attribute can have pictures.")
    if any(each["sku_img"] is None for each in every if each["name"] in pictured):
        raise Refusal(12052522, "Every value of a sales attribute with pictures needs one.")


_WEIGHT = re.compile(r"\d{1,6}(\.\d{1,3})?")
_SIDE = re.compile(r"\d{1,6}(\.\d{1,2})?")
_SIDES = {"height": 12052003, "width": 12052004, "length": 12052005}


def weight(case: Case) -> Json:
    """Above zero, in kilograms with at most three decimals.

    A partial edit replaces the object whole: what it leaves out becomes blank, without a word.
    """
    given = case.wish.mapping("package_weight")
    for name in ("value", "unit"):
        if not given.has(name) and not case.is_partial:
            raise malformed(f"body.package_weight.{name} is missing")
    value, unit = given.text("value", ""), given.text("unit", "")
    if unit != "KILOGRAM" and given.has("unit"):
        raise Refusal(12019061, "Only KILOGRAM is supported in this region.")
    if given.has("value"):
        _check_weight(value)
    return {"value": value, "unit": unit}


def _check_weight(value: str) -> None:
    if not _WEIGHT.fullmatch(value):
        raise Refusal(12019011, "The package weight is not valid.")
    if float(value) == 0:
        raise Refusal(12052823, "The package weight must be greater than 0.")


def dimensions(case: Case) -> Json | None:
    """Centimetres with at most two decimals, kept with two; optional unless the category asks."""
    if not case.wish.has("package_dimensions"):
        if case.call.settings.package_dimension_required:
            raise Refusal(12052116, "The package dimensions are required in this category.")
        return None
    return sides_of(case.wish.mapping("package_dimensions"))


def sides_of(given: Fields) -> Json:
    """The sides of a parcel, or of a single SKU."""
    if given.text("unit") != "CENTIMETER":
        raise Refusal(12052915, "The units of package weight and dimensions do not match.")
    sides = {name: given.text(name) for name in ("length", "width", "height")}
    for name, code in _SIDES.items():
        if not _SIDE.fullmatch(sides[name]):
            raise Refusal(code, f"The package {name} is not valid.")
    if not all(float(side) for side in sides.values()):
        raise Refusal(12019012, "The package dimensions must be above 0.")
    return {**{name: f"{float(side):.2f}" for name, side in sides.items()}, "unit": "CENTIMETER"}


def skus(case: Case) -> list[Json]:
    """Rows with `price` and `inventory` still in them (None: unchanged); new ones have no id."""
    given = case.wish.objects("skus")
    if not given:
        raise Refusal(12052902, "The SKU list cannot be empty.")
    if len(given) > facts.SKUS:
        raise Refusal(12052050, f"A product can have at most {facts.SKUS} SKUs.")
    rows = [_row(case, each) for each in given]
    ids = [row["id"] for row in rows if row["id"]]
    if len(set(ids)) != len(ids):
        raise Refusal(12052553, "A SKU ID is repeated.")
    check_choices(rows)
    _check_codes(rows)
    _check_growth(case, rows)
    return rows


def _row(case: Case, given: Fields) -> Json:
    sku_id = given.text("id", "")
    if sku_id and (case.product is None or sku_id not in case.product.offers):
        raise Refusal(12052557, f"The SKU {sku_id} does not belong to this product.")
    return {
        "id": sku_id,
        "seller_sku": _seller_sku(given),
        "external_sku_id": external_id(given, "external_sku_id"),
        "sales_attributes": _chosen(case, given, sku_id),
        "identifier_code": _identifier(case, given, sku_id),
        "sku_weight": given.mapping("sku_weight").raw() if given.has("sku_weight") else None,
        "sku_dimensions": _sides(given),
        "price": _price(case, given, sku_id),
        "inventory": _inventory(case, given, sku_id),
    }


def _chosen(case: Case, given: Fields, sku_id: str) -> list[Json]:
    found = [choices(case, each) for each in given.objects("sales_attributes", [])]
    if not found and sku_id and case.product is not None and not case.call.settings.variants_may_go:
        return list(case.product.sku(sku_id)["sales_attributes"])  # left as they were, in silence
    return found


def _sides(given: Fields) -> Json | None:
    return sides_of(given.mapping("sku_dimensions")) if given.has("sku_dimensions") else None


def _seller_sku(given: Fields) -> str:
    seller_sku = given.text("seller_sku", "")
    if len(seller_sku) > facts.SKU_LENGTH:
        raise Refusal(12052054, f"seller_sku is over {facts.SKU_LENGTH} characters.")
    if any(letter.isspace() for letter in seller_sku):
        raise Refusal(12019059, "seller_sku is not valid: it has spaces.")
    return seller_sku


def external_id(given: Fields, name: str) -> str:
    """An id of the seller's own system."""
    found = given.text(name, "")
    if len(found) > facts.EXTERNAL_ID_LENGTH:
        raise Refusal(12052369, f"{name} is over {facts.EXTERNAL_ID_LENGTH} characters.")
    return found


def _price(case: Case, given: Fields, sku_id: str) -> int | None:
    if sku_id and not given.has("price"):
        return None
    found = whole_price(given.mapping("price"))
    if sku_id and case.product is not None:
        check_price_change(case.product.offers[sku_id], found)
    return found


def _inventory(case: Case, given: Fields, sku_id: str) -> dict[str, int] | None:
    if sku_id and not given.has("inventory"):
        return None
    rows = given.objects("inventory")
    if not rows:
        raise Refusal(12052486, "The inventory is required.")
    found: dict[str, int] = {}
    for each in rows:
        warehouse_id, quantity = each.text("warehouse_id"), each.whole("quantity")
        check_warehouse(case.call, warehouse_id)
        check_quantity(case.call, quantity)
        if warehouse_id in found:
            raise Refusal(12052555, "A warehouse is repeated.")
        found[warehouse_id] = quantity
    if sku_id and case.product is not None:
        offer = case.product.offers[sku_id]
        if found.keys() != offer.stock.value.keys():
            raise Refusal(12052516, "The warehouses of a SKU cannot be left out or added.")
        check_floor(case.call, offer, found)
    return found


def _identifier(case: Case, given: Fields, sku_id: str) -> Json | None:
    """A bar code; a wrong one is cleared, and none can be changed once submitted."""
    code: Json | None = None
    if given.has("identifier_code"):
        wish = given.mapping("identifier_code")
        code = {"code": wish.text("code", ""), "type": wish.text("type", "")}
        if not code["type"]:
            raise Refusal(12052600, "The type of the identifier code is missing.")
        if not _is_gtin(code["code"]):
            case.cleared("identifier_code", code["code"], "Invalid GTIN")
            code = None
    if sku_id and case.product is not None and case.product.status != "DRAFT":
        before: Json | None = case.product.sku(sku_id)["identifier_code"]
        if code is not None and code != before:
            raise Refusal(12052593, "The identifier code cannot be edited after submission.")
        return before
    return code


def _is_gtin(code: str) -> bool:
    digits = [int(digit) for digit in code if digit.isascii() and digit.isdigit()]
    weights = (3 if place % 2 else 1 for place in range(len(digits)))
    total = sum(digit * weight for digit, weight in zip(reversed(digits), weights, strict=True))
    return len(digits) == len(code) and 8 <= len(digits) <= 14 and total % 10 == 0


def _check_codes(rows: list[Json]) -> None:
    codes = [row["identifier_code"]["code"] for row in rows if row["identifier_code"]]
    if len(set(codes)) != len(codes):
        raise Refusal(12052592, "An identifier code is repeated.")


def _check_growth(case: Case, rows: list[Json]) -> None:
    """A product that was published without choices stays so, unless a setting says otherwise."""
    if case.before is None or case.call.settings.single_sku_may_grow or case.as_draft:
        return
    plain = not any(row["sales_attributes"] for row in case.before["skus"])
    published = case.product is not None and case.product.status != "DRAFT"
    if plain and published and any(row["sales_attributes"] for row in rows):
        raise Refusal(12019056, "Adding SKUs is not allowed for this product.")
