"""Sets prices and stocks: many SKUs of any items in one call, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.lazada.client import ShopApi, item_of
from adapters.lazada.endpoints import ADJUST_SELLABLE, UPDATE_PRICE, UPDATE_SELLABLE
from adapters.lazada.errors import Verdict
from adapters.lazada.special_price import price_of
from adapters.lazada.writing import of_skus
from sync.marketplace import Lost, MarketplaceError, Rejected, outcome_of
from sync.marketplace.json_values import Json
from sync.model import Change, Offer, Outcome, Problem


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a call sets, or changes by so many, for each SKU."""

    path: str
    write: Callable[[Change], Json]
    absolute: bool = True


def _price(change: Change) -> Json:
    return price_of(_wanted(change), _before(change))


def _stock(change: Change) -> Json:
    return {"SellableQuantity": str(_wanted(change).quantity)}


def _step(change: Change) -> Json:
    return {"SellableQuantity": str((_wanted(change).quantity or 0) - (_seen(change) or 0))}


PRICES = Amount(UPDATE_PRICE, _price)
# Never the total: orders that came meanwhile would be sold a second time.
STOCKS = Amount(UPDATE_SELLABLE, _stock)
STEPS = Amount(ADJUST_SELLABLE, _step, absolute=False)


async def set_stocks(api: ShopApi, changes: Sequence[Change]) -> list[Outcome]:
    """Change stocks by so many, that no sale meanwhile is undone; set those that nobody saw."""
    seen = all(_seen(change) is not None for change in changes)
    return await set_amounts(api, STEPS if seen else STOCKS, changes)


async def set_amounts(api: ShopApi, amount: Amount, changes: Sequence[Change]) -> list[Outcome]:
    """Make changes of one offer each, all in one call; outcomes in their order."""
    offers = [_wanted(change) for change in changes]
    verdicts = [_beforehand(api, amount, offer) for offer in offers]
    places = [place for place, verdict in enumerate(verdicts) if verdict is None]
    if places:
        told = await _write(api, amount, [(changes[n], offers[n]) for n in places])
        for place, verdict in zip(places, told, strict=True):
            verdicts[place] = verdict
    return [judged(*one) for one in zip(changes, verdicts, strict=True)]


def _wanted(change: Change) -> Offer:
    sku = change.sku or change.after.offers[0].sku
    return next(offer for offer in change.after.offers if offer.sku == sku)


def _before(change: Change) -> Offer | None:
    offers = change.before.offers if change.before else ()
    return next((one for one in offers if one.sku == _wanted(change).sku), None)


def _seen(change: Change) -> int | None:
    before = _before(change)
    return before.quantity if before else None


def _beforehand(api: ShopApi, amount: Amount, offer: Offer) -> Verdict:
    """Judge what need not be sent: a SKU that is not there, stock that lies in several places."""
    if not offer.remote_id:
        return Lost(Problem(code="variants_moved"))
    if amount in (STOCKS, STEPS) and offer.remote_id in api.metadata.in_many_warehouses:
        values = {"platform_message": offer.sku}
        return Rejected([Problem(code="warehouse_unclear", values=values, about=offer.sku)])
    return None


async def _write(
    api: ShopApi, amount: Amount, group: Sequence[tuple[Change, Offer]]
) -> list[Verdict]:
    lines = [
        {
            "ItemId": item_of(change),
            "SkuId": offer.remote_id,
            "SellerSku": offer.sku,
            **amount.write(change),
        }
        for change, offer in group
    ]
    send = api.client.put_rows if amount.absolute else api.client.step_rows
    try:
        told = await api.line.call(send(amount.path, of_skus(lines)))
    except MarketplaceError as error:
        return [error] * len(group)
    return told.of([offer for _, offer in group])


def judged(change: Change, verdict: Verdict) -> Outcome:
    """Turn a verdict on one SKU into the outcome of its change."""
    if verdict is None:
        return Outcome(change=change, status="done", remote_id=item_of(change))
    return outcome_of(change, verdict, item_of(change))
