"""What whoever watches over the service may ask: `/healthz`, `/readyz`, `/metrics`.

Alive is a service whose loop turns. Ready is one that can read its store and what people wrote; a
service that is not ready needs a person and no restart.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sync.app import App
from sync.model import Problem
from sync.service.engine import Engine
from sync.service.listener import listening
from sync.service.metrics import Metrics
from sync.store import StoreUnavailable
from sync.transport.clock import Clock

Unreadable = Callable[[], Problem | None]


def endpoint(app: App, engine: Engine, unreadable: Unreadable, metrics: Metrics) -> Starlette:
    """Make the ASGI application; nothing that it answers names a person, an order or a secret."""

    async def alive(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(_: Request) -> Response:
        if problem := unreadable():
            return PlainTextResponse(f"{problem.code}\n", 503)
        try:
            await app.store.rounds.newest()
        except StoreUnavailable as error:
            return PlainTextResponse(f"{error.problem.code}\n", 503)
        return PlainTextResponse("ready\n")

    async def figures(_: Request) -> Response:
        text = await metrics.text(app, engine, Clock(), readable=unreadable() is None)
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return Starlette(
        routes=[
            Route("/healthz", alive),
            Route("/readyz", ready),
            Route("/metrics", figures),
        ]
    )


@asynccontextmanager
async def watched_at(
    address: tuple[str, int], app: App, engine: Engine, unreadable: Unreadable
) -> AsyncIterator[int]:
    """Answer at an address and count until the block ends; raises `AddressUnusable`."""
    metrics = Metrics()
    asgi = endpoint(app, engine, unreadable, metrics)
    with metrics.counting():
        async with listening(asgi, *address) as port:
            yield port
