"""Takes note of what was refused in a round: it is not sent again as it was."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from sync.model import Outcome, Plan, Problem, Value
from sync.planning import refusal_of
from sync.running.context import Round


def basis_of(round: Round) -> str:
    """Say what a refusal depends on besides the content: another program, another shop."""
    shop = round.shop
    return repr((version("ocop-sync"), shop.platform, shop.account, shop.ship_from))


async def note_refusals(round: Round, outcomes: Sequence[Outcome]) -> None:
    """Keep what was refused for what it is."""
    refused = [
        refusal
        for outcome in outcomes
        if outcome.status == "rejected" and outcome.problem
        for refusal in [refusal_of(outcome.change, outcome.problem, basis_of(round))]
        if refusal is not None
    ]
    if refused:
        await round.store.refusals.note(round.lease, refused, round.clock.now())


def refused_before(round: Round, plan: Plan) -> Problem | None:
    """Say which changes wait because they were refused once as they are."""
    waiting = [held.change for held in plan.held if held.problem.values.get("refused_once")]
    if not waiting:
        return None
    codes = tuple(dict.fromkeys(change.code for change in waiting))
    values: dict[str, Value] = {"shop": round.shop.name, "count": len(waiting), "codes": codes}
    return Problem(code="refused_before", severity="note", values=values, about=round.shop.name)
