"""Makes the changes: intent into the journal, pictures, full batches, outcome into the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import groupby
from typing import Any

from sync.model import Change, Outcome, Problem, Sku
from sync.planning import waits_for
from sync.running import breaker
from sync.running.context import Round
from sync.running.journal import write_intents, write_outcomes
from sync.running.refusals import note_refusals
from sync.running.report import lowers_stock
from sync.running.reservations import (
    Reservations,
    granted,
    not_granted,
    note_written,
    reserve,
)
from sync.running.stock_books import note_intended
from sync.running.uploads import forget_pictures, with_pictures
from sync.transport.budget import urgent_calls

LEFT = Problem(code="left_for_next_round")
ABOUT_ONE = frozenset({"listing_exists", "listing_busy"})  # the platform is up, and told of one


async def apply(
    round: Round, changes: Sequence[Change], held: Iterable[Change] = ()
) -> list[Outcome]:
    """Make the changes in their order, batch by batch; one outcome each.

    What belongs to a change that was not done, or is `held`, is left as well (see `waits_for`).
    Told to stop, it ends after the batch in hand; what is left, the next round finds again.
    """
    outcomes: list[Outcome] = []
    restocked: set[Sku] = set()
    undone: list[Change] = list(held)
    for batch in batches(changes, round.market.features.batch):
        left = [c for c in batch if round.stopping() or _is_outdated(c, restocked)]
        made = _put_off(left, LEFT)
        rest = [c for c in batch if c not in left]
        waiting = {id(c): other for c in rest if (other := waits_for(c, undone))}
        for change in (c for c in rest if id(c) in waiting):
            made += _put_off([change], _waits(waiting[id(change)]))
        made += await _apply_batch(round, [c for c in rest if id(c) not in waiting])
        undone += [each.change for each in made if each.status not in {"done", "sent"}]
        outcomes += made
        round.step("apply", len(outcomes), len(changes))
        restocked |= await round.between_calls(round)
    return outcomes


def batches(changes: Sequence[Change], sizes: Mapping[Any, int]) -> Iterator[list[Change]]:
    """Cut the changes into batches of one kind, a product's changes kept together if they fit."""
    for kind, alike in groupby(changes, key=lambda change: change.kind):
        batch: list[Change] = []
        for _, of_product in groupby(alike, key=lambda change: change.code):
            together = list(of_product)
            if batch and len(batch) + len(together) > sizes.get(kind, 1):
                yield batch
                batch = []
            batch += together
            while len(batch) > sizes.get(kind, 1):
                yield batch[: sizes.get(kind, 1)]
                batch = batch[sizes.get(kind, 1) :]
        if batch:
            yield batch


def _is_outdated(change: Change, restocked: Collection[Sku]) -> bool:
    """Tell a quantity that was planned before a sale which a stock update has told by now."""
    return change.kind == "restock" and change.sku in restocked


async def _apply_batch(round: Round, batch: Sequence[Change]) -> list[Outcome]:
    """Make one batch; what follows what is what keeps a killed process from doing harm.

    1. pictures      uploading twice costs a call, nothing more
    2. reservation   from here on no other shop offers these units, whatever becomes of us
    3. intent        from here on the next round knows that it must look
    4. the call
    5. outcome       and with it the link, in one breath
    6. reservation   what was surely not done is given back
    """
    if not batch:
        return []
    if resting := await breaker.paused(round, batch[0].kind):
        return _put_off(batch, resting)
    ready, failed = await with_pictures(round, batch)
    await note_refusals(round, failed)
    reservations = await reserve(round, ready)
    given = [(change, granted(change, reservations)) for change in ready]
    for change in (change for change, allowed in given if allowed is None):
        failed += _put_off([change], not_granted(change, reservations) or LEFT)
    ready = [allowed for _, allowed in given if allowed is not None]
    if not ready:
        return failed
    await note_intended(round, ready)
    intents = await write_intents(round, ready)
    outcomes = await _sent(round, ready)
    await write_outcomes(round, intents, outcomes)
    await note_written(round, reservations, outcomes)
    await note_refusals(round, outcomes)
    await _tell_breaker(round, outcomes)
    await _forget_lost_pictures(round, outcomes)
    return failed + [_with_waits(outcome, reservations) for outcome in outcomes]


async def _sent(round: Round, changes: Sequence[Change]) -> list[Outcome]:
    """Send the changes of one batch, if the shop is still ours; the times are the batch's."""
    await round.context.fence.passed()
    begun = round.clock.now()
    sent = [round.names.sent(change) for change in changes]
    with urgent_calls() if any(map(lowers_stock, changes)) else nullcontext():
        outcomes = await round.market.apply(sent)
    ended = round.clock.now()
    ours = map(round.names.answered, outcomes, sent, changes)
    return [replace(outcome, started_at=begun, finished_at=ended) for outcome in ours]


def _with_waits(outcome: Outcome, reservations: Reservations) -> Outcome:
    """Say with a change that was made which figure could not be shown in full."""
    return replace(outcome, problem=outcome.problem or not_granted(outcome.change, reservations))


def _waits(other: Change) -> Problem:
    return Problem(code="waits_for_other", values={"code": other.code}, about=other.code)


def _put_off(batch: Sequence[Change], problem: Problem) -> list[Outcome]:
    """Leave changes for a later round; nothing was tried, so the journal has nothing to say."""
    return [Outcome(change=c, status="failed", problem=problem) for c in batch]


async def _tell_breaker(round: Round, outcomes: Sequence[Outcome]) -> None:
    if round.stopping():
        return
    answered = any(map(_is_answered, outcomes))
    kind = outcomes[0].change.kind
    if answered:
        await breaker.worked(round, kind)
    else:
        await breaker.failed(round, kind, {outcome.change.code for outcome in outcomes})


def _is_answered(outcome: Outcome) -> bool:
    """Whether the platform worked, be it that it only told what is wrong with one product."""
    told = outcome.problem is not None and outcome.problem.code in ABOUT_ONE
    return told or outcome.status in {"done", "sent", "rejected"}


async def _forget_lost_pictures(round: Round, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.problem and outcome.problem.code == "image_missing":
            await forget_pictures(round, outcome.change)
