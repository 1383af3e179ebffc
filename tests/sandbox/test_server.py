from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.push_delivery import HttpPush, PushDelivery, PushSettings
from sandbox.server import EPHEMERAL, PortTaken, discover, serving
from sandbox.shopee import replica
from sandbox.state_file import UnreadableState
from sandbox.woocommerce.webhooks import NEVER_AGAIN
from tests.sandbox.conftest import Shopee

if TYPE_CHECKING:
    from pathlib import Path

INFO = "/api/v2/shop/get_shop_info"


def test_replicas_are_found_by_their_entry_point() -> None:
    assert replica in discover()


async def test_everything_survives_a_restart_from_the_state_file(tmp_path: Path) -> None:
    kept = tmp_path / "deep" / "sandbox.json"
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        first = Shopee(http, found["shopee"])
        await first.turn(min_gap_s=0, price_ratio=9)
        item_id, models = await first.with_models(item_status="NORMAL")
        await first.operate(
            "POST",
            "/orders",
            {"shop": first.shop, "lines": [{"sku": "OCOP-TOMKHO-200", "quantity": 2}]},
        )
        renewed = await first.post_public(
            "/api/v2/auth/access_token/get",
            refresh_token=first.refresh_token,
            partner_id=int(first.key),
            shop_id=int(first.shop),
        )
        await first.advance(5)
        before = await first.state()
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        second = Shopee(http, found["shopee"])
        assert await second.state() == before
        assert second.token == renewed["access_token"]
        assert second.refresh_token == renewed["refresh_token"]
        assert (await second.operate("GET", "/clock"))["offset_s"] == pytest.approx(5)
        assert (await second.operate("GET", "/knobs"))["price_ratio"] == 9
        read = await second.models(item_id)
        assert {sku: model["model_id"] for sku, model in read.items()} == models
        assert await second.add("KHAC") > item_id


async def test_the_state_file_is_written_while_the_replica_runs(tmp_path: Path) -> None:
    kept = tmp_path / "sandbox.json"
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        await Shopee(http, found["shopee"]).add()
        async with asyncio.timeout(60):
            while not kept.exists() or "OCOP-TOMKHO" not in kept.read_text(encoding="utf-8"):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        shops = json.loads(kept.read_text(encoding="utf-8"))["shopee"]["platform"]["shops"]
        (item,) = shops["227000001"]["items"].values()
        assert item["content"]["item_sku"] == "OCOP-TOMKHO"


@pytest.mark.parametrize("content", ["", "[]", '{"shopee": {}}', '{"shopee": {"knobs": 1}}'])
async def test_a_state_file_that_is_none_is_named(tmp_path: Path, content: str) -> None:
    kept = tmp_path / "sandbox.json"
    kept.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableState, match=r"sandbox\.json"):
        async with serving([replica], EPHEMERAL, kept):
            pass


async def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            async with serving([replica], port - replica.port_offset):
                pass
    assert (refused.value.name, refused.value.port) == ("shopee", port)


async def test_a_stalled_call_does_not_hold_up_the_end() -> None:
    async with httpx.AsyncClient() as http:
        async with serving([replica], EPHEMERAL) as found:
            shopee = Shopee(http, found["shopee"])
            await shopee.operate("POST", "/faults", {"kind": "stall", "seconds": 60})
            waiting = asyncio.create_task(shopee.get(INFO))
            await asyncio.sleep(0.1)
            started = time.monotonic()
        assert time.monotonic() - started < 30
        with pytest.raises(httpx.TransportError):
            await waiting


def test_a_replica_runs_in_a_thread_of_its_own() -> None:
    ready: threading.Event = threading.Event()
    urls: list[str] = []

    async def serve(done: asyncio.Event) -> None:
        async with serving([replica], EPHEMERAL) as found:
            urls.append(found["shopee"]["url"])
            ready.set()
            await done.wait()

    with asyncio.Runner() as runner:
        loop, done = runner.get_loop(), asyncio.Event()
        thread = threading.Thread(target=lambda: runner.run(serve(done)))
        thread.start()
        assert ready.wait(60)
        assert httpx.get(urls[0] + INFO).json()["error"] == "error_param"
        loop.call_soon_threadsafe(done.set)
        thread.join(5)
    assert not thread.is_alive()


async def test_a_delivery_told_to_end_just_as_its_answer_comes_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = asyncio.get_running_loop().create_future()
    monkeypatch.setattr(asyncio, "to_thread", lambda *_: answer)
    delivery = PushDelivery(Clock(), PushSettings(), NEVER_AGAIN)
    delivering = asyncio.create_task(delivery.post(HttpPush("http://127.0.0.1:9/", b"", {})))
    await asyncio.sleep(0)
    answer.set_result((200, b""))
    delivering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await delivering
