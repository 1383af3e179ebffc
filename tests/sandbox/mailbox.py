"""A seller's own address: it keeps what is pushed to it, and answers as told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

NEVER_S = 10


@dataclass
class Mailbox:
    """Pushes as they came: the header that signs, and the raw body."""

    url: str = ""
    status: int = 200
    came: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(body) for _, body in self.came]

    async def hold(self, number: int) -> None:
        """Wait until so many came, and a moment longer: there must not be more."""
        async with asyncio.timeout(NEVER_S):
            while len(self.came) < number:  # noqa: ASYNC110  # they come from another thread
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.07)
        assert len(self.came) == number

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.split(": ", 1) for line in head.split("\r\n")[1:] if line]
        headers = {name.lower(): value for name, value in lines}
        body = await reader.readexactly(int(headers["content-length"]))
        self.came.append((headers.get("authorization", ""), body))
        writer.write(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % self.status)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def receiving() -> AsyncIterator[Mailbox]:
    mailbox = Mailbox()
    server = await asyncio.start_server(mailbox.serve, "127.0.0.1", 0)
    mailbox.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    async with server:
        yield mailbox
