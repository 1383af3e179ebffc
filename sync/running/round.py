"""One shop, one round: the program in one function."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sync.catalog import Configuration
from sync.inventory import related
from sync.marketplace import file_exchange
from sync.model import SOUND, Code, Plan, Problem, Product, Sku, Value
from sync.model.assortment import is_assorted
from sync.running.bundles import known_bundles
from sync.running.conclude import NO_ROUND, conclude, finish
from sync.running.context import Purpose, Round, ShopContext, nothing_between_calls
from sync.running.decisions import taken_back_note
from sync.running.doubted_counts import count_questions, with_believed_counts
from sync.running.kept import (
    with_kept,
    with_removed,
    with_resting,
    with_restored,
    with_unsold,
)
from sync.running.observe import Proof, observe, proof_due
from sync.running.orders import take_in_orders, take_in_returns, vanished_shops
from sync.running.overdue import outstanding, overdue
from sync.running.pages import renew_pages
from sync.running.plan import Scope, plan_after_sales, project_all
from sync.running.product_update import run_product_update
from sync.running.recheck import recheck_gone, recheck_recent
from sync.running.refusals import refused_before
from sync.running.renames import carry_renames
from sync.running.report import Report, in_words_of
from sync.running.stock_questions import stock_questions
from sync.running.stock_update import (
    nothing_planned,
    run_stock_update,
    run_urgent_between_calls,
)
from sync.running.unchanged import unchanged_since
from sync.running.verify import carry_out, resolve_intents, resolve_published
from sync.store import Lease, StoreUnavailable

__all__ = [
    "RoundRequest",
    "open_round",
    "run_round",
    "run_saved",
    "run_urgent",
]

SKEW_WORTH_TELLING = timedelta(seconds=60)
MOVING_FOR = timedelta(days=7)  # so long a SKU that stood in two listings may do so unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRequest:
    """What a round is asked for: to look or to change, how thoroughly, what of it."""

    purpose: Purpose = "change"
    proof: Proof = "full"
    scope: Scope = field(default_factory=Scope)

    @property
    def whole(self) -> bool:
        """Whether it is about all products, and nobody approved of a plan of all changes."""
        return self.scope == Scope()


async def run_round(context: ShopContext, request: RoundRequest) -> Report:
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
        catalog = await context.load()  # 1
        async with open_round(context, lease, catalog, request.purpose) as round:
            unread = await take_in_orders(round)  # 2
            returns_unread = await take_in_returns(round)
            proof = await proof_due(round, request.proof)
            unchanged = await unchanged_since(round, unread, proof if request.whole else "full")
            wanted = await project_all(round, unread, unchanged)  # 3
            seen = await observe(round, proof, wanted, unchanged.outlines)  # 4
            seen = await recheck_gone(round, wanted, await recheck_recent(round, wanted, seen))
            await resolve_published(round, seen)
            wanted, plan = await plan_after_sales(
                round, wanted, seen, request.scope, unchanged
            )  # 5, 6
            said = (returns_unread, *await _said_beside(round, plan))
            plan = _with_problems(plan, unread.problem if unread else None, *seen.problems, *said)
            if request.purpose == "look":
                return in_words_of(round.market.features, Report(plan))
            await resolve_intents(round, plan, wanted, request.scope.codes)
            outcomes = await carry_out(round, wanted, seen, plan)  # 7
            told = in_words_of(round.market.features, Report(plan, tuple(outcomes)))
            return await _reported(round, told, request, catalog)  # 8

    return await context.alone(work)


async def _said_beside(round: Round, plan: Plan) -> list[Problem | None]:
    """Say what is so in this shop beside what the plan is about."""
    return [
        _clock_problem(round),
        _kept_problem(round),
        *_recalls_unsaid(round),
        *_overdue(round),
        *await _stock_questions(round),
        *await vanished_shops(round),
        *(await renew_pages(round) if round.purpose == "look" else ()),
        refused_before(round, plan),
        await taken_back_note(round),
    ]


async def run_urgent(
    context: ShopContext, skus: Collection[Sku], named: Collection[str] = ()
) -> Report:
    """Tell one shop of a sale, or hear of one there, out of turn; raises as `run_round` does."""

    async def work(lease: Lease) -> Report:
        async with open_update(context, lease, await context.load(), skus) as round:
            if files := file_exchange(round.market):
                files.begin_run()
            report = await run_stock_update(round, skus, named)
            return in_words_of(round.market.features, report)

    return await context.alone(work)


async def run_saved(context: ShopContext) -> Report:
    """Go out with the few products that differ since the last sweep; raises as `run_round` does.

    What of it needs another sweep is `left`.
    """

    async def work(lease: Lease) -> Report:
        catalog = await context.load()
        products, more = context.last_sweep.saved(context.shop, catalog)
        round = _narrow(context, lease, catalog, products)
        if not products or file_exchange(context.market) or await _is_moving(context):
            return Report(nothing_planned(round), left=more or bool(products))
        round = replace(
            round,
            purpose="change",
            round_id=await context.store.rounds.start(context.shop.name, context.clock.now()),
            bundles=await known_bundles(context.store, catalog),
        )
        async with _told_if_broken_off(round):
            linked = await context.store.links.remote_ids(context.shop.name, round.products)
            report, judged = await run_product_update(await _as_sold(round, linked))
        looked_at = (product for product in products if product.code in judged)
        context.last_sweep.note_alone(looked_at, report.outcomes)
        return in_words_of(round.market.features, replace(report, left=report.left or more))

    return await context.alone(work)


@contextlib.asynccontextmanager
async def open_round(
    context: ShopContext, lease: Lease, catalog: Configuration, purpose: Purpose
) -> AsyncIterator[Round]:
    """Begin a round in the store; one that breaks off says there by what."""
    linked = await context.store.links.remote_ids(context.shop.name)
    round = await _begun(context, lease, catalog, purpose, linked)
    async with _told_if_broken_off(round):
        await carry_renames(round, linked)
        round = await with_believed_counts(round)
        sold = with_resting(await with_removed(round), linked)
        yield await with_restored(await with_unsold(sold))


@contextlib.asynccontextmanager
async def _told_if_broken_off(round: Round) -> AsyncIterator[None]:
    try:
        yield
    except BaseException as error:
        with contextlib.suppress(StoreUnavailable):
            await finish(round, {"broken_off": _name(error)})
        raise


@contextlib.asynccontextmanager
async def open_update(
    context: ShopContext, lease: Lease, catalog: Configuration, skus: Collection[Sku]
) -> AsyncIterator[Round]:
    """Begin a stock update: it costs what these SKUs cost, not what the shop or others sell.

    What the catalog does not tell of, or this shop should show and does not, may be a product that
    was renamed, is remembered, or is to be withdrawn; and a SKU may stand in the listing that it
    left: then all that concerns the shop is looked at.
    """
    name = context.shop.name
    bundles = await known_bundles(context.store, catalog) if skus else {}
    owners = [catalog.product_of(sku) for sku in related(skus, bundles)]
    products = {product.code: product for product in owners if product is not None}
    linked = await context.store.links.remote_ids(name, products.keys())
    strange = [product for product in products.values() if product.code not in linked]
    unknown = None in owners or any(is_assorted(context.shop, product) for product in strange)
    if unknown or await _is_moving(context):
        async with open_round(context, lease, catalog, "look") as round:
            yield round
        return
    round = _narrow(context, lease, catalog, tuple(products[code] for code in linked))
    yield await _as_sold(replace(round, bundles=bundles), linked)


def _narrow(
    context: ShopContext, lease: Lease, catalog: Configuration, products: tuple[Product, ...]
) -> Round:
    """Be about these products alone."""
    return Round(
        context=context,
        lease=lease,
        round_id=NO_ROUND,
        whole_catalog=catalog,
        catalog=replace(catalog, products=products),
        purpose="look",
        between_calls=nothing_between_calls,
        narrow=True,
    )


async def _as_sold(round: Round, linked: Mapping[Code, str | None]) -> Round:
    """Know its products under their names, and how they are sold here now."""
    await carry_renames(round, linked)
    round = await with_believed_counts(round)
    return await with_restored(await with_unsold(with_resting(round, linked)))


async def _is_moving(context: ShopContext) -> bool:
    """Tell whether a SKU stood in two listings of this shop of late, where it may."""
    if context.market.features.sku_moves != "freely":
        return False
    at = await context.store.rounds.marked(context.shop.name, "moving")
    return at is not None and abs(context.clock.now() - at) < MOVING_FOR


async def _begun(
    context: ShopContext,
    lease: Lease,
    catalog: Configuration,
    purpose: Purpose,
    linked: Collection[Code],
) -> Round:
    looks, name = purpose == "look", context.shop.name
    whole = await with_kept(context.store, catalog)
    catalog = whole.concerning(context.shop, linked)
    context.progress.step(name, "load", len(catalog.products), len(catalog.products))
    return Round(
        context=context,
        lease=lease,
        round_id=NO_ROUND if looks else await context.store.rounds.start(name, context.clock.now()),
        whole_catalog=whole,
        catalog=catalog,
        purpose=purpose,
        between_calls=nothing_between_calls if looks else run_urgent_between_calls,
        bundles=await known_bundles(context.store, whole),
    )


def _name(error: BaseException) -> str:
    problem = getattr(error, "problem", None)
    return problem.code if isinstance(problem, Problem) else type(error).__name__


def _with_problems(plan: Plan, *problems: Problem | None) -> Plan:
    told = tuple(problem for problem in problems if problem is not None)
    return replace(plan, problems=(*told, *plan.problems)) if told else plan


def _clock_problem(round: Round) -> Problem | None:
    """Say that this computer's clock is wrong: calls are signed by the platform's meanwhile."""
    if abs(round.context.platform_clock.skew) < SKEW_WORTH_TELLING:
        return None
    return Problem(code="clock_skewed", severity="warning")


def _kept_problem(round: Round) -> Problem | None:
    """Say which products stay as they stand: the catalog does not tell of them soundly."""
    known = SOUND | {"removed", "restored"}
    kept = tuple(sorted(each.code for each in round.catalog.products if each.kept not in known))
    if not kept:
        return None
    values: dict[str, Value] = {"codes": kept, "count": len(kept)}
    return Problem(code="products_kept", severity="warning", values=values)


def _recalls_unsaid(round: Round) -> Iterator[Problem]:
    """Ask of lots that were recalled, and of whose recall the catalog says nothing any more."""
    for product in round.catalog.products:
        for variant in product.variants:
            for lot in variant.lots:
                if lot.word == "unsaid":
                    values: dict[str, Value] = {"lot": lot.number, "sku": variant.sku}
                    yield Problem(
                        code="recall_unsaid", severity="hold", values=values, about=product.code
                    )


async def _stock_questions(round: Round) -> list[Problem]:
    late = timedelta(seconds=round.market.features.orders_late_s)
    name, catalog = round.shop.name, round.whole_catalog
    found = await stock_questions(round.store, {name: late}, catalog.skus)
    counts = await count_questions(round.store, [round.shop], catalog, round.doubted)
    return [*found[name], *counts[name]]


def _overdue(round: Round) -> list[Problem]:
    """Say what a shop has waited for too long that is reached by files."""
    waits = outstanding(round.market)
    return list(overdue(round.shop.name, waits, round.clock.now())) if waits else []


async def _reported(
    round: Round, report: Report, request: RoundRequest, catalog: Configuration
) -> Report:
    """Make the pages anew that need it, and write down how the round went."""
    report = replace(report, plan=_with_problems(report.plan, *await renew_pages(round)))
    await conclude(round, report, request.scope.codes)
    if request.whole and report.plan.complete:
        round.context.last_sweep.note(round.shop, catalog, report.plan)
    return report
