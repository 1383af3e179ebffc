"""Strangers at the push address, over real sockets: they take little, and not for long."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.marketplace import Signal
from sync.model import ShopName
from sync.service.listener import ListenLimits, Seldom, is_loopback, listening
from sync.service.push_server import PushReceiver, SignalDispatcher, endpoint

LIMITS = ListenLimits(connections=20, deadline_s=0.4, body_bytes=1000)
SHOP = ShopName("dat-mui")
BEGUN = b"POST /push/app HTTP/1.1\r\nHost: a\r\nX-Slow: "
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Address:
    """The push address of one app, and how to reach it."""

    def __init__(self, port: int, woken: list[ShopName]) -> None:
        self.port, self.woken = port, woken

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Stream]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def push(self, body: bytes = b"evt") -> int:
        """A whole push; answers the status."""
        head = f"POST /push/app HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n"
        async with self.connection() as (reader, writer):
            writer.write(head.encode() + body)
            return await status(reader)


async def status(reader: asyncio.StreamReader) -> int:
    async with asyncio.timeout(60):
        return int((await reader.readuntil(b"\r\n\r\n")).split()[1])


async def is_dropped(reader: asyncio.StreamReader) -> bool:
    """Whether the other side hangs up without a word."""
    async with asyncio.timeout(60):
        try:
            return await reader.read() == b""
        except ConnectionError:
            return True


@pytest.fixture
def limits() -> ListenLimits:
    return LIMITS


@pytest.fixture
async def address(limits: ListenLimits) -> AsyncIterator[Address]:
    woken: list[ShopName] = []
    receiver = PushReceiver(
        url="http://a/push/app",
        key="k",
        secrets=["s"],
        parse=lambda push: [
            Signal(account="1", matter="orders", identity=push.body.decode(), at=None)
        ],
        shops={"1": SHOP},
    )
    dispatcher = SignalDispatcher(lambda shop, _: woken.append(shop))
    app = endpoint({"app": receiver}, dispatcher, lambda: datetime.now(UTC), limits)
    async with listening(app, "127.0.0.1", 0, limits) as port:
        yield Address(port, woken)


async def test_a_push_is_answered(address: Address) -> None:
    assert await address.push() == 200
    assert address.woken == [SHOP]


async def test_half_sent_heads_keep_no_push_out(address: Address) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(3 * LIMITS.connections):
            _, writer = await stack.enter_async_context(address.connection())
            writer.write(BEGUN)
        assert await address.push() == 200


@pytest.mark.parametrize("limits", [replace(LIMITS, deadline_s=600)])
async def test_the_first_of_too_many_connections_makes_room(address: Address) -> None:
    async with AsyncExitStack() as stack:
        streams = [
            await stack.enter_async_context(address.connection())
            for _ in range(LIMITS.connections + 5)
        ]
        assert all([await is_dropped(reader) for reader, _ in streams[:5]])


@pytest.mark.parametrize("sent", [b"", BEGUN])
async def test_who_does_not_finish_a_head_is_dropped(address: Address, sent: bytes) -> None:
    async with address.connection() as (reader, writer):
        writer.write(sent)
        assert await is_dropped(reader)


async def test_a_head_that_drips_is_dropped_as_well(address: Address) -> None:
    async with address.connection() as (reader, writer):

        async def drip() -> None:
            with suppress(ConnectionError):
                for byte in BEGUN * 100:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(0.05)

        dripping = asyncio.create_task(drip())
        assert await is_dropped(reader)
        dripping.cancel()


async def test_a_second_head_has_no_more_time_than_the_first(address: Address) -> None:
    async with address.connection() as (reader, writer):
        writer.write(b"POST /push/app HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1")
        assert await status(reader) == 200
        writer.write(BEGUN)
        assert await is_dropped(reader)


async def test_a_body_that_does_not_come_is_not_waited_for(address: Address) -> None:
    async with address.connection() as (reader, writer):
        writer.write(b"POST /push/app HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1")
        assert await status(reader) == 408
        assert await is_dropped(reader)


@pytest.mark.parametrize(
    "length",
    ["Content-Length: 1001", "Content-Length: 99999999999999", "Transfer-Encoding: chunked"],
)
async def test_a_body_that_is_too_long_is_not_read(address: Address, length: str) -> None:
    async with address.connection() as (reader, writer):
        writer.write(f"POST /push/app HTTP/1.1\r\nHost: a\r\n{length}\r\n\r\n".encode())
        if "chunked" in length:
            writer.write(b"3e9\r\n" + bytes(1001) + b"\r\n")
        assert await status(reader) == 413
        assert await is_dropped(reader)


def test_the_bounds_leave_files_for_everything_else() -> None:
    assert ListenLimits() == ListenLimits(connections=64, deadline_s=5, body_bytes=65_536)


def test_what_strangers_cause_is_logged_once_a_minute() -> None:
    seldom = Seldom()
    messages = ["socket.accept() out of system resource\nsocket: <fd 7>", "something else"] * 1000
    records = [logging.makeLogRecord({"name": "asyncio", "msg": each}) for each in messages]
    assert sum(map(seldom.filter, records)) == 2


def test_an_address_that_others_can_call_is_known() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "::1", "localhost"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.168.1.7", "shop.example"]))
