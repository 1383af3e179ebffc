"""One shop, one round: the program in one function."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sync.catalog import Configuration
from sync.marketplace import Marketplace, file_exchange
from sync.model import Plan, Problem, Shop, Sku, Value
from sync.running.context import (
    Purpose,
    Round,
    UrgentWork,
    nobody_listens,
    nothing_meanwhile,
    nothing_waits,
)
from sync.running.finish import carry_out
from sync.running.observe import Proof, observe
from sync.running.orders import take_in_orders
from sync.running.overdue import outstanding, overdue
from sync.running.plan import (
    Scope,
    plan_after_sales,
    project_all,
    recheck_recent,
)
from sync.running.report import Progress, Report, Unwatched
from sync.running.stock_update import run_stock_update, run_urgent_between_calls
from sync.running.verify import resolve_intents, resolve_published
from sync.store import Lease, Note, Store, StoreUnavailable
from sync.transport.clock import Clock
from sync.transport.lease import LeaseHolder, LeaseTimes

__all__ = [
    "Proof",
    "Purpose",
    "RoundRequest",
    "Scope",
    "ShopContext",
    "open_round",
    "run_round",
    "run_urgent",
]

NO_ROUND = 0  # who only looks leaves no round behind
SKEW_WORTH_TELLING = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopContext:
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
    tenure: LeaseTimes = field(default_factory=LeaseTimes)
    skew: Callable[[], timedelta] = timedelta
    stopping: Callable[[], bool] = bool
    sold: Callable[[Collection[Sku]], None] = nobody_listens
    urgent: Callable[[], UrgentWork | None] = nothing_waits


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRequest:
    """What a round is asked for: to look or to change, how thoroughly, what of it."""

    purpose: Purpose = "change"
    proof: Proof = "full"
    choice: Scope = field(default_factory=Scope)


async def run_round(room: ShopContext, ask: RoundRequest) -> Report:
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
        async with open_round(room, lease, catalog, ask.purpose) as visit:
            unread = await take_in_orders(visit)  # 2
            wanted = await project_all(visit, unread)  # 3
            seen = await observe(visit, ask.proof, wanted)  # 4
            seen = await recheck_recent(visit, wanted, seen)
            await resolve_published(visit, seen)
            wanted, plan = await plan_after_sales(visit, wanted, seen, ask.choice)  # 5, 6
            late = [_clock_problem(visit), *_overdue(visit)]
            plan = _with_problems(plan, unread, *seen.problems, *late)
            if ask.purpose == "look":
                return Report(plan)
            await resolve_intents(visit, plan, wanted, ask.choice.codes)
            outcomes = await carry_out(visit, wanted, seen, plan)  # 7
            return await _reported(visit, Report(plan, tuple(outcomes)))  # 8

    return await LeaseHolder(room.store, room.clock, room.tenure).of(room.shop.name, work)


async def run_urgent(
    room: ShopContext, skus: Collection[Sku], named: Collection[str] = ()
) -> Report:
    """Tell one shop of a sale, or hear of one there, out of turn; raises as `run_round` does."""

    async def work(lease: Lease) -> Report:
        async with open_round(room, lease, await room.load(), "look") as visit:
            if files := file_exchange(visit.market):
                files.begin_run()
            return await run_stock_update(visit, skus, named)

    return await LeaseHolder(room.store, room.clock, room.tenure).of(room.shop.name, work)


@contextlib.asynccontextmanager
async def open_round(
    room: ShopContext, lease: Lease, catalog: Configuration, purpose: Purpose
) -> AsyncIterator[Round]:
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


async def _finish(visit: Round, summary: Mapping[str, Value]) -> None:
    if visit.round_id != NO_ROUND:
        await visit.store.rounds.finish(visit.round_id, summary, visit.clock.now())


async def _visit(
    room: ShopContext, lease: Lease, catalog: Configuration, purpose: Purpose
) -> Round:
    now = room.clock.now()
    room.progress.step(room.shop.name, "load", len(catalog.products), len(catalog.products))
    looks = purpose == "look"
    return Round(
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
        meanwhile=nothing_meanwhile if looks else run_urgent_between_calls,
    )


def _with_problems(plan: Plan, *problems: Problem | None) -> Plan:
    told = tuple(problem for problem in problems if problem is not None)
    return replace(plan, problems=(*told, *plan.problems)) if told else plan


def _clock_problem(visit: Round) -> Problem | None:
    """Say that this computer's clock is wrong: calls are signed by the platform's meanwhile."""
    if abs(visit.skew()) < SKEW_WORTH_TELLING:
        return None
    return Problem(code="clock_skewed", severity="warning")


def _overdue(visit: Round) -> list[Problem]:
    """Say what a shop has waited for too long that is reached by files."""
    waits = outstanding(visit.market)
    return list(overdue(visit.shop.name, waits, visit.clock.now())) if waits else []


async def _reported(visit: Round, report: Report) -> Report:
    """Write down what was held and how the round went."""
    now = visit.clock.now()
    held = [Note(change=h.change, noted="held", problem=h.problem) for h in report.plan.held]
    await visit.store.journal.note(visit.lease, visit.round_id, held, now)
    await _finish(visit, report.summary())
    return report
