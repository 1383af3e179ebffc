"""The owner's consent, keys that were copied, and what the shop pushes."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.woocommerce import consent, marketplace
from adapters.woocommerce.access import parse_push
from adapters.woocommerce.consent import MOST_VISITORS, exchange, keys_of
from sandbox.woocommerce.orders import DECOY
from sandbox.woocommerce.settings import KEY, OPERATOR_PASSWORD, SECRET
from sync.marketplace import (
    Connection,
    Forged,
    Login,
    LoginExpired,
    Push,
    PushRegistration,
    Rejected,
)
from sync.model import ShopName
from tests.adapters.woocommerce.conftest import WooStall, plain

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def granted(shop: WooStall, folder: Path) -> Any:
    """The shop before anybody has given us keys."""
    connection = Connection(
        shop=ShopName("web"),
        host=shop.stall.credentials["url"],
        key="consent",
        secret="any",
        account="web",
        folder=folder,
    )
    return marketplace.open(connection, None)  # type: ignore[arg-type]  # nothing is called


async def test_the_owner_says_yes_and_the_shop_itself_brings_the_keys(
    shop: WooStall, tmp_path: Path
) -> None:
    port = free_port()
    market = granted(shop, tmp_path / "exchange")
    assert isinstance(market, Login)
    address = market.authorize_url("https://htx.example/woo", "web")
    await shop.turn(outer_web=f"http://127.0.0.1:{port}")
    waiting = asyncio.create_task(market.exchange(f"127.0.0.1:{port}"))
    await listened(port)
    forged = {"user_id": "web", "consumer_key": "ck_x", "consumer_secret": "cs_x"}
    assert (await post(port, forged)).startswith(b"HTTP/1.1 401")
    form = {"password": OPERATOR_PASSWORD, "decision": "approve"}
    page = await shop.stall.operator.http.post(address, data=form)
    assert page.status_code == 302, page.text
    tokens = await waiting
    name, _, secret = tokens.access.partition(":")
    assert name.startswith("ck_")
    assert tokens.refresh == secret  # so that it is covered wherever it turns up
    assert tokens.open_until is None  # until the owner deletes the key
    assert parse_qs(urlsplit(page.headers["location"]).query)["success"] == ["1"]
    with pytest.raises(LoginExpired):
        await market.exchange(f"127.0.0.1:{port}")  # the word was good once


async def test_callers_who_say_nothing_keep_nobody_out(
    shop: WooStall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consent, "VISIT_S", 0.2)
    port, market = free_port(), granted(shop, tmp_path / "exchange")
    address = market.authorize_url("https://htx.example/woo", "web")
    word = parse_qs(urlsplit(address).query)["user_id"][0]
    waiting = asyncio.create_task(market.exchange(f"127.0.0.1:{port}"))
    await listened(port)
    silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST_VISITORS + 8)]
    assert await all_over(silent[:8])  # who came first makes room
    keys = {"consumer_key": KEY, "consumer_secret": SECRET, "key_permissions": "read_write"}
    assert (await post(port, {"user_id": word, **keys})).startswith(b"HTTP/1.1 200")
    async with asyncio.timeout(60):
        assert (await waiting).access == f"{KEY}:{SECRET}"
    assert await all_over(silent[8:])


async def listened(port: int) -> None:
    """Wait until somebody listens there."""
    async with asyncio.timeout(60):
        while True:
            with suppress(ConnectionError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.01)


async def all_over(silent: Sequence[tuple[asyncio.StreamReader, asyncio.StreamWriter]]) -> bool:
    """Whether all of these connections were ended by the other side."""
    for reader, writer in silent:
        with suppress(ConnectionError):
            async with asyncio.timeout(60):
                assert await reader.read() == b""
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    return True


async def post(port: int, body: object) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content = json.dumps(body).encode()
    writer.write(b"POST /woo HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(content) + content)
    answer = await reader.read()
    writer.close()
    return answer


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


async def test_a_callback_that_is_not_heard_leaves_no_key_behind(shop: WooStall) -> None:
    await shop.turn(outer_web=f"http://127.0.0.1:{free_port()}")
    url = f"{shop.stall.credentials['url']}/wc-auth/v1/authorize"
    query = {
        "app_name": "OCOP Sync", "scope": "read_write", "user_id": "x",
        "return_url": "https://a.example/", "callback_url": "https://a.example/",
    }  # fmt: skip
    form = {"password": OPERATOR_PASSWORD, "decision": "approve"}
    page = await shop.stall.operator.http.post(url, params=query, data=form)
    assert page.status_code == 401
    assert "unable to send" in page.text


@pytest.mark.parametrize(
    ("changes", "taken"),
    [({}, KEY), ({"user_id": "another"}, None), ({"key_permissions": "read"}, None)],
)
def test_keys_are_taken_with_the_right_word_and_the_right_to_write(
    changes: dict[str, str], taken: str | None
) -> None:
    told = {
        "user_id": "word", "consumer_key": KEY, "consumer_secret": SECRET,
        "key_permissions": "read_write",
    } | changes  # fmt: skip
    keys = keys_of(json.dumps(told).encode(), "word")
    assert (keys and keys.name) == taken
    assert keys_of(json.dumps(told | {"user_id": ""}).encode(), "") is None


async def test_keys_that_were_copied_are_kept_as_they_are() -> None:
    tokens = await exchange(f"{KEY}:{SECRET}", None, NOW)
    assert tokens.access == f"{KEY}:{SECRET}"
    for wrong in ("ck_alone", "abc", ":1"):
        with pytest.raises(LoginExpired):
            await exchange(wrong, None, NOW)


def test_the_consent_page_needs_an_address_that_the_shop_can_reach(
    shop: WooStall, tmp_path: Path
) -> None:
    with pytest.raises(Rejected):
        granted(shop, tmp_path).authorize_url("http://127.0.0.1/woo", "web")


def push(body: bytes, secret: str = "s" * 20, **headers: str) -> Push:
    made = base64.b64encode(hmac.new(b"s" * 20, body, hashlib.sha256).digest()).decode()
    told = {
        "content-type": "application/json",
        "x-wc-webhook-signature": made,
        "x-wc-webhook-topic": "order.updated",
    }
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Push(url="", headers=told, body=body, key="", secret=secret, received_at=NOW)


def test_a_push_names_the_order_and_says_nothing_of_its_buyer() -> None:
    body = json.dumps({"id": 41, "billing": {"phone": DECOY}}).encode()
    (signal,) = parse_push(push(body))
    assert (signal.matter, signal.reference) == ("orders", "41")
    assert DECOY not in repr(signal)
    (again,) = parse_push(push(body))
    assert again.identity == signal.identity
    (later,) = parse_push(push(body + b" "))
    assert later.identity != signal.identity  # of one second both bear one Delivery-ID


def test_a_push_that_is_signed_otherwise_is_forged_and_an_unsigned_ping_says_nothing() -> None:
    with pytest.raises(Forged):
        parse_push(push(b"{}", secret="another"))
    with pytest.raises(Forged):
        parse_push(push(b"{}", secret=""))
    form = "application/x-www-form-urlencoded"
    assert parse_push(push(b"webhook_id=3", content_type=form)) == ()
    assert parse_push(push(b"{}", x_wc_webhook_topic="coupon.created")) == ()


class _Hears(BaseHTTPRequestHandler):
    heard: list[Push]
    status: list[int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.heard.append(Push(url="", headers=headers, body=body, key="", received_at=NOW))
        self.send_response(self.status[0])
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def listening() -> Iterator[tuple[str, type[_Hears]]]:
    hears = type("Hears", (_Hears,), {"heard": [], "status": [200]})
    server = ThreadingHTTPServer(("127.0.0.1", 0), hears)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/push/web", hears
    finally:
        server.shutdown()
        server.server_close()


async def heard(hears: type[_Hears], count: int) -> None:
    for _ in range(200):
        if len(hears.heard) >= count:
            return
        await asyncio.sleep(0.05)


async def states_of(shop: WooStall) -> dict[str, str]:
    return {one["topic"]: one["status"] for one in await shop.owner("GET", "webhooks")}


async def test_webhooks_are_made_once_wake_again_and_what_they_lose_is_polled(
    shop: WooStall,
) -> None:
    stall, market = shop.stall, shop.stall.market
    assert isinstance(market, PushRegistration)
    stall.sell([plain()])
    assert (await stall.round()).true
    with listening() as (url, hears):
        await market.register(url)
        secret = await market.register(url)  # again, as after a restart
        made = await shop.owner("GET", "webhooks?per_page=100")
        assert len(made) == 5
        order = await stall.buyer_orders(plain().variants[0].sku)
        await heard(hears, 11)
        pings = [one for one in hears.heard if not one.headers.get("x-wc-webhook-topic")]
        assert pings
        assert all(parse_push(one) == () for one in pings)
        signed = [one for one in hears.heard if one.headers.get("x-wc-webhook-topic")]
        signals = [s for one in signed for s in parse_push(replace(one, secret=secret or ""))]
        assert order in {signal.reference for signal in signals}
        hears.status[0] = 500
        for step in range(7):
            before = len(hears.heard)
            await shop.owner(
                "PUT", f"orders/{order}", {"status": ("completed", "processing")[step % 2]}
            )
            await heard(hears, before + 1)
        for _ in range(200):  # what is sent and heard is counted a moment later
            if (await states_of(shop))["order.updated"] == "disabled":
                break
            await asyncio.sleep(0.05)
        else:
            pytest.fail("still active")
        await market.missed()
        assert set((await states_of(shop)).values()) == {"active"}
    await stall.advance(60)
    assert (await stall.round()).plan.changes == ()  # what nobody heard of was polled
