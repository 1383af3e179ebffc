"""A shop that key and secret open: no token needs to be granted, or written anywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from adapters.partner.access import parse_push, reply, tokens_of
from adapters.partner.endpoints import TOKEN
from adapters.partner.signing import sign
from sync.marketplace import Login, Rejected
from sync.model import Change
from sync.service.push_server import PushReceiver, SignalDispatcher, endpoint
from tests.adapters.partner.test_fuzz import good, opened
from tests.adapters.spoiling import ScriptedLine
from tests.conformance.stall import Stall, stall_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of("postmart", tmp_path) as opened:
        opened.shop_has(access_token=None, refresh_token=None)
        yield opened


async def test_key_and_secret_alone_open_the_shop_and_one_token_serves_many_rounds(
    stall: Stall,
) -> None:
    assert (await stall.round()).true
    await stall.reviewed()
    stall.reopen()
    assert (await stall.round()).true
    calls = (await stall.ask("GET", "calls"))["calls"]
    granted = [call["count"] for call in calls if call["endpoint"].endswith("/auth/token")]
    assert granted == [1]


async def test_a_revoked_connection_is_told_and_changes_nothing(stall: Stall) -> None:
    await stall.ask("POST", "knobs", {"connection_revoked": True})
    report = await stall.round()
    assert not report.plan.complete
    assert "authorization_ended" in {problem.code for problem in report.problems}
    assert await stall.remote() == []


@pytest.mark.parametrize("absurd", [{"expires_in": 10**15}, {"expires_in": None}, {"at": "x"}])
def test_a_token_whose_life_is_absurd_is_used_all_the_same(absurd: Any) -> None:
    answer = orjson.loads(good()[TOKEN])
    answer["data"].update(absurd)
    answer["server_time"] = absurd.get("at") or "9999-12-31T23:59:59+00:00"
    tokens = tokens_of(answer, NOW)
    assert tokens.access == answer["data"]["access_token"]
    assert timedelta(0) < tokens.access_expires_at - NOW <= timedelta(days=1)


@pytest.mark.parametrize(
    ("shop", "opens"), [({"code": "1"}, True), (None, True), ({"code": "2"}, False)]
)
async def test_a_token_that_opens_another_shop_is_not_used(shop: Any, *, opens: bool) -> None:
    answer = orjson.loads(good()[TOKEN])
    answer["data"]["shop"] = shop
    market = opened(ScriptedLine(good() | {TOKEN: orjson.dumps(answer)}))
    assert isinstance(market, Login)
    if opens:
        assert (await market.refresh("client_credentials")).access
        return
    with pytest.raises(Rejected) as refused:
        await market.refresh("client_credentials")
    assert refused.value.problem.code == "shop_not_granted"


async def test_nothing_is_granted_in_a_browser(stall: Stall) -> None:
    assert isinstance(stall.market, Login)
    with pytest.raises(Rejected):
        stall.market.authorize_url("https://htx.example", "state")


async def test_a_sale_between_reading_and_writing_is_never_overwritten(stall: Stall) -> None:
    """The stock goes by what was last read: who bought meanwhile is heard of first."""
    assert (await stall.round()).true
    await stall.reviewed()
    seen = (await stall.market.find([x async for x in stall.market.listings({})]))[0]
    offer = seen.offers[0]
    await stall.buyer_orders(offer.sku, 1)
    wanted = replace(seen, offers=(replace(offer, quantity=99), *seen.offers[1:]))
    change = Change(
        kind="restock", shop=seen.shop, code=seen.code, before=seen, after=wanted, sku=offer.sku
    )
    (outcome,) = await stall.market.apply([change])
    assert outcome.status == "failed"
    assert outcome.problem is not None
    assert outcome.problem.code == "stock_moved"


async def test_the_endpoint_answers_what_the_adapter_says() -> None:
    body = orjson.dumps({"event": "webhook.ping", "data": {"challenge": "c_83af"}})
    headers = {
        "X-Partner-Timestamp": str(int(NOW.timestamp())),
        "X-Partner-Signature": f"v1={sign('whsec', str(int(NOW.timestamp())), body)}",
    }
    receiver = PushReceiver(
        url="https://x", key="k", secrets=["whsec"], parse=parse_push, reply=reply, shops={}
    )
    transport = httpx.ASGITransport(
        endpoint({"p": receiver}, SignalDispatcher(lambda *_: None), lambda: NOW)
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        answer = await client.post("/push/p", content=body, headers=headers)
    assert orjson.loads(answer.content) == {"challenge": "c_83af"}
