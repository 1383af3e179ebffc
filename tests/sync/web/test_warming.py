"""What the first who looks would wait for is made ready behind their back."""

from __future__ import annotations

import pytest

from sync.app import App
from sync.model import Problem
from sync.store import StoreUnavailable
from sync.web import rendering, warming
from sync.web.standing import Looks
from sync.web.warming import warm, warmed
from tests.sync.web.conftest import Browser


async def test_every_template_is_compiled_and_the_standing_seen_before_anybody_asks(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "REST_S", 0)
    rendering._templates.cache_clear()
    looks = Looks()
    await warm(browser.context, looks)
    compiled = rendering._templates().cache
    assert compiled is not None
    assert {name for _, name in compiled} == set(rendering.template_names())
    monkeypatch.setattr(App, "standing", None)  # nobody asks again
    assert (await looks.seen(browser.context)).standing.shops
    assert browser.faults == []


@pytest.mark.parametrize("silent", [True, False])
async def test_what_cannot_be_made_ready_is_told_and_stops_no_page(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, *, silent: bool
) -> None:
    error = StoreUnavailable(Problem(code="store_unreachable")) if silent else ValueError("broken")

    async def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(warming, "_in_order", list)
    monkeypatch.setattr(Looks, "seen", fails)
    await warm(browser.context, Looks())
    assert browser.faults == ([] if silent else [error])


async def test_it_ends_with_the_page(browser: Browser) -> None:
    async with warmed(browser.context, Looks()):
        pass
    assert browser.faults == []
