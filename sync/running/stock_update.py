"""Carries a sale to a shop's figures, ahead of all other work.

    sale in shop A ── push or poll ──► A's orders are taken in ──► every other shop:

    1. take that shop's own orders in   a sale there, since anybody looked, counts first
    2. find the listings                what they show this moment
    3. restock what differs             the platform's figure becomes ours
    4. go again once it has settled     a buyer who met the write is found, and put right

Between 2 and 3 a buyer may be faster than any program: what is held in reserve is for him.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import replace

from sync.inventory import related
from sync.model import Listing, Plan, Problem, Sku
from sync.running.apply import apply
from sync.running.context import Round, UrgentWork, nothing_between_calls
from sync.running.observe import Observed, Settled, Wanted, poll_until_settled
from sync.running.orders import take_in_orders, take_in_orders_named
from sync.running.plan import plan_stock, project_all, shop_state_of
from sync.running.recheck import linked_listings
from sync.running.report import Report
from sync.running.unchanged import offered_here
from sync.transport.budget import urgent_calls


async def run_stock_update(
    round: Round, skus: Collection[Sku], named: Collection[str] = ()
) -> Report:
    """Take the shop's orders in, then bring its figures of these SKUs up to date.

    Orders that are `named` are read by their number first; where nothing else is asked for and
    all of them were found, that is all.
    """
    near = await _narrowed(round, related(skus, round.bundles))
    unfound = await take_in_orders_named(near, named)
    if named and not (skus or unfound):
        return Report(nothing_planned(near))
    return replace(await _told(near), unfound=unfound)


async def _told(near: Round) -> Report:
    unread = await take_in_orders(near)
    said = () if unread is None else (unread.problem,)
    if not near.catalog.products:
        return Report(nothing_planned(near, *said))
    known = await offered_here(near, unread)
    wanted = await project_all(near, unread, known)
    with urgent_calls():
        plan = await _planned(near, wanted, known.lower_to)
        outcomes = await apply(near, plan.changes)
    return Report(replace(plan, problems=(*said, *plan.problems)), tuple(outcomes))


async def run_urgent_between_calls(round: Round) -> frozenset[Sku]:
    """Run the errands that wait for this shop in the middle of a round; say for which SKUs.

    Where nothing was left to do, nothing is looked at again: a round that is slower than a platform
    settles would otherwise do nothing else, and never end.
    """
    hooks, shop = round.context.hooks, round.shop.name
    urgent = hooks.urgent(shop)
    if urgent is None:
        return frozenset()
    left: UrgentWork | None = urgent
    try:
        left = _left_of(urgent, await run_stock_update(round, urgent.skus, urgent.orders))
    finally:
        if left is not None:
            hooks.again(shop, left)
    round.note_moved(urgent.skus)
    return urgent.skus


def _left_of(urgent: UrgentWork, report: Report) -> UrgentWork | None:
    """Say what to do once more: nothing where nothing was written and nothing met.

    What waits for other shops is woken; orders that were found are taken in for good.
    """
    met = {problem.code for problem in report.plan.problems} - {"stock_waits"}
    if not (report.outcomes or report.unfound or met):
        return None
    return replace(urgent, orders=report.unfound) if urgent.skus or report.unfound else urgent


async def _narrowed(round: Round, skus: Set[Sku]) -> Round:
    """Look at nothing but the products of these SKUs, struck-out variants among them."""
    ours = {variant.sku for product in round.catalog.products for variant in product.variants}
    strange = skus - ours
    holders = await round.store.links.holding(round.shop.name, strange) if strange else set()
    concerned = tuple(
        product
        for product in round.catalog.products
        if product.code in holders or any(variant.sku in skus for variant in product.variants)
    )
    catalog = replace(round.catalog, products=concerned)
    return replace(round, catalog=catalog, narrow=True, between_calls=nothing_between_calls)


async def _planned(round: Round, wanted: Wanted, lower_to: Mapping[Sku, int | None]) -> Plan:
    asked = await linked_listings(round, wanted)
    nothing = Observed((), complete=True, at=round.clock.now())
    seen = await poll_until_settled(round, nothing, asked, lambda code: _shows_all_of(asked[code]))
    if not seen.complete:
        return nothing_planned(round, *seen.problems)
    seen = replace(seen, complete=False)  # of the whole shop it proves nothing
    shop_state = await shop_state_of(round, wanted, seen, wanted.keys())
    return await plan_stock(round, shop_state.only_lowered(lower_to))


def _shows_all_of(remembered: Listing) -> Settled:
    """Make the test whether a listing, lately published perhaps, is read back with every SKU."""
    skus = {offer.sku for offer in remembered.offers}
    return lambda seen: seen is not None and skus <= {offer.sku for offer in seen.offers}


def nothing_planned(round: Round, *problems: Problem) -> Plan:
    """Make the plan of an update that could not compare anything, or had nothing to."""
    return Plan(
        shop=round.shop.name,
        changes=(),
        held=(),
        problems=problems,
        observed_at=round.clock.now(),
        complete=False,
        digest="",
    )
