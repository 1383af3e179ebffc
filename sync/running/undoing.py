"""Takes back what a round did, as far as nothing else has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sync.model import Change, Field, Listing
from sync.planning import Undo, change_digest, in_our_words
from sync.planning import undo as turned_around
from sync.running.context import ShopContext
from sync.running.decisions import about
from sync.running.files import wanted_in
from sync.store import Decision, Entry, Pin, Store


@dataclass(frozen=True, slots=True)
class UndoPart:
    """What of a round shall be taken back; nothing named is all of it."""

    run: int
    product: str | None = None
    fields: tuple[Field, ...] = ()


async def done_in(store: Store, part: UndoPart) -> list[Entry]:
    """Recall what a round has done of the kind."""
    return [
        entry
        for entry in await store.journal.of_round(part.run)
        if entry.status == "done" and part.product in (None, entry.change.code)
    ]


async def undo_of(
    context: ShopContext, done: Sequence[Entry], fields: Collection[Field]
) -> list[Undo]:
    """Turn each of these changes of a shop around; raises `Busy`."""
    desired = {listing.code: listing for listing in await wanted_in(context)}
    history = context.store.journal.content_history
    echoes = context.market.features.echoes
    return [
        _turned(
            entry,
            await history(context.shop.name, entry.change.code),
            desired.get(entry.change.code),
            fields,
            echoes,
        )
        for entry in done
    ]


def _turned(
    entry: Entry,
    history: Sequence[Entry],
    desired: Listing | None,
    fields: Collection[Field],
    echoes: Collection[Field],
) -> Undo:
    """Turn one change around, knowing what was done to its product before and since."""
    earlier = [other.change for other in history if other.id < entry.id]
    later = [
        other.change
        for other in history
        if other.id > entry.id and other.round_id != entry.round_id
    ]
    return turned_around(in_our_words(entry.change, earlier, echoes), later, desired, fields)


async def keep_undone(store: Store, back: Sequence[Change], said: Decision) -> None:
    """Write down what stays from now on; the next round of the shop brings it to that."""
    await store.decisions.pin([Pin(at=said.at, who=said.who, change=each) for each in back])
    await store.decisions.add(list(_decisions(back, said)))


def _decisions(back: Collection[Change], said: Decision) -> Iterator[Decision]:
    """Keep who took what back, and allow just that: he has seen it."""
    allowed = replace(said, verdict="approve")
    for change in back:
        yield about(said, change, None)
        yield about(allowed, change, change_digest(change))
