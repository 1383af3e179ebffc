"""Batches of prices or stocks: each entry is all or nothing, the batch is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.partner.market import Done
from sandbox.partner.refusal import Problem
from sandbox.partner.shapes import Table
from sandbox.partner.wording import field_sentence

if TYPE_CHECKING:
    from sandbox.partner.market import Call
    from sandbox.partner.shapes import Problems
    from sandbox.partner.shelf import Offer, Product
    from sandbox.replica import Json


class Rejected(Exception):  # the contract's word
    """This entry is refused; the others are not."""

    def __init__(self, code: str, params: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code, self.params = code, params or {}


@dataclass(frozen=True, slots=True)
class Entries:
    """The list of entries: only their SKUs are judged before the single entries are."""

    most: int
    entry: Table

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if not isinstance(value, list):
            problems.append(Problem(where, "WRONG_TYPE"))
            return None
        if not 1 <= len(value) <= self.most:
            code, bound = ("TOO_FEW", {"min": 1}) if not value else ("TOO_MANY", {"max": self.most})
            problems.append(Problem(where, code, bound | {"actual": len(value)}))
            return None
        for place, entry in enumerate(value):
            _check_named(entry, f"{where}[{place}]", problems)
        return value

    def schema(self) -> Json:
        entry = self.entry.schema()
        return {"type": "array", "items": entry, "minItems": 1, "maxItems": self.most}


def _check_named(entry: Any, where: str, problems: Problems) -> None:
    if not isinstance(entry, dict):
        problems.append(Problem(where, "WRONG_TYPE"))
    elif "sku" not in entry:
        problems.append(Problem(f"{where}.sku", "REQUIRED"))
    elif not isinstance(entry["sku"], str):
        problems.append(Problem(f"{where}.sku", "WRONG_TYPE"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with the product and the offer that its SKU names."""

    call: Call
    product: Product
    offer: Offer
    wish: Json


Write = Callable[[Entry], "Json"]


def batch(call: Call, entry: Table, write: Write, struck: Callable[[Offer], Rejected]) -> Done:
    """Write every entry in the order sent; `struck` is what the fault `partial` makes of one."""
    items = call.wish()["items"]
    counts = Counter(item["sku"] for item in items)
    results = []
    for place, item in enumerate(items):
        try:
            _check_once(counts[item["sku"]])
            found = _entry(call, entry, item)
            _check_unstruck(call, place, struck(found.offer))
            results.append({"sku": item["sku"], **write(found)})
        except Rejected as refused:
            results.append({"sku": item["sku"], **_refused(refused)})
    failed = sum(result["status"] == "REJECTED" for result in results)
    return Done({"accepted": len(results) - failed, "failed": failed, "results": results})


def _check_once(count: int) -> None:
    if count > 1:
        raise Rejected("DUPLICATE_IN_REQUEST")


def _check_unstruck(call: Call, place: int, struck: Rejected) -> None:
    if call.fails(place):
        raise struck


def _entry(call: Call, shape: Table, item: Json) -> Entry:
    problems: Problems = []
    wish = shape.read(item, "", problems)
    if problems:
        raise Rejected(problems[0].code, problems[0].params)
    product = call.shop.product_of(item["sku"])
    if product is None:
        raise Rejected("UNKNOWN_SKU")
    offer = product.offers.get(item["sku"])
    if offer is None:
        raise Rejected("NOT_SELLABLE")
    if product.sale_status == "BANNED":
        raise Rejected("ITEM_BANNED")
    return Entry(call, product, offer, wish)


def _refused(refused: Rejected) -> Json:
    message = field_sentence(refused.code, refused.params)
    return {
        "status": "REJECTED",
        "code": refused.code,
        "params": refused.params,
        "message": message,
    }
