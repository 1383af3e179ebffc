"""Takes back what a round did, as far as nothing else has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.marketplace import MarketplaceError
from sync.model import Change, Code, Field, Listing, Sku
from sync.planning import StandsNow, Undo, change_digest, change_under, in_our_words
from sync.planning import undo as turned_around
from sync.running.context import Round, ShopContext
from sync.running.decisions import about
from sync.running.kept import with_kept
from sync.running.orders import take_in_orders
from sync.running.plan import project_all, project_written
from sync.running.recheck import linked_listings
from sync.running.renames import renamed_since
from sync.running.round import open_round
from sync.store import Decision, Entry, Lease, Pin, Store


@dataclass(frozen=True, slots=True)
class UndoPart:
    """What of a round shall be taken back; nothing named is all of it."""

    run: int
    product: str | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class _Now:
    """A shop as it stands now, and what its products and SKUs are called by now."""

    standing: Mapping[Code, StandsNow]
    codes: Mapping[str, Code] = field(default_factory=dict)  # by remote id
    skus: Mapping[Sku, Sku] = field(default_factory=dict)


async def done_in(store: Store, run: int) -> list[Entry]:
    """Recall what a round has done, or handed over in a file."""
    entries = await store.journal.of_round(run)
    return [entry for entry in entries if entry.status in {"done", "sent"}]


async def undo_of(context: ShopContext, done: Sequence[Entry], part: UndoPart) -> list[Undo]:
    """Turn each of these changes of a shop around, as far as they are meant; raises `Busy`.

    A product may be named by the code that it had then, or by that of today.
    """

    async def alone(lease: Lease) -> list[Undo]:
        catalog = await with_kept(context.store, await context.load())
        async with open_round(context, lease, catalog, "look") as round:
            names = await _names(round)
            meant = [
                (entry, change)
                for entry in done
                for change in [_under_todays_names(entry, names)]
                if part.product in (None, entry.change.code, change.code)
            ]
            now = await _now(round, {change.code for _, change in meant}, names)
            return [one for each in meant for one in await _turned(round, *each, now, part.fields)]

    return await context.alone(alone)


async def _names(round: Round) -> _Now:
    links = await round.store.links.remote_ids(round.shop.name)
    codes = {remote_id: code for code, remote_id in links.items() if remote_id}
    return _Now({}, codes, await renamed_since(round, by="the catalog"))


def _under_todays_names(entry: Entry, names: _Now) -> Change:
    """Give what was done as if product and SKUs had been called then as they are now."""
    change = entry.change
    remote_id = entry.remote_id or change.after.remote_id
    code = names.codes.get(remote_id or "", change.code)
    before = change.before and replace(change.before, code=code)
    after = replace(change.after, code=code)
    return change_under(replace(change, code=code, before=before, after=after), names.skus)


async def _now(round: Round, codes: Collection[Code], names: _Now) -> _Now:
    """Look how these products stand: in the catalog, with what was taken back, in the shop."""
    unread = await take_in_orders(round)
    wanted = await project_all(round, unread)
    written = await project_written(round, unread, codes)
    seen = await _seen(round, {code: wanted[code] for code in codes if code in wanted})
    features, shop = round.market.features, round.shop
    standing = {
        code: StandsNow(
            written=written.get(code),
            wanted=wanted.get(code) if code in written or _restored(round, code) else None,
            seen=seen.get(code),
            echoes=features.echoes,
            theirs=shop.fields_left_to("theirs"),
        )
        for code in codes
    }
    return replace(names, standing=standing)


def _restored(round: Round, code: Code) -> bool:
    product = round.products.get(code)
    return product is not None and product.kept == "restored"


async def _seen(round: Round, wanted: Mapping[Code, Listing]) -> dict[Code, Listing]:
    """Read these listings; where the shop cannot be read, nothing of them is known."""
    asked = await linked_listings(round, wanted)
    try:
        found = await round.market.find(list(map(round.names.listed, asked.values())))
    except MarketplaceError:
        return {}
    ids = {listing.remote_id: code for code, listing in asked.items()}
    ours = map(round.names.ours, found)
    return {ids[each.remote_id]: each for each in ours if each.remote_id in ids}


async def _turned(
    round: Round, entry: Entry, change: Change, now: _Now, fields: Collection[Field]
) -> list[Undo]:
    """Turn one change around, knowing what was done to its product before and since."""
    codes = {entry.change.code, change.code}
    history = [
        (other, _under_todays_names(other, now))
        for code in codes
        for other in await round.store.journal.content_history(round.shop.name, code)
    ]
    history.sort(key=lambda known: known[0].id)
    earlier = [each for other, each in history if other.id < entry.id]
    later = [
        each for other, each in history if other.id > entry.id and other.round_id != entry.round_id
    ]
    standing = now.standing.get(change.code, StandsNow())
    return turned_around(in_our_words(change, earlier, standing.echoes), later, standing, fields)


async def keep_undone(store: Store, undone: Sequence[Undo], said: Decision) -> None:
    """Write down what stays from now on; the next round of the shop brings it to that."""
    pins = [one.pin for one in undone if one.pin is not None]
    await store.decisions.pin([Pin(at=said.at, who=said.who, change=each) for each in pins])
    back = [one.back for one in undone if one.back is not None]
    await store.decisions.add(list(_decisions(back, said)))


def _decisions(back: Collection[Change], said: Decision) -> Iterator[Decision]:
    """Keep who took what back, and allow just that: he has seen it."""
    allowed = replace(said, verdict="approve")
    for change in back:
        yield about(said, change, None)
        yield about(allowed, change, change_digest(change))
