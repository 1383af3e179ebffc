"""Prices, many at a time; never reviewed, in force at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.batches import Entries, Rejected, batch
from sandbox.partner.changes import changed
from sandbox.partner.facts import HOUR_S
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import told
from sandbox.partner.rules.body import LIST_PRICE, PRICE, SKU
from sandbox.partner.rules.offers import price_problem
from sandbox.partner.shapes import Shape, Table

if TYPE_CHECKING:
    from sandbox.partner.batches import Entry
    from sandbox.partner.houses import House
    from sandbox.partner.market import Call
    from sandbox.replica import Json


def update(call: Call) -> Done:
    """One result per entry, in the order sent."""
    until = told(call.now + HOUR_S)
    return batch(
        call, _entry(call.house), _write, lambda _: Rejected("PRICE_LOCKED", {"until": until})
    )


def _write(entry: Entry) -> Json:
    call, product, offer, wish = entry.call, entry.product, entry.offer, entry.wish
    if "price" not in wish and "list_price" not in wish:
        raise Rejected("REQUIRED")
    price = wish.get("price", offer.price)
    list_price = wish.get("list_price", offer.list_price)
    problem = price_problem(price, list_price)
    if problem is not None:
        raise Rejected(problem, {"price": price, "list_price": list_price})
    if price != offer.price and call.now < product.price_locked_until:
        raise Rejected("PRICE_LOCKED", {"until": told(product.price_locked_until)})
    status = "UNCHANGED"
    if (price, list_price) != (offer.price, offer.list_price):
        status, offer.price, offer.list_price = "OK", price, list_price
        changed(call.market, call.shop, product)
    terms = {"price": price, "list_price": list_price}
    if not call.house.list_price:
        del terms["list_price"]
    return {"status": status, **terms, "updated_at": told(product.updated_at)}


def _entry(house: House) -> Table:
    fields: dict[str, Shape] = {"sku": SKU, "price": PRICE}
    return Table(fields | ({"list_price": LIST_PRICE} if house.list_price else {}), ("sku",))


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """Prices."""
    body = Table({"items": Entries(house.batch, _entry(house))}, ("items",))
    return (
        Endpoint(
            "PATCH", "/products/prices", update, "products.write", "Set prices", "Priced", body
        ),
    )
