"""What we meant to change, what became of it, and what we did not do: nothing is ever rewritten.

But for one thing: figures are most of what is written down, and once it is known what became of
one, its entry keeps the SKU's own offer and none of the texts around it.

An intent is written before the call and concluded after it. While it has no conclusion, or only
`unknown`, it stays open, and the next round looks at the shop before doing anything there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Select, Text, cast, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Change, Code, Held, Kind, Link, Listing, Outcome, Problem, ShopName, Sku
from sync.store.database import Database, in_chunks
from sync.store.leases import Lease, holding
from sync.store.links import write_links
from sync.store.tables import CHANGE, PROBLEM, conclusions, journal, open_intents

LOOKED_BACK: Final = 5000  # entries, for how sales spread
Noted = Literal["held", "skipped", "refused"]
EntryStatus = Literal[
    "open", "done", "sent", "rejected", "failed", "unknown", "held", "skipped", "refused"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A change that was not made, and why."""

    change: Change
    noted: Noted
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal, with its newest conclusion."""

    id: int
    round_id: int
    at: datetime
    change: Change
    status: EntryStatus
    remote_id: str | None = None
    problem: Problem | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def told(self) -> str:
        """What became of it as people are told; what no yes lets go is not said to wait for one."""
        if self.status != "held" or self.problem is None:
            return self.status
        asks = Held(change=self.change, problem=self.problem).asks_a_person
        return "held" if asks else "left"


class Journal:
    """The record of changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def intend(
        self, lease: Lease, round_id: int, changes: Sequence[Change], now: datetime
    ) -> list[int]:
        """Write down what is about to be tried; one id each, in order. Raises `LeaseLost`."""
        async with holding(self._database, lease) as connection:
            if not changes:
                return []
            rows = [_entered(round_id, now, change) for change in changes]
            entered = insert(journal).returning(journal.c.id, sort_by_parameter_order=True)
            ids = list(await connection.scalars(entered, rows))
            opened = [{"entry_id": entry_id, "shop": lease.shop} for entry_id in ids]
            await connection.execute(insert(open_intents), opened)
        return ids

    async def conclude(
        self,
        lease: Lease,
        outcomes: Mapping[int, Outcome],
        now: datetime,
        links: Sequence[Link] = (),
    ) -> None:
        """Write down what became of intents, by id, and in the same breath the links it made.

        An `unknown` leaves its intent open. Raises `LeaseLost`.
        """
        settled = [key for key, outcome in outcomes.items() if outcome.status != "unknown"]
        async with holding(self._database, lease) as connection:
            if outcomes:
                rows = [_concluded(key, outcome, now) for key, outcome in outcomes.items()]
                await connection.execute(insert(conclusions), rows)
            for entry_id in settled:
                if (change := outcomes[entry_id].change).kind == "restock":
                    kept = update(journal).where(journal.c.id == entry_id)
                    await connection.execute(kept.values(change=_kept(change)))
            if settled:
                await connection.execute(
                    delete(open_intents).where(open_intents.c.entry_id.in_(settled))
                )
            await write_links(connection, lease, links)

    async def note(self, lease: Lease, round_id: int, notes: Sequence[Note], now: datetime) -> None:
        """Write down what was not done; what stands there already is not said again."""
        async with holding(self._database, lease) as connection:
            said = await _said(connection, lease.shop, {note.change.code for note in notes})
            news = [note for note in notes if _point(note) not in said]
            if news:
                rows = [_noted(round_id, now, note) for note in news]
                await connection.execute(insert(journal), rows)

    async def open_intents(self, shop: ShopName) -> list[Entry]:
        """Recall the intents of which we do not know what became, oldest first."""
        unsettled = select(open_intents.c.entry_id).where(open_intents.c.shop == shop)
        asked = _entries().where(journal.c.id.in_(unsettled)).order_by(journal.c.id)
        return await self._read(asked)

    async def entries(
        self,
        shop: ShopName | None = None,
        code: Code | None = None,
        limit: int = 100,
        before_id: int | None = None,
        codes: Collection[Code] | None = None,
    ) -> list[Entry]:
        """Recall entries, newest first; `before_id` turns to the next page.

        `codes` keeps what is about one of these products.
        """
        asked = _entries().order_by(journal.c.id.desc()).limit(limit)
        if shop is not None:
            asked = asked.where(journal.c.shop == shop)
        if code is not None:
            asked = asked.where(journal.c.code == code)
        if before_id is not None:
            asked = asked.where(journal.c.id < before_id)
        if codes is not None:
            asked = asked.where(journal.c.code.in_(codes))
        return await self._read(asked)

    async def content_history(self, shop: ShopName, code: Code) -> list[Entry]:
        """Recall all that was done to a product but for its stock, oldest first."""
        asked = _entries().where(journal.c.shop == shop, journal.c.code == code)
        tried = asked.where(journal.c.kind != "restock", journal.c.noted.is_(None))
        found = await self._read(tried.order_by(journal.c.id))
        return [entry for entry in found if entry.status in {"done", "sent"}]

    async def of_round(self, round_id: int) -> list[Entry]:
        """Recall what one round did and did not, oldest first."""
        asked = _entries().where(journal.c.round_id == round_id)
        return await self._read(asked.order_by(journal.c.id))

    async def published_since(
        self, shops: Collection[ShopName], since: datetime
    ) -> set[tuple[ShopName, Code]]:
        """Name the products that a publish made, or may have made, in which shop since then."""
        asked = _entries().where(
            journal.c.shop.in_(shops),
            journal.c.kind == "publish",
            journal.c.at >= since,
            journal.c.noted.is_(None),
            func.coalesce(conclusions.c.status, "open").not_in(("rejected", "failed")),
        )
        which = (journal.c.shop, journal.c.code)
        asked = asked.with_only_columns(*which, maintain_column_froms=True)
        async with self._database.asking() as connection:
            return {(row.shop, row.code) for row in await connection.execute(asked)}

    async def restocked_since(self, since: datetime) -> list[tuple[ShopName, Sku, datetime]]:
        """Say in which shop which SKU's figure was written when, since then."""
        last = select(journal.c.id).order_by(journal.c.id.desc()).limit(LOOKED_BACK).subquery()
        asked = (
            select(journal.c.shop, journal.c.sku, conclusions.c.at)
            .join(conclusions, conclusions.c.entry_id == journal.c.id)
            .where(journal.c.id.in_(select(last.c.id)), journal.c.kind == "restock")
            .where(conclusions.c.status == "done", conclusions.c.at >= since)
        )
        async with self._database.asking() as connection:
            return [(row.shop, row.sku, row.at) for row in await connection.execute(asked)]

    async def last_failed(
        self, shops: Collection[ShopName], kind: Kind, why: str, since: datetime
    ) -> dict[ShopName, Entry]:
        """Recall of each shop the newest change of a kind that failed for a reason since then.

        The reason is its problem's code.
        """
        failed = _entries().where(
            journal.c.shop.in_(shops),
            journal.c.kind == kind,
            journal.c.at >= since,
            conclusions.c.status == "failed",
            cast(conclusions.c.problem, Text).contains(f'"{why}"'),
        )
        newest = failed.with_only_columns(func.max(journal.c.id), maintain_column_froms=True)
        asked = _entries().where(journal.c.id.in_(newest.group_by(journal.c.shop)))
        return {entry.change.shop: entry for entry in await self._read(asked)}

    async def forget_before(self, moment: datetime) -> int:
        """Drop entries older than `moment` unless they are open."""
        unsettled = select(open_intents.c.entry_id)
        old = delete(journal).where(journal.c.at < moment, journal.c.id.not_in(unsettled))
        async with self._database.writing() as connection:
            return (await connection.execute(old)).rowcount

    async def _read(self, asked: Select[Any]) -> list[Entry]:
        async with self._database.asking() as connection:
            rows = (await connection.execute(asked)).mappings()
            return [_entry(**row) for row in rows]


def _entry(shop: ShopName, change: Change, **row: Any) -> Entry:
    """Read an entry; the shop may have another name by now than when it was written."""
    return Entry(change=change if change.shop == shop else replace(change, shop=shop), **row)


def _entries() -> Select[Any]:
    """Ask for entries, each with its newest conclusion."""
    later = conclusions.alias("later")
    newest = select(func.max(later.c.id)).where(later.c.entry_id == journal.c.id)
    return select(
        journal.c.id,
        journal.c.round_id,
        journal.c.at,
        journal.c.shop,
        journal.c.change,
        func.coalesce(journal.c.noted, conclusions.c.status, "open").label("status"),
        conclusions.c.remote_id,
        func.coalesce(conclusions.c.problem, journal.c.problem).label("problem"),
        conclusions.c.started_at,
        conclusions.c.finished_at,
    ).outerjoin_from(journal, conclusions, conclusions.c.id == newest.scalar_subquery())


def _kept(change: Change) -> Change:
    """Reduce a figure's change to its SKU's own offer; any other stays as it is."""
    if change.kind != "restock" or change.sku is None:
        return change
    before = None if change.before is None else _only(change.before, change.sku)
    return replace(change, before=before, after=_only(change.after, change.sku))


def _only(listing: Listing, sku: Sku) -> Listing:
    return Listing(
        shop=listing.shop,
        code=listing.code,
        remote_id=listing.remote_id,
        title=listing.title,
        status=listing.status,
        offers=tuple(offer for offer in listing.offers if offer.sku == sku),
    )


def _entered(round_id: int, now: datetime, change: Change) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "at": now,
        "shop": change.shop,
        "code": change.code,
        "sku": change.sku,
        "kind": change.kind,
        "change": change,
    }


def _noted(round_id: int, now: datetime, note: Note) -> dict[str, Any]:
    reason = {"noted": note.noted, "problem": note.problem}
    return _entered(round_id, now, _kept(note.change)) | reason


def _concluded(entry_id: int, outcome: Outcome, now: datetime) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "at": now,
        "status": outcome.status,
        "remote_id": outcome.remote_id,
        "problem": outcome.problem,
        "started_at": outcome.started_at,
        "finished_at": outcome.finished_at,
    }


async def _said(
    connection: AsyncConnection, shop: ShopName, codes: Collection[Code]
) -> set[tuple[str, str, str]]:
    """Gather the points of the notes that are the last word on their change."""
    said: set[tuple[str, str, str]] = set()
    for some in in_chunks(codes):
        last = (
            select(func.max(journal.c.id))
            .where(journal.c.shop == shop, journal.c.code.in_(some))
            .group_by(journal.c.code, journal.c.kind, journal.c.sku)
        )
        asked = select(journal.c.change, journal.c.noted, journal.c.problem)
        rows = await connection.execute(
            asked.where(journal.c.id.in_(last), journal.c.noted.is_not(None))
        )
        said |= {_point(Note(**row)) for row in rows.mappings()}
    return said


def _point(note: Note) -> tuple[str, str, str]:
    """Reduce a note to what it says; what the listing was before is not part of that."""
    problem = "" if note.problem is None else PROBLEM.text(note.problem)
    return note.noted, CHANGE.text(replace(_kept(note.change), before=None)), problem
