"""Carries a plan out, and looks again at whatever stayed unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sync.marketplace import file_exchange
from sync.model import Change, Code, Listing, Outcome, Plan
from sync.planning import merge_applied, stale
from sync.running.apply import apply
from sync.running.context import Round
from sync.running.observe import Observed, Settled, poll_until_settled
from sync.running.plan import Scope, Wanted, plan_round, shop_state_of
from sync.running.reservations import note_shown
from sync.running.verify import key_of, resolve_intents, resolve_published
from sync.store import Link

LOOKS = 3  # how often a round looks again at what is unsure before it leaves it to the next one


async def carry_out(visit: Round, wanted: Wanted, seen: Observed, plan: Plan) -> list[Outcome]:
    """Apply the plan; what stays unsure is looked at again, planned anew and applied anew."""
    if files := file_exchange(visit.market):
        files.begin_run(plan.digest)
    outcomes = await apply(visit, plan.changes)
    for _ in range(LOOKS):
        unsure = [outcome for outcome in outcomes if _unsure(outcome)]
        if not unsure or visit.stopping():
            break
        seen = await _look_at(visit, seen, unsure)
        if not seen.complete:
            break
        again = await _think_again(visit, wanted, seen, unsure)
        sure = [outcome for outcome in outcomes if outcome not in unsure]
        outcomes = [*sure, *_cleared(unsure, again), *await apply(visit, again.changes)]
    return outcomes


def _unsure(outcome: Outcome) -> bool:
    """Whether a second look, or a second try, can tell more."""
    if outcome.status == "unknown":
        return True
    if outcome.change.kind == "publish" and outcome.status == "failed" and outcome.remote_id:
        return True
    return outcome.problem is not None and outcome.problem.code == "image_missing"


async def _look_at(visit: Round, seen: Observed, unsure: Sequence[Outcome]) -> Observed:
    asked = {
        o.change.code: replace(o.change.after, remote_id=o.remote_id or o.change.after.remote_id)
        for o in unsure
    }
    changes = {outcome.change.code: outcome.change for outcome in unsure}
    tried_at = visit.clock.now()

    def settled(code: Code) -> Settled:
        return lambda found: _tells(visit, changes[code], found, tried_at)

    return await poll_until_settled(visit, seen, asked, settled)


def _tells(visit: Round, change: Change, found: Listing | None, tried_at: datetime) -> bool:
    """Whether what was found is news: a publish that is there, or anything but the old state."""
    if found is None or change.kind == "publish":
        return found is not None
    as_if_done = Link(
        shop=change.shop,
        code=change.code,
        applied=merge_applied(change.before, change),
        before=change.before,
        applied_at=tried_at,
    )
    return not stale(found, as_if_done, tried_at, visit.market.features.settle_s)


async def _think_again(
    visit: Round, wanted: Wanted, seen: Observed, unsure: Sequence[Outcome]
) -> Plan:
    codes = {outcome.change.code for outcome in unsure}
    await resolve_published(visit, seen)
    situation = await shop_state_of(visit, wanted, seen, codes)
    await note_shown(visit, replace(situation, complete=False))
    again = await plan_round(visit, situation, Scope())
    await resolve_intents(visit, again, wanted, codes)
    return again


def _cleared(unsure: Sequence[Outcome], again: Plan) -> list[Outcome]:
    """Say what the look showed: done if nothing is left to do, as it was if it now must wait."""
    retried = {key_of(change) for change in again.changes}
    waiting = {key_of(held.change) for held in again.held}
    return [
        outcome if key_of(outcome.change) in waiting else _found_done(outcome)
        for outcome in unsure
        if key_of(outcome.change) not in retried
    ]


def _found_done(outcome: Outcome) -> Outcome:
    return replace(outcome, status="done", problem=None)
