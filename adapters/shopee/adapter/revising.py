"""Revises what a listing says, which variants it has, and their parcels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.shopee.adapter.amounts import PRICES, STOCKS, item_of, write_amounts
from adapters.shopee.adapter.booth import Booth, then
from adapters.shopee.client.endpoints import (
    ADD_MODEL,
    INIT_TIERS,
    UPDATE_ITEM,
    UPDATE_MODEL,
    UPDATE_TIERS,
)
from adapters.shopee.mapping.variants import regroup
from adapters.shopee.mapping.writing import (
    CONTENT,
    PARCEL,
    content_body,
    model_body,
    parcel_body,
    tier_body,
    tier_index,
)
from sync.marketplace.json_values import Json
from sync.model import Change, Listing, Offer, Outcome


async def revise_all(booth: Booth, changes: Sequence[Change]) -> list[Outcome]:
    """Make these revisions; one outcome each, in order."""

    async def step(outcome: Outcome) -> str:
        return await revise(booth, outcome.change)

    begun = [Outcome(change=c, status="done", remote_id=item_of(c)) for c in changes]
    return await then(begun, step)


async def revise(booth: Booth, change: Change) -> str:
    """Write the changed fields, and only those; answers the item's id."""
    item_id, after, fields = item_of(change), change.after, frozenset(change.fields)
    of_item = fields & (CONTENT if after.option_names else CONTENT | PARCEL)
    if body := content_body(after, of_item, booth.learned):
        await update_item(booth, item_id, body)
    if "variants" in fields:
        await rebuild(booth, item_id, after)
    if after.option_names and fields & PARCEL:
        models = regroup(after, await booth.models(item_id)).kept
        await _update_models(booth, item_id, models)
    return item_id


async def update_item(booth: Booth, item_id: str, body: Json) -> None:
    """Merge these fields into an item."""
    await booth.line.call(booth.client.put(UPDATE_ITEM, {"item_id": int(item_id), **body}))


async def start_tiers(booth: Booth, item_id: str, listing: Listing) -> None:
    """Give an item its variants anew, with prices and stocks; every model gets a new id."""
    body = {
        "item_id": int(item_id),
        "standardise_tier_variation": tier_body(listing.offers, listing.option_names),
        "model": [model_body(offer, listing.offers) for offer in listing.offers],
    }
    await booth.line.call(booth.client.make(INIT_TIERS, body))


async def rebuild(booth: Booth, item_id: str, listing: Listing) -> Sequence[Offer]:
    """Make the variants those of the listing; answers the offers whose models carried on.

    Models that are left out are deleted by it, new ones bring price and stock along.
    """
    plan = regroup(listing, await booth.models(item_id))
    if plan.step == "start_over":
        await start_tiers(booth, item_id, replace(listing, offers=plan.new))
        return ()
    if plan.step == "rearrange":
        await booth.line.call(booth.client.put(UPDATE_TIERS, _tiers(item_id, listing, plan.kept)))
    await _update_models(booth, item_id, plan.renamed)
    if plan.new:
        models = [model_body(offer, listing.offers) for offer in plan.new]
        body = {"item_id": int(item_id), "model_list": models}
        await booth.line.call(booth.client.make(ADD_MODEL, body))
    await set_both(booth, item_id, plan.renamed)
    return plan.kept


def _tiers(item_id: str, listing: Listing, kept: Sequence[Offer]) -> Json:
    return {
        "item_id": int(item_id),
        "standardise_tier_variation": tier_body(listing.offers, listing.option_names),
        "model_list": [
            {"model_id": _model_id(offer), "tier_index": tier_index(offer, listing.offers)}
            for offer in kept
        ],
    }


async def _update_models(booth: Booth, item_id: str, offers: Sequence[Offer]) -> None:
    if not offers:
        return
    models = [
        {"model_id": _model_id(offer), "model_sku": offer.sku, **parcel_body(offer)}
        for offer in offers
    ]
    call = booth.client.put(UPDATE_MODEL, {"item_id": int(item_id), "model": models})
    await booth.line.call(call)


async def set_both(booth: Booth, item_id: str, offers: Sequence[Offer]) -> None:
    """Set price and stock of offers whose model ids were just read; raises the first refusal."""
    for amount, known in (
        (PRICES, [offer for offer in offers if offer.price is not None]),
        (STOCKS, [offer for offer in offers if offer.quantity is not None]),
    ):
        verdicts = await write_amounts(booth, amount, item_id, known) if known else []
        for verdict in filter(None, verdicts):
            raise verdict


def _model_id(offer: Offer) -> int:
    return int(offer.remote_id or 0)
