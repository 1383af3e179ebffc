"""Hôm nay: what needs somebody, the most urgent first, and nothing that does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sync.model import Alert, Dong, Movement, Problem, Severity, ShopName
from sync.model.people import Role, Viewer
from sync.status import Standing
from sync.store import RoundRecord
from sync.web.pages.today import needs_of, proved_at
from sync.web.standing import Seen, is_at_work
from tests.sync.web.conftest import Browser

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
NOBODY = Standing(shops=[], holds=[], doubt=None, unknown=0, service=None, blocked=False)


def test_the_most_urgent_comes_first_and_of_many_alike_three_are_shown() -> None:
    def told(code: str, number: int) -> Alert:
        severity: Severity = "hold" if code == "sale_unbelieved" else "warning"
        return Alert(f"s{number}|{code}", Problem(code=code, severity=severity))

    alerts = [told("alert_login", n) for n in range(5)] + [told("sale_unbelieved", 1)]
    first, second = needs_of(Seen(NOBODY, alerts, NOW))
    assert first.first[0].code == "sale_unbelieved"
    assert (len(second.first), len(second.others)) == (3, 2)


def test_papers_are_one_card_whatever_they_are() -> None:
    alerts = [
        Alert(f"paper|{code}|1", Problem(code=code, severity="warning"))
        for code in ("paper_ends_ocop", "paper_ends_vietgap")
    ]
    (need,) = needs_of(Seen(NOBODY, alerts, NOW))
    assert len(need.first) == 2


def test_what_waits_for_a_yes_has_its_own_card() -> None:
    held = Alert("s|held", Problem(code="alert_held", severity="hold"))
    assert needs_of(Seen(NOBODY, [held], NOW)) == []


def test_a_round_that_runs_is_no_alarm_until_it_runs_for_long() -> None:
    behind = Alert("s|behind", Problem(code="alert_behind"), timedelta(minutes=15))
    running = RoundRecord(id=1, shop=ShopName("s"), started_at=NOW)
    assert is_at_work(behind, running, NOW + timedelta(minutes=1))
    assert not is_at_work(behind, running, NOW + timedelta(minutes=16))
    assert not is_at_work(behind, replace(running, finished_at=NOW), NOW)
    assert not is_at_work(behind, None, NOW)


def test_nothing_is_proved_where_no_shop_was_seen() -> None:
    assert proved_at(NOBODY) is None


async def test_the_sales_of_today_are_the_viewers_own(browser: Browser) -> None:
    app, now = browser.app, datetime.now(UTC)
    product, other = app.configuration.products[0], app.configuration.products[-1]
    assert product.source.file != other.source.file
    for each, price in ((product, 80_000), (other, 50_000)):
        await app.store.stock.record(
            Movement(
                shop=app.shops[0].name,
                reference=f"DON-{price}",
                sku=each.variants[0].sku,
                reason="sold",
                quantity=-1,
                at=now,
                price=Dong(price),
            )
        )
    assert "130.000 ₫" in await browser.words("/")
    await browser.become(Viewer(name="Lan", role=Role.OWNER))
    file = product.source.file.rpartition("/")[2].removesuffix(".yaml")
    await browser.become(Viewer(name="Sáu", role=Role.COOPERATIVE, cooperatives=(file,)))
    words = await browser.words("/")
    assert "80.000 ₫" in words
    assert "130.000 ₫" not in words


async def test_a_first_day_says_that_nothing_was_proved_yet(browser: Browser) -> None:
    assert "Chưa có lượt kiểm tra nào xong" in await browser.words("/")
    assert browser.faults == []
