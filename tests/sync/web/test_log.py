"""The log is searched, a round is looked at and taken back, shops and products are paused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.server import EPHEMERAL, serving
from sandbox.shopee import replica as shopee
from sync.app import load_configuration
from sync.model.people import OwnGoods, Role, Viewer
from sync.service.workqueue import Task
from tests.sync.web.conftest import Browser, browser_over
from tests.sync.web.test_adopt import SHOP, written

CODE = "MAU-MATONG"


@pytest.fixture
async def repriced(tmp_path: Path) -> AsyncIterator[Browser]:
    """A shop with three listings, of which the last round made one dearer."""
    async with serving([shopee], EPHEMERAL) as credentials:
        config = tmp_path / "config"
        written(config, credentials["shopee"]["url"])
        async with browser_over(config, tmp_path / "home") as found:
            await found.app.sync(SHOP)
            file = config / "catalog" / "hop-tac-xa-mau.yaml"
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("price: 250000", "price: 260000"), encoding="utf-8")
            found.app.configuration = load_configuration(config, {})
            await found.app.sync(SHOP)
            yield found


async def look_in_turn(repriced: Browser) -> None:
    """Look while another round is at work: the look waits for its turn, and nobody for the look."""
    leases, now = repriced.app.store.leases, datetime.now(UTC)
    lease = await leases.take(SHOP, "another round", now, 3600)
    assert lease is not None
    await repriced.send("/log/runs/2/look")
    await leases.give_back(lease)
    job = repriced.context.jobs.of("undo", SHOP)
    assert job is not None
    await job.within(60)
    assert (job.problem, repriced.live.steps) == (None, {})


async def test_a_round_is_taken_back_as_far_as_it_was_shown(repriced: Browser) -> None:
    assert 'href="/log/runs/2"' in await repriced.text("/log")
    assert "Xem lấy lại được gì" in await repriced.words("/log/runs/2")
    await repriced.send("/log/runs/2/undo")  # nobody has seen what it would do
    assert await repriced.app.store.decisions.pinned(SHOP) == []
    await look_in_turn(repriced)
    shown = await repriced.words("/log/runs/2")
    assert "Lấy lại được 1 việc" in shown
    job = repriced.context.jobs.of("undo", SHOP)
    assert job is not None  # what one person looked at is shown to nobody whose goods it is not
    for goods, theirs in ((OwnGoods(), True), (OwnGoods(frozenset(), frozenset()), False)):
        assert job.result.is_for(goods, 2) is theirs
    assert not job.result.is_for(OwnGoods(), 1)
    assert "260.000 → 250.000" in shown.replace(" đ", "").replace(" ₫", "")
    await repriced.send("/log/runs/2/undo")
    (pin,) = await repriced.app.store.decisions.pinned(SHOP)
    assert pin.change.after is not None
    assert [offer.price for offer in pin.change.after.offers] == [250_000]
    batch = repriced.queue.get()
    assert batch is not None
    assert set(batch.tasks) == {Task.make_true(SHOP, "quick")}
    await repriced.app.sync(SHOP)
    (newest,) = await repriced.app.store.journal.entries(SHOP, None, 1)
    assert (newest.status, newest.change.kind, newest.change.code) == ("done", "reprice", CODE)
    assert "Lấy lại được" not in await repriced.words("/log/runs/2")
    assert repriced.faults == []


async def test_nobody_takes_back_what_is_not_theirs(repriced: Browser) -> None:
    await repriced.become(Viewer(name="Lan", role=Role.OWNER))
    await repriced.become(Viewer(name="X", role=Role.COOPERATIVE, cooperatives=("khac",)))
    assert (await repriced.http.get("/log/runs/2")).status_code == 404
    assert (await repriced.send("/log/runs/2/look")).status_code == 404
    assert (await repriced.http.get("/log/runs/999")).status_code == 404
    assert "260.000" not in await repriced.words("/log")


async def test_the_log_is_searched_by_name_person_and_note(repriced: Browser) -> None:
    await repriced.send(f"/products/{CODE}/hold", note="chờ nhãn mới")
    for words in ("mat ong", "MATONG", CODE):
        found = await repriced.words(f"/log?q={words}")
        assert CODE in found
        assert "KHO" not in found, words
    assert "chờ nhãn mới" in await repriced.words("/log?q=nhan moi")
    assert "chờ nhãn mới" not in await repriced.words("/log?q=khac han")


async def test_a_shop_says_how_many_new_listings_it_made_today(repriced: Browser) -> None:
    assert "Đăng mới hôm nay 3/50" in await repriced.words("/shops")


async def test_a_product_is_paused_and_goes_on(repriced: Browser) -> None:
    await repriced.send(f"/products/{CODE}/hold", note="chờ nhãn mới")
    (hold,) = await repriced.app.store.decisions.holds()
    assert (hold.shop, hold.code, hold.note) == (None, CODE, "chờ nhãn mới")
    shown = await repriced.words(f"/products/{CODE}")
    assert "chờ nhãn mới" in shown
    assert "Cho chạy tiếp" in shown
    await repriced.send(f"/products/{CODE}/release")
    assert await repriced.app.store.decisions.holds() == []
    assert (await repriced.send("/products/KHONG-CO/hold")).status_code == 404
