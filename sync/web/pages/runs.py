"""What goes on: the stream of news, and the buttons that start a run and stop it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from sync.model import ShopName
from sync.model.people import Permission
from sync.service.workqueue import Task
from sync.web.access import NotAllowed, Route, is_signed_in, said
from sync.web.context import context_of
from sync.web.live import Live, LiveNotice, Subscription
from sync.web.own import goods_of, ruled_shop, viewer_of
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
                notice = await _for_viewer(request, subscription.notices.popleft())
                if notice is not None:
                    yield _event("notice", fragment(request, "notice.html", notice=notice))
            if subscription.changed:
                subscription.changed = False
                yield _event("changed", "")
            if not await _news(subscription, live):
                yield ": \n\n"
            if not await is_signed_in(request):
                return


async def _for_viewer(request: Request, notice: LiveNotice) -> LiveNotice | None:
    """Tell somebody of one cooperative of nothing but what was sold of theirs."""
    goods = await goods_of(request)
    if goods.codes is None:
        return notice
    own = [sku for sku in notice.values.get("skus", ()) if goods.has_sku(sku)]
    return replace(notice, values={"skus": own}) if own else None


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
    """Ask for a full round of each shop that the viewer may run."""
    await ask_for_runs(request, None)
    return RedirectResponse("/", 303)


async def start_one(request: Request) -> Response:
    """Ask for a full round of one shop."""
    await ask_for_runs(request, request.path_params["shop"])
    return RedirectResponse("/shops", 303)


async def stop(request: Request) -> Response:
    """Have the rounds that run end after the batch in hand; what they left the next ones do."""
    await end_runs(request)
    return RedirectResponse("/", 303)


async def ask_for_runs(request: Request, name: str | None) -> list[ShopName]:
    """Ask for full rounds, of one shop or of all; one that waits already is not asked for twice.

    Answers of which; raises `NotAllowed` where others sell as well.
    """
    context, goods = context_of(request), await goods_of(request)
    wanted = [name] if name is not None else [shop.name for shop in context.app.shops]
    ruled = [shop.name for each in wanted if (shop := ruled_shop(request, each, goods))]
    if not ruled:
        raise NotAllowed("page_forbidden")
    for each in ruled:
        context.engine.request(Task.make_true(each, "full"))
    await context.app.store.decisions.add([said(request, "run", ", ".join(ruled))])
    context.live.changed()
    return ruled


async def end_runs(request: Request) -> None:
    """End what runs, of whatever shop; raises `NotAllowed` for somebody of one cooperative."""
    context = context_of(request)
    if not viewer_of(request).sees_all:
        raise NotAllowed("page_forbidden")
    context.halt()
    await context.app.store.decisions.add([said(request, "run", "stop")])
    context.live.changed()


ROUTES: Final = [
    Route("/live", live, needs=Permission.LOOK),
    Route("/runs", start, needs=Permission.RUN, methods="POST"),
    Route("/shops/{shop}/run", start_one, needs=Permission.RUN, methods="POST"),
    Route("/runs/stop", stop, needs=Permission.RUN, methods="POST"),
]
