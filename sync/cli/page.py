"""`ocop page`: the address that opens the page in a browser; and the page beside `ocop serve`."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Final, TypedDict

from sync.cli import exits
from sync.cli.prepare import load, opening, run, terminal_of
from sync.cli.session import Refused, Session, UsageError
from sync.cli.terminal import Terminal
from sync.service import Observer, ServiceOptions, Supervisor, each_of
from sync.service.listener import TlsFiles, is_loopback
from sync.store.instance import running_instance

Served = tuple[ServiceOptions, Observer]


class PageChoices(TypedDict, total=False):
    """What may be said of the page: where it is, and with which certificate."""

    page: str
    page_cert: Path
    page_key: Path


USUAL: Final = "127.0.0.1:8780"
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - no name: nobody is bound to it here
OFF: Final = "off"


def page(session: Session) -> int:
    """Print an address that opens the page of the running service once."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    from sync.web.access import kept_address
    from sync.web.serving import opening_link

    kept = kept_address(session.home)
    if kept is None or running_instance(session.home) is None:
        raise Refused("page_not_served")

    async def link() -> str:
        async with opening(session, configuration) as app:
            return await opening_link(app.store, kept)

    address = run(link())
    _tell(terminal, address)
    terminal.answer({"page": address})
    return exits.FINE


def paged(
    options: ServiceOptions,
    terminal: Terminal,
    observer: Observer,
    chosen: PageChoices,
    page_hosts: Collection[str],
) -> Served:
    """Have a service show its page, and the page hear of it; raises UsageError.

    Where nobody says where, it is at the usual port of this machine. Beyond it there is TLS, its
    own or that of a proxy, and a name by which it is reached: `page_hosts`, or the host itself.
    """
    where, tls = chosen.get("page"), _tls_of(chosen)
    if where == OFF:
        return options, observer
    host, port = address_of(where or USUAL)
    named = page_hosts or (tls is not None and host not in EVERYWHERE)
    if not is_loopback(host) and not named:
        raise UsageError("page_needs_proxy", given=f"{host}:{port}")
    from sync.web.live import Live

    live = Live()

    async def serve(supervisor: Supervisor, stop: asyncio.Event) -> None:
        from sync.web.serving import PageOptions, serve_page  # not before the rounds begin

        told = PageOptions(
            host=host,
            port=port,
            tls=tls,
            language=terminal.language,
            told=lambda address: _tell(terminal, address),
            refused=lambda problem: terminal.note(problem.code, **problem.values),
        )
        await serve_page(told, live, supervisor, stop)

    return replace(options, page=serve), each_of(live, observer)


def _tls_of(chosen: PageChoices) -> TlsFiles | None:
    certificate, key = chosen.get("page_cert"), chosen.get("page_key")
    if (certificate is None) != (key is None):
        raise UsageError("page_cert_and_key")
    return TlsFiles(certificate, key) if certificate and key else None


def _tell(terminal: Terminal, address: str) -> None:
    """Say where the page is; the address of the owner opens it once, that of users asks them."""
    once = "token=" in address
    terminal.tell("serve_page" if once else "serve_page_for_users", address=address)


def address_of(given: str) -> tuple[str, int]:
    """Read HOST:PORT; raises UsageError."""
    host, colon, port = given.rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) < 65_536):
        raise UsageError("usage_address", given=given)
    return host.strip("[]"), int(port)
