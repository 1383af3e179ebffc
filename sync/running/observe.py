"""Looks at a shop: the whole of it, and again at what may not have settled yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from sync.marketplace import MarketplaceError, Notices
from sync.model import BARRED, Code, Listing, Problem, Sku, intern_parts
from sync.planning import under_code
from sync.running.context import Round
from sync.running.known_listings import NO_OUTLINES, Outlines, known_listings, read_in_full
from sync.running.lazy_listings import LazyListings
from sync.transport.tracing import step

Proof = Literal["full", "quick"]
A_MOMENT_S = 1.0

Settled = Callable[[Listing | None], bool]
Wanted = Mapping[Code, Listing]


@dataclass(frozen=True, slots=True)
class Observed:
    """What stood in a shop; a sweep that is not complete proves nothing by what it lacks."""

    listings: tuple[Listing, ...]
    complete: bool
    at: datetime
    problems: tuple[Problem, ...] = ()
    known: Mapping[str, Listing] = field(default_factory=dict, repr=False)  # of before, by id

    def refreshed(self, asked: Sequence[Listing], found: Sequence[Listing]) -> Observed:
        """Put what was found again in the place of what was seen before.

        What has an id of its own stays: a product may stand there twice. Of what was asked for by
        its code alone, and not found, nothing does.
        """
        ids = {listing.remote_id for listing in (*asked, *found)} - {None}
        codes = {listing.code for listing in asked if listing.remote_id is None}
        codes -= {"", *(listing.code for listing in found)}  # some keep no code of ours
        kept = (x for x in self.listings if x.remote_id not in ids and x.code not in codes)
        return replace(self, listings=(*kept, *found))


@step("observe")
async def observe(
    round: Round, proof: Proof, wanted: Wanted, outlines: Outlines = NO_OUTLINES
) -> Observed:
    """Read the whole shop; a quick proof reads anew only what the platform says has moved.

    What is seen as it was before, or as it is `wanted`, is held once; of what has an outline no
    more than that is held, unless it moved. Not every platform keeps our code: what is linked is
    put under it at once, so that it is the same however it was read.
    """
    shop, begun = round.shop.name, round.clock.now()
    linked = await round.store.links.remote_ids(shop)
    codes = {remote_id: code for code, remote_id in linked.items() if remote_id is not None}
    known = await known_listings(round, outlines, _by_remote_id(codes, wanted))
    listings: list[Listing] = []
    calls: int | None = None
    try:
        async for found in round.market.listings(known.before if proof == "quick" else {}):
            listing = under_code(found, codes.get(found.remote_id or "", found.code))
            listings.append(known.recognized(listing))
            round.step("observe", len(listings))
            if round.context.calls() != calls:  # else it came with the one before: no time passed
                await round.between_calls(round)
                calls = round.context.calls()
        listings = await _moved_in_full(round, listings, known.before)
        listings += await _unseen(round, linked, listings)
    except MarketplaceError as error:
        seen = tuple(map(round.names.ours, listings))
        return Observed(seen, complete=False, at=begun, problems=(error.problem,))
    return await _seen(round, proof, listings, known.before, begun)


async def _seen(
    round: Round,
    proof: Proof,
    listings: list[Listing],
    before: Mapping[str, Listing],
    begun: datetime,
) -> Observed:
    """Remember a look at the whole shop."""
    await round.store.observations.replace(round.lease, listings, begun, before)
    if turned := _turned(round, listings, before):
        round.context.hooks.sold(turned)
    if proof == "full":
        await round.store.rounds.mark(round.lease, "full_proof", begun)
    notices = await _notices(round) if proof == "full" else ()
    seen = tuple(map(round.names.ours, listings))
    return Observed(seen, complete=True, at=begun, problems=notices, known=before)


async def _moved_in_full(
    round: Round, listings: list[Listing], before: Mapping[str, Listing]
) -> list[Listing]:
    """Read the whole of what moved, and of which an adapter was given no more than the outline."""
    moved = [x for x in listings if x.outline and x is not before.get(x.remote_id or "")]
    if not moved:
        return listings
    found = await read_in_full(round, moved)
    if found.error is not None:
        raise found.error
    return list(found.put_into(listings, {x.remote_id for x in moved}))


async def seen_in_full(
    round: Round, seen: Observed, wanted: Wanted, but: Collection[str | None] = ()
) -> Observed:
    """Read the whole of what was seen, except for these ids; the platform may not tell of all."""
    outlines = [x for x in seen.listings if x.outline and x.remote_id not in but]
    if not outlines:
        return seen
    found = await read_in_full(round, outlines)
    for listing in found.kept.values():
        intern_parts(listing, wanted.get(listing.code))
    known = dict(seen.known)
    for outline in outlines:
        remote_id = outline.remote_id or ""
        if known.get(remote_id) is outline and remote_id in found.kept:
            known[remote_id] = found.kept[remote_id]
    listings = tuple(found.put_into(seen.listings, {x.remote_id for x in outlines}))
    seen = replace(seen, listings=listings, known=known)
    if found.error is None:
        return seen
    return replace(seen, complete=False, problems=(*seen.problems, found.error.problem))


async def _unseen(
    round: Round, linked: Mapping[Code, str | None], seen: Sequence[Listing]
) -> list[Listing]:
    """Ask by its id for what is ours and was not among the pages, before it counts as gone.

    Pages are cut by offset: one listing deleted and one added while they are read push another
    over the edge of a page, though their number still adds up.
    """
    if round.market.features.delivery == "files":
        return []
    there = {listing.remote_id for listing in seen}
    missing = [
        Listing(shop=round.shop.name, code=code, remote_id=remote_id, offers=())
        for code, remote_id in linked.items()
        if remote_id is not None and remote_id not in there
    ]
    found = await round.market.find(missing) if missing else []
    return [listing for listing in found if listing.remote_id not in there]


def _turned(
    round: Round, listings: Sequence[Listing], before: Mapping[str, Listing]
) -> frozenset[Sku]:
    """Name the SKUs of what since the last look was banned or refused, is so no more, or is gone.

    Other shops may offer these units, or have to make room for them.
    """
    were = {remote_id for remote_id, known in before.items() if known.status in BARRED}
    turned = [one for one in listings if (one.status in BARRED) != (one.remote_id in were)]
    there = {one.remote_id for one in listings if one.status != "deleted"}
    gone = (known for remote_id, known in before.items() if remote_id not in there)
    turned += [known for known in gone if known.status != "deleted"]
    return frozenset(round.names.renamed.get(o.sku, o.sku) for one in turned for o in one.offers)


def _by_remote_id(codes: Mapping[str, Code], wanted: Wanted) -> Mapping[str, Listing]:
    ready = wanted.ready if isinstance(wanted, LazyListings) else wanted
    return {remote_id: ready[code] for remote_id, code in codes.items() if code in ready}


async def _notices(round: Round) -> tuple[Problem, ...]:
    """Ask how the shop itself stands, where the platform tells."""
    if not isinstance(round.market, Notices):
        return ()
    try:
        return tuple(await round.market.notices(round.clock.now()))
    except MarketplaceError as error:
        return (replace(error.problem, severity="warning"),)


async def proof_due(round: Round, proof: Proof) -> Proof:
    """Let a quick proof be a full one when the last of these is too long ago.

    A platform need not say that a sale, or a price, has moved a listing.
    """
    last = await round.store.rounds.marked(round.shop.name, "full_proof")
    full_every = timedelta(seconds=round.shop.full_every_s)
    return "full" if last is None or round.clock.now() - last >= full_every else proof


async def poll_until_settled(
    round: Round, seen: Observed, asked: Mapping[Code, Listing], settled: Callable[[Code], Settled]
) -> Observed:
    """Find these listings until each has settled, or the platform has had its time to settle."""
    pending = dict(asked)
    for wait_s in _waits(round.market.features.settle_s):
        round.step("look_again", len(asked) - len(pending), len(asked))
        try:
            found = await round.market.find(list(map(round.names.listed, pending.values())))
        except MarketplaceError as error:
            return replace(seen, complete=False, problems=(*seen.problems, error.problem))
        await round.store.observations.put(round.lease, found, round.clock.now())
        found = list(map(round.names.ours, found))
        seen = seen.refreshed(list(pending.values()), found)
        there = {listing.code: listing for listing in found}
        pending = {c: x for c, x in pending.items() if not settled(c)(there.get(c))}
        if not pending or wait_s is None:
            break
        await _wait(round, wait_s)
    return seen


async def _wait(round: Round, wait_s: float) -> None:
    """Wait, but not for what cannot wait: a sale elsewhere, or one here. That takes time, too."""
    until = round.clock.now() + timedelta(seconds=wait_s)
    while wait_s > 0 and round.clock.now() < until:
        await round.clock.sleep(min(wait_s, A_MOMENT_S))
        await round.between_calls(round)
        wait_s -= A_MOMENT_S


def _waits(settle_s: float) -> Iterator[float | None]:
    """Wait 1, 2, 4 ... seconds, as long as reads may lag in all; None is the last look."""
    waited, wait_s = 0.0, 1.0
    while waited < settle_s:
        step = min(wait_s, settle_s - waited)
        yield step
        waited, wait_s = waited + step, wait_s * 2
    yield None
