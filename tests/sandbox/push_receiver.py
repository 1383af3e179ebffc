"""A seller's own address: it keeps what is pushed to it, and answers as told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

NEVER_S = 60


@dataclass(frozen=True)
class Delivery:
    """One push as it came."""

    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.body)


@dataclass
class PushReceiver:
    """The address, what came, and what it answers."""

    url: str = ""
    status: int = 200
    answer: Callable[[Any], object] | None = None  # the JSON answered to a push, none: no body
    deliveries: list[Delivery] = field(default_factory=list)

    @property
    def bodies(self) -> list[Any]:
        return [each.content for each in self.deliveries]

    @property
    def came(self) -> list[tuple[str, bytes]]:
        """The header that signs, and the raw body."""
        return [(each.headers.get("authorization", ""), each.body) for each in self.deliveries]

    async def hold(self, number: int) -> None:
        """Wait until so many came, and a moment longer: there must not be more."""
        async with asyncio.timeout(NEVER_S):
            while len(self.deliveries) < number:  # noqa: ASYNC110  # they come from another thread
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.07)
        assert len(self.deliveries) == number

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.split(": ", 1) for line in head.split("\r\n")[1:] if line]
        headers = {name.lower(): value for name, value in lines}
        push = Delivery(headers, await reader.readexactly(int(headers["content-length"])))
        self.deliveries.append(push)
        answered = None if self.answer is None else self.answer(push.content)
        body = b"" if answered is None else json.dumps(answered).encode()
        status = 200 if answered else self.status
        writer.write(b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def receiving() -> AsyncIterator[PushReceiver]:
    """Listen on a free port of this machine."""
    receiver = PushReceiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    async with server:
        yield receiver
