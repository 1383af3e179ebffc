"""Finds out what became of changes whose answer never came: by looking, never by guessing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sync.model import Change, Code, Kind, Listing, Outcome, Plan, Problem, Sku
from sync.running.context import Round
from sync.running.journal import write_outcomes
from sync.running.observe import Observed
from sync.running.plan import Wanted, identified
from sync.store import Entry

Key = tuple[Code, Kind, Sku | None]


def key_of(change: Change) -> Key:
    """Name a change by what it does, whatever the values."""
    return change.code, change.kind, change.sku


async def resolve_published(visit: Round, seen: Observed) -> None:
    """Conclude the publishes that are found finished: live, with every variant."""
    entries = await visit.store.journal.open_intents(visit.shop.name)
    published = [entry for entry in entries if entry.change.kind == "publish"]
    if not published:
        return
    there = (await identified(visit, seen)).by_code
    found = {code: listing.remote_id for code, listing in there.items()}
    finished = [e for e in published if _finished(e.change, there.get(e.change.code))]
    await _conclude(visit, [(entry, _done(entry, found)) for entry in finished])


async def resolve_intents(
    visit: Round, plan: Plan, wanted: Wanted, codes: Collection[Code] | None = None
) -> None:
    """Conclude the others: what is planned again did not happen, what is not planned did.

    Only where it was compared: in a complete plan, for these codes if any are given, not where
    the plan has nothing but a problem to say, and no quantities while orders are unread.
    """
    if not plan.complete:
        return
    counted = any(o.quantity is not None for listing in wanted.values() for o in listing.offers)
    planned = {key_of(c): c for c in (*plan.changes, *(held.change for held in plan.held))}
    silent = visit.catalog.frozen | {problem.about for problem in plan.problems}
    concluded = []
    for entry in await visit.store.journal.open_intents(visit.shop.name):
        change = entry.change
        if again := planned.get(key_of(change)):
            concluded.append((entry, _undone(entry, again)))
        elif change.code in silent or (change.kind == "restock" and not counted):
            continue
        elif codes is None or change.code in codes:
            concluded.append((entry, _done(entry, {})))
    await _conclude(visit, concluded)


def _finished(change: Change, listing: Listing | None) -> bool:
    if listing is None or listing.status != "live":
        return False
    return {offer.sku for offer in listing.offers} == {offer.sku for offer in change.after.offers}


def _done(entry: Entry, found: Mapping[Code, str | None]) -> Outcome:
    remote_id = found.get(entry.change.code) or entry.remote_id
    return Outcome(change=entry.change, status="done", remote_id=remote_id)


def _undone(entry: Entry, again: Change) -> Outcome:
    """A publish that was found begun keeps its id: forgotten, it would look like a stranger's."""
    remote_id = entry.remote_id
    if again.kind == "publish" and again.before is not None:
        remote_id = again.before.remote_id
    problem = Problem(code="not_done_planned_again", severity="note")
    return Outcome(change=entry.change, status="failed", remote_id=remote_id, problem=problem)


async def _conclude(visit: Round, concluded: list[tuple[Entry, Outcome]]) -> None:
    if concluded:
        ids = [entry.id for entry, _ in concluded]
        await write_outcomes(visit, ids, [outcome for _, outcome in concluded])
