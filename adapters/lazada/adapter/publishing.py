"""Publishes listings: one call each, with all that a buyer sees."""

from __future__ import annotations

from adapters.lazada.adapter.booth import Booth
from adapters.lazada.adapter.revising import rearrange
from adapters.lazada.client.answers import content
from adapters.lazada.client.endpoints import CREATE
from adapters.lazada.mapping.payload import of_product
from adapters.lazada.mapping.writing import CONTENT, new_product
from sync.marketplace.json_values import identity
from sync.model import Change, Outcome


async def publish(booth: Booth, change: Change) -> Outcome:
    """Publish a listing; one that was begun before is finished, never begun again."""
    if change.before and change.before.remote_id:
        await rearrange(booth, change.before.remote_id, change, CONTENT)
        return Outcome(change=change, status="done", remote_id=change.before.remote_id)
    product = new_product(change.after, change.after.offers, booth.learned)
    answer = await booth.line.call(booth.client.make(CREATE, of_product(product)))
    item_id = str(identity(content(answer), "item_id"))
    return Outcome(change=change, status="done", remote_id=item_id)
