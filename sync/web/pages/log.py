"""Nhật ký: what was changed and why, who decided what; and taking it back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.model import Code, Problem, ShopName
from sync.model.people import OwnGoods, Permission
from sync.running.catalog_edits import take_back
from sync.store import Decision
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.own import edit_noted, goods_of, viewer_of
from sync.web.rendering import page

SHOWN: Final = 60
LOOKED_THROUGH: Final = 1_000  # for what is the viewer's


async def log(request: Request) -> Response:
    """Show the newest changes and decisions, of everything, a shop, or a product."""
    return await _log(request)


async def _log(request: Request, problem: Problem | None = None) -> Response:
    asked, app = request.query_params, context_of(request).app
    shops = {shop.name for shop in shops_of(request)}
    shop = ShopName(asked["shop"]) if asked.get("shop") in shops else None
    code = Code(asked["product"][:100]) if asked.get("product") else None
    goods = await goods_of(request)
    looked = SHOWN if goods.codes is None else LOOKED_THROUGH
    entries = await app.log(shop=shop, product=code, limit=looked)
    decisions = await app.store.decisions.entries(shop, code, looked)
    return page(
        request,
        "log.html",
        status=200 if problem is None else 400,
        entries=[each for each in entries if goods.has(each.change.code)][:SHOWN],
        decisions=_own(decisions, goods, viewer_of(request).name)[:SHOWN],
        shops=sorted(shops),
        shop=shop,
        code=code,
        problem_of_form=problem,
    )


def _own(decisions: Sequence[Decision], goods: OwnGoods, name: str) -> list[Decision]:
    """Keep what is about their goods, and their own word."""
    return [
        one
        for one in decisions
        if goods.codes is None or one.who == name or (one.code is not None and goods.has(one.code))
    ]


async def undo_edit(request: Request) -> Response:
    """Put back what stood in the catalog before an edit; what was written since stays."""
    app, goods = context_of(request).app, await goods_of(request)
    edit = await app.store.decisions.edit(request.path_params["number"])
    if not edit or not all(goods.has(one.code) for one in edit):
        return page(request, "message.html", status=404, code="page_not_found")
    digest = str(edit[0].digest)
    try:
        files = await asyncio.to_thread(take_back, digest, app.home)
    except (EditRefused, Unread) as error:
        return await _log(request, error.problem)
    note = ", ".join(file.name for file in files)
    about = [said(request, "undo", note, code=one.code, digest=digest) for one in edit]
    await edit_noted(request, about)
    return RedirectResponse("/log", 303)


ROUTES: Final = [
    Route("/log", log, needs=Permission.LOOK),
    Route("/log/edits/{number:int}/undo", undo_edit, needs=Permission.EDIT, methods="POST"),
]
