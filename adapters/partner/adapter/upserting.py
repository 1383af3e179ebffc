"""Publishes and revises products: both write all of a product."""

from __future__ import annotations

from collections.abc import Collection

from adapters.partner.adapter.booth import Booth, product_of
from adapters.partner.adapter.visibility import show
from adapters.partner.client import Write
from adapters.partner.client.endpoints import PRODUCT, at
from adapters.partner.mapping.reading import status_of
from adapters.partner.mapping.writing import Draft, Terms, body_of, own_sku
from sync.marketplace.json_values import Json
from sync.model import Change, Field, Outcome


async def publish(booth: Booth, change: Change) -> Outcome:
    """Make a product, or finish one that was begun before."""
    if change.before and change.before.remote_id:
        return await _finish(booth, change)
    sku = own_sku(change.after)
    body = body_of(_draft(booth, change, {}, "all"))
    told = await booth.line.call(booth.client.make(Write("PUT", at(PRODUCT, sku=sku), body)))
    _check(told)
    return Outcome(change=change, status="done", remote_id=sku)


async def revise(booth: Booth, change: Change) -> Outcome:
    """Write the content anew; prices and stocks stay as they stand."""
    sku = product_of(change)
    await _put(booth, sku, _draft(booth, change, await booth.product(sku), "of new ones"))
    return Outcome(change=change, status="done", remote_id=sku)


async def _finish(booth: Booth, change: Change) -> Outcome:
    sku = product_of(change)
    standing = await booth.product(sku)
    await _put(booth, sku, _draft(booth, change, standing, "all"))
    if status_of(standing) == "hidden":
        await show(booth, sku)
    return Outcome(change=change, status="done", remote_id=sku)


async def _put(booth: Booth, sku: str, draft: Draft) -> None:
    write = Write("PUT", at(PRODUCT, sku=sku), body_of(draft))
    _check(await booth.line.call(booth.client.put(write)))


def _check(told: Json) -> None:
    """Believe an answer only if it says how the product stands now; raises `Lost`."""
    status_of(told)


def _about(change: Change) -> Collection[Field]:
    """Say what a write is about; where we have no papers, those that others handed in stay."""
    if change.kind == "publish":
        return {"attributes", "papers"} if change.after.papers else {"attributes"}
    return change.fields


def _draft(booth: Booth, change: Change, standing: Json, terms: Terms) -> Draft:
    return Draft(
        listing=change.after,
        learned=booth.learned,
        ship_from=booth.ship_from,
        standing=standing,
        terms=terms,
        about=_about(change),
    )
