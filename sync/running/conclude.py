"""Ends a round: what it held, which approvals it used up, and how it went, is remembered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from sync.model import Code, Value
from sync.running.context import Round
from sync.running.decisions import use_approvals
from sync.running.questions import remember
from sync.running.report import Report
from sync.store import Note

NO_ROUND: Final = 0  # who only looks leaves no round behind


async def conclude(round: Round, report: Report, codes: Collection[Code] | None) -> None:
    """Write down what was held of these products, or of all, and how the round went."""
    now = round.clock.now()
    await use_approvals(round, report.outcomes)
    held = [Note(change=h.change, noted="held", problem=h.problem) for h in report.plan.held]
    await round.store.journal.note(round.lease, round.round_id, held, now)
    if report.plan.complete:
        await remember(round, report.plan.held, codes)
    await finish(round, dict(report.summary()) | ({} if codes is None else {"scoped": 1}))


async def finish(round: Round, summary: Mapping[str, Value]) -> None:
    """Write down how a round went, if it is one that is remembered."""
    if round.round_id != NO_ROUND:
        await round.store.rounds.finish(round.round_id, summary, round.clock.now())
