"""What goes on: the stream of news, and the buttons that start a run and stop it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from sync.model.people import Permission
from sync.service.workqueue import Task
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.live import Live, Subscription
from sync.web.rendering import fragment

AT_MOST_EVERY_S: Final = 0.4
ALIVE_EVERY_S: Final = 20.0  # proxies close what is silent for long


async def live(request: Request) -> Response:
    """Stream what goes on, until the page is closed or the service stops."""
    headers = {"X-Accel-Buffering": "no", "Cache-Control": "no-store"}
    return StreamingResponse(_stream(request), media_type="text/event-stream", headers=headers)


async def _stream(request: Request) -> AsyncIterator[str]:
    live, said = context_of(request).live, ""
    with live.subscribed() as subscription:
        while subscription is not None and not live.closed:
            run = fragment(request, "run.html")
            if run != said:
                said = run
                yield _event("run", run)
            while subscription.notices:
                yield _event(
                    "notice",
                    fragment(request, "notice.html", notice=subscription.notices.popleft()),
                )
            if subscription.changed:
                subscription.changed = False
                yield _event("changed", "")
            if not await _news(subscription, live):
                yield ": \n\n"


async def _news(subscription: Subscription, live: Live) -> bool:
    """Wait for news, but not for ever, and let what comes at once be told at once."""
    with suppress(TimeoutError):
        with anyio.fail_after(ALIVE_EVERY_S):
            await subscription.news.wait()
        if not live.closed:
            await anyio.sleep(AT_MOST_EVERY_S)
        subscription.news.clear()
        return True
    return False


def _event(name: str, text: str) -> str:
    lines = "".join(f"data: {line}\n" for line in (text.splitlines() or [""]))
    return f"event: {name}\n{lines}\n"


async def start(request: Request) -> Response:
    """Ask for a full round of each shop; one that waits already is not asked for twice."""
    context = context_of(request)
    for shop in context.app.shops:
        context.engine.request(Task.make_true(shop.name, "full"))
    context.live.changed()
    return RedirectResponse("/", 303)


async def stop(request: Request) -> Response:
    """Have the rounds that run end after the batch in hand; what they left the next ones do."""
    context = context_of(request)
    context.halt()
    context.live.changed()
    return RedirectResponse("/", 303)


ROUTES: Final = [
    Route("/live", live, needs=Permission.LOOK),
    Route("/runs", start, needs=Permission.RUN, methods="POST"),
    Route("/runs/stop", stop, needs=Permission.RUN, methods="POST"),
]
