"""Lets products of ours give up SKUs to another: WooCommerce gives a SKU to one product alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from adapters.woocommerce.client import EDITING, ShopApi, all_of
from adapters.woocommerce.endpoints import product, variations_batch
from adapters.woocommerce.listings import ListingReader
from sync.marketplace import Lost
from sync.marketplace.json_values import Json, identity, text
from sync.model import Change, Sku

NAMELESS = ""
GIVEN_UP, PUT_AWAY = {"sku": NAMELESS, "status": "draft"}, {"sku": NAMELESS, "status": "private"}


@asynccontextmanager
async def given_up(api: ShopApi, change: Change) -> AsyncIterator[None]:
    """Have others give up the SKUs that a change adds; they get them back if it is refused.

    What gave up its SKU is off sale, so that nobody orders what has no name; it stays there with
    its history. An answer that was lost puts nothing back: the change may have happened.
    """
    there = {offer.sku for offer in change.before.offers} if change.before else set[Sku]()
    moved = {offer.sku for offer in change.after.offers} - there
    before = [(giver, await _give_up(api, giver, moved)) for giver in change.takes_from]
    try:
        yield
    except Lost:
        raise
    except Exception:
        for giver, rows in before:
            await _put_back(api, giver, rows)
        raise


async def _give_up(api: ShopApi, giver: str, moved: Collection[Sku]) -> list[Json]:
    """Take these SKUs off a product or its variations; returns the rows as they stood."""
    standing = await api.ask(product(giver), [EDITING, all_of("id", "sku", "status")])
    if text(standing.get("sku")) in moved:
        await api.put(product(giver), GIVEN_UP)
        return [standing]
    variations = await ListingReader(api).variations(giver)
    rows = [row for row in variations if text(row.get("sku")) in moved]
    if rows:
        named = [{"id": identity(row, "id"), **PUT_AWAY} for row in rows]
        await api.put(variations_batch(giver), {"update": named})
    return rows


async def _put_back(api: ShopApi, giver: str, rows: Collection[Json]) -> None:
    stood = [{name: row.get(name) for name in ("id", "sku", "status")} for row in rows]
    if stood and str(identity(stood[0], "id")) == giver:
        await api.put(product(giver), {name: stood[0][name] for name in ("sku", "status")})
    elif stood:
        await api.put(variations_batch(giver), {"update": stood})
