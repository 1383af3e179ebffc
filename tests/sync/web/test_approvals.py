"""What waits for a yes: shown as it is and as it would be, answered once for all shops."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.app import load_configuration
from sync.model import Change, Dong, Held, Listing, Offer, Problem, Product, ShopName
from sync.model.people import Role, Viewer
from sync.planning import change_digest
from sync.running.questions import alike
from sync.store import Decision, HeldChange, Store
from tests.sync.web.conftest import SHIPPED, Browser

LAN = Viewer(name="Lan", role=Role.OWNER)
BINH = Viewer(name="Bình", role=Role.UNION)
GUEST = Viewer(name="Khách", role=Role.VIEWER)
HERS = Viewer(name="Chị Sáu", role=Role.COOPERATIVE, cooperatives=("muoi-bac-lieu",))


async def put(store: Store, found: Sequence[Change], shop: ShopName) -> None:
    """Have these wait in a shop, as its last round would leave them."""
    now = datetime.now(UTC)
    lease = await store.leases.take(shop, "test", now, 60)
    assert lease is not None
    held = [held_change(change) for change in found]
    await store.held.replace(lease, held)
    await store.leases.give_back(lease)


def held_change(change: Change) -> HeldChange:
    problem = Problem(
        code="price_magnitude",
        severity="hold",
        values={"sku": change.sku, "last": 80_000, "price": 800_000},
        about=change.code,
    )
    digest, held = change_digest(change), Held(change=change, problem=problem)
    return HeldChange(digest=digest, alike=alike(change), since=datetime.now(UTC), held=held)


def reprice(product: Product, shop: ShopName, before: int = 80_000) -> Change:
    """Ten times what the shop shows."""
    sku = product.variants[0].sku

    def listing(price: int) -> Listing:
        offers = (Offer(sku=sku, price=Dong(price), quantity=4),)
        return Listing(shop=shop, code=product.code, title=product.name, offers=offers)

    return Change(
        kind="reprice",
        shop=shop,
        code=product.code,
        sku=sku,
        fields=("price",),
        before=listing(before),
        after=listing(800_000),
        reason="catalog",
    )


@pytest.fixture
async def asked(browser: Browser) -> Browser:
    """One price ten times too high, held in two shops."""
    product = browser.app.configuration.products[0]
    for shop in browser.app.shops[:2]:
        await put(browser.app.store, [reprice(product, shop.name)], shop.name)
    return browser


def name_of(browser: Browser) -> str:
    product, shop = browser.app.configuration.products[0], browser.app.shops[0].name
    return alike(reprice(product, shop))


async def approved(browser: Browser) -> set[ShopName]:
    """The shops in which it may be made now."""
    since = datetime.now(UTC) - timedelta(days=14)
    decisions = browser.app.store.decisions
    return {shop.name for shop in browser.app.shops if await decisions.approvals(shop.name, since)}


async def test_one_question_for_all_shops_tells_before_after_and_why(asked: Browser) -> None:
    words = await asked.words("/approvals")
    product, shops = asked.app.configuration.products[0], asked.app.shops[:2]
    assert product.name in words
    assert f"{shops[0].name}, {shops[1].name}" in words
    assert "80.000 ₫ → 800.000 ₫" in words
    assert words.count("Từ chối") == 1
    assert "1 việc chờ bạn duyệt" in await asked.words("/")


async def test_one_yes_counts_in_every_shop_and_has_its_rounds_begin(asked: Browser) -> None:
    assert (await asked.send("/approvals/approve", change=name_of(asked))).status_code == 303
    assert await approved(asked) == {shop.name for shop in asked.app.shops[:2]}
    assert asked.queue.waiting() == await approved(asked)
    words = await asked.words("/approvals")
    assert "Không có việc nào chờ bạn duyệt" in words
    assert "được làm ở lượt tới" in words


async def test_a_no_stays_until_somebody_says_yes_after_all(asked: Browser) -> None:
    await asked.send("/approvals/approve", change=name_of(asked))
    await asked.send("/approvals/refuse", change=name_of(asked))
    assert await approved(asked) == set()
    assert "việc chờ bạn duyệt" not in await asked.words("/")
    assert "Vẫn duyệt" in await asked.words("/approvals")
    await asked.send("/approvals/approve", change=name_of(asked))
    assert len(await approved(asked)) == 2


async def test_who_is_second_is_told_that_it_does_not_wait_any_more(asked: Browser) -> None:
    for shop in asked.app.shops[:2]:
        await put(asked.app.store, [], shop.name)
    answer = await asked.send("/approvals/approve", change=name_of(asked))
    assert answer.status_code == 409
    assert "không còn chờ nữa" in answer.text
    assert await approved(asked) == set()


async def test_who_and_from_where_is_kept(asked: Browser) -> None:
    await asked.become(LAN)
    await asked.become(BINH)
    await asked.send("/approvals/approve", change=name_of(asked))
    newest = (await asked.app.store.decisions.entries(limit=1))[0]
    assert (newest.who, newest.verdict, newest.origin) == ("Bình", "approve", "page 127.0.0.1")


async def test_where_it_takes_two_the_first_yes_waits_for_another(asked: Browser) -> None:
    configuration = asked.app.configuration
    settings = replace(configuration.settings, approvals="two_people")
    asked.app.configuration = replace(configuration, settings=settings)
    await asked.become(LAN)
    await asked.become(BINH)
    await asked.send("/approvals/approve", change=name_of(asked))
    assert "cần thêm một người nữa" in await asked.words("/approvals")
    await asked.become(LAN)
    assert "Bình đã duyệt" in await asked.words("/approvals")
    await asked.send("/approvals/approve", change=name_of(asked))
    assert "được làm ở lượt tới" in await asked.words("/approvals")


async def test_who_may_only_look_finds_no_button(asked: Browser) -> None:
    await asked.become(LAN)
    await asked.become(GUEST)
    assert "/approvals/approve" not in await asked.text("/approvals")


async def test_nobody_answers_for_the_goods_of_others(asked: Browser) -> None:
    await asked.become(LAN)
    await asked.become(HERS)
    assert "800.000" not in await asked.words("/approvals")
    assert (await asked.send("/approvals/approve", change=name_of(asked))).status_code == 409
    assert await approved(asked) == set()


async def test_the_shops_value_is_taken_into_the_catalog(browser: Browser, tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config)
    browser.app.configuration = load_configuration(config, {})
    object.__setattr__(browser.context, "config", config)
    product, shop = browser.app.configuration.products[0], browser.app.shops[0].name
    change = reprice(product, shop, before=79_000)
    await put(browser.app.store, [change], shop)
    answer = await browser.send("/approvals/take", change=alike(change))
    assert answer.status_code == 303, answer.text
    after = load_configuration(config, {})
    (taken,) = (each for each in after.products if each.code == product.code)
    assert taken.overrides[shop].prices[product.variants[0].sku] == 79_000
    newest = (await browser.app.store.decisions.entries(limit=1))[0]
    assert newest.verdict == "take"


async def test_what_somebody_holds_back_is_let_go(browser: Browser) -> None:
    code = browser.app.configuration.products[0].code
    held = Decision(at=datetime.now(UTC), who="Lan", origin="test", verdict="hold", code=code)
    await browser.app.store.decisions.add([held])
    assert "Cho chạy tiếp" in await browser.words("/approvals")
    await browser.send("/approvals/release", product=code)
    assert await browser.app.store.decisions.holds() == []
