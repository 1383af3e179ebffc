"""What a quick round passes over changes no plan: whatever happened, it is the same without."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sync.marketplace import Unavailable
from sync.model import (
    Certificate,
    Count,
    Dong,
    Listing,
    Offer,
    Plan,
    Problem,
    Product,
    ShopName,
)
from sync.running.round import RoundRequest, run_round
from sync.running.settled import Settled
from sync.store import Pin, stock_accounts
from sync.store.observations import Observations
from tests.campaigns.goods import PLATFORMS
from tests.conformance.stall import Stall, copies, some_products, stall_of

QUICK = RoundRequest(proof="quick")
LOOK = RoundRequest(proof="quick", purpose="look")


@pytest.fixture
async def stall(platform: str, tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of(platform, tmp_path) as opened:
        yield opened


async def settle(stall: Stall) -> None:
    """Let rounds find nothing to do, until all that can be passed is."""
    await stall.advance(stall.features.settle_s + 1)
    for _ in range(2):  # the first knows what it saw, the second that it did not move
        await run_round(stall.context, QUICK)


async def published(stall: Stall, products: Sequence[Product]) -> None:
    """Sell these, and let rounds find that all is true."""
    stall.sell(products)
    await stall.round()
    await settle(stall)


async def planned(stall: Stall, settled: Settled) -> str:
    report = await run_round(replace(stall.context, settled=settled), LOOK)
    return without_time(report.plan)


async def planned_without(stall: Stall, monkeypatch: pytest.MonkeyPatch) -> str:
    """Plan as a new process does that knows nothing, and asks for all it needs."""
    monkeypatch.setattr(stock_accounts, "MANY", 10**6)
    stall.context.taken_in.note((), None, alone=True)
    return await planned(stall, Settled())


def without_time(plan: Plan) -> str:
    return repr(replace(plan, observed_at=plan.observed_at.replace(2026, 1, 1, 0, 0, 0, 0)))


def composed_by(stall: Stall, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the products whose listing is composed from now on."""
    found: list[str] = []
    normalize = stall.market.normalize

    def counted(listing: Listing) -> Listing:
        found.append(listing.code)
        return normalize(listing)

    monkeypatch.setattr(stall.market, "normalize", counted)
    return found


def known_by(stall: Stall, monkeypatch: pytest.MonkeyPatch) -> list[Listing]:
    """List what the adapter is told of the last look from now on."""
    found: list[Listing] = []
    listings = stall.market.listings

    def noted(known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        found.extend(known.values())
        return listings(known)

    monkeypatch.setattr(stall.market, "listings", noted)
    return found


def sku_of(stall: Stall) -> str:
    return str(stall.configuration.products[0].variants[0].sku)


async def nothing(_stall: Stall) -> None:
    """Let everything be as it was."""


async def another_name(stall: Stall) -> None:
    product = stall.configuration.products[0]
    stall.edit(product.code, name=f"{product.name} mới")


async def another_price(stall: Stall) -> None:
    stall.edit_variants(lambda v: replace(v, price=Dong(v.price + 1000)))


async def another_count(stall: Stall) -> None:
    product = stall.configuration.products[0]
    variants = tuple(replace(v, stock=Count(3)) for v in product.variants)
    stall.edit(product.code, variants=variants)


async def taken_off(stall: Stall) -> None:
    stall.sell(stall.configuration.products[1:])


async def one_more(stall: Stall) -> None:
    stall.sell([*stall.configuration.products, *copies(1)])


async def price_rule(stall: Stall) -> None:
    rule = replace(stall.shop.price_rule, percent=7.0)
    shop = replace(stall.shop, price_rule=rule)
    stall.configuration = replace(stall.configuration, shops=(shop,))
    stall.context = replace(stall.context, shop=shop)


async def another_shop(stall: Stall) -> None:
    other = replace(stall.shop, name=ShopName("khac"), sells=frozenset())
    stall.configuration = replace(stall.configuration, shops=(stall.shop, other))


async def blocked(stall: Stall) -> None:
    first, *rest = stall.configuration.products
    stall.sell(rest)
    stall.configuration = replace(stall.configuration, blocked=frozenset({first.code}))


async def sold(stall: Stall) -> None:
    await stall.buyer_orders(sku_of(stall), 2)


async def edited_there(stall: Stall) -> None:
    await stall.seller_edits(sku_of(stall), title="Người bán sửa", price=1_234_000)


async def emptied_there(stall: Stall) -> None:
    await stall.seller_edits(sku_of(stall), stock=0)


async def deleted_there(stall: Stall) -> None:
    await stall.seller_edits(sku_of(stall), status="deleted")


async def a_month_later(stall: Stall) -> None:
    await stall.advance(timedelta(days=30).total_seconds())


async def pinned(stall: Stall) -> None:
    await another_name(stall)
    (change, *_) = (await run_round(stall.context, LOOK)).plan.changes
    await stall.store.decisions.pin([Pin(change=change, who="Lan", at=stall.now())])


async def renamed_at_once(stall: Stall) -> None:
    """So many become alike that a person is asked: only the whole shop can tell."""
    for product in stall.configuration.products:
        stall.edit(product.code, title="Đặc sản Cà Mau")


async def fault(stall: Stall) -> None:
    await stall.fault("maintenance", times=1000)


EVENTS: list[Callable[[Stall], Awaitable[None]]] = [
    nothing, another_name, another_price, another_count, taken_off, one_more, price_rule,
    another_shop, blocked, sold, edited_there, emptied_there, deleted_there, a_month_later, pinned,
    renamed_at_once, fault,
]  # fmt: skip


def with_stars_that_end(stall: Stall) -> None:
    """Let the first product claim stars for three weeks more."""
    until = (stall.now() + timedelta(days=21)).date()
    paper = Certificate(
        stars=4,
        decision_no="12/QĐ-UBND",
        issued_by="UBND tỉnh Cà Mau",
        issued_level="province",
        issued_on=date(2024, 1, 2),
        expires_on=until,
    )
    stall.edit(stall.configuration.products[0].code, certificate=paper)


ON_BOTH = [edited_there, emptied_there]  # here even a quick look reads prices and counts
CASES = [("shopee", event) for event in EVENTS] + [("tiktok", event) for event in ON_BOTH]


@pytest.mark.parametrize(("platform", "event"), CASES)
async def test_the_plan_is_the_same_with_the_shortcut_and_without(
    stall: Stall, event: Callable[[Stall], Awaitable[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock_accounts, "MANY", 0)  # as in a shop of thousands of products
    stall.sell([*some_products(), *copies(3)])
    with_stars_that_end(stall)
    await stall.round()
    await settle(stall)
    settled = stall.context.settled
    marked = settled.count
    assert marked == len(stall.configuration.products)
    await event(stall)
    await run_round(replace(stall.context, settled=Settled()), LOOK)  # both find it noted
    assert await planned(stall, settled) == await planned_without(stall, monkeypatch)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_quick_round_composes_nothing_where_nothing_changed(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    await published(stall, copies(5))
    composed, known = composed_by(stall, monkeypatch), known_by(stall, monkeypatch)
    await run_round(stall.context, QUICK)
    assert composed == []
    assert [listing.outline for listing in known] == [True] * 5  # nor was any read back in full
    await another_count(stall)
    report = await run_round(stall.context, QUICK)
    assert [change.code for change in report.plan.changes] == ["BANSAO-0000"]
    assert set(composed) == {"BANSAO-0000"}  # nor was any other for the sake of the guard


@pytest.mark.parametrize("platform", ["shopee"])
async def test_a_full_proof_composes_everything(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    await published(stall, copies(5))
    composed = composed_by(stall, monkeypatch)
    await run_round(stall.context, RoundRequest(proof="full"))
    assert len(set(composed)) == 5


async def nothing_kept(*_: object) -> dict[str, Listing]:
    """Have forgotten in the middle of a round what was seen."""
    return {}


async def unanswered(_self: object, _listings: Sequence[Listing]) -> list[Listing]:
    raise Unavailable(Problem(code="unavailable"))


@pytest.mark.parametrize("platform", ["shopee"])
async def test_what_was_forgotten_meanwhile_is_asked_for(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is looked at where what is passed has a SKU that stands in another listing, too."""
    await published(stall, copies(3))
    settled = stall.context.settled
    await another_name(stall)
    expected = await planned(stall, Settled())
    other = stall.configuration.products[1]
    twice = Offer(sku=other.variants[0].sku)
    monkeypatch.setattr("sync.running.unchanged.left_behind", lambda _: [(other.code, twice)])
    monkeypatch.setattr(Observations, "named", nothing_kept)
    with monkeypatch.context() as patched:
        patched.setattr(type(stall.market), "find", unanswered)
        report = await run_round(replace(stall.context, settled=settled), LOOK)
    assert not report.plan.complete
    assert {change.code for change in report.plan.changes} == {"BANSAO-0000"}  # it was read
    assert await planned(stall, settled) == expected
