"""The address that platforms push to: it verifies, answers at once, and only wakes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sync.marketplace import Forged, Push, Signal
from sync.model import ShopName
from sync.service.listener import LIMITS
from sync.service.push_server import PushReceiver, SeenPushes, SignalDispatcher, endpoint

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SHOP = ShopName("dat-mui")


def parse(push: Push) -> Sequence[Signal]:
    """A platform whose signature is its secret, and whose body is an identity and an age."""
    if push.headers.get("authorization") != push.secret:
        raise Forged
    account, identity, age_s = push.body.decode().split()
    at = NOW - timedelta(seconds=int(age_s))
    return [Signal(account=account, matter="orders", identity=identity, at=at)]


class Desk:
    """The endpoint, and who it woke."""

    def __init__(self) -> None:
        self.woken: list[ShopName] = []
        self.receiver = receiver = PushReceiver(
            url="https://union.example/p",
            key="k",
            secrets=["old", "s"],
            parse=parse,
            shops={"77": SHOP},
        )
        dispatcher = SignalDispatcher(lambda shop, _signal: self.woken.append(shop))
        app = endpoint({"union": receiver}, dispatcher, lambda: NOW)
        transport = httpx.ASGITransport(app)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://union.example")

    async def push(self, body: str, secret: str = "s", app: str = "union") -> int:
        answer = await self.client.post(
            f"/push/{app}", content=body, headers={"Authorization": secret}
        )
        assert answer.content == b"" or answer.status_code == 404
        return answer.status_code


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    async with desk.client:
        yield desk


async def test_a_signed_push_wakes_its_shop(desk: Desk) -> None:
    assert await desk.push("77 a 1") == 200
    assert desk.woken == [SHOP]


async def test_a_forged_push_wakes_nobody(desk: Desk) -> None:
    assert await desk.push("77 a 1", secret="x") == 401
    assert desk.woken == []


async def test_once_a_platform_made_a_secret_those_before_are_good_no_more(desk: Desk) -> None:
    desk.receiver.made[SHOP] = "first"
    assert [await desk.push("77 a 1", secret=each) for each in ("old", "s", "first")] == [
        401,
        401,
        200,
    ]
    desk.receiver.made[SHOP] = "second"
    assert [await desk.push("77 b 1", secret=each) for each in ("first", "second")] == [401, 200]


async def test_a_push_sent_again_wakes_once(desk: Desk) -> None:
    assert [await desk.push("77 a 1") for _ in range(3)] == [200, 200, 200]
    assert desk.woken == [SHOP]


async def test_a_stale_push_is_taken_and_wakes_nobody(desk: Desk) -> None:
    assert await desk.push(f"77 a {14 * 3600}") == 200
    assert desk.woken == []


async def test_a_push_for_another_account_wakes_nobody(desk: Desk) -> None:
    assert await desk.push("78 a 1") == 200
    assert desk.woken == []


async def test_an_unknown_app_is_not_found(desk: Desk) -> None:
    assert await desk.push("77 a 1", app="nobody") == 404


async def test_a_body_without_end_is_cut_off(desk: Desk) -> None:
    assert await desk.push("x" * (LIMITS.body_bytes + 1)) == 413
    assert desk.woken == []


def test_only_so_many_identities_are_remembered() -> None:
    seen = SeenPushes(most=2)
    assert [seen.is_new(each) for each in "abca"] == [True, True, True, True]
    assert not seen.is_new("a")
