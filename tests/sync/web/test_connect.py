"""A shop is connected on the page: to the platform's consent page, and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from sandbox.server import EPHEMERAL, serving
from sandbox.shopee import replica as shopee
from sync.cli.init import copied
from sync.model import ShopName
from sync.model.people import Role, Viewer
from sync.web import jobs
from sync.web.granting import GOOD_FOR, answer_in, shop_of_state, state_for
from tests.sync.web.conftest import ADDRESS, SHIPPED, Browser, browser_over

SECRET = "shpk4f434f502d73616e64626f782d746573742d6b65792d30303031"
NOW = datetime(2026, 11, 15, tzinfo=UTC)
SHOP = ShopName("gian hàng mới")
PAGE = f"/shops/{SHOP}/connect"


@pytest.fixture
async def unconnected(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser over one shop on a replica, which no token opens yet."""
    async with serving([shopee], EPHEMERAL) as credentials:
        config = tmp_path / "config"
        copied(SHIPPED.parent / "sync/cli/first_config", config)
        (config / "shops.yaml").write_text(
            f"apps:\n  a: {{platform: shopee, key: '1234567', secret: {SECRET}}}\nshops:\n"
            f"  - {{name: {SHOP}, app: a, account: '227000001',"
            f" sandbox: '{credentials['shopee']['url']}'}}\n",
            encoding="utf-8",
        )
        async with browser_over(config, tmp_path / "home") as found:
            yield found


async def consent(browser: Browser) -> dict[str, str]:
    """Be the seller who says yes: what the platform then sends the browser back with."""
    leads = await browser.http.get(f"{PAGE}/go")
    assert leads.status_code == 303
    async with httpx.AsyncClient() as seller:
        back = (await seller.get(leads.headers["location"])).headers["location"]
    assert back.startswith(f"{ADDRESS}/shops/connected?")
    return dict(parse_qsl(urlsplit(back).query))


async def opens(browser: Browser) -> bool:
    return await browser.app.store.tokens.get(SHOP) is not None


async def test_a_seller_consents_and_the_shop_is_connected(unconnected: Browser) -> None:
    back = await consent(unconnected)
    session = dict(unconnected.http.cookies)
    unconnected.http.cookies.clear()  # a browser that comes from elsewhere sends none
    greeted = await unconnected.http.get("/shops/connected", params=back)
    assert (greeted.status_code, back["code"] in greeted.text) == (200, True)
    assert not await opens(unconnected)
    unconnected.http.cookies.update(session)
    done = await unconnected.send("/shops/connected", code=back["code"], state=back["state"])
    assert "Đã nối gian hàng" in await unconnected.words(done.headers["location"])
    assert await opens(unconnected)
    (noted, *_) = await unconnected.app.store.decisions.entries(SHOP)
    assert (noted.verdict, noted.origin) == ("connect", "page 127.0.0.1")
    again = await unconnected.send("/shops/connected", code=back["code"], state=back["state"])
    refused = await unconnected.http.get(again.headers["location"])
    assert "Sàn không nhận mã này" in refused.text
    assert await opens(unconnected)


async def test_what_was_asked_for_in_another_session_connects_nothing(
    unconnected: Browser,
) -> None:
    """An attacker's own consent, sent to somebody who is signed in, must not bind their shop."""
    back = await consent(unconnected)
    await unconnected.sign_in()
    for state in (back["state"], back["state"][:-1], "", "a.b.c.d", "." * 900, "1.2.ä"):
        answer = await unconnected.send("/shops/connected", code=back["code"], state=state)
        assert answer.status_code == 400, state
    assert not await opens(unconnected)
    assert unconnected.faults == []


async def test_only_who_may_connect_finishes_what_somebody_began(unconnected: Browser) -> None:
    await unconnected.become(Viewer(name="Lan", role=Role.OWNER))
    back = await consent(unconnected)
    await unconnected.app.store.users.add(
        Viewer(name="Minh", role=Role.OWNER), None, datetime.now(UTC)
    )
    await unconnected.app.store.users.change(Viewer(name="Lan", role=Role.VIEWER))
    answer = await unconnected.send("/shops/connected", code=back["code"], state=back["state"])
    assert answer.status_code == 403
    assert not await opens(unconnected)


async def test_an_address_that_was_copied_whole_is_as_good_as_its_code(
    unconnected: Browser,
) -> None:
    back = await consent(unconnected)
    address = f"https://elsewhere.example/?code={back['code']}&shop_id=227000001"
    strange = await unconnected.send(PAGE, code=address)
    assert "không được xin" in strange.text
    assert not await opens(unconnected)
    address += f"&state={back['state']}"
    done = await unconnected.send(PAGE, code=address)
    assert "Đã nối gian hàng" in await unconnected.words(done.headers["location"])
    assert answer_in(" abc ") == ("abc", None)
    assert answer_in("https://[x?code=1") == ("", "")
    nothing = await unconnected.send(PAGE, code="https://elsewhere.example/?shop_id=1")
    assert "không có mã" in nothing.text


async def test_a_refusal_is_said_and_no_button_offered(unconnected: Browser) -> None:
    for query in ("error=auth_denied&code=null", "", "code="):
        answer = await unconnected.http.get(f"/shops/connected?{query}")
        assert (answer.status_code, "chưa ai bấm đồng ý" in answer.text) == (400, True)


async def test_a_slow_platform_keeps_nobody_waiting_and_nothing_is_lost(
    unconnected: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = await consent(unconnected)
    real, answers = unconnected.app.connect, asyncio.Event()

    async def slowly(shop: ShopName, code: str) -> datetime | None:
        await answers.wait()
        return await real(shop, code)

    monkeypatch.setattr(unconnected.app, "connect", slowly)
    monkeypatch.setattr(jobs, "PATIENCE_S", 0.05)
    done = await unconnected.send("/shops/connected", code=back["code"], state=back["state"])
    assert "Đang hỏi sàn" in await unconnected.words(done.headers["location"])
    answers.set()
    job = unconnected.context.jobs.of("connect", SHOP)
    assert job is not None
    async with asyncio.timeout(60):
        await job.ended.wait()
    assert await opens(unconnected)
    assert "Đã nối gian hàng" in await unconnected.words(PAGE)


def test_a_state_is_good_in_its_own_session_for_a_while() -> None:
    state = state_for("một", SHOP, NOW)
    assert state != state_for("một", SHOP, NOW)
    assert shop_of_state(state, "một", NOW + GOOD_FOR - timedelta(seconds=1)) == SHOP
    assert shop_of_state(state, "một", NOW + GOOD_FOR + timedelta(seconds=1)) is None
    assert shop_of_state(state, "hai", NOW) is None
    nonce, ends, name, seal = state.split(".")
    for forged in (f"{nonce}.{int(ends) + 1}.{name}.{seal}", f"{nonce}.{ends}.eA.{seal}"):
        assert shop_of_state(forged, "một", NOW) is None
    assert set(parse_qs("state=" + state)["state"]) == {state}
