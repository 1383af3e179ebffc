"""Decides which changes go and which wait: nothing dangerous is done without a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.model import Change, Held, Problem
from sync.planning.guard.case import GuardCase
from sync.planning.guard.mass import mass_holds
from sync.planning.guard.refuse import refusal
from sync.planning.guard.single import hold
from sync.planning.propose import Proposal
from sync.planning.shop_state import GuardInput, ShopState

Sorted = tuple[tuple[Change, ...], tuple[Held, ...]]
Judged = list[tuple[Change, Problem | None]]


def guard(proposal: Proposal, shop_state: ShopState, guard_input: GuardInput) -> Sorted:
    """Sort changes into those that go and those that are held, each with its problem.

    What is refused (severity stop, or note for the shop's policy) stays refused until something
    is mended; a hold is lifted when `caution.approved` is the digest of this proposal.
    """
    cases = [GuardCase(change, shop_state, guard_input) for change in proposal.changes]
    judged: Judged = [(case.change, refusal(case)) for case in cases]
    if guard_input.approved != proposal.digest:
        judged = _with_holds(cases, judged, proposal)
    judged = _with_their_revise(judged)
    go = tuple(change for change, problem in judged if problem is None)
    held = (Held(change=change, problem=problem) for change, problem in judged if problem)
    return go, tuple(held)


def _with_holds(cases: Sequence[GuardCase], refused: Judged, proposal: Proposal) -> Judged:
    if not cases:
        return refused
    mass_limits = mass_holds(proposal.changes, cases[0].shop_state, cases[0].guard_input)
    return [
        (
            case.change,
            problem
            or proposal.objections.get(case.change.code)
            or hold(case)
            or next((found for concerns, found in mass_limits if concerns(case.change)), None),
        )
        for case, (_, problem) in zip(cases, refused, strict=True)
    ]


def _with_their_revise(judged: Iterable[tuple[Change, Problem | None]]) -> Judged:
    """Keep hidden what waits for its revise: buyers must not see what was to be mended."""
    judged = list(judged)
    waiting = {change.code: found for change, found in judged if found and change.kind == "revise"}
    return [
        (change, problem or (waiting.get(change.code) if change.kind == "restore" else None))
        for change, problem in judged
    ]
