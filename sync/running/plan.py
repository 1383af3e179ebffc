"""Puts the pure middle to work: what is wanted, what must change, what has to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from sync.model import SOUND, Code, Link, Listing, Plan, Problem, Product
from sync.model.assortment import file_of, sells
from sync.model.claims import has_ended, stars_allowed
from sync.planning import (
    GuardInput,
    Identified,
    Proposal,
    ShopState,
    campaign_prices,
    campaigns_kept_by_us,
    campaigns_without_effect,
    counted_like_prices,
    counted_out,
    digest_of,
    held_as_many,
    judged,
    not_sold,
    project_at,
    propose,
    rested_lately,
    shown_once,
    unshown,
    written_stock,
)
from sync.running.category_names import with_category_names
from sync.running.context import Round
from sync.running.decisions import consent_of, standing_pins, with_pins
from sync.running.dropped import most_of_dropped
from sync.running.lazy_listings import LazyListings
from sync.running.listing_quota import listing_quota
from sync.running.objections import (
    Objections,
    OtherShopPrices,
    left_out_of,
    objections_to,
    other_prices,
    untold,
)
from sync.running.observe import Observed, Wanted, seen_in_full
from sync.running.orders import take_in_orders
from sync.running.recheck import identified, looked_into
from sync.running.refusals import basis_of
from sync.running.reservations import safe_quantities
from sync.running.stock_books import note_shown
from sync.running.unchanged import NOTHING_KNOWN, Unchanged, offered_here, passed_over
from sync.running.unread_orders import UnreadGoods
from sync.transport.tracing import step
from sync.wording.listing import certificate_end


@step("project")
async def project_all(
    round: Round, unread: UnreadGoods | None, unchanged: Unchanged | None = None
) -> Wanted:
    """Say how every product should stand in this shop, in the words its platform echoes.

    Of what orders are unread no quantity is wanted: raising one could sell a thing twice. What is
    `unchanged` is composed when somebody needs it.
    """
    unchanged = unchanged or await offered_here(round, unread)
    sold = {p.code: p for p in round.catalog.products if p.kept or sells(round.shop, p)}
    composed_of = _composer(round, unchanged)

    def composed(code: Code) -> Listing:
        return composed_of(sold[code])

    def usual(code: Code) -> Listing:
        return composed_of(replace(sold[code], campaigns=()))

    def wanted() -> dict[Code, Listing]:
        return {code: composed(code) for code in sold if code not in unchanged.codes}

    # In a thread, for thinking long must not stop the heartbeat.
    ready = await with_pins(round, await asyncio.to_thread(wanted), usual)
    if not unchanged.codes:
        return ready
    pinned = {code: ready.get(code) for code in sold if code not in unchanged.codes}
    return LazyListings(sold, pinned, composed)


async def project_written(
    round: Round, unread: UnreadGoods | None, codes: Collection[Code]
) -> dict[Code, Listing]:
    """Say how the catalog alone wants these products here, whatever was taken back."""
    composed_of = _composer(round, await offered_here(round, unread))
    return {
        code: composed_of(product)
        for code in codes
        if (product := round.products.get(code)) and not product.kept
        if sells(round.shop, product)
    }


def _composer(round: Round, unchanged: Unchanged) -> Callable[[Product], Listing]:
    stock, now, features = unchanged.offered, round.platform_now(), round.market.features

    def composed_of(product: Product) -> Listing:
        listing = project_at(product, round.shop, stock, now, features)
        return round.market.normalize(unchanged.linked(listing))

    return composed_of


async def shop_state_of(
    round: Round, wanted: Wanted, seen: Observed, codes: Collection[Code] | None = None
) -> ShopState:
    """Put together wanted, seen and remembered, equal parts held once; of all products or these."""
    others = (x.remote_id for x in seen.listings if codes is not None and x.code not in codes)
    seen = await seen_in_full(round, seen, wanted, set(others))
    observed = await identified(round, seen, codes)
    shop_state = await _shop_state(round, wanted, observed, seen, codes)
    return shop_state if codes is None else shop_state.narrowed_to(codes)


async def _shop_state(
    round: Round,
    wanted: Wanted,
    observed: Identified,
    seen: Observed,
    codes: Collection[Code] | None = None,
) -> ShopState:
    links = await round.store.links.of(round.shop.name, codes, observed.by_code, wanted)
    return ShopState(
        shop=round.shop,
        features=round.market.features,
        desired=wanted,
        observed=observed,
        links=links,
        observed_at=seen.at,
        complete=seen.complete,
        kept={product.code: product.kept for product in round.catalog.products if product.kept},
        stars=stars_now(round, wanted, links),
        unnamed=round.names.awaited(),
    )


def stars_now(round: Round, wanted: Wanted, links: Mapping[Code, Link]) -> dict[Code, int | None]:
    """Say how many stars products may claim that are wanted or remembered here.

    Of those that only we remember it is said if any ended.

    Their certificate is not to be read, but the description that we wrote names its last day.
    """
    today, lead_days = round.legal_today(), round.market.features.review_days
    sound = (product for product in round.catalog.products if product.kept in SOUND)
    products = [p for p in sound if p.code in wanted or p.code in links]
    stars = {p.code: stars_allowed(p.certificate, today, lead_days) for p in products}
    for code in links.keys() - stars.keys():
        applied = links[code].applied
        end = certificate_end((applied and applied.description) or "")
        if end is not None and end < today + timedelta(days=lead_days):
            stars[code] = None
    return stars


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a round: one product, some or all, and a plan that a person approved."""

    product: Code | None = None
    approve: str | None = None
    products: frozenset[Code] = frozenset()

    @property
    def codes(self) -> frozenset[Code] | None:
        """The products that are compared; None: all."""
        named = self.products if self.product is None else self.products | {self.product}
        return named or None


class Proposed(NamedTuple):
    """What is proposed for a shop, how it stands, and which figures wait for other shops."""

    shop_state: ShopState
    proposal: Proposal
    waits: Sequence[Problem]


@step("plan and guard")
async def plan_after_sales(
    round: Round,
    wanted: Wanted,
    seen: Observed,
    scope: Scope,
    unchanged: Unchanged = NOTHING_KNOWN,
) -> tuple[Wanted, Plan]:
    """Decide, once it is known what the figures that were seen tell of sales.

    Where anything is to be done, the whole shop tells what is much: of what is passed the guard
    asks what is known anyway. All of it is looked at where a SKU of it comes from elsewhere.
    """
    observed, moved = await identified(round, seen), round.moved_since(seen.at)
    passed = await passed_over(round, seen, observed, unchanged)
    but = unchanged.remote_ids(passed)
    seen, observed = await looked_into(round, wanted, seen, observed, but)
    shop_state = await _besides(round, wanted, seen, observed, passed)
    anew = await _wanted_after_falls(round, shop_state)
    if anew is not None:
        wanted, passed = anew, frozenset()
        seen, observed = await looked_into(round, wanted, seen, observed)
        shop_state = await _shop_state(round, wanted, observed, seen)
    if moved or unchanged.lower_to:
        shop_state = shop_state.left_as_seen(moved).only_lowered(unchanged.lower_to)
        wanted = shop_state.desired
    if round.purpose == "change":
        await note_files(round, shop_state.links)
    found = await proposed(round, shop_state, scope)
    if unchanged.concerned(passed, shop_state):
        seen, observed = await looked_into(round, wanted, seen, observed)
        whole = await _shop_state(round, wanted, observed, seen)
        found, passed = await proposed(round, whole, scope), frozenset()
    found = _among(wanted, found, unchanged, passed)
    if seen.complete and scope.codes is None:
        settled = _resting(found, seen, unchanged) | passed
        marks = unchanged.marks if anew is None and not moved else {}
        round.context.settled.note(marks, settled, observed.by_code)
    plan = await plan_round(round, found, scope)
    return wanted, await with_category_names(round.market, plan)


async def _besides(
    round: Round, wanted: Wanted, seen: Observed, observed: Identified, passed: Collection[Code]
) -> ShopState:
    """Put together what is known of all products but those that are passed."""
    if not passed:
        return await _shop_state(round, wanted, observed, seen)
    linked = await round.store.links.remote_ids(round.shop.name)
    rest = {code: wanted[code] for code in wanted if code not in passed}
    return await _shop_state(round, rest, observed, seen, linked.keys() - passed)


def _among(
    wanted: Wanted, found: Proposed, unchanged: Unchanged, passed: Collection[Code]
) -> Proposed:
    """Let the guard weigh what is proposed against all of the shop."""
    if not (passed and found.proposal.changes):
        return found
    return found._replace(shop_state=unchanged.among(passed, wanted, found.shop_state))


def _resting(found: Proposed, seen: Observed, unchanged: Unchanged) -> frozenset[Code]:
    waiting = {problem.about for problem in found.waits}
    settled = found.proposal.settled - waiting
    return unchanged.resting(found.shop_state, settled, seen.known)


async def after_falls(round: Round, shop_state: ShopState) -> ShopState:
    """Want no figure back that fell: whatever was sold is read first, and the rest may be sold too.

    The units that no order tells of are offered nowhere until it does, or a person says more.
    """
    moved = round.moved_since(shop_state.observed_at)
    wanted = await _wanted_after_falls(round, shop_state)
    if wanted is not None:
        desired = {code: wanted[code] for code in shop_state.desired if code in wanted}
        shop_state = replace(shop_state, desired=desired)
    return shop_state.left_as_seen(moved)


async def _wanted_after_falls(round: Round, shop_state: ShopState) -> Wanted | None:
    """Write down what is shown; where figures fell, read what was sold and project it all anew."""
    fallen = await note_shown(round, shop_state)
    if not fallen:
        return None
    round.context.hooks.sold(fallen)
    return await project_all(round, await take_in_orders(round))


async def note_files(round: Round, links: Mapping[Code, Link]) -> None:
    """Write down which catalog file each product stands in: a file that vanishes is then missed."""
    stands = {p.code: file_of(p) for p in round.catalog.products if p.kept in SOUND}
    moved = {c: stands[c] for c, link in links.items() if c in stands and link.file != stands[c]}
    if moved:
        await round.store.links.note_files(round.lease, moved)


async def proposed(round: Round, shop_state: ShopState, scope: Scope) -> Proposed:
    """Compare, for all products or those that are asked for, what is safe to want with what is."""
    shop_state, once, moving = shown_once(shop_state)
    if moving and round.purpose == "change":
        await round.store.rounds.mark(round.lease, "moving", round.clock.now())
    shop_state = replace(shop_state, dropped=await most_of_dropped(round, shop_state))
    if scope.codes is not None:
        shop_state = shop_state.narrowed_to(scope.codes)
    shop_state, waits = await safe_quantities(round, shop_state)
    proposal = await asyncio.to_thread(propose, shop_state, round.catalog.blocked)
    return Proposed(shop_state, proposal, (*once, *waits))


async def plan_round(round: Round, found: Proposed, scope: Scope) -> Plan:
    """Guard what is proposed; what the platform says of it at run time is asked for changes."""
    shop_state, proposal, waits = found
    products, now = round.catalog.products, round.platform_now()
    vain = campaigns_without_effect(products, round.shop, now)
    ours = campaigns_kept_by_us(products, round.shop, now, round.market.features)
    told = unshown(products, proposal.changes, round.market.features)
    proposal = replace(proposal, problems=(*proposal.problems, *told, *vain, *ours))
    objections = await objections_to(round, proposal.changes)
    notes = [*left_out_of(round, proposal.changes), *untold(round, objections)]
    proposal = replace(proposal, problems=(*proposal.problems, *notes))
    other_shop_prices = await other_prices(round, proposal.changes)
    guard_input = GuardInput(safety=round.catalog.settings.safety)
    if proposal.changes:
        codes = {change.code for change in proposal.changes}
        guard_input = await _guard_input(round, scope, codes, objections, other_shop_prices)
    decided = await asyncio.to_thread(judged, proposal, shop_state, guard_input)
    decided = _with_waits(decided, shop_state, waits)
    alone = _alone(round)
    if scope.approve is None or (scope.approve == decided.digest and alone):
        return decided
    values = {"shop": round.shop.name, "digest": scope.approve}
    code = "approval_stale" if alone else "approval_takes_two"
    unheard = Problem(code=code, severity="hold", values=values)
    return replace(decided, problems=(unheard, *decided.problems))


def _with_waits(plan: Plan, shop_state: ShopState, waits: Iterable[Problem]) -> Plan:
    """Say which figures wait for other shops, of what stands here or is to: else none waits."""
    there = shop_state.observed.by_code.items()
    shown = {code for code, listing in there if listing.status != "refused"}
    shown |= {change.code for change in plan.changes if change.kind == "publish"}
    return replace(plan, problems=(*plan.problems, *(w for w in waits if w.about in shown)))


def _unproven(round: Round) -> frozenset[Code]:
    """Name the products that are read, and whose certificate has not ended."""
    today, lead_days = round.legal_today(), round.market.features.review_days
    products = (p for p in round.catalog.products if p.kept in SOUND)
    return frozenset(p.code for p in products if not has_ended(p.certificate, today, lead_days))


def _alone(round: Round) -> bool:
    """Whether one person may allow a whole plan, as whoever names its digest does."""
    return round.whole_catalog.settings.approvals == "one_person"


async def plan_stock(round: Round, shop_state: ShopState) -> Plan:
    """Decide on quantities alone; whatever else differs is left to a round."""
    shop_state, once, _ = shown_once(await after_falls(round, shop_state))
    shop_state = replace(shop_state, dropped=await most_of_dropped(round, shop_state))
    shop_state, waits = await safe_quantities(round, shop_state)
    proposal = propose(shop_state, round.catalog.blocked)
    restocks = tuple(change for change in proposal.changes if change.kind == "restock")
    objections = await objections_to(round, restocks)
    digest = digest_of(round.shop.name, restocks)
    narrowed = replace(proposal, changes=restocks, digest=digest, problems=())
    guard_input = GuardInput(safety=round.catalog.settings.safety)
    if restocks:
        codes = {change.code for change in restocks}
        guard_input = await _guard_input(round, Scope(), codes, objections, {})
    return _with_waits(judged(narrowed, shop_state, guard_input), shop_state, (*once, *waits))


async def _guard_input(
    round: Round,
    scope: Scope,
    codes: Collection[Code],
    objections: Objections,
    other_shop_prices: OtherShopPrices,
) -> GuardInput:
    catalog = round.catalog
    return GuardInput(
        safety=catalog.settings.safety,
        blocked=catalog.blocked,
        objections=objections,
        written=round.whole_catalog.written,
        counts=written_stock(catalog.products),
        like_prices=counted_like_prices(catalog.products),
        sold_out=counted_out(catalog.products),
        unsold=not_sold(catalog.products),
        resting=frozenset(product.code for product in catalog.products if product.rest),
        rested=rested_lately(catalog.products, round.legal_today()),
        other_shop_prices=other_shop_prices,
        campaigns=campaign_prices(catalog.products, round.shop, round.platform_now()),
        unproven=_unproven(round),
        pins=[pin.change for pin in await standing_pins(round)],
        approved=scope.approve if _alone(round) else None,
        consent=await consent_of(round),
        waiting=held_as_many(await round.store.held.of(round.shop.name, codes)),
        gone=round.context.last_sweep.gone if round.single else (),
        listing_quota=await listing_quota(round),
        refusals=await round.store.refusals.of(round.shop.name),
        basis=basis_of(round),
        tells=round.context.tells_of is not None,
    )
