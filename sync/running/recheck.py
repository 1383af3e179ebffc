"""Looks again at what one look at a shop may have missed: what was just written, what is gone."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sync.marketplace import MarketplaceError
from sync.model import LEAVING, Code, Link, Listing
from sync.planning import Identified, exchanged_codes, identify, stale
from sync.running.context import Round
from sync.running.observe import (
    Observed,
    Settled,
    Wanted,
    poll_until_settled,
    seen_in_full,
)
from sync.transport.tracing import step


async def identified(
    round: Round, seen: Observed, codes: Collection[Code] | None = None
) -> Identified:
    """Tell which of the listings that were seen, of all products or these, is which of ours.

    Where products exchanged their codes, their listings go with them.
    """
    links = round.store.links
    remote_ids = await links.remote_ids(round.shop.name, codes)
    if codes is not None:  # what else was seen may be another product's of ours
        strangers = {one.remote_id for one in seen.listings}.difference(remote_ids.values())
        remote_ids |= await links.known_as(round.shop.name, strangers)
    owners = _owners(round, remote_ids)
    if codes is None and (moved := exchanged_codes(seen.listings, remote_ids, owners)):
        await links.rename(round.lease, moved)
        remote_ids = await links.remote_ids(round.shop.name)
    return identify(seen.listings, remote_ids, owners)


async def looked_into(
    round: Round, wanted: Wanted, seen: Observed, observed: Identified, but: Collection[str] = ()
) -> tuple[Observed, Identified]:
    """Know in full how the shop stands, except for what is passed: these ids."""
    whole = await seen_in_full(round, seen, wanted, but)
    return (seen, observed) if whole is seen else (whole, await identified(round, whole))


def _owners(round: Round, links: Iterable[Code]) -> Mapping[str, Code]:
    """Say whose every code and SKU is, refused and remembered products included.

    Those of all shops together are never copied: they are many where one shop has few.
    """
    whole = round.whole_catalog
    owners = whole.owners
    remembered: dict[str, Code] = {
        code: code for code in (*whole.blocked, *links) if owners.get(code) != code
    }
    return ChainMap(remembered, owners) if remembered else owners


@step("look again")
async def recheck_recent(round: Round, wanted: Wanted, seen: Observed) -> Observed:
    """Look again at what we wrote so lately that the platform may still show what was before."""
    if not seen.complete:
        return seen
    lately = await round.store.links.written_since(round.shop.name, _lags_since(round))
    if not lately:
        return seen
    links = await round.store.links.of(round.shop.name, lately)
    there = (await identified(round, seen)).by_code
    if any(there[code].outline for code in links.keys() & there.keys()):
        seen = await seen_in_full(round, seen, wanted)
        there = (await identified(round, seen)).by_code
    suspects = {
        code: _as_remembered(round, link, wanted)
        for code, link in links.items()
        if _suspect(round, link, there.get(code))
    }
    if not suspects:
        return seen

    def settled(code: Code) -> Settled:
        return lambda listing: not _suspect(round, links[code], listing)

    return await poll_until_settled(round, seen, suspects, settled)


async def recheck_gone(round: Round, wanted: Wanted, seen: Observed) -> Observed:
    """Ask by its id for each listing of ours that a complete look did not meet.

    Lists shift while they are read page by page, and a row that slips through would be published
    once more. Gone is only what its own id says to be gone. What was begun and never confirmed has
    no id that we know: a platform may find it by more than its rows tell.
    """
    if not seen.complete or await _is_all_ours(round, wanted, seen):
        return seen
    there = (await identified(round, seen)).by_code
    leaves = {product.code for product in round.catalog.products if product.kept in LEAVING}
    links = await round.store.links.of(round.shop.name, wanted.keys() - there.keys() - leaves)
    missing = [
        _as_remembered(round, link, wanted)
        for link in links.values()
        if link.remote_id is not None or link.applied is None
    ]
    if not missing:
        return seen
    try:
        found = [round.names.ours(each) for each in await round.market.find(missing)]
    except MarketplaceError as error:
        return replace(seen, complete=False, problems=(*seen.problems, error.problem))
    return seen.refreshed((), found) if found else seen


async def _is_all_ours(round: Round, wanted: Wanted, seen: Observed) -> bool:
    """Tell whether all that is wanted stands there under the id that we remember, and no more.

    Then nothing is missing, nor there twice, whose ever the listings are.
    """
    linked = await round.store.links.remote_ids(round.shop.name)
    ids = {listing.remote_id for listing in seen.listings if listing.status != "deleted"}
    told_apart = None not in ids and len(ids) == len(seen.listings) == len(linked)
    return told_apart and ids == set(linked.values()) and wanted.keys() <= linked.keys()


async def look_at(round: Round, wanted: Wanted) -> tuple[Observed, frozenset[Code]]:
    """Look at the listings of these products alone; answers of which that told how they stand.

    Those are the ones that were found by the very id that we remember, once what was written lately
    had its time to be read.
    """
    links = await round.store.links.of(round.shop.name, wanted.keys())
    asked = await linked_listings(round, wanted)

    def settled(code: Code) -> Settled:
        return lambda listing: not _suspect(round, links[code], listing)

    nothing = Observed((), complete=True, at=round.clock.now())
    seen = await poll_until_settled(round, nothing, asked, settled)
    there = {listing.remote_id for listing in seen.listings} - {None}
    return seen, frozenset(code for code, listing in asked.items() if listing.remote_id in there)


def _suspect(round: Round, link: Link, listing: Listing | None) -> bool:
    settle_s = round.market.features.settle_s
    lately = link.applied_at is not None and link.applied_at >= _lags_since(round)
    if listing is None or not lately:
        return lately
    older = listing.remote_id in round.names.awaited()
    return older or stale(listing, link, round.clock.now(), settle_s)


def _lags_since(round: Round) -> datetime:
    """Say from when on reads may still lag behind what we wrote."""
    return round.clock.now() - timedelta(seconds=round.market.features.settle_s)


async def linked_listings(round: Round, wanted: Wanted) -> Mapping[Code, Listing]:
    """Say by what these products can be found in the shop, as far as they are there."""
    links = await round.store.links.of(round.shop.name, wanted.keys())
    return {
        code: _as_remembered(round, link, wanted)
        for code, link in links.items()
        if link.applied is not None
    }


def _as_remembered(round: Round, link: Link, wanted: Wanted) -> Listing:
    nothing = Listing(shop=round.shop.name, code=link.code, offers=())
    remembered = link.applied or wanted.get(link.code, nothing)
    return replace(remembered, remote_id=link.remote_id)
