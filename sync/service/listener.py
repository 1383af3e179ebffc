"""Serves an application at one address, within bounds: whoever calls may be anybody.

Nobody has shown a signature yet when a connection is held, so connections are few (fewer than the
files that a process may open, or nothing else of the service could open one), and none is held for
long. Where there are too many, the one that came first makes room: a push is over in a moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final, cast

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger(__name__)
logging.getLogger("uvicorn.access").disabled = True  # who pushes what is nobody else's business

HEAD_BYTES: Final = 16 * 1024
BACKLOG: Final = 64  # asyncio logs as many errors at once where no file can be opened
LOG_EVERY_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class ListenLimits:
    """How much a stranger may take: connections in all, seconds for head and for body, bytes."""

    connections: int = 64
    deadline_s: float = 5.0
    body_bytes: int = 64 * 1024


LIMITS: Final = ListenLimits()


class AddressUnusable(Exception):
    """Nothing can listen there: the address is taken, or not of this machine."""

    def __init__(self, port: int, why: OSError) -> None:
        super().__init__(f"{port}: {why}")
        self.port, self.why = port, str(why)


def is_loopback(host: str) -> bool:
    """Whether only this machine can call there; a name that is no address may lead anywhere."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """A certificate with what leads to it, and its key, both as PEM."""

    certificate: Path
    key: Path

    def must_fit(self) -> None:
        """Raise OSError, of which `SSLError` is one, where nothing can be served with them."""
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.key)


@contextlib.asynccontextmanager
async def listening(
    app: ASGIApp,
    host: str,
    port: int,
    limits: ListenLimits = LIMITS,
    tls: TlsFiles | None = None,
) -> AsyncIterator[int]:
    """Serve until the block ends; yields the port, for 0 asks for any. Raises `AddressUnusable`."""
    with _bound(host, port) as sock, _seldom_logged("asyncio", "uvicorn.error"):
        config = BoundedConfig(
            app,
            http=BoundedProtocol,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=BACKLOG,
            h11_max_incomplete_event_size=HEAD_BYTES,
            timeout_graceful_shutdown=2,
            ssl_certfile=tls and tls.certificate,
            ssl_keyfile=tls and tls.key,
        )
        config.limits = limits
        server = QuietServer(config)
        serving = asyncio.create_task(server.serve([sock]), name="pushes")
        try:
            yield sock.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


class BoundedConfig(uvicorn.Config):
    """The settings of a server, and its connections in the order in which they came."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.limits = LIMITS
        self.open: dict[BoundedProtocol, None] = {}


class BoundedProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, which waits for the head of a request for so long and no longer."""

    _too_late: asyncio.TimerHandle | None = None

    @property
    def _bounds(self) -> BoundedConfig:
        return cast("BoundedConfig", self.config)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._bounds.open[self] = None
        if len(self._bounds.open) > self._bounds.limits.connections:
            first = next(iter(self._bounds.open))
            del self._bounds.open[first]
            first.transport.abort()
            log.warning("too many connections: the first makes room")
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._bounds.open.pop(self, None)
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()  # the application waits for the body, and for so long as it may

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait_for_head()

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self._too_late = self.loop.call_later(
                self._bounds.limits.deadline_s, self.transport.abort
            )

    def _stop_waiting(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None


class QuietServer(uvicorn.Server):
    """A server that leaves signals to whoever started it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass(slots=True)
class Seldom(logging.Filter):
    """Lets the same message through once a minute: what strangers cause must fill no disk."""

    every_s: float = LOG_EVERY_S
    _logged_at: dict[str, float] = field(default_factory=dict)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a message is due; only its first line counts, the rest is a traceback."""
        key = f"{record.name}: {record.msg!s:.80}".partition("\n")[0]
        now = monotonic()
        if now - self._logged_at.get(key, now - self.every_s) < self.every_s:
            return False
        if len(self._logged_at) > 100:  # a message with changing words
            self._logged_at.clear()
        self._logged_at[key] = now
        return True


@contextlib.contextmanager
def _seldom_logged(*names: str) -> Iterator[None]:
    seldom, loggers = Seldom(), [log, *map(logging.getLogger, names)]
    for each in loggers:
        each.addFilter(seldom)
    try:
        yield
    finally:
        for each in loggers:
            each.removeFilter(seldom)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressUnusable(port, error) from error
