"""Carries a sale to a shop's figures, ahead of all other work.

    sale in shop A ── push or poll ──► A's orders are taken in ──► an errand to every other shop:

    1. take that shop's own orders in   a sale there, since anybody looked, counts first
    2. find the listings                what they show this moment
    3. restock what differs             the platform's figure becomes ours
    4. go again once it has settled     a buyer who met the write is found, and put right

Between 2 and 3 a buyer may be faster than any program: what is held in reserve is for him.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sync.model import Listing, Plan, Problem, Sku
from sync.running.apply import apply
from sync.running.context import Round, nothing_meanwhile
from sync.running.observe import Observed, Settled, poll_until_settled
from sync.running.orders import take_in_orders, take_in_orders_named
from sync.running.plan import (
    Wanted,
    linked_listings,
    plan_stock,
    project_all,
    shop_state_of,
)
from sync.running.report import Report


async def run_stock_update(
    visit: Round, skus: Collection[Sku], named: Collection[str] = ()
) -> Report:
    """Take the shop's orders in, then bring its figures of these SKUs up to date.

    Orders that are `named` are read by their number first; where nothing else is asked for and
    all of them were found, that is all.
    """
    near = _narrowed(visit, skus)
    unfound = await take_in_orders_named(near, named)
    if named and not (skus or unfound):
        return Report(_nothing_planned(near))
    return replace(await _told(near), unfound=unfound)


async def _told(near: Round) -> Report:
    unread = await take_in_orders(near)
    if unread is not None:
        return Report(_nothing_planned(near, unread))
    if not near.catalog.products:
        return Report(_nothing_planned(near))
    wanted = await project_all(near, None)
    plan = await _planned(near, wanted)
    return Report(plan, tuple(await apply(near, plan.changes)))


async def run_urgent_between_calls(visit: Round) -> frozenset[Sku]:
    """Run the errands that wait for this shop in the middle of a round; say for which SKUs."""
    news = visit.urgent()
    if news is None:
        return frozenset()
    await run_stock_update(visit, news.skus, news.orders)
    return news.skus


def _narrowed(visit: Round, skus: Collection[Sku]) -> Round:
    """Look at nothing but the products of these SKUs."""
    concerned = tuple(
        product
        for product in visit.catalog.products
        if any(variant.sku in skus for variant in product.variants)
    )
    catalog = replace(visit.catalog, products=concerned)
    products = {product.code: product for product in concerned}
    return replace(visit, catalog=catalog, products=products, meanwhile=nothing_meanwhile)


async def _planned(visit: Round, wanted: Wanted) -> Plan:
    asked = await linked_listings(visit, wanted)
    nothing = Observed((), complete=True, at=visit.clock.now())
    seen = await poll_until_settled(visit, nothing, asked, lambda code: _shows_all_of(asked[code]))
    if not seen.complete:
        return _nothing_planned(visit, *seen.problems)
    seen = replace(seen, complete=False)  # of the whole shop it proves nothing
    situation = await shop_state_of(visit, wanted, seen, wanted.keys())
    return await plan_stock(visit, situation)


def _shows_all_of(remembered: Listing) -> Settled:
    """Make the test whether a listing, lately published perhaps, is read back with every SKU."""
    skus = {offer.sku for offer in remembered.offers}
    return lambda seen: seen is not None and skus <= {offer.sku for offer in seen.offers}


def _nothing_planned(visit: Round, *problems: Problem) -> Plan:
    return Plan(
        shop=visit.shop.name,
        changes=(),
        held=(),
        problems=problems,
        observed_at=visit.clock.now(),
        complete=False,
        digest="",
    )
