"""Puts the pure middle to work: what is wanted, what must change, what has to wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from sync.marketplace import MarketplaceError
from sync.model import Change, Code, Listing, Plan, Problem
from sync.planning import (
    Caution,
    Situation,
    counted_out,
    identify,
    limits,
    plan,
    project,
    sells,
    stale,
)
from sync.running.observe import Seen, Settled, look_again
from sync.running.takein import available_stock
from sync.running.visit import Visit
from sync.store import Link

Wanted = Mapping[Code, Listing]


async def project_all(visit: Visit, unread: Problem | None) -> Wanted:
    """Say how every product should stand in this shop, in the words its platform echoes.

    While orders are unread no quantity is wanted: pushing one could sell a thing twice.
    """
    stock = await available_stock(visit)
    today = visit.clock.now().astimezone(ZoneInfo(visit.catalog.settings.time_zone)).date()
    normalize = visit.market.normalize
    wanted = {
        product.code: normalize(project(product, visit.shop, stock, today))
        for product in visit.catalog.products
        if sells(visit.shop, product)
    }
    if unread is None:
        return wanted
    return {code: _without_quantities(listing) for code, listing in wanted.items()}


def _without_quantities(listing: Listing) -> Listing:
    return replace(listing, offers=tuple(replace(o, quantity=None) for o in listing.offers))


async def situation_of(visit: Visit, wanted: Wanted, seen: Seen) -> Situation:
    """Put together wanted, seen and remembered."""
    links = await visit.store.links.of(visit.shop.name)
    remote_ids = {code: link.remote_id for code, link in links.items()}
    return Situation(
        shop=visit.shop,
        features=visit.market.features,
        desired=wanted,
        observed=identify(seen.listings, remote_ids, _owners(visit, links)),
        links=links,
        observed_at=seen.at,
        complete=seen.complete,
    )


def _owners(visit: Visit, links: Iterable[Code]) -> dict[str, Code]:
    """Say whose every code and SKU is, refused and remembered products included."""
    owners: dict[str, Code] = {code: code for code in (*visit.catalog.frozen, *links)}
    for product in visit.catalog.products:
        owners[product.code] = product.code
        owners |= {variant.sku: product.code for variant in product.variants}
    return owners


async def look_twice(visit: Visit, wanted: Wanted, seen: Seen) -> Seen:
    """Look again at what we wrote so lately that the platform may still show what was before."""
    if not seen.complete:
        return seen
    situation = await situation_of(visit, wanted, seen)
    links = await visit.store.links.of(visit.shop.name)
    suspects = {
        code: _as_remembered(visit, link, wanted)
        for code, link in links.items()
        if _suspect(visit, link, situation.observed.by_code.get(code))
    }
    if not suspects:
        return seen

    def settled(code: Code) -> Settled:
        return lambda listing: not _suspect(visit, links[code], listing)

    return await look_again(visit, seen, suspects, settled)


def _suspect(visit: Visit, link: Link, listing: Listing | None) -> bool:
    settle_s = visit.market.features.settle_s
    if link.applied_at is None:
        return False
    if visit.clock.now() - link.applied_at > timedelta(seconds=settle_s):
        return False
    return listing is None or stale(listing, link, visit.clock.now(), settle_s)


def _as_remembered(visit: Visit, link: Link, wanted: Wanted) -> Listing:
    remembered = link.applied or wanted.get(link.code)
    if remembered is None:
        remembered = Listing(shop=visit.shop.name, code=link.code, offers=())
    return replace(remembered, remote_id=link.remote_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """What narrows a round: one product or all, and a plan that a person approved."""

    product: Code | None = None
    approve: str | None = None


async def decide(visit: Visit, situation: Situation, choice: Choice) -> Plan:
    """Plan and guard; what the platform says of it at run time is asked for changes alone."""
    if choice.product is not None:
        situation = situation.narrowed_to({choice.product})
    caution = _caution(visit, choice)
    first = plan(situation, caution)
    doubts = await _doubts(visit, first.changes)
    if not doubts:
        return first
    return plan(situation, replace(caution, doubts=_merged(caution.doubts, doubts)))


def _caution(visit: Visit, choice: Choice) -> Caution:
    catalog = visit.catalog
    told: dict[Code, list[Problem]] = defaultdict(list)
    for problem in catalog.problems:
        if problem.severity == "hold" and problem.about:
            told[Code(problem.about)].append(problem)
    return Caution(
        safety=catalog.settings.safety,
        whole=catalog.whole,
        frozen=catalog.frozen,
        doubts=told,
        sold_out=counted_out(catalog.products),
        approved=choice.approve,
    )


async def _doubts(visit: Visit, changes: Sequence[Change]) -> Mapping[Code, Sequence[Problem]]:
    """Ask the limits, and the platform at run time, about what would be written."""
    features = visit.market.features
    after = {change.code: change.after for change in changes if change.kind != "withdraw"}
    doubts = {code: limits(listing, features) for code, listing in after.items()}
    content = [c.after for c in changes if c.kind in {"publish", "revise"}]
    if content:
        told = await _told_by_platform(visit, content)
        doubts = {code: [*doubts.get(code, []), *told.get(code, [])] for code in {*doubts, *told}}
    return {code: problems for code, problems in doubts.items() if problems}


async def _told_by_platform(
    visit: Visit, listings: Sequence[Listing]
) -> Mapping[Code, list[Problem]]:
    try:
        await visit.market.prepare(listings)
    except MarketplaceError as error:
        return {listing.code: [replace(error.problem, severity="stop")] for listing in listings}
    return {listing.code: visit.market.problems(listing) for listing in listings}


def _merged(
    some: Mapping[Code, Sequence[Problem]], more: Mapping[Code, Sequence[Problem]]
) -> Mapping[Code, Sequence[Problem]]:
    return {code: (*some.get(code, ()), *more.get(code, ())) for code in {*some, *more}}
