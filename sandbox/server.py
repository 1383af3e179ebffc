"""Serves any number of replicas on loopback, in one process and one event loop."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Literal

import uvicorn
from uvicorn.server import ServerState

from sandbox.asgi_app import ReplicaApp
from sandbox.clock import Clock
from sandbox.connection import BreakableProtocol
from sandbox.operator_api import PREFIX, operator_api
from sandbox.replica import Busy
from sandbox.settings import change
from sandbox.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Sequence
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

    from sandbox.replica import Replica

LOOPBACK = "127.0.0.1"
BASE_PORT = 8710
EPHEMERAL = 0
GROUP = "ocop.sandboxes"
STOP_WITHIN_S = 1.0

logging.getLogger("uvicorn.access").disabled = True  # its lines show signed addresses

Credentials = dict[str, dict[str, str]]
Quotas = Literal["kept", "lifted"]


def discover() -> list[Replica]:
    """Every replica registered under the entry-point group, in order of its port."""
    replicas: list[Replica] = [entry.load() for entry in entry_points(group=GROUP)]
    return sorted(replicas, key=lambda replica: replica.port_offset)


class PortTaken(OSError):
    """Somebody already listens on the port that this replica should have."""

    def __init__(self, name: str, port: int) -> None:
        super().__init__(f"port {port} for {name} is taken")
        self.name, self.port = name, port


@asynccontextmanager
async def serving(
    replicas: Sequence[Replica],
    base_port: int = BASE_PORT,
    state_file: Path | None = None,
    quotas: Quotas = "kept",
) -> AsyncIterator[Credentials]:
    """Serve the replicas until the block ends; yields each one's url and credentials by name.

    With its quotas lifted a replica takes as many calls as come: nobody waits to try something.
    A replica listens on base port + its offset, or anywhere free when the base port is EPHEMERAL.
    Works in any running loop, also in a thread's. Raises PortTaken, UnreadableState.
    """
    apps = [_open(replica) for replica in replicas]
    if quotas == "lifted":
        for app in apps:
            change(app.platform.settings, dict.fromkeys(app.replica.quotas, 0))
    keeper = StateFile(state_file, apps)
    keeper.load()
    async with AsyncExitStack() as stack:
        credentials = {}
        for app in apps:
            listener = _listen(app.replica, base_port)
            url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
            await stack.enter_async_context(_served(_with_operator(app), listener))
            credentials[app.replica.name] = {"url": url, **app.platform.credentials()}
            if isinstance(app.platform, Busy):
                await stack.enter_async_context(_ongoing(app.platform.work()))
        await stack.enter_async_context(_kept(keeper))
        yield credentials


def _open(replica: Replica) -> ReplicaApp:
    clock = Clock()
    return ReplicaApp(replica, replica.open(clock), clock)


def _listen(replica: Replica, base_port: int) -> socket.socket:
    port = base_port + replica.port_offset if base_port else EPHEMERAL
    try:
        return socket.create_server((LOOPBACK, port), backlog=256)
    except OSError as error:
        raise PortTaken(replica.name, port) from error


def _with_operator(client: ReplicaApp) -> ASGIApp:
    """What clients and what the operator see, behind one address."""
    operator = operator_api(client)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        inside = operator if scope["path"].startswith(PREFIX + "/") else client
        await inside(scope, receive, send)

    return app


@asynccontextmanager
async def _kept(keeper: StateFile) -> AsyncIterator[None]:
    try:
        async with _ongoing(keeper.keep()):
            yield
    finally:
        keeper.save()


@asynccontextmanager
async def _ongoing(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Work that goes on for as long as the block, and no longer."""
    running = asyncio.create_task(work)
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def _served(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    """uvicorn's protocol on our own socket: no signals taken, no ticking, stopped at once."""
    config = uvicorn.Config(
        app, lifespan="off", ws="none", log_config=None, access_log=False, proxy_headers=False,
        server_header=False, date_header=False, timeout_keep_alive=60,
    )  # fmt: skip
    config.load()
    state, loop = ServerState(), asyncio.get_running_loop()

    def protocol() -> asyncio.Protocol:
        return BreakableProtocol(config=config, server_state=state, app_state={}, _loop=loop)

    server = await loop.create_server(protocol, sock=listener)
    try:
        yield
    finally:
        server.close()
        await _hang_up(state)


async def _hang_up(state: ServerState) -> None:
    """Let running calls finish for a moment, then end them; close every connection."""
    for connection in list(state.connections):
        connection.shutdown()
    running: set[asyncio.Task[Any]] = set(state.tasks)
    if running:
        _, late = await asyncio.wait(running, timeout=STOP_WITHIN_S)
        for task in late:
            task.cancel()
    for connection in list(state.connections):
        if (transport := getattr(connection, "transport", None)) is not None:
            transport.abort()
    await asyncio.sleep(0)
