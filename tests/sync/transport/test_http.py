"""Whatever comes back over a real socket is read within bounds, or given up as lost."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import httpx
import pytest

from sync.marketplace import FormPart, Lost, Request, Unavailable
from sync.transport.http import AnswerBounds, HttpClient

MIB = 2**20
BOUNDS = AnswerBounds(body_bytes=MIB, whole_s=0.6)
TLS = ssl.create_default_context()

Serve = Callable[[asyncio.StreamWriter], Awaitable[None]]


def head(*headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode()


def whole(body: bytes, *headers: str) -> Serve:
    async def serve(writer: asyncio.StreamWriter) -> None:
        writer.write(head(f"Content-Length: {len(body)}", *headers) + body)

    return serve


@asynccontextmanager
async def marketplace(serve: Serve) -> AsyncIterator[str]:
    """Answer every call alike, until the block ends."""
    calls = set[asyncio.Task[None] | None]()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.add(asyncio.current_task())
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await serve(writer)
            await writer.drain()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async with await asyncio.start_server(connected, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/shop"
    await asyncio.gather(*filter(None, calls))


async def sent(serve: Serve) -> bytes | Lost:
    async with marketplace(serve) as url, HttpClient(TLS, bounds=BOUNDS) as http:
        try:
            return (await http.send(Request(method="GET", url=url))).content
        except Lost as error:
            return error


async def asked(serve: Serve) -> bytes:
    found = await sent(serve)
    assert isinstance(found, bytes), found.problem
    return found


async def lost(serve: Serve) -> str:
    found = await sent(serve)
    assert isinstance(found, Lost)
    assert {"host", "path"} <= found.problem.values.keys()
    return found.problem.code


@pytest.mark.parametrize(
    ("packed", "headers"),
    [
        (b'{"a": 1}', ()),
        (b'{"a": 1}', ("Content-Encoding: identity",)),
        (gzip.compress(b'{"a": 1}', mtime=0), ("Content-Encoding: gzip",)),
        (zlib.compress(b'{"a": 1}'), ("Content-Encoding: deflate",)),
    ],
)
async def test_an_answer_within_the_bounds_is_read_whole(
    packed: bytes, headers: tuple[str, ...]
) -> None:
    assert await asked(whole(packed, *headers)) == b'{"a": 1}'


async def test_an_empty_answer_is_empty_even_where_it_says_that_it_is_packed() -> None:
    assert await asked(whole(b"", "Content-Encoding: gzip")) == b""


async def test_exactly_as_much_as_the_bound_is_read() -> None:
    most = b"x" * MIB
    assert await asked(whole(most)) == most
    assert await asked(whole(gzip.compress(most), "Content-Encoding: gzip")) == most
    assert await lost(whole(most + b"x")) == "answer_too_long"
    assert await lost(whole(gzip.compress(most + b"x"), "Content-Encoding: gzip")) == (
        "answer_too_long"
    )


async def test_a_bomb_is_never_unpacked() -> None:
    bomb = gzip.compress(bytes(200 * MIB), compresslevel=1)
    tracemalloc.start()
    try:
        assert await lost(whole(bomb, "Content-Encoding: gzip")) == "answer_too_long"
        assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    finally:
        tracemalloc.stop()


async def test_what_is_packed_twice_or_in_a_way_unknown_is_not_unpacked() -> None:
    twice = gzip.compress(gzip.compress(bytes(MIB)))
    assert await lost(whole(twice, "Content-Encoding: gzip, gzip")) == "answer_lost"
    assert await lost(whole(b"x", "Content-Encoding: br")) == "answer_lost"
    assert await lost(whole(b"no gzip", "Content-Encoding: gzip")) == "answer_lost"


async def test_a_body_without_an_end_is_left() -> None:
    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(head("Transfer-Encoding: chunked"))
        while not writer.is_closing():
            writer.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")
            await writer.drain()

    assert await lost(pour) == "answer_too_long"


@pytest.mark.parametrize("first", [head("Content-Length: 1000"), b"HTTP/1.1 200 OK\r\nX-A: "])
async def test_a_byte_now_and_then_does_not_hold_us_for_ever(first: bytes) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while not writer.is_closing():
            await asyncio.sleep(0.05)
            writer.write(b"x")
            await writer.drain()

    began = asyncio.get_running_loop().time()
    assert await lost(drip) == "answer_too_slow"
    assert asyncio.get_running_loop().time() - began < 30


async def test_half_an_answer_is_lost_and_a_closed_door_is_not() -> None:
    async def half(writer: asyncio.StreamWriter) -> None:
        writer.write(head("Content-Length: 10") + b"12345")

    assert await lost(half) == "answer_lost"
    async with HttpClient(TLS, bounds=BOUNDS) as http:
        with pytest.raises(Unavailable) as error:
            await http.send(Request(method="GET", url="http://127.0.0.1:1/shop"))
    assert error.value.problem.code == "unreachable"


def test_what_carries_a_picture_may_take_longer() -> None:
    bare = Request(method="POST", url="http://a/shop", content=b"x")
    picture = FormPart("file", "a.jpg", bytes(5 * MIB), "image/jpeg")
    assert AnswerBounds().deadline_s(bare) < 61
    assert AnswerBounds().deadline_s(replace(bare, parts=(picture,))) > 200


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("http://127.0.0.1:99999/", "t"),
        ("https://xn--/", "t"),
        ("https://a.example/\n", "t"),
        ("http://[::1/", "t"),
        ("http://127.0.0.1:1/", "tốt"),
        ("http://127.0.0.1:1/", "a\r\nCookie: b"),
    ],
)
async def test_what_cannot_be_sent_is_told_and_breaks_nothing_off(url: str, token: str) -> None:
    async with HttpClient(TLS, bounds=BOUNDS) as http:
        with pytest.raises(Unavailable) as error:
            await http.send(Request(method="GET", url=url, headers={"Authorization": token}))
    assert token not in repr(error.value.problem.values) or token == "t"
    assert error.value.problem.code == "unreachable"


@pytest.mark.parametrize("url", ["http://shop.vn/a", "http://shop.vn/á b/", "http://shop.vn/a?x=1"])
@pytest.mark.parametrize(
    "query",
    [
        (),
        (("sku", "MẬT ONG"), ("time", "2026-12-01T08:00:00+07:00")),
        (("a", "1"), ("b", "%2F&=;#?"), ("a", "2"), ("none", "")),
    ],
)
def test_an_address_is_what_httpx_would_make_of_it(
    url: str, query: tuple[tuple[str, str], ...]
) -> None:
    """What was signed must be what is sent, to the byte."""
    client = HttpClient()
    sent = client._native(Request(method="GET", url=url, query=query))
    params = httpx.QueryParams(list(query))
    assert sent.url == httpx.Request("GET", url, params=params).url
