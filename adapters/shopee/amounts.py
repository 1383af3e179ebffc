"""Sets prices and stocks: many models of one item in one call, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from adapters.shopee.client import ShopApi
from adapters.shopee.endpoints import UPDATE_PRICE, UPDATE_STOCK
from adapters.shopee.errors import row_results
from adapters.shopee.features import MODELS
from adapters.shopee.items import offers_of
from sync.marketplace import Lost, Rejected, Verdict, grouped, wanted_offer
from sync.marketplace.json_values import Json, unclear
from sync.model import Change, Listing, Offer, Outcome, Problem, Sku

NO_MODEL = 0  # what answers call the only offer of an item without models


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a call sets for each model."""

    path: str
    list_name: str
    write: Callable[[Offer], Json]
    apart: frozenset[str] = frozenset()  # refused so together, each is sent alone


PRICES = Amount(UPDATE_PRICE, "price_list", lambda offer: {"original_price": offer.price})
STOCKS = Amount(
    UPDATE_STOCK,
    "stock_list",
    lambda offer: {"seller_stock": [{"stock": offer.quantity}]},
    apart=frozenset({"platform_refused", "stock_refused", "stock_below_reserved"}),
)


async def set_amounts(api: ShopApi, amount: Amount, changes: Sequence[Change]) -> list[Outcome]:
    """Make changes of one offer each, those of one item together; outcomes in their order."""

    async def update(item_id: str, group: Sequence[Change]) -> list[Verdict]:
        return await update_amounts(api, amount, item_id, await _current(api, item_id, group))

    return await grouped(changes, item_of, MODELS, update)


async def update_amounts(
    api: ShopApi, amount: Amount, item_id: str, offers: Sequence[Offer]
) -> list[Verdict]:
    """Set the amount of these offers, at most 50, whose `remote_id` is their model's.

    Shopee may refuse a whole call for one number in it. One stock that it does not take must not
    keep the others from falling.
    """
    lines = [{**_model(offer), **amount.write(offer)} for offer in offers]
    body = {"item_id": int(item_id), amount.list_name: lines}
    try:
        results = row_results(await api.update_rows(amount.path, body), "model_id")
    except Rejected as error:
        if len(offers) == 1 or error.problem.code not in amount.apart:
            return [error] * len(offers)
        return [v for offer in offers for v in await update_amounts(api, amount, item_id, [offer])]
    return [results.get(_model_id(offer), unclear("model_id")) for offer in offers]


def _model(offer: Offer) -> Json:
    return {"model_id": _model_id(offer)} if offer.remote_id else {}


def _model_id(offer: Offer) -> int:
    return int(offer.remote_id) if offer.remote_id else NO_MODEL


def item_of(change: Change) -> str:
    """Name the item that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"


async def _current(api: ShopApi, item_id: str, group: Sequence[Change]) -> list[Offer]:
    """Take each wanted offer with the id of its model as last read, or read it now."""
    wanted = [wanted_offer(change) for change in group]
    if not any(_tiered(change) for change in group):
        return [replace(offer, remote_id=None) for offer in wanted]
    ids = {sku: one for change in group for sku, one in _model_ids(change.before).items()}
    if any(offer.sku not in ids for offer in wanted):
        models = offers_of(await api.models(item_id))
        ids = {offer.sku: offer.remote_id for offer in models if offer.remote_id}
    if any(offer.sku not in ids for offer in wanted):
        # Somebody gave the item other variants: all of it must be looked at again.
        raise Lost(Problem(code="variants_moved"))
    return [replace(offer, remote_id=ids[offer.sku]) for offer in wanted]


def _tiered(change: Change) -> bool:
    return bool(change.after.option_names or (change.before and change.before.option_names))


def _model_ids(listing: Listing | None) -> dict[Sku, str]:
    offers = listing.offers if listing else ()
    return {offer.sku: offer.remote_id for offer in offers if offer.remote_id}
