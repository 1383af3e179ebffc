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
from sync.running.decide import (
    Wanted,
    decide_stock,
    project_all,
    remembered_listings,
    situation_of,
)
from sync.running.observe import Seen, Settled, look_again
from sync.running.report import Report
from sync.running.takein import take_in, take_in_named
from sync.running.visit import Visit, nothing_meanwhile


async def run_errand(visit: Visit, skus: Collection[Sku], named: Collection[str] = ()) -> Report:
    """Take the shop's orders in, then bring its figures of these SKUs up to date.

    Orders that are `named` are read by their number first; where nothing else is asked for and
    all of them were found, that is all.
    """
    near = _narrowed(visit, skus)
    unfound = await take_in_named(near, named)
    if named and not (skus or unfound):
        return Report(_nothing_planned(near))
    return replace(await _told(near), unfound=unfound)


async def _told(near: Visit) -> Report:
    unread = await take_in(near)
    if unread is not None:
        return Report(_nothing_planned(near, unread))
    if not near.catalog.products:
        return Report(_nothing_planned(near))
    wanted = await project_all(near, None)
    plan = await _planned(near, wanted)
    return Report(plan, tuple(await apply(near, plan.changes)))


async def hurry(visit: Visit) -> frozenset[Sku]:
    """Run the errands that wait for this shop in the middle of a round; say for which SKUs."""
    news = visit.urgent()
    if news is None:
        return frozenset()
    await run_errand(visit, news.skus, news.orders)
    return news.skus


def _narrowed(visit: Visit, skus: Collection[Sku]) -> Visit:
    """Look at nothing but the products of these SKUs."""
    concerned = tuple(
        product
        for product in visit.catalog.products
        if any(variant.sku in skus for variant in product.variants)
    )
    catalog = replace(visit.catalog, products=concerned)
    products = {product.code: product for product in concerned}
    return replace(visit, catalog=catalog, products=products, meanwhile=nothing_meanwhile)


async def _planned(visit: Visit, wanted: Wanted) -> Plan:
    asked = await remembered_listings(visit, wanted)
    nothing = Seen((), complete=True, at=visit.clock.now())
    seen = await look_again(visit, nothing, asked, lambda code: _shows_all_of(asked[code]))
    if not seen.complete:
        return _nothing_planned(visit, *seen.problems)
    seen = replace(seen, complete=False)  # of the whole shop it proves nothing
    situation = await situation_of(visit, wanted, seen, wanted.keys())
    return await decide_stock(visit, situation)


def _shows_all_of(remembered: Listing) -> Settled:
    """Make the test whether a listing, lately published perhaps, is read back with every SKU."""
    skus = {offer.sku for offer in remembered.offers}
    return lambda seen: seen is not None and skus <= {offer.sku for offer in seen.offers}


def _nothing_planned(visit: Visit, *problems: Problem) -> Plan:
    return Plan(
        shop=visit.shop.name,
        changes=(),
        held=(),
        problems=problems,
        observed_at=visit.clock.now(),
        complete=False,
        digest="",
    )
