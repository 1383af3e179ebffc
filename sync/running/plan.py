"""Puts the pure middle to work: what is wanted, what must change, what has to wait."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sync.marketplace import MarketplaceError
from sync.model import Change, Code, Dong, Listing, Plan, Problem, Sku
from sync.model.assortment import sells
from sync.planning import (
    GuardInput,
    Identified,
    ShopState,
    counted_out,
    digest_of,
    identify,
    judged,
    limits,
    maybe_sold,
    project,
    propose,
    stale,
)
from sync.running.context import Round
from sync.running.observe import Observed, Settled, poll_until_settled
from sync.running.orders import allocated_stock, take_in_orders
from sync.running.reservations import note_shown, safe_quantities
from sync.store import Link

Wanted = Mapping[Code, Listing]
Objections = Mapping[Code, Sequence[Problem]]
OtherShopPrices = Mapping[Sku, Sequence[Dong]]


async def project_all(visit: Round, unread: Problem | None) -> Wanted:
    """Say how every product should stand in this shop, in the words its platform echoes.

    While orders are unread no quantity is wanted: pushing one could sell a thing twice.
    """
    stock = await allocated_stock(visit) if unread is None else {}
    today = visit.clock.now().astimezone(ZoneInfo(visit.catalog.settings.time_zone)).date()
    normalize, can = visit.market.normalize, visit.market.features.can

    def wanted() -> Wanted:
        return {
            product.code: normalize(project(product, visit.shop, stock, today, can))
            for product in visit.catalog.products
            if sells(visit.shop, product)
        }

    return await asyncio.to_thread(wanted)  # thinking long must not stop the heartbeat


async def shop_state_of(
    visit: Round, wanted: Wanted, seen: Observed, codes: Collection[Code] | None = None
) -> ShopState:
    """Put together wanted, seen and remembered, equal parts held once; of all products or these."""
    observed = await identified(visit, seen)
    situation = ShopState(
        shop=visit.shop,
        features=visit.market.features,
        desired=wanted,
        observed=observed,
        links=await visit.store.links.of(visit.shop.name, codes, observed.by_code, wanted),
        observed_at=seen.at,
        complete=seen.complete,
    )
    return situation if codes is None else situation.narrowed_to(codes)


async def identified(visit: Round, seen: Observed) -> Identified:
    """Tell which of the listings that were seen is which product of ours."""
    remote_ids = await visit.store.links.remote_ids(visit.shop.name)
    return identify(seen.listings, remote_ids, _owners(visit, remote_ids))


def _owners(visit: Round, links: Iterable[Code]) -> dict[str, Code]:
    """Say whose every code and SKU is, refused and remembered products included."""
    owners: dict[str, Code] = {code: code for code in (*visit.catalog.frozen, *links)}
    for product in visit.catalog.products:
        owners[product.code] = product.code
        owners |= {variant.sku: product.code for variant in product.variants}
    return owners


async def recheck_recent(visit: Round, wanted: Wanted, seen: Observed) -> Observed:
    """Look again at what we wrote so lately that the platform may still show what was before."""
    if not seen.complete:
        return seen
    lately = await visit.store.links.written_since(visit.shop.name, _lags_since(visit))
    if not lately:
        return seen
    links = await visit.store.links.of(visit.shop.name, lately)
    there = (await identified(visit, seen)).by_code
    suspects = {
        code: _as_remembered(visit, link, wanted)
        for code, link in links.items()
        if _suspect(visit, link, there.get(code))
    }
    if not suspects:
        return seen

    def settled(code: Code) -> Settled:
        return lambda listing: not _suspect(visit, links[code], listing)

    return await poll_until_settled(visit, seen, suspects, settled)


def _suspect(visit: Round, link: Link, listing: Listing | None) -> bool:
    settle_s = visit.market.features.settle_s
    lately = link.applied_at is not None and link.applied_at >= _lags_since(visit)
    return lately and (listing is None or stale(listing, link, visit.clock.now(), settle_s))


def _lags_since(visit: Round) -> datetime:
    """Say from when on reads may still lag behind what we wrote."""
    return visit.clock.now() - timedelta(seconds=visit.market.features.settle_s)


async def linked_listings(visit: Round, wanted: Wanted) -> Mapping[Code, Listing]:
    """Say by what these products can be found in the shop, as far as they are there."""
    links = await visit.store.links.of(visit.shop.name, wanted.keys())
    return {
        code: _as_remembered(visit, link, wanted)
        for code, link in links.items()
        if link.applied is not None
    }


def _as_remembered(visit: Round, link: Link, wanted: Wanted) -> Listing:
    nothing = Listing(shop=visit.shop.name, code=link.code, offers=())
    remembered = link.applied or wanted.get(link.code, nothing)
    return replace(remembered, remote_id=link.remote_id)


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a round: one product or all, and a plan that a person approved."""

    product: Code | None = None
    approve: str | None = None

    @property
    def codes(self) -> frozenset[Code] | None:
        """The products that are compared; None: all."""
        return None if self.product is None else frozenset({self.product})


async def plan_after_sales(
    visit: Round, wanted: Wanted, seen: Observed, choice: Scope
) -> tuple[Wanted, Plan]:
    """Decide; if a restock might give back what was just sold, read the orders again first."""
    situation = await shop_state_of(visit, wanted, seen)
    if visit.purpose == "change":
        await note_shown(visit, situation)
    decided = await plan_round(visit, situation, choice)
    links = situation.links
    if not any(maybe_sold(c, links[c.code].applied) for c in decided.changes if c.code in links):
        return wanted, decided
    wanted = await project_all(visit, await take_in_orders(visit))
    return wanted, await plan_round(visit, replace(situation, desired=wanted), choice)


async def plan_round(visit: Round, situation: ShopState, choice: Scope) -> Plan:
    """Plan and guard; what the platform says of it at run time is asked for changes alone."""
    if choice.codes is not None:
        situation = situation.narrowed_to(choice.codes)
    situation, waits = await safe_quantities(visit, situation)
    proposal = await asyncio.to_thread(propose, situation, visit.catalog.frozen)
    proposal = replace(proposal, problems=(*proposal.problems, *waits))
    doubts = await _doubts(visit, proposal.changes)
    peers = await _peers(visit, proposal.changes)
    caution = _caution(visit, choice, doubts, peers)
    decided = await asyncio.to_thread(judged, proposal, situation, caution)
    if choice.approve is None or choice.approve == decided.digest:
        return decided
    values = {"shop": visit.shop.name, "digest": choice.approve}
    stale_approval = Problem(code="approval_stale", severity="hold", values=values)
    return replace(decided, problems=(stale_approval, *decided.problems))


async def plan_stock(visit: Round, situation: ShopState) -> Plan:
    """Decide on quantities alone; whatever else differs is left to a round."""
    await note_shown(visit, situation)
    situation, waits = await safe_quantities(visit, situation)
    proposal = propose(situation, visit.catalog.frozen)
    restocks = tuple(change for change in proposal.changes if change.kind == "restock")
    doubts = await _doubts(visit, restocks)
    digest = digest_of(visit.shop.name, restocks)
    narrowed = replace(proposal, changes=restocks, digest=digest, problems=tuple(waits))
    return judged(narrowed, situation, _caution(visit, Scope(), doubts, {}))


def _caution(visit: Round, choice: Scope, doubts: Objections, peers: OtherShopPrices) -> GuardInput:
    catalog = visit.catalog
    return GuardInput(
        safety=catalog.settings.safety,
        whole=catalog.whole,
        frozen=catalog.frozen,
        doubts=doubts,
        sold_out=counted_out(catalog.products),
        peers=peers,
        approved=choice.approve,
    )


async def _doubts(visit: Round, changes: Sequence[Change]) -> Objections:
    """Gather what the catalog, the limits and the platform have against what would be written."""
    doubts: dict[Code, list[Problem]] = defaultdict(list)
    for problem in visit.catalog.problems:
        if problem.severity == "hold" and problem.about:
            doubts[Code(problem.about)].append(problem)
    after = {change.code: change.after for change in changes if change.kind != "withdraw"}
    for code, listing in after.items():
        doubts[code] += limits(listing, visit.market.features)
    content = {c.code: c.after for c in changes if c.kind in {"publish", "revise"}}
    if content:
        told = await _told_by_platform(visit, list(content.values()))
        for code, problems in told.items():
            doubts[code] += problems
    return doubts


async def _peers(visit: Round, changes: Sequence[Change]) -> OtherShopPrices:
    """Recall what the SKUs that are to be published cost in our other shops."""
    new = {change.code for change in changes if change.kind == "publish"}
    peers: dict[Sku, list[Dong]] = defaultdict(list)
    others = [shop.name for shop in visit.catalog.shops if shop.name != visit.shop.name]
    for name in others if new else ():
        for link in (await visit.store.links.of(name, new)).values():
            for offer in link.applied.offers if link.applied else ():
                if offer.price is not None:
                    peers[offer.sku].append(offer.price)
    return peers


async def _told_by_platform(
    visit: Round, listings: Sequence[Listing]
) -> Mapping[Code, list[Problem]]:
    try:
        await visit.market.prepare(listings)
    except MarketplaceError as error:
        return {listing.code: [replace(error.problem, severity="stop")] for listing in listings}
    return {listing.code: visit.market.problems(listing) for listing in listings}
