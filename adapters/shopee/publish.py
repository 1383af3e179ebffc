"""Publishes, revises, shows and hides listings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from adapters.shopee.amounts import PRICES, STOCKS, item_of, update_amounts
from adapters.shopee.client import ShopApi, then
from adapters.shopee.endpoints import (
    ADD_ITEM,
    ADD_MODEL,
    INIT_TIERS,
    UNLIST_ITEM,
    UPDATE_ITEM,
    UPDATE_MODEL,
    UPDATE_TIERS,
)
from adapters.shopee.errors import row_results
from adapters.shopee.features import IDS, INIT_GAP_S
from adapters.shopee.items import offers_of, tiers_of
from adapters.shopee.metadata import MetadataCache
from adapters.shopee.writing import (
    CONTENT,
    PARCEL,
    content_body,
    item_body,
    model_body,
    parcel_body,
    tier_body,
    tier_index,
)
from sync.marketplace import MarketplaceError, Verdict, judged, outcome_of
from sync.marketplace.json_values import Json, chunks, identity, unclear
from sync.marketplace.text_normalize import clean
from sync.model import Change, Listing, Offer, Outcome


async def publish_all(
    api: ShopApi, metadata: MetadataCache, changes: Sequence[Change]
) -> list[Outcome]:
    """Publish at most fifty listings; one that was begun before is finished, never begun again.

    A buyer must not see a product half made, so nothing is shown before its variants stand, and
    Shopee wants some seconds between an item and its variants: one pause serves all.
    """

    async def add(outcome: Outcome) -> str:
        return await _add(api, metadata, outcome)

    async def complete(outcome: Outcome) -> str | None:
        await _complete(api, outcome)
        return outcome.remote_id

    outcomes = await then([_begun(change) for change in changes], add)
    if any(one.status == "done" and one.change.after.option_names for one in outcomes):
        await api.line.pause(INIT_GAP_S)
    return await _show(api, await then(outcomes, complete))


def _begun(change: Change) -> Outcome:
    remote_id = change.before.remote_id if change.before else None
    return Outcome(change=change, status="done", remote_id=remote_id)


async def _add(api: ShopApi, metadata: MetadataCache, outcome: Outcome) -> str:
    """Create the hidden item, or bring one that was begun before up to date."""
    after = outcome.change.after
    if outcome.remote_id is None:
        body = item_body(after, metadata)
        return str(identity(await api.create(ADD_ITEM, body), "item_id"))
    fields = CONTENT if after.option_names else CONTENT | PARCEL
    await update_item(api, outcome.remote_id, content_body(after, fields, metadata))
    return outcome.remote_id


async def _complete(api: ShopApi, outcome: Outcome) -> None:
    """Give the item its variants; one begun before may have some, at prices of then."""
    item_id, change = outcome.remote_id or "", outcome.change
    if change.before and change.before.remote_id:
        kept = await rebuild(api, item_id, change.after)
        await set_both(api, item_id, kept if change.after.option_names else change.after.offers)
    elif change.after.option_names:
        await start_tiers(api, item_id, change.after)


async def _show(api: ShopApi, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Make visible what is complete and wants to be seen."""
    shown = {place: one for place, one in enumerate(outcomes) if _wants_to_be_seen(one)}
    after = list(outcomes)
    for places in chunks(list(shown), IDS):
        group = [(shown[place].change, shown[place].remote_id or "") for place in places]
        try:
            results = await _update_visibility(api, [item_id for _, item_id in group], visible=True)
            made = [judged(*one, result) for one, result in zip(group, results, strict=True)]
        except MarketplaceError as error:
            made = [outcome_of(change, error, item_id) for change, item_id in group]
        for place, outcome in zip(places, made, strict=True):
            after[place] = outcome
    return after


def _wants_to_be_seen(outcome: Outcome) -> bool:
    return outcome.status == "done" and outcome.change.after.status != "hidden"


async def revise_all(
    api: ShopApi, metadata: MetadataCache, changes: Sequence[Change]
) -> list[Outcome]:
    """Make these revisions; one outcome each, in order."""

    async def step(outcome: Outcome) -> str:
        return await revise(api, metadata, outcome.change)

    begun = [Outcome(change=c, status="done", remote_id=item_of(c)) for c in changes]
    return await then(begun, step)


async def revise(api: ShopApi, metadata: MetadataCache, change: Change) -> str:
    """Write the changed fields, and only those; answers the item's id."""
    item_id, after, fields = item_of(change), change.after, frozenset(change.fields)
    of_item = fields & (CONTENT if after.option_names else CONTENT | PARCEL)
    body = dict(content_body(after, of_item, metadata))
    if "variants" in fields and not after.option_names:
        body["item_sku"] = after.offers[0].sku  # an item that is sold alone bears its only SKU
    if body:
        await update_item(api, item_id, body)
    if "variants" in fields:
        await rebuild(api, item_id, after)
        await set_both(api, item_id, _replacing(change))
    if after.option_names and fields & PARCEL:
        models = regroup(after, await api.models(item_id)).kept
        await _update_models(api, item_id, models)
    return item_id


def _replacing(change: Change) -> Sequence[Offer]:
    """Name what is sold alone in the place of another: its quantity is not that of the other."""
    there = {offer.sku for offer in change.before.offers} if change.before else set()
    alone = () if change.after.option_names else change.after.offers
    return [o for o in alone if o.sku not in there and o.quantity is not None]


async def update_item(api: ShopApi, item_id: str, body: Json) -> None:
    """Merge these fields into an item."""
    await api.update(UPDATE_ITEM, {"item_id": int(item_id), **body})


async def start_tiers(api: ShopApi, item_id: str, listing: Listing) -> None:
    """Give an item its variants anew, with prices and stocks; every model gets a new id."""
    body = {
        "item_id": int(item_id),
        "standardise_tier_variation": tier_body(listing.offers, listing.option_names),
        "model": [model_body(offer, listing.offers) for offer in listing.offers],
    }
    await api.create(INIT_TIERS, body)


async def rebuild(api: ShopApi, item_id: str, listing: Listing) -> Sequence[Offer]:
    """Make the variants those of the listing; answers the offers whose models carried on.

    Models that are left out are deleted by it, new ones bring price and stock along.
    """
    plan = regroup(listing, await api.models(item_id))
    if plan.step == "start_over":
        await start_tiers(api, item_id, replace(listing, offers=plan.new))
        return ()
    if plan.step == "rearrange":
        await api.update(UPDATE_TIERS, _tiers(item_id, listing, plan.kept))
    await _update_models(api, item_id, plan.renamed)
    if plan.new:
        models = [model_body(offer, listing.offers) for offer in plan.new]
        body = {"item_id": int(item_id), "model_list": models}
        await api.create(ADD_MODEL, body)
    await set_both(api, item_id, plan.renamed)
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


async def _update_models(api: ShopApi, item_id: str, offers: Sequence[Offer]) -> None:
    if not offers:
        return
    models = [
        {"model_id": _model_id(offer), "model_sku": offer.sku, **parcel_body(offer)}
        for offer in offers
    ]
    await api.update(UPDATE_MODEL, {"item_id": int(item_id), "model": models})


async def set_both(api: ShopApi, item_id: str, offers: Sequence[Offer]) -> None:
    """Set price and stock of offers whose model ids were just read; raises the first refusal."""
    for amount, known in (
        (PRICES, [offer for offer in offers if offer.price is not None]),
        (STOCKS, [offer for offer in offers if offer.quantity is not None]),
    ):
        results = await update_amounts(api, amount, item_id, known) if known else []
        for result in filter(None, results):
            raise result


def _model_id(offer: Offer) -> int:
    return int(offer.remote_id or 0)


async def set_visible(api: ShopApi, changes: Sequence[Change], *, visible: bool) -> list[Outcome]:
    """Show or hide at most fifty listings; one outcome each, in order."""
    ids = [item_of(change) for change in changes]
    try:
        results = await _update_visibility(api, ids, visible=visible)
    except MarketplaceError as error:
        return [outcome_of(change, error, id_) for change, id_ in zip(changes, ids, strict=True)]
    return [
        judged(change, id_, result)
        for change, id_, result in zip(changes, ids, results, strict=True)
    ]


async def _update_visibility(
    api: ShopApi, item_ids: Sequence[str], *, visible: bool
) -> list[Verdict]:
    """Show or hide at most fifty items."""
    lines = [{"item_id": int(item_id), "unlist": not visible} for item_id in item_ids]
    results = row_results(await api.update_rows(UNLIST_ITEM, {"item_list": lines}), "item_id")
    return [results.get(int(item_id), unclear("item_id")) for item_id in item_ids]


@dataclass(frozen=True, slots=True)
class Regrouping:
    """What to do with the models: `start_over` gives all of them new ids.

    `kept` are wanted offers with the id of the model that carries them on, `renamed` those among
    them whose SKU must be written too, `new` those without a model yet.
    """

    step: Literal["nothing", "rearrange", "start_over"]
    kept: tuple[Offer, ...] = ()
    renamed: tuple[Offer, ...] = ()
    new: tuple[Offer, ...] = ()


def regroup(wanted: Listing, models: Json) -> Regrouping:
    """Compare the wanted variants with a get_model_list.

    Tiers may change within their number; another number of tiers means starting over. A model
    without a SKU, or with one that is none of ours, goes on as what its options say. Shopee keeps
    at least one model, so where none carries on, the first one is given to the first new offer.
    """
    current = offers_of(models)
    if len(tiers_of(models)) != len(wanted.option_names):
        return Regrouping("start_over", new=_with_amounts(wanted.offers, current))
    if not wanted.option_names:
        return Regrouping("nothing")
    kept, renamed, new = _matched(wanted.offers, current)
    if not kept and current:
        heir = replace(wanted.offers[0], remote_id=current[0].remote_id)
        kept, renamed, new = [heir], [heir], new[1:]
    same = not new and len(kept) == len(current) and _same_tiers(wanted, models)
    step: Literal["nothing", "rearrange"] = "nothing" if same else "rearrange"
    return Regrouping(step, tuple(kept), tuple(renamed), tuple(new))


def _with_amounts(wanted: Sequence[Offer], current: Sequence[Offer]) -> tuple[Offer, ...]:
    """Carry over what stands where no price or quantity is wanted: starting over needs both."""
    standing = {offer.sku: offer for offer in current}
    return tuple(
        replace(
            offer,
            price=was.price if offer.price is None else offer.price,
            quantity=was.quantity if offer.quantity is None else offer.quantity,
        )
        for offer in wanted
        for was in [standing.get(offer.sku, offer)]
    )


def _matched(
    wanted: Sequence[Offer], current: Sequence[Offer]
) -> tuple[list[Offer], list[Offer], list[Offer]]:
    ours = {offer.sku for offer in wanted}
    by_sku = {offer.sku: offer.remote_id for offer in current if offer.sku}
    unnamed = {offer.options: offer.remote_id for offer in current if offer.sku not in ours}
    kept, renamed, new = [], [], []
    for offer in wanted:
        if offer.sku in by_sku:
            kept.append(replace(offer, remote_id=by_sku[offer.sku]))
        elif (options := tuple(map(clean, offer.options))) in unnamed:
            renamed.append(replace(offer, remote_id=unnamed[options]))
            kept.append(renamed[-1])
        else:
            new.append(offer)
    return kept, renamed, new


def _same_tiers(wanted: Listing, models: Json) -> bool:
    """Whether names, options and their order stand already, and every SKU under its own."""
    current = offers_of(models)
    standing = {offer.sku: offer.options for offer in current}
    return tier_body(wanted.offers, wanted.option_names) == tier_body(
        current, [name for name, _ in tiers_of(models)]
    ) and all(standing.get(o.sku) == tuple(map(clean, o.options)) for o in wanted.offers)
