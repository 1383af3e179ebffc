"""Serves the page beside the service, at one address, until the service is told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sync.model import Language
from sync.service import AddressUnusable, Supervisor
from sync.service.listener import ListenLimits, is_loopback, listening
from sync.web.access import OwnerSessions
from sync.web.app import build
from sync.web.context import PageContext
from sync.web.live import Live

LIMITS: Final = ListenLimits(connections=200, deadline_s=20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """Where the page is served; `told` gets its address, `refused` why there is none."""

    host: str
    port: int
    language: Language
    told: Callable[[str], None]
    refused: Callable[[AddressUnusable], None]


async def serve_page(
    options: PageOptions, live: Live, supervisor: Supervisor, stop: asyncio.Event
) -> None:
    """Serve until `stop`; a port that is taken is told, and the service goes on without a page."""
    service = supervisor.options
    context = PageContext(
        app=supervisor.app,
        engine=supervisor.engine,
        live=live,
        config=service.config or service.home,
        language=options.language,
        unreached=lambda: supervisor.unreached,
        halt=supervisor.halt,
        fault=supervisor.observer.fault,
    )
    sessions = OwnerSessions(service.home)
    hosts = ["127.0.0.1", "localhost", "[::1]", options.host]
    application = build(context, sessions, hosts)
    try:
        async with listening(application, options.host, options.port, LIMITS) as port:
            sessions.address = _address(options.host, port)
            options.told(sessions.link())
            await stop.wait()
            live.close()
    except AddressUnusable as error:
        options.refused(error)


def _address(host: str, port: int) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"http://{named if is_loopback(host) else host}:{port}"
