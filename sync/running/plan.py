"""Puts the pure middle to work: what is wanted, what must change, what has to wait."""

from __future__ import annotations

import asyncio
from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sync.marketplace import MarketplaceError
from sync.model import (
    VIETNAM,
    Change,
    Code,
    Dong,
    Field,
    Link,
    Listing,
    Offer,
    Plan,
    Problem,
    Sku,
)
from sync.model.assortment import file_of, sells
from sync.model.claims import stars_allowed
from sync.planning import (
    GuardInput,
    Identified,
    ShopState,
    composed_claims,
    counted_out,
    digest_of,
    identify,
    judged,
    limits,
    list_prices_unshown,
    not_sold,
    project,
    propose,
    stale,
    written_stock,
)
from sync.running.asked import left_out, own_attributes, together, told_of
from sync.running.context import Round
from sync.running.decisions import consent_of, with_pins
from sync.running.listing_quota import listing_quota
from sync.running.observe import Observed, Settled, poll_until_settled
from sync.running.orders import allocated_stock, take_in_orders
from sync.running.refusals import basis_of
from sync.running.reservations import safe_quantities
from sync.running.stock_books import note_shown
from sync.wording.listing import certificate_end

FORM: frozenset[Field] = frozenset({"attributes", "category"})
Wanted = Mapping[Code, Listing]
Objections = Mapping[Code, Sequence[Problem]]
OtherShopPrices = Mapping[Sku, Sequence[Dong]]


async def project_all(round: Round, unread: Problem | None) -> Wanted:
    """Say how every product should stand in this shop, in the words its platform echoes.

    While orders are unread no quantity is wanted: pushing one could sell a thing twice.
    """
    stock = await allocated_stock(round) if unread is None else {}
    today, features = legal_today(round), round.market.features
    normalize = round.market.normalize

    def wanted() -> Wanted:
        return {
            product.code: normalize(project(product, round.shop, stock, today, features))
            for product in round.catalog.products
            if sells(round.shop, product)
        }

    # In a thread, for thinking long must not stop the heartbeat.
    return await with_pins(round, await asyncio.to_thread(wanted))


async def shop_state_of(
    round: Round, wanted: Wanted, seen: Observed, codes: Collection[Code] | None = None
) -> ShopState:
    """Put together wanted, seen and remembered, equal parts held once; of all products or these."""
    observed = await identified(round, seen)
    links = await round.store.links.of(round.shop.name, codes, observed.by_code, wanted)
    shop_state = ShopState(
        shop=round.shop,
        features=round.market.features,
        desired=wanted,
        observed=observed,
        links=links,
        observed_at=seen.at,
        complete=seen.complete,
        kept={product.code: product.kept for product in round.catalog.products if product.kept},
        stars=stars_now(round, links),
    )
    return shop_state if codes is None else shop_state.narrowed_to(codes)


def legal_today(round: Round) -> date:
    """Tell the day of the law by the platform's clock: a wrong one of ours ends no certificate."""
    return round.platform_now().astimezone(VIETNAM).date()


def stars_now(round: Round, links: Mapping[Code, Link]) -> dict[Code, int | None]:
    """Say how many stars each product may claim; of those that only we remember, if any ended.

    Their certificate is not to be read, but the description that we wrote names its last day.
    """
    today, lead_days = legal_today(round), round.market.features.review_days
    products = [product for product in round.catalog.products if not product.kept]
    stars = {p.code: stars_allowed(p.certificate, today, lead_days) for p in products}
    for code in links.keys() - stars.keys():
        applied = links[code].applied
        end = certificate_end((applied and applied.description) or "")
        if end is not None and end < today + timedelta(days=lead_days):
            stars[code] = None
    return stars


async def identified(round: Round, seen: Observed) -> Identified:
    """Tell which of the listings that were seen is which product of ours."""
    remote_ids = await round.store.links.remote_ids(round.shop.name)
    return identify(seen.listings, remote_ids, _owners(round, remote_ids))


def _owners(round: Round, links: Iterable[Code]) -> Mapping[str, Code]:
    """Say whose every code and SKU is, refused and remembered products included."""
    whole = round.whole_catalog
    remembered: dict[str, Code] = {code: code for code in (*whole.blocked, *links)}
    return ChainMap(remembered, whole.owners)


async def recheck_recent(round: Round, wanted: Wanted, seen: Observed) -> Observed:
    """Look again at what we wrote so lately that the platform may still show what was before."""
    if not seen.complete:
        return seen
    lately = await round.store.links.written_since(round.shop.name, _lags_since(round))
    if not lately:
        return seen
    links = await round.store.links.of(round.shop.name, lately)
    there = (await identified(round, seen)).by_code
    suspects = {
        code: _as_remembered(round, link, wanted)
        for code, link in links.items()
        if _suspect(round, link, there.get(code))
    }
    if not suspects:
        return seen

    def settled(code: Code) -> Settled:
        return lambda listing: not _suspect(round, links[code], listing)

    return await poll_until_settled(round, seen, suspects, settled)


async def recheck_gone(round: Round, wanted: Wanted, seen: Observed) -> Observed:
    """Ask by its id for each listing of ours that a complete look did not meet.

    Lists shift while they are read page by page, and a row that slips through would be published
    once more. Gone is only what its own id says to be gone.
    """
    if not seen.complete:
        return seen
    there = (await identified(round, seen)).by_code
    removed = {product.code for product in round.catalog.products if product.kept == "removed"}
    links = await round.store.links.of(round.shop.name, wanted.keys() - there.keys() - removed)
    missing = [
        _as_remembered(round, link, wanted)
        for link in links.values()
        if link.remote_id is not None and link.applied is not None
    ]
    if not missing:
        return seen
    try:
        found = [round.names.ours(each) for each in await round.market.find(missing)]
    except MarketplaceError as error:
        return replace(seen, complete=False, problems=(*seen.problems, error.problem))
    return seen.refreshed((), found) if found else seen


def _suspect(round: Round, link: Link, listing: Listing | None) -> bool:
    settle_s = round.market.features.settle_s
    lately = link.applied_at is not None and link.applied_at >= _lags_since(round)
    return lately and (listing is None or stale(listing, link, round.clock.now(), settle_s))


def _lags_since(round: Round) -> datetime:
    """Say from when on reads may still lag behind what we wrote."""
    return round.clock.now() - timedelta(seconds=round.market.features.settle_s)


async def linked_listings(round: Round, wanted: Wanted) -> Mapping[Code, Listing]:
    """Say by what these products can be found in the shop, as far as they are there."""
    links = await round.store.links.of(round.shop.name, wanted.keys())
    return {
        code: _as_remembered(round, link, wanted)
        for code, link in links.items()
        if link.applied is not None
    }


def _as_remembered(round: Round, link: Link, wanted: Wanted) -> Listing:
    nothing = Listing(shop=round.shop.name, code=link.code, offers=())
    remembered = link.applied or wanted.get(link.code, nothing)
    return replace(remembered, remote_id=link.remote_id)


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


async def plan_after_sales(
    round: Round, wanted: Wanted, seen: Observed, scope: Scope
) -> tuple[Wanted, Plan]:
    """Decide, once it is known what the figures that were seen tell of sales."""
    shop_state = await after_falls(round, await shop_state_of(round, wanted, seen))
    if round.purpose == "change":
        await note_files(round, shop_state.links)
    return shop_state.desired, await plan_round(round, shop_state, scope)


async def after_falls(round: Round, shop_state: ShopState) -> ShopState:
    """Want no figure back that fell: whatever was sold is read first, and the rest may be sold too.

    The units that no order tells of are offered nowhere until it does, or a person says more.
    """
    moved = round.moved_since(shop_state.observed_at)
    fallen = await note_shown(round, shop_state)
    if fallen:
        round.context.hooks.sold(fallen)
        wanted = await project_all(round, await take_in_orders(round))
        desired = {code: wanted[code] for code in shop_state.desired if code in wanted}
        shop_state = replace(shop_state, desired=desired)
    return _left_as_seen(shop_state, moved) if moved else shop_state


def _left_as_seen(shop_state: ShopState, skus: Collection[Sku]) -> ShopState:
    """Want these figures as they were seen: they moved meanwhile, and an update of theirs comes."""
    there = shop_state.observed.by_code
    seen = {o.sku: o.quantity for code in shop_state.desired if code in there
            for o in there[code].offers if o.sku in skus}  # fmt: skip

    def left(offer: Offer) -> Offer:
        return replace(offer, quantity=seen[offer.sku]) if offer.sku in seen else offer

    desired = {
        code: replace(listing, offers=tuple(map(left, listing.offers)))
        if any(offer.sku in seen for offer in listing.offers)
        else listing
        for code, listing in shop_state.desired.items()
    }
    return replace(shop_state, desired=desired)


async def note_files(round: Round, links: Mapping[Code, Link]) -> None:
    """Write down which catalog file each product stands in: a file that vanishes is then missed."""
    stands = {p.code: file_of(p) for p in round.catalog.products if p.kept is None}
    moved = {c: stands[c] for c, link in links.items() if c in stands and link.file != stands[c]}
    if moved:
        await round.store.links.note_files(round.lease, moved)


async def plan_round(round: Round, shop_state: ShopState, scope: Scope) -> Plan:
    """Plan and guard; what the platform says of it at run time is asked for changes alone."""
    if scope.codes is not None:
        shop_state = shop_state.narrowed_to(scope.codes)
    shop_state, waits = await safe_quantities(round, shop_state)
    proposal = await asyncio.to_thread(propose, shop_state, round.catalog.blocked)
    told = list_prices_unshown(round.catalog.products, proposal.changes, round.market.features)
    proposal = replace(proposal, problems=(*proposal.problems, *waits, *told))
    objections = await _objections(round, proposal.changes)
    notes = [*_left_out(round, proposal.changes), *_untold(round, objections)]
    proposal = replace(proposal, problems=(*proposal.problems, *notes))
    other_shop_prices = await _other_shop_prices(round, proposal.changes)
    guard_input = await _guard_input(round, scope, objections, other_shop_prices)
    decided = await asyncio.to_thread(judged, proposal, shop_state, guard_input)
    if scope.approve is None or scope.approve == decided.digest:
        return decided
    values = {"shop": round.shop.name, "digest": scope.approve}
    stale_approval = Problem(code="approval_stale", severity="hold", values=values)
    return replace(decided, problems=(stale_approval, *decided.problems))


async def plan_stock(round: Round, shop_state: ShopState) -> Plan:
    """Decide on quantities alone; whatever else differs is left to a round."""
    shop_state = await after_falls(round, shop_state)
    shop_state, waits = await safe_quantities(round, shop_state)
    proposal = propose(shop_state, round.catalog.blocked)
    restocks = tuple(change for change in proposal.changes if change.kind == "restock")
    objections = await _objections(round, restocks)
    digest = digest_of(round.shop.name, restocks)
    narrowed = replace(proposal, changes=restocks, digest=digest, problems=tuple(waits))
    return judged(narrowed, shop_state, await _guard_input(round, Scope(), objections, {}))


async def _guard_input(
    round: Round, scope: Scope, objections: Objections, other_shop_prices: OtherShopPrices
) -> GuardInput:
    catalog = round.catalog
    return GuardInput(
        safety=catalog.settings.safety,
        blocked=catalog.blocked,
        objections=objections,
        written=round.whole_catalog.codes | catalog.blocked,
        counts=written_stock(catalog.products),
        sold_out=counted_out(catalog.products),
        unsold=not_sold(catalog.products),
        other_shop_prices=other_shop_prices,
        approved=scope.approve,
        consent=await consent_of(round),
        listing_quota=await listing_quota(round),
        refusals=await round.store.refusals.of(round.shop.name),
        basis=basis_of(round),
    )


async def _objections(round: Round, changes: Sequence[Change]) -> Objections:
    """Gather what the catalog, the limits and the platform have against what would be written."""
    objections: dict[Code, list[Problem]] = defaultdict(list)
    known = round.whole_catalog.objections
    for code in {change.code for change in changes} & known.keys():
        objections[code] += known[code]
    after = {change.code: change.after for change in changes if change.kind != "withdraw"}
    for code, listing in after.items():
        objections[code] += limits(listing, round.market.features)
    content = {c.code: c.after for c in changes if c.kind in {"publish", "revise"}}
    if content:
        for code, found in (await asyncio.to_thread(_composed_claims, round, content)).items():
            objections[code] += found
        told = await _told_by_platform(round, list(content.values()))
        for code, problems in told.items():
            objections[code] += problems
    return objections


def _composed_claims(round: Round, content: Wanted) -> Mapping[Code, list[Problem]]:
    """Judge what is to be written as a buyer will read it, whoever composed it."""
    kinds = {code: product.product_set for code, product in round.products.items()}
    return {
        code: [_placed(each, round) for each in composed_claims(listing, kinds.get(code))]
        for code, listing in content.items()
    }


def _placed(problem: Problem, round: Round) -> Problem:
    """Point at where somebody wrote these words, else at the product that they were found in."""
    said = round.words_said.get((problem.code, problem.values.get("words")))
    product = round.products.get(Code(problem.about))
    return replace(problem, where=said or (product.source if product else None))


def _untold(round: Round, objections: Objections) -> Iterator[Problem]:
    """Tell of composed texts what needs proof, unless it was told where somebody wrote it."""
    told = {(problem.about, problem.code) for problem in round.whole_catalog.problems}
    for problem in (each for found in objections.values() for each in found):
        if problem.severity == "warning" and (problem.about, problem.code) not in told:
            yield problem


def _left_out(round: Round, changes: Sequence[Change]) -> list[Problem]:
    """Say which attributes are sent in vain, once: when they are written or another form asks."""
    asked = [c for c in changes if c.kind == "publish" or not FORM.isdisjoint(c.fields)]
    products = (round.products.get(change.code) for change in asked)
    own = {product.code: own_attributes(product, round.shop) for product in products if product}
    return together(told_of(left_out(round.market, [c.after for c in asked]), own))


async def _other_shop_prices(round: Round, changes: Sequence[Change]) -> OtherShopPrices:
    """Recall what the SKUs that are to be published cost in our other shops."""
    new = {change.code for change in changes if change.kind == "publish"}
    other_shop_prices: dict[Sku, list[Dong]] = defaultdict(list)
    others = [shop.name for shop in round.catalog.shops if shop.name != round.shop.name]
    for name in others if new else ():
        for link in (await round.store.links.of(name, new)).values():
            for offer in link.applied.offers if link.applied else ():
                if offer.price is not None:
                    other_shop_prices[offer.sku].append(offer.price)
    return other_shop_prices


async def _told_by_platform(
    round: Round, listings: Sequence[Listing]
) -> Mapping[Code, list[Problem]]:
    listings = list(map(round.names.listed, listings))
    try:
        await round.market.prepare(listings)
    except MarketplaceError as error:
        return {listing.code: [replace(error.problem, severity="stop")] for listing in listings}
    return {listing.code: round.market.problems(listing) for listing in listings}
