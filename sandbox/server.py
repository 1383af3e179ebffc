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

from sandbox.clock import Clock
from sandbox.connection import BreakableProtocol
from sandbox.door import Door
from sandbox.keeping import StateFile
from sandbox.knobs import turn
from sandbox.operator import PREFIX, desk
from sandbox.replica import Busy

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
    doors = [_open(replica) for replica in replicas]
    if quotas == "lifted":
        for door in doors:
            turn(door.platform.knobs, dict.fromkeys(door.replica.quotas, 0))
    keeper = StateFile(state_file, doors)
    keeper.load()
    async with AsyncExitStack() as stack:
        credentials = {}
        for door in doors:
            listener = _listen(door.replica, base_port)
            url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
            await stack.enter_async_context(_served(_front(door), listener))
            credentials[door.replica.name] = {"url": url, **door.platform.credentials()}
            if isinstance(door.platform, Busy):
                await stack.enter_async_context(_ongoing(door.platform.work()))
        await stack.enter_async_context(_kept(keeper))
        yield credentials


def _open(replica: Replica) -> Door:
    clock = Clock()
    return Door(replica, replica.open(clock), clock)


def _listen(replica: Replica, base_port: int) -> socket.socket:
    port = base_port + replica.port_offset if base_port else EPHEMERAL
    try:
        return socket.create_server((LOOPBACK, port), backlog=256)
    except OSError as error:
        raise PortTaken(replica.name, port) from error


def _front(door: Door) -> ASGIApp:
    """The client's door and the operator's desk behind one address."""
    operator = desk(door)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        inside = operator if scope["path"].startswith(PREFIX + "/") else door
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
