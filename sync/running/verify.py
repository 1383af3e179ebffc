"""Finds out what became of changes whose answer never came: by looking, never by guessing.

apply ──► answer ──────────────────────────────► done, rejected, failed
      └─► none ──► look (again) ──► it is there ──► done
                                └─► it is not  ──► planned anew, applied anew, at most `LOOKS` times
what is open from an earlier round is resolved by what this round sees, before it applies anything
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sync.marketplace import file_exchange
from sync.model import LEAVING, Change, Code, Kept, Kind, Link, Listing, Outcome, Plan, Problem, Sku
from sync.planning import merge_applied, stale
from sync.running.apply import apply
from sync.running.context import Round
from sync.running.journal import write_outcomes
from sync.running.observe import Observed, Settled, Wanted, poll_until_settled
from sync.running.plan import Scope, after_falls, plan_round, proposed, shop_state_of
from sync.running.recheck import identified
from sync.running.stock_books import written_offers
from sync.store import Entry
from sync.transport.tracing import step

Key = tuple[Code, Kind, Sku | None]

LOOKS = 3  # how often a round looks again at what is unsure before it leaves it to the next one


def key_of(change: Change) -> Key:
    """Name a change by what it does, whatever the values."""
    return change.code, change.kind, change.sku


async def resolve_published(round: Round, seen: Observed) -> None:
    """Conclude the publishes that are found finished: live, with every variant."""
    entries = await round.store.journal.open_intents(round.shop.name)
    published = [entry for entry in entries if entry.change.kind == "publish"]
    if not published:
        return
    there = (await identified(round, seen)).by_code
    found = {code: listing.remote_id for code, listing in there.items()}
    finished = [e for e in published if _finished(e.change, there.get(e.change.code))]
    await _conclude(round, [(entry, _done(entry, found)) for entry in finished])


@step("resolve intents")
async def resolve_intents(
    round: Round, plan: Plan, wanted: Wanted, codes: Collection[Code] | None = None
) -> None:
    """Conclude the others: what is planned again did not happen, what is not planned did.

    Only where it was compared: in a complete plan, for these codes if any are given, not where
    the plan has nothing but a problem to say, and no quantity of what orders are unread. Of what
    the catalog names no more the withdrawal is compared, and nothing else is sure.
    """
    entries = await round.store.journal.open_intents(round.shop.name) if plan.complete else []
    if not entries:
        return
    planned = {key_of(c): c for c in (*plan.changes, *(held.change for held in plan.held))}
    kept = {product.code: product.kept for product in round.catalog.products if product.kept}
    silent = round.catalog.blocked | {problem.about for problem in plan.problems}
    concluded = []
    for entry in entries:
        change = entry.change
        if again := planned.get(key_of(change)):
            concluded.append((entry, _undone(entry, again)))
        elif change.code in silent or not _was_compared(change, kept, wanted):
            continue
        elif codes is None or change.code in codes:
            concluded.append((entry, _done(entry, {})))
    await _conclude(round, concluded)


def _was_compared(change: Change, kept: Mapping[Code, Kept], wanted: Wanted) -> bool:
    listing = wanted.get(change.code) if change.kind == "restock" else None
    if listing and any(o.sku == change.sku and o.quantity is None for o in listing.offers):
        return False
    why = kept.get(change.code)
    if why == "restored":
        return change.kind == "restore"
    return why is None or (why in {*LEAVING, "file_gone"} and change.kind == "withdraw")


def _finished(change: Change, listing: Listing | None) -> bool:
    if listing is None or listing.status != "live" or listing.sent_at is not None:
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


async def _conclude(round: Round, concluded: list[tuple[Entry, Outcome]]) -> None:
    if concluded:
        ids = [entry.id for entry, _ in concluded]
        await write_outcomes(round, ids, [outcome for _, outcome in concluded])


@step("apply")
async def carry_out(round: Round, wanted: Wanted, seen: Observed, plan: Plan) -> list[Outcome]:
    """Apply the plan; what stays unsure is looked at again, planned anew and applied anew."""
    if files := file_exchange(round.market):
        files.begin_run(plan.digest)
    held = [each.change for each in plan.held]
    outcomes = await apply(round, plan.changes, held)
    for _ in range(LOOKS):
        unsure = [outcome for outcome in outcomes if _unsure(outcome)]
        if not unsure or round.stopping():
            break
        seen = await _look_at(round, seen, unsure)
        if not seen.complete:
            break
        again = await _think_again(round, wanted, seen, unsure)
        sure = [outcome for outcome in outcomes if outcome not in unsure]
        outcomes = [*sure, *_cleared(unsure, again), *await apply(round, again.changes, held)]
    return outcomes


def _unsure(outcome: Outcome) -> bool:
    """Whether a second look, or a second try, can tell more."""
    if outcome.status == "unknown":
        return True
    if outcome.change.kind == "publish" and outcome.status == "failed" and outcome.remote_id:
        return True
    return outcome.problem is not None and outcome.problem.code == "image_missing"


async def _look_at(round: Round, seen: Observed, unsure: Sequence[Outcome]) -> Observed:
    asked = {
        o.change.code: replace(o.change.after, remote_id=o.remote_id or o.change.after.remote_id)
        for o in unsure
    }
    changes = {outcome.change.code: outcome.change for outcome in unsure}
    tried_at = round.clock.now()

    def settled(code: Code) -> Settled:
        return lambda found: _tells(round, changes[code], found, tried_at)

    return await poll_until_settled(round, seen, asked, settled)


def _tells(round: Round, change: Change, found: Listing | None, tried_at: datetime) -> bool:
    """Whether what was found is news: a publish that is there, or anything but the old state.

    A difference that was added once is never added again on a guess: an old figure from which a
    sale was taken looks like news, too.
    """
    if found is None or change.kind == "publish":
        return found is not None
    if change.kind == "restock" and round.market.features.writing == "delta":
        there = {(offer.sku, offer.quantity) for offer in found.offers}
        return all((offer.sku, offer.quantity) in there for offer in written_offers(change))
    as_if_done = Link(
        shop=change.shop,
        code=change.code,
        applied=merge_applied(change.before, change),
        before=change.before,
        applied_at=tried_at,
    )
    return not stale(found, as_if_done, tried_at, round.market.features.settle_s)


async def _think_again(
    round: Round, wanted: Wanted, seen: Observed, unsure: Sequence[Outcome]
) -> Plan:
    codes = {outcome.change.code for outcome in unsure}
    await resolve_published(round, seen)
    shop_state = await shop_state_of(round, wanted, seen, codes)
    noted = await after_falls(round, replace(shop_state, complete=False))
    shop_state = replace(noted, complete=shop_state.complete)
    again = await plan_round(round, await proposed(round, shop_state, Scope()), Scope())
    await resolve_intents(round, again, wanted, codes)
    return again


def _cleared(unsure: Sequence[Outcome], again: Plan) -> list[Outcome]:
    """Say what the look showed: done if nothing is left to do.

    As it was if it now must wait, or if the look could not tell which listing it is.
    """
    retried = {key_of(change) for change in again.changes}
    waiting = {key_of(held.change) for held in again.held}
    unlike = {problem.about for problem in again.problems if problem.severity == "stop"}
    return [
        outcome
        if key_of(outcome.change) in waiting or outcome.change.code in unlike
        else _found_done(outcome)
        for outcome in unsure
        if key_of(outcome.change) not in retried
    ]


def _found_done(outcome: Outcome) -> Outcome:
    return replace(outcome, status="done", problem=None)
