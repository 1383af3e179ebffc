"""`ocop page`: the address that opens the page in a browser; and the page beside `ocop serve`."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Final

from sync.cli import exits
from sync.cli.prepare import load, terminal_of
from sync.cli.session import Refused, Session, UsageError
from sync.cli.terminal import Terminal
from sync.service import AddressUnusable, Observer, ServiceOptions, Supervisor, each_of
from sync.service.listener import is_loopback
from sync.store.instance import running_instance

Served = tuple[ServiceOptions, Observer]

USUAL: Final = "127.0.0.1:8780"
OFF: Final = "off"


def page(session: Session) -> int:
    """Print an address that opens the page of the running service once."""
    terminal = terminal_of(session, load(session))
    from sync.web.access import LINK_FILE

    try:
        kept = json.loads((session.home / LINK_FILE).read_text(encoding="utf-8"))
        address = str(kept["address"])
    except (OSError, ValueError, KeyError) as error:
        raise Refused("page_not_served") from error
    if running_instance(session.home) is None:
        raise Refused("page_not_served")
    terminal.tell("serve_page", address=address)
    terminal.answer({"page": address})
    return exits.FINE


def paged(
    options: ServiceOptions, terminal: Terminal, observer: Observer, where: str | None
) -> Served:
    """Have a service show its page, and the page hear of it; raises UsageError.

    Where nobody says where, it is at the usual port of this machine.
    """
    if where == OFF:
        return options, observer
    host, port = address_of(where or USUAL)
    if not is_loopback(host):
        raise UsageError("page_needs_users", given=f"{host}:{port}")
    from sync.web.live import Live

    live = Live()

    async def serve(supervisor: Supervisor, stop: asyncio.Event) -> None:
        from sync.web.serving import PageOptions, serve_page  # not before the rounds begin

        told = PageOptions(
            host=host,
            port=port,
            language=terminal.language,
            told=lambda address: terminal.tell("serve_page", address=address),
            refused=lambda error: _refuse(terminal, error),
        )
        await serve_page(told, live, supervisor, stop)

    return replace(options, page=serve), each_of(live, observer)


def _refuse(terminal: Terminal, error: AddressUnusable) -> None:
    terminal.note("serve_page_refused", port=error.port, why=error.why)


def address_of(given: str) -> tuple[str, int]:
    """Read HOST:PORT; raises UsageError."""
    host, colon, port = given.rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) < 65_536):
        raise UsageError("usage_address", given=given)
    return host.strip("[]"), int(port)
