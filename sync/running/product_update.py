"""Goes out with what was saved of a few products, without looking at the whole shop.

    saved ──► which products differ from those of the last sweep ──► their listings, one by one
          ──► plan and guard, as in a round ──► apply, journal, held changes

Whatever asks what else stands in the shop is left to the next sweep, and that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sync.model import Code, Plan
from sync.planning import ShopState, held_as_many
from sync.running.conclude import conclude
from sync.running.context import Round
from sync.running.last_sweep import needs_sweep
from sync.running.observe import Observed, Wanted
from sync.running.orders import take_in_orders
from sync.running.plan import (
    Scope,
    after_falls,
    plan_round,
    project_all,
    proposed,
    shop_state_of,
)
from sync.running.recheck import look_at
from sync.running.report import Report
from sync.running.stock_update import nothing_planned
from sync.running.unchanged import Unchanged, offered_here
from sync.running.verify import carry_out, resolve_intents


async def run_product_update(round: Round) -> tuple[Report, Collection[Code]]:
    """Make the listings of this round's products true; `left` where a sweep has to go on.

    Answers of which products that could be judged, too.
    """
    report, judged = await _updated(round)
    await conclude(round, report, judged)
    return report, judged


async def _updated(round: Round) -> tuple[Report, Collection[Code]]:
    unread = await take_in_orders(round)
    said = () if unread is None else (unread.problem,)
    known = await offered_here(round, unread)
    wanted = await project_all(round, unread, known)
    seen, codes = await look_at(round, wanted)
    if not (seen.complete and codes):
        return Report(nothing_planned(round, *said, *seen.problems), left=bool(wanted)), ()
    judged, plan = await _planned(round, wanted, seen, codes, known)
    if held_as_many(plan.held):
        return Report(nothing_planned(round, *said), left=True), ()
    plan = replace(plan, problems=(*said, *plan.problems))
    await resolve_intents(round, plan, wanted, judged)
    outcomes = tuple(await carry_out(round, wanted, seen, plan))
    undone = any(each.status not in {"done", "sent"} for each in outcomes)
    return Report(plan, outcomes, left=undone or len(judged) < len(wanted)), judged


async def _planned(
    round: Round, wanted: Wanted, seen: Observed, codes: Collection[Code], known: Unchanged
) -> tuple[Collection[Code], Plan]:
    """Plan what can be judged of these products; answers of which that is."""
    shop_state = await shop_state_of(round, wanted, seen, codes)
    shop_state = await _without_falls(round, shop_state.only_lowered(known.lower_to))
    found = await proposed(round, shop_state, Scope())
    unclear = {change.code for change in found.proposal.changes if needs_sweep(change)}
    if unclear:
        codes = {code for code in codes if code not in unclear}
        found = await proposed(round, shop_state.narrowed_to(codes), Scope())
    return codes, await plan_round(round, found, Scope())


async def _without_falls(round: Round, shop_state: ShopState) -> ShopState:
    """Take note of what is shown: of these products all was seen, of the shop nothing else."""
    noted = await after_falls(round, replace(shop_state, complete=False))
    return replace(noted, complete=shop_state.complete)
