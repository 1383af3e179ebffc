"""Makes the changes: intent into the journal, pictures, full batches, outcome into the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sync.model import Change, Outcome, Problem, Sku
from sync.running import breaker
from sync.running.claims import Claims
from sync.running.context import Round
from sync.running.journal import write_intents, write_outcomes
from sync.running.reservations import granted, not_granted, note_written, reserve
from sync.running.uploads import forget_pictures, with_pictures

LEFT = Problem(code="left_for_next_round")


async def apply(visit: Round, changes: Sequence[Change]) -> list[Outcome]:
    """Make the changes in their order, batch by batch; one outcome each.

    Told to stop, it ends after the batch in hand; what is left, the next round finds again.
    """
    outcomes: list[Outcome] = []
    restocked: set[Sku] = set()
    for batch in batches(changes, visit.market.features.batch):
        left = [c for c in batch if visit.stopping() or _is_outdated(c, restocked)]
        outcomes += _put_off(left, LEFT)
        outcomes += await _apply_batch(visit, [c for c in batch if c not in left])
        visit.step("apply", len(outcomes), len(changes))
        restocked |= await visit.meanwhile(visit)
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
    """Tell a quantity that was planned before a sale which an errand has told by now."""
    return change.kind == "restock" and change.sku in restocked


async def _apply_batch(visit: Round, batch: Sequence[Change]) -> list[Outcome]:
    if not batch:
        return []
    if resting := await breaker.paused(visit, batch[0].kind):
        return _put_off(batch, resting)
    ready, failed = await with_pictures(visit, batch)
    if not ready:
        return failed
    claims = await reserve(visit, ready)
    given = [(change, granted(change, claims)) for change in ready]
    for change in (change for change, allowed in given if allowed is None):
        failed += _put_off([change], not_granted(change, claims) or LEFT)
    ready = [allowed for _, allowed in given if allowed is not None]
    if not ready:
        return failed
    intents = await write_intents(visit, ready)
    outcomes = await visit.market.apply(ready)
    await write_outcomes(visit, intents, outcomes)
    await note_written(visit, claims, outcomes)
    await _tell_breaker(visit, outcomes)
    await _forget_lost_pictures(visit, outcomes)
    return failed + [_with_waits(outcome, claims) for outcome in outcomes]


def _with_waits(outcome: Outcome, claims: Claims) -> Outcome:
    """Say with a change that was made which figure could not be shown in full."""
    return replace(outcome, problem=outcome.problem or not_granted(outcome.change, claims))


def _put_off(batch: Sequence[Change], problem: Problem) -> list[Outcome]:
    """Leave changes for a later round; nothing was tried, so the journal has nothing to say."""
    return [Outcome(change=c, status="failed", problem=problem, attempts=0) for c in batch]


async def _tell_breaker(visit: Round, outcomes: Sequence[Outcome]) -> None:
    if visit.stopping():
        return
    answered = any(outcome.status in {"done", "sent", "rejected"} for outcome in outcomes)
    tell = breaker.worked if answered else breaker.failed
    await tell(visit, outcomes[0].change.kind)


async def _forget_lost_pictures(visit: Round, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.problem and outcome.problem.code == "image_missing":
            await forget_pictures(visit, outcome.change)
