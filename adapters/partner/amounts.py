"""Sets prices and stocks: many SKUs in one call, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.partner.client import ShopApi, Write
from adapters.partner.endpoints import PRICES, STOCKS, Endpoint, at
from adapters.partner.errors import error_of_entry, standing_stock
from adapters.partner.listings import product_of
from sync.marketplace import MarketplaceError, outcome_of, wanted_offer
from sync.marketplace.json_values import Json, rows, text, unclear
from sync.model import Change, Outcome

DONE = frozenset({"OK", "UNCHANGED"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a call sets for each SKU."""

    endpoint: Endpoint
    write: Callable[[Change], Json]


def _price(change: Change) -> Json:
    """Write a price, with the one struck through beside it, which may not be the lower."""
    offer = wanted_offer(change)
    listed = {} if offer.list_price is None else {"list_price": offer.list_price}
    return {"sku": offer.sku, "price": offer.price, **listed}


def _stock(change: Change) -> Json:
    """Write a stock only where the number last read still stands: a sale may have come between."""
    offer = wanted_offer(change)
    before = change.before.offers if change.before else ()
    known = next((one.quantity for one in before if one.sku == offer.sku), None)
    expected = {} if known is None else {"if_stock": known}
    return {"sku": offer.sku, "stock": offer.quantity, **expected}


PRICED = Amount(at(PRICES), _price)
STOCKED = Amount(at(STOCKS), _stock)


async def set_amounts(api: ShopApi, amount: Amount, changes: Sequence[Change]) -> list[Outcome]:
    """Make changes of one offer each, all in one call; outcomes in their order."""
    items = [amount.write(change) for change in changes]
    try:
        answer = await api.set(Write("PATCH", amount.endpoint, {"items": items}).keyed())
    except MarketplaceError as error:
        return [outcome_of(change, error, product_of(change)) for change in changes]
    results = {text(row.get("sku")): row for row in rows(answer.get("results"))}
    return [_outcome(change, results.get(wanted_offer(change).sku, {})) for change in changes]


def _outcome(change: Change, result: Json) -> Outcome:
    status = text(result.get("status"))
    if status in DONE or _stands_already(change, result):
        return Outcome(change=change, status="done", remote_id=product_of(change))
    error = error_of_entry(result) if status == "REJECTED" else unclear("results")
    return outcome_of(change, error, product_of(change))


def _stands_already(change: Change, result: Json) -> bool:
    """Tell whether our own write, whose answer was lost, is what moved the stock."""
    moved = result.get("code") == "STOCK_MOVED" and change.kind == "restock"
    return moved and standing_stock(result) == wanted_offer(change).quantity
