"""One shop, one round: the program in one function."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sync.catalog import Configuration
from sync.marketplace import Marketplace
from sync.model import Plan, Problem, Shop, Sku, Value
from sync.running.clock import Clock
from sync.running.decide import (
    Choice,
    decide_knowing_sales,
    look_twice,
    project_all,
)
from sync.running.errand import hurry, run_errand
from sync.running.finish import carry_out
from sync.running.leasing import Holding, Tenure
from sync.running.observe import Proof, observe
from sync.running.report import Progress, Report, Unwatched
from sync.running.takein import take_in
from sync.running.unsettled import settle_planned, settle_published
from sync.running.visit import (
    News,
    Purpose,
    Visit,
    nobody_listens,
    nothing_meanwhile,
    nothing_waits,
)
from sync.running.waiting import outstanding, overdue
from sync.store import Lease, Note, Store, StoreUnavailable

__all__ = ["Ask", "Choice", "Proof", "Purpose", "Room", "run_errand_in", "run_round", "visiting"]

NO_ROUND = 0  # who only looks leaves no round behind
SKEW_WORTH_TELLING = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a shop's rounds are run with.

    `skew` says how far the platform's clock is ahead of ours, `stopping` whether to end soon,
    `urgent` which sales elsewhere wait to be told here; `sold` is told of sales found here.
    """

    shop: Shop
    market: Marketplace
    store: Store
    load: Callable[[], Awaitable[Configuration]]
    clock: Clock = field(default_factory=Clock)
    progress: Progress = field(default_factory=Unwatched)
    tenure: Tenure = field(default_factory=Tenure)
    skew: Callable[[], timedelta] = timedelta
    stopping: Callable[[], bool] = bool
    sold: Callable[[Collection[Sku]], None] = nobody_listens
    urgent: Callable[[], News | None] = nothing_waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a round is asked for: to look or to change, how thoroughly, what of it."""

    purpose: Purpose = "change"
    proof: Proof = "full"
    choice: Choice = field(default_factory=Choice)


async def run_round(room: Room, ask: Ask) -> Report:
    """Make one shop true, once.

    1. load the catalog
    2. take in what was sold
    3. project every product into the listing that this shop should show
    4. observe what it shows
    5. plan what must change
    6. guard: hold back what looks dangerous
    7. apply the rest
    8. report, and remember

    After any failure anywhere, the next round ends with no difference and no duplicate, and the
    one after it writes nothing. Raises `Busy`, `LeaseLost`, `StoreUnavailable`.
    """

    async def work(lease: Lease) -> Report:
        catalog = await room.load()  # 1
        async with visiting(room, lease, catalog, ask.purpose) as visit:
            unread = await take_in(visit)  # 2
            wanted = await project_all(visit, unread)  # 3
            seen = await observe(visit, ask.proof, wanted)  # 4
            seen = await look_twice(visit, wanted, seen)
            await settle_published(visit, seen)
            wanted, plan = await decide_knowing_sales(visit, wanted, seen, ask.choice)  # 5, 6
            late = [_clock_problem(visit), *_overdue(visit)]
            plan = _with_problems(plan, unread, *seen.problems, *late)
            if ask.purpose == "look":
                return Report(plan)
            await settle_planned(visit, plan, wanted, ask.choice.codes)
            outcomes = await carry_out(visit, wanted, seen, plan)  # 7
            return await _reported(visit, Report(plan, tuple(outcomes)))  # 8

    return await Holding(room.store, room.clock, room.tenure).of(room.shop.name, work)


async def run_errand_in(room: Room, skus: Collection[Sku], named: Collection[str] = ()) -> Report:
    """Tell one shop of a sale, or hear of one there, out of turn; raises as `run_round` does."""

    async def work(lease: Lease) -> Report:
        async with visiting(room, lease, await room.load(), "look") as visit:
            return await run_errand(visit, skus, named)

    return await Holding(room.store, room.clock, room.tenure).of(room.shop.name, work)


@contextlib.asynccontextmanager
async def visiting(
    room: Room, lease: Lease, catalog: Configuration, purpose: Purpose
) -> AsyncIterator[Visit]:
    """Begin a round in the store; one that breaks off says there by what."""
    visit = await _visit(room, lease, catalog, purpose)
    try:
        yield visit
    except BaseException as error:
        with contextlib.suppress(StoreUnavailable):
            await _finish(visit, {"broken_off": _name(error)})
        raise


def _name(error: BaseException) -> str:
    problem = getattr(error, "problem", None)
    return problem.code if isinstance(problem, Problem) else type(error).__name__


async def _finish(visit: Visit, summary: Mapping[str, Value]) -> None:
    if visit.round_id != NO_ROUND:
        await visit.store.rounds.finish(visit.round_id, summary, visit.clock.now())


async def _visit(room: Room, lease: Lease, catalog: Configuration, purpose: Purpose) -> Visit:
    now = room.clock.now()
    room.progress.step(room.shop.name, "load", len(catalog.products), len(catalog.products))
    looks = purpose == "look"
    return Visit(
        shop=room.shop,
        market=room.market,
        store=room.store,
        clock=room.clock,
        lease=lease,
        round_id=NO_ROUND if looks else await room.store.rounds.start(room.shop.name, now),
        catalog=catalog,
        products={product.code: product for product in catalog.products},
        purpose=purpose,
        progress=room.progress,
        skew=room.skew,
        stopping=room.stopping,
        sold=room.sold,
        urgent=room.urgent,
        meanwhile=nothing_meanwhile if looks else hurry,
    )


def _with_problems(plan: Plan, *problems: Problem | None) -> Plan:
    told = tuple(problem for problem in problems if problem is not None)
    return replace(plan, problems=(*told, *plan.problems)) if told else plan


def _clock_problem(visit: Visit) -> Problem | None:
    """Say that this computer's clock is wrong: calls are signed by the platform's meanwhile."""
    if abs(visit.skew()) < SKEW_WORTH_TELLING:
        return None
    return Problem(code="clock_skewed", severity="warning")


def _overdue(visit: Visit) -> list[Problem]:
    """Say what a shop has waited for too long that is reached by files."""
    waits = outstanding(visit.market)
    return list(overdue(visit.shop.name, waits, visit.clock.now())) if waits else []


async def _reported(visit: Visit, report: Report) -> Report:
    """Write down what was held and how the round went."""
    now = visit.clock.now()
    held = [Note(change=h.change, noted="held", problem=h.problem) for h in report.plan.held]
    await visit.store.journal.note(visit.lease, visit.round_id, held, now)
    await _finish(visit, report.summary())
    return report
