"""Whatever only a person can tell is answered on the page: stock, shops, this memory, English."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.app import load_configuration
from sync.model import Code, Movement, Problem, Refusal, ShopName, ShownQuantity, Sku
from sync.running.catalog_edits import edit_files
from sync.running.ledger import StockEntry
from sync.running.translated import marking
from sync.store import Lease
from sync.web.rendering import saying_of
from tests.sync.web.conftest import SHIPPED, Browser, browser_over
from tests.sync.web.test_access import LAN, OF_ONE

SKU, STRANGE = Sku("TANTIEN-TOMKHO-100T"), Sku("MA-CU-TREN-SAN")
SHOP = ShopName("shopee-ca-mau")
NAME = "name: Tôm khô Tân Tiến"


@pytest.fixture
async def asked(browser: Browser) -> Browser:
    """A shop with a sale that cannot be true, a figure that fell, and goods of nobody."""
    await browser.app.ledger.count(StockEntry(sku=SKU, quantity=10, reference="K"), None)
    store, now = browser.app.store, datetime.now(UTC) + timedelta(seconds=2)
    lease = await lease_of(browser)

    def moved(reason: str, sku: Sku, quantity: int, note: str = "") -> Movement:
        return Movement(
            shop=SHOP, reference=f"DON-{reason}", sku=sku, reason=reason, quantity=quantity,
            at=now, note=note,
        )  # fmt: skip

    sales = [moved("unbelieved", SKU, 0, "999999999"), moved("sold", STRANGE, -2)]
    await store.stock.add(lease, sales)
    fell = ShownQuantity(shop=SHOP, sku=SKU, figure=8, expected=10, fell=2, fell_at=now)
    await store.shown_stock.put(lease, [fell])
    await store.stock.set_watermark(lease, now + timedelta(days=1))
    await store.leases.give_back(lease)
    return browser


async def lease_of(browser: Browser, shop: ShopName = SHOP) -> Lease:
    lease = await browser.app.store.leases.take(shop, "test", datetime.now(UTC), 3600)
    assert lease is not None
    return lease


async def available(browser: Browser) -> int:
    (row,) = await browser.app.ledger.rows([SKU])
    assert row.balance is not None
    return row.balance.available


async def tell(browser: Browser, kind: str, sku: Sku, **told: str) -> int:
    sent = await browser.send("/questions", kind=kind, shop=SHOP, sku=sku, **told)
    return sent.status_code


async def test_what_only_a_person_knows_of_stock_is_asked_and_answered(asked: Browser) -> None:
    assert "3 điều về hàng chỉ bạn biết" in await asked.words("/stock")
    assert 'href="/questions"' in await asked.text("/")
    assert "ocop stock" not in await asked.words("/questions") + await asked.words("/shops")
    assert await tell(asked, "sale_unbelieved", SKU, reference="DON-unbelieved", number="ba") == 400
    assert await tell(asked, "sale_unbelieved", SKU, reference="DON-unbelieved", number="3") == 303
    assert await available(asked) == 7
    assert await tell(asked, "stock_fell", SKU) == 303
    assert await available(asked) == 5
    assert await tell(asked, "sale_of_unknown_sku", STRANGE, mine="KHONG-CO") == 400
    assert await tell(asked, "sale_of_unknown_sku", STRANGE, mine=SKU) == 303
    assert await available(asked) == 3
    assert await tell(asked, "stock_fell", SKU) == 400  # it was answered
    assert "Không có gì phải hỏi bạn" in await asked.words("/questions")
    notes = [one.note.split()[0] for one in await asked.app.store.decisions.entries()]
    assert notes[:3] == ["assigned", "believe", "confirmed"]


async def test_what_is_still_on_the_shelf_is_lost_to_nobody(asked: Browser) -> None:
    assert await tell(asked, "stock_fell", SKU, ours="yes") == 303
    assert await available(asked) == 10
    assert "vẫn còn trên kệ" not in await asked.words("/questions")


async def test_others_are_neither_asked_nor_heard(asked: Browser) -> None:
    await asked.become(LAN)
    await asked.become(OF_ONE)
    assert "Không có gì phải hỏi bạn" in await asked.words("/questions")
    for kind, sku in (("stock_fell", SKU), ("sale_of_unknown_sku", STRANGE)):
        assert await tell(asked, kind, sku, mine=SKU) == 400
    assert await available(asked) == 10
    assert (await asked.send("/shops/closed", shop="gian-cu")).status_code == 403
    assert (await asked.send("/memory/accept")).status_code == 403


async def test_what_was_refused_is_sent_again(browser: Browser) -> None:
    assert "Gửi lại" not in await browser.words("/shops")
    problem = Problem(code="app_refused", severity="hold")
    refused = Refusal(
        code=Code("A"), kind="revise", fields=("title",), digest="0" * 16, problem=problem
    )
    await browser.app.store.refusals.note(await lease_of(browser), [refused], datetime.now(UTC))
    assert "Gửi lại điều sàn từ chối" in await browser.words("/shops")
    assert (await browser.send(f"/shops/{SHOP}/retry")).status_code == 303
    assert not await browser.app.store.refusals.any(SHOP)
    assert browser.engine.status()[SHOP] == "waiting"
    assert (await browser.send("/shops/khong-co/retry")).status_code == 404


async def test_a_shop_that_is_no_more_gives_its_share_back(browser: Browser) -> None:
    gone = ShopName("gian-cu")
    lease = await lease_of(browser, gone)
    await browser.app.store.shown_stock.put(lease, [ShownQuantity(shop=gone, sku=SKU, figure=4)])
    assert "vẫn đang bày 4 món" in await browser.words("/shops")
    assert (await browser.send("/shops/closed", shop=SHOP)).status_code == 404
    assert (await browser.send("/shops/closed", shop=gone)).status_code == 303
    assert "gian-cu" not in await browser.words("/shops")


async def test_the_owner_says_that_this_memory_is_the_one_in_use(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = []

    async def accept(app: object) -> None:
        accepted.append(app)

    monkeypatch.setattr("sync.app.App.accept_home", accept)
    assert (await browser.send("/memory/accept")).status_code == 303
    assert accepted == [browser.app]


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """A browser over a catalog of its own, where a translation is older than its text."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config)
    file = config / "catalog" / "tan-tien.yaml"
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "code: TANTIEN-TOMKHO" in line)
    lines.insert(at + 1, "    en: {name: Dried shrimp}\n")
    file.write_text("".join(lines), encoding="utf-8")
    assert edit_files(marking(load_configuration(config, {}).products), tmp_path / "home")
    file.write_text(file.read_text(encoding="utf-8").replace(NAME, f"{NAME} loại một", 1), "utf-8")
    async with browser_over(config, tmp_path / "home") as found:
        yield found


async def test_a_translation_that_is_still_right_is_said_to_be(own: Browser) -> None:
    place = "/products/TANTIEN-TOMKHO"
    assert "Bản tiếng Anh vẫn đúng" in await own.words(place)
    assert (await own.send(f"{place}/translated")).status_code == 303
    assert "Bản tiếng Anh vẫn đúng" not in await own.words(place)
    assert (await own.send("/products/KHONG-CO/translated")).status_code == 404


def test_what_the_page_can_do_itself_is_told_without_a_command() -> None:
    told = saying_of(Problem(code="refused_before", values={"shop": "a"}), language="vi")
    assert told.todo
    assert "ocop " not in told.todo
