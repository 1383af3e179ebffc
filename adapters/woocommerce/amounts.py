"""Sets prices and stocks: many at once, each with its own outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from adapters.woocommerce.client import ShopApi, item_of
from adapters.woocommerce.endpoints import PRODUCTS_BATCH, variations_batch
from adapters.woocommerce.errors import row_error
from adapters.woocommerce.listings import ListingReader, quantity_of
from adapters.woocommerce.writing import stock_of, terms_of
from sync.marketplace import (
    Lost,
    MarketplaceError,
    Rejected,
    Unavailable,
    Verdict,
    ends_batch,
    wanted_offer,
)
from sync.marketplace.json_values import Json, rows, whole
from sync.marketplace.outcomes import judged
from sync.model import Change, Offer, Outcome, Problem

SIMPLE = ""  # products without variations are written together, whatever their ids


@dataclass(frozen=True, slots=True)
class Amount:
    """What a call sets of each SKU; `compared`: only over the number that we know."""

    write: Callable[[Offer], Json]
    compared: bool


PRICES = Amount(terms_of, compared=False)
STOCKS = Amount(stock_of, compared=True)


async def set_amounts(api: ShopApi, amount: Amount, changes: Sequence[Change]) -> list[Outcome]:
    """Make changes of one offer each: those of simple products in one call, else by product."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        groups[_group(change)].append(place)
    verdicts: dict[int, Verdict] = {}
    last: MarketplaceError | None = None
    closed = False
    for product_id, places in groups.items():
        told: Sequence[Verdict] = [last] * len(places)
        if not closed:
            try:
                told = await _write(api, amount, product_id, [changes[n] for n in places])
                last = None
            except MarketplaceError as error:
                told = [error] * len(places)
                closed, last = ends_batch(error, last), error
        verdicts |= dict(zip(places, told, strict=True))
    return [judged(each, item_of(each), verdicts[n]) for n, each in enumerate(changes)]


def _group(change: Change) -> str:
    """Name the product whose variation it is, as it stands; it may yet be wanted otherwise."""
    product_id = item_of(change)
    return SIMPLE if wanted_offer(change).remote_id == product_id else product_id


async def _write(
    api: ShopApi, amount: Amount, product_id: str, changes: Sequence[Change]
) -> list[Verdict]:
    """Write the offers of one group; what need not be sent is judged beforehand."""
    verdicts = [_unplaced(change) for change in changes]
    if amount.compared:
        standing = await _standing(api, product_id, changes)
        verdicts = [
            verdict or _moved(change, standing)
            for change, verdict in zip(changes, verdicts, strict=True)
        ]
    sent = [place for place, verdict in enumerate(verdicts) if verdict is None]
    if not sent:
        return verdicts
    body = {
        "update": [{"id": _id(changes[n]), **amount.write(wanted_offer(changes[n]))} for n in sent]
    }
    endpoint = variations_batch(product_id) if product_id else PRODUCTS_BATCH
    put = api.put_once if amount.compared else api.put
    told = {whole(row.get("id")): row for row in rows((await put(endpoint, body)).get("update"))}
    for place in sent:
        row = told.get(_id(changes[place]))
        unheard = Lost(Problem(code="answer_unclear", values={"missing": "update"}))
        verdicts[place] = unheard if row is None else row_error(row)
    return verdicts


def _id(change: Change) -> int:
    return whole(wanted_offer(change).remote_id) or 0


def _unplaced(change: Change) -> Verdict:
    return None if wanted_offer(change).remote_id else Lost(Problem(code="variants_moved"))


async def _standing(api: ShopApi, product_id: str, changes: Sequence[Change]) -> Mapping[str, Json]:
    """Read the numbers right before they are written: there is no write that compares."""
    ids = {wanted_offer(change).remote_id or "" for change in changes} - {""}
    reader = ListingReader(api)
    if not product_id:
        return await reader.fresh(ids)
    return {str(row["id"]): row for row in await reader.variations(product_id, ids)}


def _moved(change: Change, standing: Mapping[str, Json]) -> Verdict:
    """Judge whether somebody bought meanwhile: then the orders are read first."""
    offer = wanted_offer(change)
    row = standing.get(offer.remote_id or "")
    if row is None:
        return Rejected([Problem(code="listing_gone", about=offer.sku)])
    seen = next((o.quantity for o in _before(change) if o.sku == offer.sku), None)
    if seen is None or quantity_of(row) == seen:
        return None
    return Unavailable(Problem(code="stock_moved", about=offer.sku))


def _before(change: Change) -> Sequence[Offer]:
    return change.before.offers if change.before else ()
