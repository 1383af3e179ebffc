"""A sale in one shop reaches the other shops' figures at once, and only their figures."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from sqlalchemy import event

from sandbox.server import EPHEMERAL, discover, serving
from sync.app import App, opened
from sync.inventory.oversell import QUIET_AFTER
from sync.model import Code, Count, Listing, Order, OrderLine, ShopName, Sku, StockRule
from sync.running import observe
from sync.running.context import Hooks, Round, UrgentWork
from sync.running.ledger import StockEntry
from sync.running.plan import Scope
from sync.transport.clock import Clock
from tests.conformance.stall import UNPACED, configured, some_products

FIRST, SECOND = ShopName("first"), ShopName("second")
SKU = some_products()[1].variants[0].sku
BEGAN = datetime(2026, 11, 23, 8, tzinfo=UTC)


class TwoShops:
    """Two shops of two replicas that sell from one shelf of ten each."""

    def __init__(self, operators: dict[ShopName, httpx.AsyncClient]) -> None:
        self.engine: App
        self.operators = operators
        self.told: list[Sku] = []
        self.waiting: list[UrgentWork] = []  # for the second shop
        self.again: list[UrgentWork] = []
        self.hooks = Hooks(
            sold=self.told.extend,
            urgent=self.take,
            again=lambda _shop, work: self.again.append(work),
        )

    def take(self, shop: ShopName) -> UrgentWork | None:
        return self.waiting.pop() if shop == SECOND and self.waiting else None

    async def buys(self, shop: ShopName, quantity: int) -> str:
        account = next(s.account for s in self.engine.shops if s.name == shop)
        lines = [{"sku": SKU, "quantity": quantity}]
        order = {"shop": account, "lines": lines}
        answer = await self.operators[shop].post("/_sandbox/orders", json=order)
        assert answer.status_code == 200, answer.text
        await self.operators[shop].post("/_sandbox/clock", json={"advance_s": 5})
        return str(answer.json()["id"])

    async def edited(self, shop: ShopName, **changes: object) -> None:
        """Somebody in the seller centre, or a reviewer, changes the listing of the SKU."""
        account = next(s.account for s in self.engine.shops if s.name == shop)
        wish = {"shop": account, "sku": SKU, "set": changes}
        answer = await self.operators[shop].post("/_sandbox/edit", json=wish)
        assert answer.status_code == 200, answer.text

    async def pass_s(self, seconds: float) -> None:
        for operator in self.operators.values():
            await operator.post("/_sandbox/clock", json={"advance_s": seconds})

    async def shown(self, shop: ShopName) -> int:
        """What the listing of the SKU shows, a deleted one not."""
        shops = (await self.operators[shop].get("/_sandbox/state")).json()["shops"]
        return next(
            int(variant["stock"])
            for each in shops.values()
            for listing in each["listings"]
            for variant in listing["variants"]
            if variant["sku"] == SKU and listing["status"] != "deleted"
        )


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[TwoShops]:
    """Both shops offer everything."""
    async with two_shops(tmp_path, StockRule(share="all")) as shops:
        yield shops


@pytest.fixture
async def parted(tmp_path: Path) -> AsyncIterator[TwoShops]:
    """Each shop has its own part, as is the default."""
    async with two_shops(tmp_path, StockRule()) as shops:
        yield shops


@asynccontextmanager
async def two_shops(
    home: Path, rule: StockRule, platform: str = "shopee"
) -> AsyncIterator[TwoShops]:
    replica = next(replica for replica in discover() if replica.name == platform)
    base = configured(platform)
    ten = [
        replace(p, variants=tuple(replace(v, stock=Count(10)) for v in p.variants))
        for p in base.products
    ]
    async with AsyncExitStack() as stack:
        shops, operators = [], {}
        for name in (FIRST, SECOND):
            mine = (await stack.enter_async_context(serving([replica], EPHEMERAL)))[platform]
            shops.append(
                replace(
                    base.shops[0],
                    name=name,
                    stock_rule=rule,
                    app=replace(
                        base.shops[0].app, key=mine["key"], secret=mine["secret"], pace=UNPACED
                    ),
                    account=mine["shop"],
                    sandbox=mine["url"],
                    access_token=mine["token"],
                    refresh_token=mine["refresh_token"],
                )
            )
            client = httpx.AsyncClient(base_url=mine["url"])
            operators[name] = await stack.enter_async_context(client)

        async def sleep(seconds: float) -> None:
            for operator in operators.values():
                await operator.post("/_sandbox/clock", json={"advance_s": seconds})

        configuration = replace(base, shops=tuple(shops), products=tuple(ten))
        two, clock = TwoShops(operators), Clock(sleep=sleep)
        opening = opened(configuration, home=home, clock=clock, hooks=two.hooks)
        two.engine = await stack.enter_async_context(opening)
        for name in (FIRST, SECOND):
            assert (await two.engine.sync(name)).true
            await sleep(5)  # where a first listing is audited
        yield two


async def test_a_sale_in_one_shop_is_told_and_lowers_the_other(two: TwoShops) -> None:
    await two.buys(FIRST, 3)
    assert await two.shown(SECOND) == 10
    await two.engine.run_urgent(FIRST, [])
    assert two.told == [SKU]
    report = await two.engine.run_urgent(SECOND, two.told)
    assert [(c.kind, c.sku) for c in report.plan.changes] == [("restock", SKU)]
    assert await two.shown(SECOND) == await two.shown(FIRST) == 7


async def test_sales_in_both_shops_are_both_counted(two: TwoShops) -> None:
    """The other shop's own sale is taken in right before its figure is written."""
    await two.buys(FIRST, 3)
    await two.engine.run_urgent(FIRST, [])
    await two.buys(SECOND, 2)
    await two.engine.run_urgent(SECOND, [SKU])
    assert await two.shown(SECOND) == 5
    await two.engine.run_urgent(FIRST, [SKU])
    assert await two.shown(FIRST) == 5


async def test_an_errand_asks_of_no_more_of_the_shop_than_it_is_about(two: TwoShops) -> None:
    await two.buys(FIRST, 1)
    await two.engine.run_urgent(FIRST, [])
    asked = list[str]()

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    engine = two.engine.store.links._database.readers.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    assert (await two.engine.run_urgent(SECOND, [SKU])).outcomes
    event.remove(engine, "before_cursor_execute", note)
    of_shops = [s for s in asked if re.search(r"FROM (links|observations|shown|counts|lots)\b", s)]
    assert of_shops
    assert [s for s in of_shops if " IN (" not in s] == []


async def test_a_count_counts_from_the_next_errand_on_and_once(two: TwoShops) -> None:
    products = [
        replace(p, variants=tuple(replace(v, stock=Count(4)) for v in p.variants))
        for p in two.engine.configuration.products
    ]
    two.engine.configuration = replace(two.engine.configuration, products=tuple(products))
    await two.engine.run_urgent(SECOND, [SKU])
    assert await two.shown(SECOND) == 4
    await two.buys(SECOND, 1)
    await two.engine.run_urgent(SECOND, [SKU])
    assert await two.shown(SECOND) == 3


async def test_an_errand_touches_nothing_but_stock(two: TwoShops) -> None:
    products = [replace(p, name=f"{p.name} mới") for p in two.engine.configuration.products]
    two.engine.configuration = replace(two.engine.configuration, products=tuple(products))
    await two.buys(FIRST, 1)
    await two.engine.run_urgent(FIRST, [])
    report = await two.engine.run_urgent(SECOND, [SKU])
    assert {change.kind for change in report.plan.changes} == {"restock"}


async def test_an_order_that_is_named_is_taken_in_by_one_call_before_lists_know_it(
    two: TwoShops,
) -> None:
    order = await two.buys(FIRST, 4)
    await two.operators[FIRST].delete("/_sandbox/calls")
    report = await two.engine.run_urgent(FIRST, [], [order])
    assert (report.unfound, two.told) == (frozenset(), [SKU])
    calls = (await two.operators[FIRST].get("/_sandbox/calls")).json()
    assert calls["total"] == 1, calls
    await two.engine.run_urgent(FIRST, [], [order])
    assert two.told == [SKU]
    assert (await two.engine.run_urgent(FIRST, [], [order, "260101OCOP9999"])).unfound == {
        "260101OCOP9999"
    }


async def test_the_last_one_sold_is_nowhere_else_any_more(two: TwoShops) -> None:
    await two.buys(FIRST, 10)
    await two.engine.run_urgent(FIRST, [])
    await two.engine.run_urgent(SECOND, [SKU])
    assert await two.shown(SECOND) == 0


async def test_an_errand_waits_within_a_round_for_no_batch_but_the_one_in_hand(
    two: TwoShops, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round that is under way takes the errand along, and never writes its older figure."""
    await two.buys(FIRST, 4)
    await two.engine.run_urgent(FIRST, [])
    bought = await two.buys(SECOND, 1)
    errand = UrgentWork(frozenset({SKU}))
    two.waiting = [replace(errand, orders=frozenset({bought}))]
    await two.engine.sync(SECOND)
    assert two.waiting == []
    assert await two.shown(SECOND) == 5
    assert two.again == [errand]  # a buyer may have met the write; the order is known for good
    two.waiting = [errand]
    await two.engine.sync(SECOND)
    assert two.again == [errand]  # nothing was left to do, so nothing is looked at again
    market = (await two.engine.context(SECOND)).market
    real = market.listings

    async def of_one_page(known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        async for listing in real(known):
            yield listing
            for number in range(50):
                yield replace(listing, code=Code(""), remote_id=f"{number}", offers=())

    monkeypatch.setattr(market, "listings", of_one_page)
    two.waiting = [errand] * 60  # sales without end: the round goes on with each call of its own
    await two.engine.sync(SECOND)
    assert len(two.waiting) > 30


async def test_own_parts_never_add_up_to_more_than_there_is(parted: TwoShops) -> None:
    assert (await parted.shown(FIRST), await parted.shown(SECOND)) == (5, 5)
    await parted.buys(FIRST, 5)
    await parted.engine.run_urgent(FIRST, [])
    report = await parted.engine.run_urgent(FIRST, [SKU])
    assert [problem.code for problem in report.problems] == ["stock_waits"]
    assert await parted.shown(FIRST) == 0  # what is left stands in the other shop


async def test_a_part_is_refilled_from_what_no_shop_shows(parted: TwoShops) -> None:
    await parted.buys(FIRST, 5)
    await parted.engine.run_urgent(FIRST, [])
    await parted.pass_s(QUIET_AFTER.total_seconds())
    await parted.engine.run_urgent(SECOND, [SKU])
    assert await parted.shown(SECOND) == 2
    await parted.pass_s(30)
    await parted.engine.run_urgent(FIRST, [SKU])
    assert await parted.shown(FIRST) == 3


async def test_what_no_order_tells_of_yet_is_not_offered_again(tmp_path: Path) -> None:
    """A figure that fell was sold until orders must be known: up to 30 s on TikTok Shop."""
    async with two_shops(tmp_path, StockRule(), "tiktok") as shops:
        await shops.operators[FIRST].post("/_sandbox/knobs", json={"order_lag_s": 20})
        await shops.buys(FIRST, 4)
        await shops.engine.run_urgent(FIRST, [SKU])
        assert await shops.shown(FIRST) == 1
        await shops.pass_s(QUIET_AFTER.total_seconds() + 30)
        await shops.engine.run_urgent(FIRST, [SKU])
        await shops.engine.run_urgent(SECOND, [SKU])
        await shops.engine.run_urgent(FIRST, [SKU])
        assert (await shops.shown(FIRST), await shops.shown(SECOND)) == (3, 3)


async def test_a_shop_that_lacks_a_product_takes_no_part_of_it(parted: TwoShops) -> None:
    """Refused there, perhaps: what it will not sell is offered in the other shop."""
    engine = parted.engine
    lease = await engine.store.leases.take(SECOND, "a person", datetime.now(UTC), 60)
    assert lease is not None
    codes = [product.code for product in engine.configuration.products]
    await engine.store.links.forget(lease, codes)
    await engine.store.shown_stock.forget(lease, list(await engine.store.shown_stock.of(SECOND)))
    await engine.store.leases.give_back(lease)
    assert (await engine.sync(FIRST)).true
    assert await parted.shown(FIRST) == 10


@pytest.mark.parametrize(("platform", "meanwhile"), [("shopee", (0, 10)), ("tiktok", (5, 5))])
async def test_what_is_banned_gives_its_units_away_as_far_as_they_can_be_taken_off_it(
    tmp_path: Path, platform: str, meanwhile: tuple[int, int]
) -> None:
    """TikTok Shop takes no stock of what it deactivated: once the ban ends, it shows the five."""
    async with two_shops(tmp_path, StockRule(), platform) as shops:
        await shops.edited(FIRST, status="banned")
        shops.told.clear()
        reports = [await shops.engine.sync(name) for name in (FIRST, SECOND)]
        assert (await shops.shown(FIRST), await shops.shown(SECOND)) == meanwhile
        assert SKU in shops.told  # of the ban, so that the other shops look again
        banned = next(each for each in reports[0].problems if each.code == "listing_banned")
        waits = [each.code for each in reports[1].problems if each.code == "stock_waits"]
        assert (banned.values.get("units"), len(waits)) == (
            (None, 0) if meanwhile[0] == 0 else (10, 2)
        )
        shares = {row.sku: row.offers for row in await shops.engine.ledger.rows()}[SKU]
        assert shares == {FIRST: 0, SECOND: 10}
        await shops.buys(SECOND, 1)
        await shops.edited(FIRST, status="live")
        for name in (FIRST, SECOND, FIRST):
            await shops.pass_s(QUIET_AFTER.total_seconds())
            await shops.engine.sync(name)
            assert await shops.shown(FIRST) + await shops.shown(SECOND) <= 9
        assert await shops.shown(FIRST) in {4, 5}  # one waits until orders must tell of the buyer


async def test_what_was_deleted_in_a_shop_gives_its_units_away_until_it_stands_again(
    parted: TwoShops, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it shall stand there again is asked; no figure waits of what does not stand."""
    monkeypatch.setattr("sync.store.observations._SHOWN_AFTER", timedelta(0))
    await parted.engine.sync(FIRST)
    await parted.edited(FIRST, status="deleted")
    report = await parted.engine.sync(FIRST)
    assert [held.problem.code for held in report.plan.held] == ["deleted_by_seller"]
    assert SKU in parted.told
    await parted.engine.sync(SECOND)
    assert await parted.shown(SECOND) == 10
    report = await parted.engine.sync(FIRST)
    assert not [each for each in report.problems if each.code == "stock_waits"]
    shares = {row.sku: row.offers for row in await parted.engine.ledger.rows()}[SKU]
    assert shares == {FIRST: 0, SECOND: 10}
    await parted.engine.sync(FIRST, Scope(approve=report.plan.digest))
    for name in (SECOND, FIRST, SECOND):
        await parted.pass_s(QUIET_AFTER.total_seconds())
        await parted.engine.sync(name)
    assert (await parted.shown(FIRST), await parted.shown(SECOND)) == (5, 5)


async def test_what_a_shop_sells_no_more_and_may_not_hide_is_never_sold_twice(
    parted: TwoShops,
) -> None:
    """It stays on sale there with what the others leave of the stock, which only ever falls."""
    engine = parted.engine
    first, second = engine.shops
    others = [
        p.code for p in engine.configuration.products if SKU not in {v.sku for v in p.variants}
    ]
    leaving = replace(first, policy="upsert", sells=frozenset(others))
    engine.configuration = replace(engine.configuration, shops=(leaving, second))
    assert not (await engine.sync(FIRST)).true  # a person is told that it stands there
    assert (await parted.shown(FIRST), await parted.shown(SECOND)) == (5, 5)
    await parted.pass_s(QUIET_AFTER.total_seconds())
    await engine.ledger.count(StockEntry(sku=SKU, quantity=7, reference="fewer"), None)
    for shop in (FIRST, SECOND):
        await engine.sync(shop)
    assert (await parted.shown(FIRST), await parted.shown(SECOND)) == (2, 5)
    await engine.ledger.count(StockEntry(sku=SKU, quantity=50, reference="more"), None)
    for shop in (FIRST, SECOND):
        await engine.sync(shop)
    assert (await parted.shown(FIRST), await parted.shown(SECOND)) == (2, 48)


async def test_an_order_of_another_century_is_not_taken_off_the_counts_to_come(
    parted: TwoShops, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = parted.engine
    far = datetime(2242, 1, 1, tzinfo=UTC)
    line = OrderLine(sku=SKU, quantity=1, status="sold", state="sold")
    order = Order(
        shop=FIRST, reference="far", status="sold", placed_at=far, updated_at=far, lines=(line,)
    )

    async def told(_self: object, _since: datetime, _until: datetime) -> AsyncIterator[Order]:
        yield order

    market = (await engine._context(FIRST)).market
    monkeypatch.setattr(type(market), "orders", told)
    await engine.run_urgent(FIRST, [])
    account = await engine.ledger.account(SKU)
    assert account is not None
    assert [(m.reference, m.quantity) for m in account.movements] == [("far", -1)]
    assert account.movements[0].at < datetime.now(UTC) + timedelta(days=1)


async def test_what_is_done_while_a_round_waits_counts_as_waiting() -> None:
    """Else a round that always finds something to do would wait, and never end."""
    passed = [timedelta(0)]

    async def sleep(seconds: float) -> None:
        passed.append(timedelta(seconds=seconds))

    async def takes_ten_seconds(_: object) -> None:
        passed.append(timedelta(seconds=10))

    clock = Clock(now=lambda: BEGAN + sum(passed, timedelta(0)), sleep=sleep)
    waiting = SimpleNamespace(clock=clock, between_calls=takes_ten_seconds)
    await observe._wait(cast("Round", waiting), 30.0)
    assert sum(passed, timedelta(0)) < timedelta(seconds=45)
