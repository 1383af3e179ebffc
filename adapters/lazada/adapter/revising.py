"""Revises what a listing says, which variants it has, and their parcels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from adapters.lazada.adapter.booth import Booth, item_of
from adapters.lazada.adapter.visibility import hide
from adapters.lazada.client.endpoints import CREATE, REMOVE, UPDATE
from adapters.lazada.mapping.items import StandingSku, skus_of
from adapters.lazada.mapping.payload import of_product, to_remove
from adapters.lazada.mapping.writing import (
    SkuStatus,
    content_of,
    new_product,
    place_of,
    standing_sku,
    terms_of,
    variation_of,
)
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import Json
from sync.model import Change, Field, Listing, Offer, Outcome, Problem


async def revise(booth: Booth, change: Change) -> Outcome:
    """Write the changed fields, and only those."""
    item_id, after = item_of(change), change.after
    if "variants" in change.fields:
        await rearrange(booth, item_id, change, change.fields)
    else:
        if not all(offer.remote_id for offer in after.offers):
            raise Lost(Problem(code="variants_moved"))
        skus = [standing_sku(offer, _as_seen(change)) for offer in after.offers]
        body = content_of(after, change.fields, booth.learned)
        await _update(booth, item_id, body, skus)
    return Outcome(change=change, status="done", remote_id=item_id)


def _as_seen(change: Change) -> SkuStatus:
    """Leave hidden what is hidden: showing it is another change."""
    return "inactive" if change.before and change.before.status == "hidden" else "active"


async def rearrange(booth: Booth, item_id: str, change: Change, fields: Collection[Field]) -> None:
    """Make the variants those of the listing, and write these fields along.

    A SKU that was taken offline before is put back, with price and stock of now; one that is
    wanted no more goes offline, or for good where another needs its place among the options.
    """
    after = change.after
    standing = {one.sku: one for one in skus_of(await booth.item(item_id))}
    kept = [replace(o, remote_id=standing[o.sku].sku_id) for o in after.offers if o.sku in standing]
    new = [offer for offer in after.offers if offer.sku not in standing]
    if not kept:
        raise Rejected([Problem(code="variants_fixed", about=after.code)])
    gone = [one for sku, one in standing.items() if sku not in {offer.sku for offer in kept}]
    await _make_room(booth, item_id, gone, after)
    skus = [_placed(after, offer, change) for offer in kept]
    body = {**content_of(after, fields, booth.learned), **variation_of(after)}
    await _update(booth, item_id, body, skus)
    if new:
        await _add(booth, kept[0], after, new)


async def _update(booth: Booth, item_id: str, body: Json, skus: Sequence[Json]) -> None:
    product = {"ItemId": item_id, **body, "Skus": {"Sku": list(skus)}}
    await booth.line.call(booth.client.put(UPDATE, of_product(product)))


def _placed(listing: Listing, offer: Offer, change: Change) -> Json:
    """Write a SKU that stands with its options; one that was not on sale gets its terms anew."""
    terms = {} if _known_there(change, offer) else terms_of(offer)
    return {**standing_sku(offer, "active"), **place_of(listing, offer), **terms}


def _known_there(change: Change, offer: Offer) -> bool:
    """Whether the engine compares this SKU by itself: it saw it on sale."""
    if change.kind == "publish" or change.before is None:
        return False
    return any(offer.sku == seen.sku for seen in change.before.offers)


async def _make_room(
    booth: Booth, item_id: str, gone: Sequence[StandingSku], listing: Listing
) -> None:
    taken = {offer.options for offer in listing.offers}
    displaced = [one.sku_id for one in gone if listing.option_names and one.options in taken]
    if displaced:
        await booth.line.call(booth.client.put(REMOVE, to_remove(item_id, displaced)))
    hidden = [one.sku_id for one in gone if one.on_sale and one.sku_id not in displaced]
    if hidden:
        await hide(booth, item_id, hidden)


async def _add(booth: Booth, beside: Offer, listing: Listing, new: Sequence[Offer]) -> None:
    """Add SKUs to the item that holds this one."""
    product = {**new_product(listing, new, booth.learned), "AssociatedSku": beside.remote_id}
    await booth.line.call(booth.client.make(CREATE, of_product(product)))
