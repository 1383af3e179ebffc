"""Publishes listings: one call each, with all that a buyer sees."""

from __future__ import annotations

from adapters.lazada.adapter.booth import Booth
from adapters.lazada.adapter.revising import rearrange
from adapters.lazada.client.answers import content
from adapters.lazada.client.endpoints import CREATE
from adapters.lazada.mapping.payload import of_product
from adapters.lazada.mapping.writing import CONTENT, new_product
from sync.marketplace import Rejected
from sync.marketplace.shapes import identity
from sync.marketplace.spelling import fold
from sync.model import Change, Outcome, Problem, Value


async def publish(booth: Booth, change: Change) -> Outcome:
    """Publish a listing; one that was begun before is finished, never begun again."""
    if change.before and change.before.remote_id:
        await rearrange(booth, change.before.remote_id, change, CONTENT)
        return Outcome(change=change, status="done", remote_id=change.before.remote_id)
    try:
        remote_id = await _create(booth, change)
    except Rejected as error:
        if error.problem.code != "brand_unregistered" or not change.after.brand:
            raise
        # What was refused had no effect. Few cooperatives have registered their name as a brand.
        booth.learned.unknown_brands.add(fold(change.after.brand))
        remote_id = await _create(booth, change)
    note = _without_brand(booth, change)
    return Outcome(change=change, status="done", remote_id=remote_id, problem=note)


def _without_brand(booth: Booth, change: Change) -> Problem | None:
    """Say that the brand could not be shown."""
    brand = change.after.brand
    if not brand or fold(brand) not in booth.learned.unknown_brands:
        return None
    values: dict[str, Value] = {"brand": brand}
    return Problem(code="brand_unknown", severity="note", values=values, about=change.code)


async def _create(booth: Booth, change: Change) -> str:
    product = new_product(change.after, change.after.offers, booth.learned)
    answer = await booth.line.call(booth.client.make(CREATE, of_product(product)))
    return str(identity(content(answer), "item_id"))
