"""Publishes listings: one call makes all of a product and sends it to review."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import orjson

from adapters.tiktok.adapter.booth import Booth, product_of
from adapters.tiktok.adapter.groups import current
from adapters.tiktok.adapter.prices import edit_prices
from adapters.tiktok.adapter.revising import done, revise
from adapters.tiktok.adapter.stocks import write_stocks
from adapters.tiktok.adapter.visibility import make_visible
from adapters.tiktok.client import Write
from adapters.tiktok.client.endpoints import PRODUCTS, at
from adapters.tiktok.mapping.reading import identity_of
from adapters.tiktok.mapping.writing import CONTENT, product_body
from sync.marketplace.json_values import Json
from sync.model import Change, Outcome


async def publish(booth: Booth, change: Change) -> Outcome:
    """Create a listing, or finish one that was begun before."""
    if change.before and change.before.remote_id:
        return await _finish(booth, change)
    body = product_body(change.after, booth.learned, (await booth.warehouses()).default)
    key = idempotency_key(change, body, datetime.now(UTC).date())
    create = Write(at(PRODUCTS), {**body, "idempotency_key": key}, sent="once")
    told = await booth.write(create)
    return done(booth, change, identity_of(told, "product_id"), told)


def idempotency_key(change: Change, body: Json, today: date) -> str:
    """Name this wish, so that creating it twice in a day makes one product.

    The search index may not show yet what a lost answer made: then the same key answers with it.
    What somebody deleted is a new wish each time, or the key would answer with the deleted one.
    """
    if change.reason == "gone":
        return str(uuid.uuid4())
    wish = orjson.dumps([change.shop, change.code, today.isoformat(), body])
    return hashlib.sha256(wish).hexdigest()


async def _finish(booth: Booth, change: Change) -> Outcome:
    """Bring what stands there hidden up to date, then show it."""
    product_id = product_of(change)
    fields = (*sorted(CONTENT), "category", "variants")
    outcome = await revise(booth, replace(change, fields=fields))
    group = [replace(change, sku=offer.sku) for offer in change.after.offers]
    offers = await current(booth, product_id, group)
    await edit_prices(booth, product_id, offers)
    verdicts = await write_stocks(booth, product_id, offers)
    verdicts += await make_visible(booth, "show", [product_id])
    for verdict in filter(None, verdicts):
        raise verdict
    return replace(outcome, change=change)
