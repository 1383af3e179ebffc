"""Makes listings what they should be: published, revised, hidden and shown again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from adapters.woocommerce.client import EDITING, ShopApi, all_of, item_of
from adapters.woocommerce.endpoints import PRODUCTS, product, variations_batch
from adapters.woocommerce.errors import row_error
from adapters.woocommerce.features import IN_ONE_BATCH
from adapters.woocommerce.handover import given_up
from adapters.woocommerce.listings import LIVE, ListingReader, mark_of
from adapters.woocommerce.writing import (
    CONTENT,
    MEASURES,
    MERGED,
    content_of,
    measures_of,
    new_product,
    parent_sku,
    place_of,
    stock_of,
    terms_of,
    variation_row,
)
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import Json, chunks, identity, rows, text
from sync.model import Change, Field, Listing, Offer, Outcome, Problem, Sku
from sync.model.letters import without_marks

ApplyOne = Callable[[ShopApi, Change], Awaitable[Outcome]]
STANDING = ("id", "type", "sku", "status", "categories", "attributes", "meta_data")
TAKEN = frozenset({"sku_taken", "sku_in_trash"})
SHOWN, HIDDEN = {"status": LIVE}, {"status": "draft"}
PRIVATE = "private"  # a variation that is not for sale, with its SKU and its history


async def publish(api: ShopApi, change: Change) -> Outcome:
    """Publish a listing; one that was begun before is finished, never begun again."""
    async with given_up(api, change):
        return await _publish(api, change)


async def _publish(api: ShopApi, change: Change) -> Outcome:
    after = change.after
    if change.before and change.before.remote_id:
        product_id = change.before.remote_id
        await _rearrange(api, product_id, change, CONTENT | {"brand"})
    else:
        made = await _create(api, after)
        product_id = str(identity(made, "id"))
        if not after.option_names:
            return _done(change, product_id)
        await _arrange_variations(api, product_id, change, [])
    await api.put(product(product_id), HIDDEN if after.status == "hidden" else SHOWN)
    return _done(change, product_id)


async def revise(api: ShopApi, change: Change) -> Outcome:
    """Write the changed fields, and only those."""
    product_id, fields = item_of(change), set(change.fields)
    if "variants" in fields:
        async with given_up(api, change):
            await _rearrange(api, product_id, change, change.fields)
        return _done(change, product_id)
    if fields - MEASURES:
        await _write_content(api, product_id, change.after, change.fields)
    if fields & MEASURES:
        await _write_measures(api, product_id, change.after)
    return _done(change, product_id)


async def withdraw(api: ShopApi, change: Change) -> Outcome:
    """Make a product a draft again: its id, its SKU and its reviews stay."""
    await api.put(product(item_of(change)), HIDDEN)
    return _done(change, item_of(change))


async def restore(api: ShopApi, change: Change) -> Outcome:
    """Put a product back on sale."""
    await api.put(product(item_of(change)), SHOWN)
    return _done(change, item_of(change))


def _done(change: Change, product_id: str) -> Outcome:
    return Outcome(change=change, status="done", remote_id=product_id)


async def _create(api: ShopApi, listing: Listing) -> Json:
    """Create a product; a SKU that is taken says by whom, or is looked for in the trash."""
    try:
        return await api.make(PRODUCTS, new_product(listing, api.metadata))
    except Rejected as error:
        if error.problem.code not in TAKEN:
            raise
        raise await _explained(api, listing, error) from None


async def _explained(api: ShopApi, listing: Listing, refusal: Rejected) -> Rejected | Lost:
    """Tell a product that an earlier call of ours made from one that is somebody else's."""
    sku = listing.offers[0].sku if not listing.option_names else parent_sku(listing)
    holder = text(refusal.problem.values.get("remote_id"))
    if holder and (found := await _held_by(api, holder)):
        if mark_of(found) == listing.code:
            return Lost(Problem(code="listing_exists"))
        values = {"sku": sku, "remote_id": text(found.get("id"))}
        return Rejected([Problem(code="sku_taken", values=values, about=sku)])
    for status in ("any", "trash"):
        query = [EDITING, ("status", status), ("sku", sku), all_of("id", "sku", "meta_data")]
        for row in (await api.rows(PRODUCTS, query)).rows:
            if _as_kept(text(row.get("sku"))) != _as_kept(sku):
                continue
            if status == "any" and mark_of(row) == listing.code:
                return Lost(Problem(code="listing_exists"))
            code = "sku_taken" if status == "any" else "sku_in_trash"
            values = {"sku": sku, "remote_id": text(row.get("id"))}
            return Rejected([Problem(code=code, values=values, about=sku)])
    return Rejected([Problem(code="sku_held_by_nobody", values={"sku": sku}, about=sku)])


def _as_kept(sku: str) -> str:
    """Write a SKU as the shop's database compares it: capitals and accents are nothing to it."""
    return without_marks(sku).casefold()


async def _held_by(api: ShopApi, product_id: str) -> Json | None:
    try:
        return await api.ask(product(product_id), [EDITING, all_of("id", "sku", "meta_data")])
    except Rejected:
        return None


async def _write_content(
    api: ShopApi, product_id: str, listing: Listing, fields: Collection[Field]
) -> None:
    """Write these fields, with what others put into the lists that they stand in."""
    standing: Json = {}
    if MERGED & set(fields):
        standing = await api.ask(product(product_id), [EDITING, all_of(*STANDING)])
    await api.put(product(product_id), content_of(listing, fields, api.metadata, standing))


async def _write_measures(api: ShopApi, product_id: str, listing: Listing) -> None:
    units = api.metadata.units
    if not listing.option_names:
        await api.put(product(product_id), measures_of(listing.offers[0], units))
        return
    if not all(offer.remote_id for offer in listing.offers):
        raise Lost(Problem(code="variants_moved"))
    changed = [{"id": int(o.remote_id or 0), **measures_of(o, units)} for o in listing.offers]
    await _batch(api, product_id, "update", changed)


async def _rearrange(
    api: ShopApi, product_id: str, change: Change, fields: Collection[Field]
) -> None:
    """Make what is sold that of the listing, and write these fields along.

    The parent is told of its options before the variations are, or they would be dropped.
    """
    after = change.after
    content = set(fields) | ({"variants"} if after.option_names else set())
    await _write_content(api, product_id, after, content)  # type: ignore[arg-type]
    if not after.option_names:
        offer = after.offers[0]
        terms = {} if _known_there(change, offer) else {**terms_of(offer), **stock_of(offer)}
        body = {"sku": offer.sku, **terms, **measures_of(offer, api.metadata.units)}
        await api.put_once(product(product_id), body)
        return
    standing = await ListingReader(api).variations(product_id)
    await _arrange_variations(api, product_id, change, standing)


async def _arrange_variations(
    api: ShopApi, product_id: str, change: Change, standing: Sequence[Json]
) -> None:
    """Keep, rename, make and put away variations until they are those of the listing."""
    after = change.after
    by_sku = {text(row.get("sku")): row for row in standing}
    wanted = {offer.sku for offer in after.offers}
    spare = {_place(row, after): row for row in standing if text(row.get("sku")) not in wanted}
    kept: list[Json] = []
    new: list[Json] = []
    for offer in after.offers:
        row = by_sku.get(offer.sku) or spare.pop(offer.options, None)
        if row is None:
            new.append(variation_row(after, offer, api.metadata.units))
        else:
            kept.append({**_kept_row(row, change, offer), **_measured(api, change, offer)})
    ids = {identity(row, "id") for row in kept}
    gone = [
        {"id": identity(row, "id"), "status": PRIVATE}
        for row in standing
        if identity(row, "id") not in ids and text(row.get("status")) == LIVE
    ]
    await _batch(api, product_id, "update", [*gone, *kept])
    await _batch(api, product_id, "create", new)


def _place(row: Json, listing: Listing) -> tuple[str, ...]:
    place = {text(each.get("name")): text(each.get("option")) for each in rows(row["attributes"])}
    return tuple(place.get(name, "") for name in listing.option_names)


def _kept_row(row: Json, change: Change, offer: Offer) -> Json:
    """Write a variation that stands: its options, and its terms where nobody compared them."""
    was_live = text(row.get("status")) == LIVE
    known = was_live and _known_there(change, offer)
    terms = {} if known else {**terms_of(offer), **stock_of(offer)}
    named = {} if text(row.get("sku")) == offer.sku else {"sku": offer.sku}
    shown = {"id": identity(row, "id"), "status": LIVE}
    return {**shown, **named, **place_of(change.after, offer), **terms}


def _measured(api: ShopApi, change: Change, offer: Offer) -> Json:
    """Write what else changed of a variation that stands, or was begun: weight, sides, barcode."""
    asked = change.kind == "publish" or not MEASURES.isdisjoint(change.fields)
    return measures_of(offer, api.metadata.units) if asked else {}


def _known_there(change: Change, offer: Offer) -> bool:
    """Whether the engine compares this SKU by itself: it saw it on sale."""
    if change.kind == "publish" or change.before is None:
        return False
    return any(_same(offer, seen, change) for seen in change.before.offers)


def _same(offer: Offer, seen: Offer, change: Change) -> bool:
    """Whether it goes on, if need be under another SKU: then no quantity comes with it."""
    goes_on = offer.quantity is None and offer.options == seen.options
    return offer.sku == seen.sku or (goes_on and seen.sku not in _skus(change.after))


def _skus(listing: Listing) -> set[Sku]:
    return {offer.sku for offer in listing.offers}


async def _batch(api: ShopApi, product_id: str, verb: str, changed: Sequence[Json]) -> None:
    """Write variations, few at once; what was refused of them is raised after all were tried."""
    bad: Exception | None = None
    for some in chunks(changed, IN_ONE_BATCH):
        told: Mapping[str, object] = await api.put_once(
            variations_batch(product_id), {verb: list(some)}
        )
        errors = (row_error(row) for row in rows(told.get(verb)))
        bad = bad or next(filter(None, errors), None)
    if bad is not None:
        raise bad
