"""Prices and stocks, many at a time: each entry is all or nothing, the batch is not.

Neither is reviewed; both are in force at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.partner import answers, bodies
from sandbox.partner.envelope import field_sentence
from sandbox.partner.facts import HOUR_S, written
from sandbox.partner.lifecycle import changed
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.rules import price_problem
from sandbox.partner.shapes import read_in_part

if TYPE_CHECKING:
    from sandbox.partner.entities import Offer, Product
    from sandbox.partner.market import Call
    from sandbox.replica import Json


class Rejected(Exception):  # the contract's word
    """This entry is refused; the others are not."""

    def __init__(self, code: str, params: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code, self.params = code, params or {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with the product and the offer that its SKU names."""

    call: Call
    product: Product
    offer: Offer
    asked: Any


Write = Callable[[Entry], "Json"]


def batch(call: Call, entry: Any, write: Write, struck: Callable[[Offer], Rejected]) -> Done:
    """Write every entry in the order sent; `struck` is what the fault `partial` makes of one."""
    items = call.payload()["items"]
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


def _entry(call: Call, shape: Any, item: Json) -> Entry:
    asked, problems = read_in_part(shape, item, call.profile)
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
    return Entry(call, product, offer, asked)


def _refused(refused: Rejected) -> Json:
    message = field_sentence(refused.code, refused.params)
    return {
        "status": "REJECTED",
        "code": refused.code,
        "params": refused.params,
        "message": message,
    }


def prices(call: Call) -> Done:
    """One result per entry, in the order sent."""
    until = written(call.now + HOUR_S)
    return batch(
        call, bodies.NewPrice, _set_price, lambda _: Rejected("PRICE_LOCKED", {"until": until})
    )


def _set_price(entry: Entry) -> Json:
    call, product, offer = entry.call, entry.product, entry.offer
    asked: bodies.NewPrice = entry.asked
    if "price" not in asked and "list_price" not in asked:
        raise Rejected("REQUIRED")
    price = asked.get("price", offer.price)
    list_price = asked.get("list_price", offer.list_price)
    problem = price_problem(price, list_price)
    if problem is not None:
        raise Rejected(problem, {"price": price, "list_price": list_price})
    if price != offer.price and call.now < product.price_locked_until:
        raise Rejected("PRICE_LOCKED", {"until": written(product.price_locked_until)})
    status = "UNCHANGED"
    if (price, list_price) != (offer.price, offer.list_price):
        status, offer.price, offer.list_price = "OK", price, list_price
        changed(call.market, call.shop, product)
    terms = {"price": price, "list_price": list_price}
    if not call.profile.list_price:
        del terms["list_price"]
    return {"status": status, **terms, "updated_at": written(product.updated_at)}


def stocks(call: Call) -> Done:
    """One result per entry, in the order sent."""
    return batch(call, bodies.NewStock, _set_stock, _moved)


def _moved(offer: Offer) -> Rejected:
    return Rejected("STOCK_MOVED", {"stock": offer.stock})


def _set_stock(entry: Entry) -> Json:
    offer, product = entry.offer, entry.product
    asked: bodies.NewStock = entry.asked
    stock = asked["stock"]
    if asked.get("if_stock", offer.stock) != offer.stock:
        raise _moved(offer)
    status = "UNCHANGED"
    if stock != offer.stock:
        status, offer.stock = "OK", stock
        changed(entry.call.market, entry.call.shop, product)
    return {"status": status, "stock": stock, "updated_at": written(product.updated_at)}


ENDPOINTS = (
    Endpoint(
        "PATCH", "/products/prices", prices, "products.write", "Set prices", answers.Batch,
        bodies.PricesBody,
    ),
    Endpoint(
        "PATCH", "/products/stocks", stocks, "products.write", "Set stocks", answers.Batch,
        bodies.StocksBody,
    ),
)  # fmt: skip
