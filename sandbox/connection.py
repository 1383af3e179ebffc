"""Connections that can really break: reset, or closed in the middle of an answer."""

from __future__ import annotations

import socket
import struct
import sys
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Receive, Scope, Send

    from sandbox.replica import Answer

TRANSPORT = "sandbox.transport"


class BreakableProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with the transport shown to the app so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        raw = transport.get_extra_info("socket")
        # Without it Nagle and the client's delayed ACK cost 40 ms a call.
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        served = self.app

        async def app(scope: Any, receive: Any, send: Any) -> None:
            scope[TRANSPORT] = transport
            await served(scope, receive, send)

        self.app = app


async def reset(scope: Scope, receive: Receive) -> None:
    """Drop the connection with a TCP reset: the client never learns what happened."""
    transport = scope[TRANSPORT]
    raw = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
    transport.abort()
    await _until_gone(receive)


async def truncate(scope: Scope, receive: Receive, send: Send, answer: Answer) -> None:
    """Promise the whole answer, send half of it, hang up."""
    half = answer.body[: len(answer.body) // 2]
    headers = [
        (b"content-type", answer.media_type.encode()),
        (b"content-length", str(len(answer.body)).encode()),
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": half, "more_body": True})
    scope[TRANSPORT].close()
    await _until_gone(receive)


async def _until_gone(receive: Receive) -> None:
    """Wait until uvicorn has noticed, or it would try to answer on a dead line."""
    message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()


_LINGER_NOT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
