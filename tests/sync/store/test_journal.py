"""The journal keeps what was meant, what came of it, and what was not done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sync.model import Change, Code, Link, Listing, Outcome, Problem, ShopName
from sync.store import Lease, LeaseLost, Note, Store


async def test_an_intent_is_open_until_it_is_concluded(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    first, second = a_change("A"), a_change("B")
    ids = await store.journal.intend(lease, 7, [first, second], now)
    assert [entry.change for entry in await store.journal.open_intents(lease.shop)] == [
        first,
        second,
    ]
    done = Outcome(change=first, status="done", started_at=now, finished_at=now)
    await store.journal.conclude(lease, {ids[0]: done}, now)
    (left,) = await store.journal.open_intents(lease.shop)
    assert (left.id, left.round_id, left.status, left.at) == (ids[1], 7, "open", now)


async def test_ids_come_in_the_order_of_the_changes(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    changes = [a_change(f"SP-{number:04}") for number in range(1500)]
    ids = await store.journal.intend(lease, 1, changes, now)
    entries = await store.journal.open_intents(lease.shop)
    assert ids == sorted(ids)
    assert {entry.id: entry.change.code for entry in entries} == {
        key: change.code for key, change in zip(ids, changes, strict=True)
    }


async def test_a_lost_answer_stays_open_until_it_is_known(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    change = a_change()
    (key,) = await store.journal.intend(lease, 1, [change], now)
    await store.journal.conclude(lease, {key: Outcome(change=change, status="unknown")}, now)
    (entry,) = await store.journal.open_intents(lease.shop)
    assert entry.status == "unknown"
    found = Outcome(change=change, status="done", remote_id="101")
    await store.journal.conclude(lease, {key: found}, now)
    assert await store.journal.open_intents(lease.shop) == []
    (entry,) = await store.journal.entries()
    assert (entry.status, entry.remote_id) == ("done", "101")


async def test_an_entry_tells_why_when_and_how_it_ended(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    change, later = a_change(), now + timedelta(seconds=3)
    problem = Problem(code="price_refused", values={"price": 185_000, "why": ("a", "b")})
    (key,) = await store.journal.intend(lease, 1, [change], now)
    refused = Outcome(
        change=change,
        status="rejected",
        problem=problem,
        started_at=now,
        finished_at=later,
    )
    await store.journal.conclude(lease, {key: refused}, later)
    (entry,) = await store.journal.entries(shop=lease.shop, code=change.code)
    assert (entry.change, entry.at, entry.status) == (change, now, "rejected")
    assert entry.problem == problem
    assert (entry.started_at, entry.finished_at) == (now, later)


async def test_a_conclusion_and_its_links_are_written_together_or_not_at_all(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    change = a_change()
    link = Link(shop=lease.shop, code=change.code, remote_id="101", applied=change.after)
    (key,) = await store.journal.intend(lease, 1, [change], now)
    stranger = replace(link, shop=ShopName("another shop"))
    outcomes = {key: Outcome(change=change, status="done")}
    with pytest.raises(ValueError, match="another shop"):
        await store.journal.conclude(lease, outcomes, now, [link, stranger])
    assert await store.links.of(lease.shop) == {}
    assert len(await store.journal.open_intents(lease.shop)) == 1
    await store.journal.conclude(lease, outcomes, now, [link])
    assert await store.links.of(lease.shop) == {link.code: link}
    assert await store.journal.open_intents(lease.shop) == []


async def test_a_conclusion_under_a_lost_lease_leaves_the_intent_open(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    change = a_change()
    (key,) = await store.journal.intend(lease, 1, [change], now)
    assert await store.leases.take(lease.shop, "next", lease.expires_at, 60)
    with pytest.raises(LeaseLost):
        await store.journal.conclude(lease, {key: Outcome(change=change, status="done")}, now)
    assert [entry.id for entry in await store.journal.open_intents(lease.shop)] == [key]


async def test_a_held_change_is_noted_once_until_something_about_it_is_new(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    held = Note(change=a_change(), noted="held", problem=Problem(code="price_step"))
    steeper = replace(held, change=a_change(after=999_000))
    seen_anew = replace(held, change=a_change(before=181_000))
    for note in (held, held, seen_anew, steeper, steeper, held):
        await store.journal.note(lease, 1, [note], now)
    entries = await store.journal.entries()
    assert [entry.change for entry in entries] == [held.change, steeper.change, held.change]
    assert {entry.status for entry in entries} == {"held"}
    assert all(entry.problem == held.problem for entry in entries)
    assert await store.journal.open_intents(lease.shop) == []


async def test_a_note_is_news_again_after_the_change_was_tried(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    note = Note(change=a_change(), noted="held")
    await store.journal.note(lease, 1, [note], now)
    await store.journal.intend(lease, 2, [note.change], now)
    await store.journal.note(lease, 3, [note], now)
    assert [entry.status for entry in await store.journal.entries()] == ["held", "open", "held"]


async def test_the_log_is_read_page_by_page_newest_first(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    changes = [a_change(code) for code in "ABCDE"]
    await store.journal.intend(lease, 1, changes, now)
    first = await store.journal.entries(limit=2)
    second = await store.journal.entries(limit=2, before_id=first[-1].id)
    assert [entry.change.code for entry in [*first, *second]] == ["E", "D", "C", "B"]
    assert [entry.change.code for entry in await store.journal.entries(code=Code("A"))] == ["A"]
    assert await store.journal.entries(shop=ShopName("another shop")) == []


async def test_old_entries_are_dropped_but_never_an_open_intent(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    long_ago = now - timedelta(days=401)
    closed, unsettled = await store.journal.intend(
        lease, 1, [a_change("A"), a_change("B")], long_ago
    )
    (recent,) = await store.journal.intend(lease, 2, [a_change("C")], now)
    done = Outcome(change=a_change("A"), status="done")
    await store.journal.conclude(lease, {closed: done}, long_ago)
    assert await store.journal.forget_before(now - timedelta(days=400)) == 1
    assert [entry.id for entry in await store.journal.entries()] == [recent, unsettled]


async def test_a_cancelled_write_leaves_nothing_half_done(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    async def write(number: int) -> None:
        await store.journal.intend(lease, number, [a_change("A"), a_change("B")], now)

    writing = [asyncio.create_task(write(number)) for number in range(12)]
    for task in writing[::2]:
        await asyncio.sleep(0.003)  # in the middle of whatever statement
        task.cancel()
    await asyncio.gather(*writing, return_exceptions=True)
    await write(99)
    entries = await store.journal.entries()
    written = dict.fromkeys(range(12), 0) | {99: 0}
    for entry in entries:
        written[entry.round_id] += 1
    assert set(written.values()) <= {0, 2}
    assert all(written[number] == 2 for number in [1, 3, 5, 7, 9, 11, 99])
    assert len(await store.journal.open_intents(lease.shop)) == len(entries)


async def test_a_listing_with_everything_survives_the_journal(
    store: Store,
    lease: Lease,
    now: datetime,
    a_change: Callable[..., Change],
    a_listing: Callable[..., Listing],
) -> None:
    change = replace(a_change(), kind="publish", after=a_listing(), before=None, sku=None)
    await store.journal.intend(lease, 1, [change], now)
    (entry,) = await store.journal.entries()
    assert entry.change == change
