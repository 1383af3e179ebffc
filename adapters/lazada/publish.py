"""Makes listings what they should be: published, revised, hidden and shown again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from adapters.lazada.client import ShopApi, item_of
from adapters.lazada.endpoints import CREATE, DEACTIVATE, REMOVE, UPDATE
from adapters.lazada.errors import content
from adapters.lazada.items import ItemSku, id_of, skus_of
from adapters.lazada.listings import ListingReader, read_item
from adapters.lazada.special_price import sale_over
from adapters.lazada.writing import (
    CONTENT,
    SkuStatus,
    content_of,
    new_product,
    of_product,
    place_of,
    standing_sku,
    terms_of,
    to_hide,
    to_remove,
    variation_of,
)
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import Json, identity
from sync.marketplace.text_normalize import fold
from sync.model import Change, Field, Listing, Offer, Outcome, Problem, Sku, Value

ApplyOne = Callable[[ShopApi, Change], Awaitable[Outcome]]


async def publish(api: ShopApi, change: Change) -> Outcome:
    """Publish a listing; one that was begun before is finished, never begun again."""
    if change.before and change.before.remote_id:
        await rearrange(api, change.before.remote_id, change, CONTENT)
        return Outcome(change=change, status="done", remote_id=change.before.remote_id)
    offers = change.after.offers
    product = new_product(change.after, offers, api.metadata)
    answer = await _create(api, product, change, offers)
    item_id = str(identity(content(answer), "item_id"))
    return Outcome(change=change, status="done", remote_id=item_id)


async def revise(api: ShopApi, change: Change) -> Outcome:
    """Write the changed fields, and only those."""
    item_id, after = item_of(change), change.after
    if "variants" in change.fields:
        await rearrange(api, item_id, change, change.fields)
    else:
        if not all(offer.remote_id for offer in after.offers):
            raise Lost(Problem(code="variants_moved"))
        skus = [_as_it_stands(offer, change) for offer in after.offers]
        body = content_of(after, change.fields, api.metadata)
        await _update(api, item_id, body, skus)
    return Outcome(change=change, status="done", remote_id=item_id)


def _as_it_stands(offer: Offer, change: Change) -> Json:
    """Name a SKU that stands, with its sale where that is what changes."""
    sku = standing_sku(offer, _as_seen(change))
    if "sale" not in change.fields:
        return sku
    before = change.before.offers if change.before else ()
    return {**sku, **sale_over(offer, next((b for b in before if b.sku == offer.sku), None))}


def adds_skus(change: Change) -> bool:
    """Whether a listing gains SKUs, which others may have to give up before."""
    standing = change.before.offers if change.before else ()
    return not {o.sku for o in change.after.offers} <= {o.sku for o in standing}


def _as_seen(change: Change) -> SkuStatus:
    """Leave hidden what is hidden: showing it is another change."""
    return "inactive" if change.before and change.before.status == "hidden" else "active"


async def rearrange(api: ShopApi, item_id: str, change: Change, fields: Collection[Field]) -> None:
    """Make the variants those of the listing, and write these fields along.

    A SKU that was taken offline before is put back, with price and stock of now; one that is
    wanted no more goes offline, or for good where another needs its place among the options, or
    another product its name.
    """
    after = change.after
    standing = {one.sku: one for one in skus_of(await read_item(api, item_id))}
    kept = [replace(o, remote_id=standing[o.sku].sku_id) for o in after.offers if o.sku in standing]
    new = [offer for offer in after.offers if offer.sku not in standing]
    if not kept:
        raise Rejected([Problem(code="variants_fixed", about=after.code)])
    gone = [one for sku, one in standing.items() if sku not in {offer.sku for offer in kept}]
    await _make_room(api, item_id, gone, after)
    skus = [_placed(after, offer, change) for offer in kept]
    standard = api.metadata.fixed[item_id].standard
    body = {**content_of(after, fields, api.metadata), **variation_of(after, standard)}
    await _update(api, item_id, body, skus)
    if new:
        product = new_product(after, new, api.metadata, standard)
        beside = {**product, "AssociatedSku": kept[0].remote_id}
        await _create(api, beside, change, new)


async def _update(api: ShopApi, item_id: str, body: Json, skus: Sequence[Json]) -> None:
    product = {"ItemId": item_id, **body, "Skus": {"Sku": list(skus)}}
    await api.put(UPDATE, of_product(product))


def _placed(listing: Listing, offer: Offer, change: Change) -> Json:
    """Write a SKU that stands with its options; one that was not on sale gets its terms anew."""
    terms = {} if _known_there(change, offer) else terms_of(offer)
    return {**standing_sku(offer, "active"), **place_of(listing, offer), **terms}


def _known_there(change: Change, offer: Offer) -> bool:
    """Whether the engine compares this SKU by itself: it saw it on sale."""
    if change.kind == "publish" or change.before is None:
        return False
    return any(offer.sku == seen.sku for seen in change.before.offers)


async def _make_room(api: ShopApi, item_id: str, gone: Sequence[ItemSku], listing: Listing) -> None:
    taken, wanted = {offer.options for offer in listing.offers}, api.metadata.wanted
    displaced = [
        one.sku_id
        for one in gone
        if (listing.option_names and one.options in taken)
        or wanted.get(one.sku, listing.code) != listing.code
    ]
    if displaced:
        await api.put(REMOVE, to_remove(item_id, displaced))
    hidden = [one.sku_id for one in gone if one.on_sale and one.sku_id not in displaced]
    if hidden:
        await hide(api, item_id, hidden)


async def _create(api: ShopApi, product: Json, change: Change, offers: Iterable[Offer]) -> Json:
    """Create an item, or SKUs of one; names that others hold are freed first.

    Lazada gives a SellerSku to one item only and keeps it taken while that SKU is merely offline.
    Freed are offline SKUs of other items, and those that this change takes over.
    """
    body, skus = of_product(product), {offer.sku for offer in offers}
    try:
        return await api.make(CREATE, body)
    except Lost as error:
        if error.problem.code != "listing_exists" or not (
            holders := await _holders(api, skus, change.takes_from)
        ):
            raise
    for item_id, held in holders.items():
        await api.put(REMOVE, to_remove(item_id, [one.sku_id for one in held]))
    try:
        return await api.make(CREATE, body)
    except Lost as error:
        raise _kept(holders) if error.problem.code == "listing_exists" else error from None


async def _holders(
    api: ShopApi, skus: Collection[Sku], givers: Collection[str] = ()
) -> dict[str, list[ItemSku]]:
    """Find where these SKUs stand offline beside others, or in an item that gives them up, by id.

    Any other item of theirs alone is left out: an earlier call may have made it, whose answer was
    lost. Raises `Rejected` where one of them is on sale: a person or another change has to end it.
    """
    holders: dict[str, list[ItemSku]] = {}
    for item in await ListingReader(api).holding(skus):
        standing = skus_of(item)
        held = [one for one in standing if one.sku in skus]
        if id_of(item) in givers:
            holders[id_of(item)] = held
        elif len(held) < len(standing):
            if any(one.on_sale for one in held):
                raise _taken({id_of(item): held})
            holders[id_of(item)] = held
    return holders


def _kept(holders: Mapping[str, Sequence[ItemSku]]) -> Rejected:
    """Say that Lazada gives a SellerSku to nobody, though what held it is deleted."""
    item_id, held = next(iter(holders.items()))
    values = {"sku": held[0].sku, "remote_id": item_id}
    return Rejected([Problem(code="sku_used_up", values=values, about=held[0].sku)])


def _taken(holders: Mapping[str, Sequence[ItemSku]]) -> Rejected:
    item_id, held = next(iter(holders.items()))
    values = {"sku": held[0].sku, "remote_id": item_id}
    return Rejected([Problem(code="sku_taken", values=values, about=held[0].sku)])


async def withdraw(api: ShopApi, change: Change) -> Outcome:
    """Take an item offline; it can be put back, and goes through no review."""
    item_id = item_of(change)
    try:
        await hide(api, item_id)
    except Rejected as error:
        if error.problem.code != "listing_gone":  # what is deleted is sold to nobody
            raise
    return Outcome(change=change, status="done", remote_id=item_id)


async def restore(api: ShopApi, change: Change) -> Outcome:
    """Put an item back on sale, with the SKUs that are wanted."""
    item_id = item_of(change)
    skus = [standing_sku(offer, "active") for offer in change.after.offers if offer.remote_id]
    body = {"ItemId": item_id, "Attributes": {}, "Skus": {"Sku": skus}}
    await api.put(UPDATE, of_product(body))
    return Outcome(change=change, status="done", remote_id=item_id)


async def hide(api: ShopApi, item_id: str, sku_ids: Iterable[str] = ()) -> None:
    """Take an item, or some SKUs of it, offline; what is offline already is as wanted."""
    try:
        await api.put(DEACTIVATE, to_hide(item_id, sku_ids))
    except Rejected as error:
        if error.problem.code != "already_hidden":
            raise


async def branded(write: ApplyOne, api: ShopApi, change: Change) -> Outcome:
    """Make a change; once more without the brand where that alone was refused.

    What was refused had no effect, and few cooperatives have registered their name as a brand.
    """
    try:
        outcome = await write(api, change)
    except Rejected as error:
        if error.problem.code != "brand_unregistered" or not change.after.brand:
            raise
        api.metadata.unknown_brands.add(fold(change.after.brand))
        outcome = await write(api, change)
    return replace(outcome, problem=_left_out(api, change))


def _left_out(api: ShopApi, change: Change) -> Problem | None:
    brand = change.after.brand
    written = change.kind == "publish" or not {"brand", "category"}.isdisjoint(change.fields)
    if not brand or not written or fold(brand) not in api.metadata.unknown_brands:
        return None
    values: dict[str, Value] = {"brand": brand}
    return Problem(code="brand_unknown", severity="note", values=values, about=change.code)
