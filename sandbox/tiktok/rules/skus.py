"""The SKUs of a listing: their names, choices, prices and stock, and how they fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok import facts
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules import amounts
from sandbox.tiktok.rules.choices import check_choices, choices

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.rules.case import Case


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
        "sales_attributes": [choices(case, each) for each in given.objects("sales_attributes", [])],
        "identifier_code": _identifier(case, given, sku_id),
        "price": _price(case, given, sku_id),
        "inventory": _inventory(case, given, sku_id),
    }


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
    found = amounts.price(given.mapping("price"))
    if sku_id and case.product is not None:
        amounts.check_price_change(case.product.offers[sku_id], found)
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
        amounts.check_warehouse(case.call, warehouse_id)
        amounts.check_quantity(case.call, quantity)
        if warehouse_id in found:
            raise Refusal(12052555, "A warehouse is repeated.")
        found[warehouse_id] = quantity
    if sku_id and case.product is not None:
        offer = case.product.offers[sku_id]
        if found.keys() != offer.stock.value.keys():
            raise Refusal(12052516, "The warehouses of a SKU cannot be left out or added.")
        amounts.check_floor(case.call, offer, found)
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
    """A product that was published without choices stays so, unless the knob says otherwise."""
    if case.before is None or case.call.knobs.single_sku_may_grow or case.as_draft:
        return
    plain = not any(row["sales_attributes"] for row in case.before["skus"])
    published = case.product is not None and case.product.status != "DRAFT"
    if plain and published and any(row["sales_attributes"] for row in rows):
        raise Refusal(12019056, "Adding SKUs is not allowed for this product.")
