"""Stocks, many at a time: absolute numbers, on request only if nothing was sold meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.batches import Entries, Rejected, batch
from sandbox.partner.changes import changed
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import told
from sandbox.partner.rules.body import SKU, STOCK
from sandbox.partner.shapes import Table

if TYPE_CHECKING:
    from sandbox.partner.batches import Entry
    from sandbox.partner.houses import House
    from sandbox.partner.market import Call
    from sandbox.partner.shelf import Offer
    from sandbox.replica import Json


def update(call: Call) -> Done:
    """One result per entry, in the order sent."""
    return batch(call, _ENTRY, _write, _moved)


def _moved(offer: Offer) -> Rejected:
    return Rejected("STOCK_MOVED", {"stock": offer.stock})


def _write(entry: Entry) -> Json:
    offer, product, stock = entry.offer, entry.product, entry.wish["stock"]
    if entry.wish.get("if_stock", offer.stock) != offer.stock:
        raise _moved(offer)
    status = "UNCHANGED"
    if stock != offer.stock:
        status, offer.stock = "OK", stock
        changed(entry.call.market, entry.call.shop, product)
    return {"status": status, "stock": stock, "updated_at": told(product.updated_at)}


_ENTRY = Table({"sku": SKU, "stock": STOCK, "if_stock": STOCK}, ("sku", "stock"))


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """Stocks."""
    body = Table({"items": Entries(house.batch, _ENTRY)}, ("items",))
    return (
        Endpoint(
            "PATCH", "/products/stocks", update, "products.write", "Set stocks", "Stocked", body
        ),
    )
