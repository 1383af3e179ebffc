"""Publishes listings in three steps: hidden items, then their variants, then the light."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.shopee.adapter.amounts import judged
from adapters.shopee.adapter.booth import Booth, then
from adapters.shopee.adapter.revising import rebuild, set_both, start_tiers, update_item
from adapters.shopee.adapter.visibility import make_visible
from adapters.shopee.client.answers import content
from adapters.shopee.client.endpoints import ADD_ITEM
from adapters.shopee.features import IDS, INIT_GAP_S
from adapters.shopee.mapping.writing import CONTENT, PARCEL, content_body, item_body
from sync.marketplace import MarketplaceError, outcome_of
from sync.marketplace.json_values import chunks, identity
from sync.model import Change, Outcome


async def publish(booth: Booth, changes: Sequence[Change]) -> list[Outcome]:
    """Publish at most fifty listings; one that was begun before is finished, never begun again.

    A buyer must not see a product half made, so nothing is shown before its variants stand, and
    Shopee wants some seconds between an item and its variants: one pause serves all.
    """

    async def add(outcome: Outcome) -> str:
        return await _add(booth, outcome)

    async def complete(outcome: Outcome) -> str | None:
        await _complete(booth, outcome)
        return outcome.remote_id

    outcomes = await then([_begun(change) for change in changes], add)
    if any(one.status == "done" and one.change.after.option_names for one in outcomes):
        await booth.line.pause(INIT_GAP_S)
    return await _show(booth, await then(outcomes, complete))


def _begun(change: Change) -> Outcome:
    remote_id = change.before.remote_id if change.before else None
    return Outcome(change=change, status="done", remote_id=remote_id)


async def _add(booth: Booth, outcome: Outcome) -> str:
    """Create the hidden item, or bring one that was begun before up to date."""
    after = outcome.change.after
    if outcome.remote_id is None:
        body = item_body(after, booth.learned)
        answer = await booth.line.call(booth.client.make(ADD_ITEM, body))
        return str(identity(content(answer), "item_id"))
    fields = CONTENT if after.option_names else CONTENT | PARCEL
    await update_item(booth, outcome.remote_id, content_body(after, fields, booth.learned))
    return outcome.remote_id


async def _complete(booth: Booth, outcome: Outcome) -> None:
    """Give the item its variants; one begun before may have some, at prices of then."""
    item_id, change = outcome.remote_id or "", outcome.change
    if change.before and change.before.remote_id:
        kept = await rebuild(booth, item_id, change.after)
        await set_both(booth, item_id, kept if change.after.option_names else change.after.offers)
    elif change.after.option_names:
        await start_tiers(booth, item_id, change.after)


async def _show(booth: Booth, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Make visible what is complete and wants to be seen."""
    shown = {place: one for place, one in enumerate(outcomes) if _wants_light(one)}
    after = list(outcomes)
    for places in chunks(list(shown), IDS):
        group = [(shown[place].change, shown[place].remote_id or "") for place in places]
        try:
            verdicts = await make_visible(booth, "show", [item_id for _, item_id in group])
            made = [judged(*one, verdict) for one, verdict in zip(group, verdicts, strict=True)]
        except MarketplaceError as error:
            made = [outcome_of(change, error, item_id) for change, item_id in group]
        for place, outcome in zip(places, made, strict=True):
            after[place] = outcome
    return after


def _wants_light(outcome: Outcome) -> bool:
    return outcome.status == "done" and outcome.change.after.status != "hidden"
