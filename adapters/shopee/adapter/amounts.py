"""Sets prices and stocks: many models of one item in one call, each with its own outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from adapters.shopee.adapter.booth import Booth
from adapters.shopee.client.answers import content, error_of_reason
from adapters.shopee.client.endpoints import UPDATE_PRICE, UPDATE_STOCK
from adapters.shopee.features import MODELS
from adapters.shopee.mapping.reading import offers_of
from sync.marketplace import Lost, MarketplaceError, Rejected, outcome_of
from sync.marketplace.json_values import Json, chunks, rows, text, unclear, whole
from sync.model import Change, Listing, Offer, Outcome, Problem, Sku

NO_MODEL = 0  # what answers call the only offer of an item without models

Verdict = MarketplaceError | None  # None: it was set


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a call sets for each model."""

    path: str
    list_name: str
    write: Callable[[Offer], Json]


PRICES = Amount(UPDATE_PRICE, "price_list", lambda offer: {"original_price": offer.price})
STOCKS = Amount(
    UPDATE_STOCK, "stock_list", lambda offer: {"seller_stock": [{"stock": offer.quantity}]}
)


async def set_amounts(booth: Booth, amount: Amount, changes: Sequence[Change]) -> list[Outcome]:
    """Make changes of one offer each, those of one item together; outcomes in their order."""
    outcomes: dict[int, Outcome] = {}
    closed: MarketplaceError | None = None
    for item_id, places in _by_item(changes).items():
        for some in chunks(places, MODELS):
            group = [changes[place] for place in some]
            verdicts: Sequence[Verdict] = [closed] * len(group)
            if closed is None:
                try:
                    verdicts = await write_amounts(
                        booth, amount, item_id, await _current(booth, item_id, group)
                    )
                except MarketplaceError as error:
                    verdicts = [error] * len(group)
                    closed = None if isinstance(error, Rejected | Lost) else error
            for place, verdict in zip(some, verdicts, strict=True):
                outcomes[place] = judged(changes[place], item_id, verdict)
    return [outcomes[place] for place in range(len(changes))]


def judged(change: Change, item_id: str, verdict: Verdict) -> Outcome:
    """Turn a verdict on one row into the outcome of its change."""
    if verdict is None:
        return Outcome(change=change, status="done", remote_id=item_id)
    return outcome_of(change, verdict, item_id)


async def write_amounts(
    booth: Booth, amount: Amount, item_id: str, offers: Sequence[Offer]
) -> list[Verdict]:
    """Set the amount of these offers, at most 50, whose `remote_id` is their model's."""
    lines = [{**_model(offer), **amount.write(offer)} for offer in offers]
    body = {"item_id": int(item_id), amount.list_name: lines}
    told = content(await booth.line.call(booth.client.put_rows(amount.path, body)))
    verdicts: dict[int, Verdict] = {
        whole(row.get("model_id")) or NO_MODEL: None for row in rows(told.get("success_list"))
    }
    verdicts |= {
        whole(row.get("model_id")) or NO_MODEL: error_of_reason(text(row.get("failed_reason")))
        for row in rows(told.get("failure_list"))
    }
    return [verdicts.get(_model_id(offer), unclear("model_id")) for offer in offers]


def _model(offer: Offer) -> Json:
    return {"model_id": _model_id(offer)} if offer.remote_id else {}


def _model_id(offer: Offer) -> int:
    return int(offer.remote_id) if offer.remote_id else NO_MODEL


def _by_item(changes: Sequence[Change]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        places.setdefault(item_of(change), []).append(place)
    return places


def item_of(change: Change) -> str:
    """Name the item that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"


async def _current(booth: Booth, item_id: str, group: Sequence[Change]) -> list[Offer]:
    """Take each wanted offer with the id of its model as last read, or read it now."""
    wanted = [_wanted(change) for change in group]
    if not any(_tiered(change) for change in group):
        return [replace(offer, remote_id=None) for offer in wanted]
    ids = {sku: one for change in group for sku, one in _model_ids(change.before).items()}
    if any(offer.sku not in ids for offer in wanted):
        models = offers_of(await booth.models(item_id))
        ids = {offer.sku: offer.remote_id for offer in models if offer.remote_id}
    if any(offer.sku not in ids for offer in wanted):
        # Somebody gave the item other variants: all of it must be looked at again.
        raise Lost(Problem(code="variants_moved"))
    return [replace(offer, remote_id=ids[offer.sku]) for offer in wanted]


def _wanted(change: Change) -> Offer:
    sku = change.sku or change.after.offers[0].sku
    return next(offer for offer in change.after.offers if offer.sku == sku)


def _tiered(change: Change) -> bool:
    return bool(change.after.option_names or (change.before and change.before.option_names))


def _model_ids(listing: Listing | None) -> dict[Sku, str]:
    offers = listing.offers if listing else ()
    return {offer.sku: offer.remote_id for offer in offers if offer.remote_id}
