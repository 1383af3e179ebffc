"""One round: what it did in a shop, and taking it back as far as nothing else changed since."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.model import Change, ShopName
from sync.model.people import OwnGoods, Permission
from sync.planning import Undo
from sync.running.context import ShopContext
from sync.running.undoing import UndoPart, done_in, keep_undone, undo_of
from sync.service.workqueue import Task
from sync.store import Entry
from sync.transport.lease import Busy
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.own import goods_of, shop_named
from sync.web.rendering import page

SHOWN: Final = 100
AT_ONCE_S: Final = 1.0  # so long a look is waited for; then the page shows how far it is
TURN_S: Final = 300.0
PAUSE_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What of a round can be taken back, as it stood when somebody looked."""

    run: int
    undone: Sequence[Undo]

    @property
    def back(self) -> list[Change]:
        """The changes that take it back."""
        return [one.back for one in self.undone if one.back is not None]

    def is_for(self, goods: OwnGoods, run: int) -> bool:
        """Whether somebody may see it: who shares a shop may have looked at goods of their own."""
        return self.run == run and all(goods.has(one.change.code) for one in self.undone)


async def round_page(request: Request) -> Response:
    """Show what a round did to the viewer's goods, and what of it can be taken back."""
    shop, entries = await _round(request)
    job, goods = context_of(request).jobs.of("undo", shop), await goods_of(request)
    number = request.path_params["number"]
    preview: UndoPreview | None = job.result if job else None
    wrong = job.problem if job else None
    return page(
        request,
        "round.html",
        status=200 if wrong is None else 400,
        number=number,
        shop=shop,
        entries=entries[:SHOWN],
        count=len(entries),
        done=sum(entry.status == "done" for entry in entries),
        running=job is not None and not job.ended.is_set(),
        preview=preview if preview and preview.is_for(goods, number) else None,
        most=SHOWN,
        problem_of_form=wrong,
    )


async def look(request: Request) -> Response:
    """Find out what can be taken back; the shop's listings are worked out anew for it."""
    shop, _ = await _round(request)
    context, goods = context_of(request), await goods_of(request)
    part = UndoPart(request.path_params["number"])

    async def work() -> UndoPreview:
        done = await done_in(context.app.store, part.run)
        own = [one for one in done if goods.has(one.change.code)]
        watched = replace(await context.app.context(shop), progress=context.live)
        try:
            return UndoPreview(part.run, await _in_turn(watched, own, part))
        finally:
            context.live.looked(shop)

    await context.jobs.begin("undo", shop, work, context.fault, AT_ONCE_S)
    return RedirectResponse(f"/log/runs/{part.run}", 303)


async def _in_turn(shop: ShopContext, own: Sequence[Entry], part: UndoPart) -> Sequence[Undo]:
    """Look once the round that is at work on the shop is over; raises `Busy` where it lasts."""
    for _ in range(int(TURN_S / PAUSE_S)):
        with suppress(Busy):
            return await undo_of(shop, own, part)
        await asyncio.sleep(PAUSE_S)
    return await undo_of(shop, own, part)


async def undo(request: Request) -> Response:
    """Take back just what was shown; the round that does it begins at once."""
    shop, _ = await _round(request)
    context, goods, number = (
        context_of(request),
        await goods_of(request),
        request.path_params["number"],
    )
    job = context.jobs.of("undo", shop)
    preview: UndoPreview | None = job.result if job else None
    if preview is None or not preview.is_for(goods, number):
        return RedirectResponse(f"/log/runs/{number}", 303)
    if preview.back:
        context.jobs.forget("undo", shop)
        await keep_undone(context.app.store, preview.undone, said(request, "undo"))
        context.engine.request(Task.make_true(shop, "quick"))
        context.live.changed()
    return RedirectResponse("/log", 303)


async def _round(request: Request) -> tuple[ShopName, list[Entry]]:
    """Recall a round that did something to the viewer's goods."""
    goods = await goods_of(request)
    found = await context_of(request).app.store.journal.of_round(request.path_params["number"])
    entries = [entry for entry in found if goods.has(entry.change.code)]
    shop = shop_named(request, entries[0].change.shop, goods) if entries else None
    if shop is None:
        raise HTTPException(404)
    return shop.name, entries


_decides = partial(Route, needs=Permission.DECIDE, methods="POST")
ROUTES: Final = [
    Route("/log/runs/{number:int}", round_page, needs=Permission.LOOK),
    _decides("/log/runs/{number:int}/look", look),
    _decides("/log/runs/{number:int}/undo", undo),
]
