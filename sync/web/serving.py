"""Serves the page beside the service, at one address, until the service is told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sync.model import Language, Problem, Value
from sync.service import AddressUnusable, Supervisor
from sync.service.listener import ListenLimits, TlsFiles, is_loopback, listening
from sync.store import Store
from sync.web.access import keep_address
from sync.web.app import build
from sync.web.context import PageContext
from sync.web.live import Live
from sync.web.warming import warmed

LIMITS: Final = ListenLimits(connections=200, deadline_s=20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """Where the page is served; `told` gets its address, `refused` why there is none.

    With `tls` it is served over TLS of its own; else a proxy does that where others can reach it.
    """

    host: str
    port: int
    language: Language
    told: Callable[[str], None]
    refused: Callable[[Problem], None]
    tls: TlsFiles | None = None


async def serve_page(
    options: PageOptions, live: Live, supervisor: Supervisor, stop: asyncio.Event
) -> None:
    """Serve until `stop`; a port that is taken is told, and the service goes on without a page.

    So is an address that others can reach while there are no users.
    """
    service, store = supervisor.options, supervisor.app.store
    if (problem := await _refusal(options, store)) is not None:
        options.refused(problem)
        return
    context = PageContext(
        app=supervisor.app,
        engine=supervisor.engine,
        live=live,
        config=service.config or service.home,
        language=options.language,
        unreached=lambda: supervisor.unreached,
        halt=supervisor.halt,
        saved=supervisor.catalog_saved,
        fault=supervisor.observer.fault,
    )
    named = supervisor.app.configuration.settings.page_hosts
    hosts = ["127.0.0.1", "localhost", "[::1]", options.host]
    hosts += [each for each in named if "*" not in each]
    application = build(context, hosts)
    try:
        where = options.host, options.port
        async with listening(application, *where, LIMITS, options.tls) as port:
            address = _address(options, port)
            keep_address(service.home, address)
            options.told(await opening_link(store, address))
            async with warmed(context, application.state.looks):
                await stop.wait()
            live.close()
    except AddressUnusable as error:
        refusal: dict[str, Value] = {"port": error.port, "why": error.why}
        options.refused(Problem(code="serve_page_refused", values=refusal))


async def _refusal(options: PageOptions, store: Store) -> Problem | None:
    """Say why there is no page: others could reach it unasked, or its certificate is none."""
    if not is_loopback(options.host) and not await store.users.any():
        values: dict[str, Value] = {"given": f"{options.host}:{options.port}"}
        return Problem(code="page_needs_users", values=values)
    try:
        if options.tls is not None:
            options.tls.must_fit()
    except OSError as error:
        told: dict[str, Value] = {"file": str(options.tls and options.tls.certificate)}
        return Problem(code="page_cert_unusable", values=told | {"why": str(error)})
    return None


async def opening_link(store: Store, address: str) -> str:
    """Give the address that somebody opens: without users it opens the owner's session, once."""
    if await store.users.any():
        return f"{address}/"
    return f"{address}/enter?token={await store.sessions.link(None, datetime.now(UTC))}"


def _address(options: PageOptions, port: int) -> str:
    scheme = "http" if options.tls is None else "https"
    named = f"[{options.host}]" if ":" in options.host else options.host
    return f"{scheme}://{named}:{port}"
