"""`ocop sandbox`: practice marketplaces on this machine, until somebody says stop."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.server import Credentials, PortTaken, discover, serving
from sync.cli import exits
from sync.cli.session import Refused, Session
from sync.cli.signals import told_to_stop
from sync.cli.terminal import Terminal, laid_out

if TYPE_CHECKING:
    from collections.abc import Mapping


USUAL_PORT = 8710


def sandbox(session: Session, *, port: int = USUAL_PORT, state: Path | None = None) -> int:
    """Serve every installed replica; the JSON is one line, printed when all are ready."""
    terminal = Terminal.of(session)
    try:
        asyncio.run(_serve(terminal, port, state))
    except PortTaken as error:
        terminal.note("sandbox_port_taken", name=error.name, port=error.port)
        return exits.OUT_OF_REACH
    except OSError as error:
        raise Refused("state_unusable", file=str(state), why=error.strerror or "") from error
    return exits.FINE


async def _serve(terminal: Terminal, port: int, state: Path | None) -> None:
    with told_to_stop() as stop:  # before anybody is told that we are ready
        async with serving(discover(), port, state, "lifted") as credentials:
            show_addresses(terminal, credentials)
            if port != USUAL_PORT:
                terminal.tell("sandbox_elsewhere")
            terminal.answer(dict(credentials))
            await stop.wait()
    terminal.note("sandbox_stopped")


def show_addresses(terminal: Terminal, credentials: Credentials) -> None:
    """The addresses in a table, and what to do with them."""
    rows = [[name, one["url"], one["shop"]] for name, one in credentials.items()]
    terminal.tell("sandbox_ready")
    laid_out(terminal, ("marketplace", "address", "account"), rows)
    _tell_operators(terminal, credentials)


def _tell_operators(terminal: Terminal, credentials: Mapping[str, Mapping[str, str]]) -> None:
    for one in credentials.values():
        terminal.tell("sandbox_operator", url=one["url"])
