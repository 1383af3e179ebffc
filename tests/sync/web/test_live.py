"""What goes on is told to open pages at once, and nobody who does not listen holds it up."""

from __future__ import annotations

import asyncio

import pytest

from sync.model import Sku
from sync.web.live import MOST_NOTICES, MOST_STREAMS, Live, LiveNotice
from sync.web.pages import runs
from tests.sync.conftest import until
from tests.sync.web.conftest import Browser


async def heard(browser: Browser) -> asyncio.Task[str]:
    """Listen as a page does, until the service stops."""

    async def listen() -> str:
        return (await browser.http.get("/live")).text

    listening = asyncio.create_task(listen())
    await until(lambda: bool(browser.live._subscriptions))
    return listening


async def test_a_page_hears_of_steps_sales_and_rounds_and_ends_with_the_service(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "AT_MOST_EVERY_S", 0.01)
    listening, shop = await heard(browser), browser.app.shops[0].name
    browser.live.step(shop, "apply", 3, 10)
    browser.live.sold([Sku("BAKHIA-MUOI-L1-500")])
    await until(lambda: not any(x.changed or x.notices for x in browser.live._subscriptions))
    browser.live.close()
    async with asyncio.timeout(60):
        text = await listening
    assert "event: changed" in text
    assert "BAKHIA-MUOI-L1-500" in text
    assert f"{shop}: áp dụng thay đổi 3/10" in text
    assert 'action="/runs/stop"' in text


async def test_a_page_that_does_not_read_loses_old_notices_and_nothing_else() -> None:
    live = Live()
    with live.subscribed() as subscription:
        assert subscription is not None
        for number in range(MOST_NOTICES + 5):
            live.sold([Sku(f"S{number}")])
        assert len(subscription.notices) == MOST_NOTICES
        assert subscription.notices[0] == LiveNotice("page_notice_sold", {"skus": ["S5"]})


async def test_streams_are_few_and_a_page_without_one_is_no_fault(browser: Browser) -> None:
    opened = [browser.live.subscribed() for _ in range(MOST_STREAMS)]
    for each in opened:
        each.__enter__()
    assert (await browser.http.get("/live")).text == ""
    for each in opened:
        each.__exit__(None, None, None)


async def test_a_run_is_asked_for_once_however_often_the_button_is_pressed(
    browser: Browser,
) -> None:
    for _ in range(3):
        assert (await browser.send("/runs")).status_code == 303
    assert browser.queue.waiting() == {shop.name for shop in browser.app.shops}
    batches = iter(browser.queue.get, None)
    assert sum(len(batch.tasks) for batch in batches) == len(browser.app.shops)
