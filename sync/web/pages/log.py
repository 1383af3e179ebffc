"""Nhật ký: what was changed and why, who decided what; and taking it back."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.model import Code, Problem, ShopName
from sync.model.letters import without_marks
from sync.model.people import Permission
from sync.running.catalog_edits import take_back
from sync.store import Decision
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.forms import fields_of
from sync.web.own import edit_noted, goods_of, own_decisions
from sync.web.pages.products import found_products
from sync.web.rendering import page

SHOWN: Final = 60
LOOKED_THROUGH: Final = 1_000  # decisions, for what is the viewer's or looked for
LONGEST: Final = 100  # of what is looked for


async def log(request: Request) -> Response:
    """Show the newest changes and decisions, of everything, a shop, or a product."""
    return await _log(request)


async def _log(request: Request, problem: Problem | None = None, edit: int = 0) -> Response:
    asked, app = request.query_params, context_of(request).app
    shops = {shop.name for shop in shops_of(request)}
    shop = ShopName(asked["shop"]) if asked.get("shop") in shops else None
    code = Code(asked["product"][:LONGEST]) if asked.get("product") else None
    looked_for = asked.get("q", "")[:LONGEST].strip()
    named = _named(request, looked_for) if looked_for else None
    goods = await goods_of(request)
    codes = goods.codes if named is None else {one for one in named if goods.has(one)}
    looked = SHOWN if goods.codes is None and named is None else LOOKED_THROUGH
    entries = await app.store.journal.entries(shop, code, SHOWN, codes=codes)
    said_of = await app.store.decisions.entries(shop, code, looked)
    decisions = own_decisions(request, said_of, goods)
    if named is not None:
        decisions = [one for one in decisions if one.code in named or _says(one, looked_for)]
    return page(
        request,
        "log.html",
        status=200 if problem is None else 400,
        entries=entries,
        decisions=decisions[:SHOWN],
        shops=sorted(shops),
        shop=shop,
        code=code,
        looked_for=looked_for,
        problem_of_form=problem,
        lifting=edit if problem and problem.code == "edit_lifts_recall" else 0,
    )


def _named(request: Request, looked_for: str) -> set[Code]:
    """Name the products that are looked for; what is typed may be the code of one that is gone."""
    return {each.code for each in found_products(request, looked_for)} | {Code(looked_for)}


def _says(decision: Decision, looked_for: str) -> bool:
    """Whether who decided, or the note, has every word of it."""
    text = without_marks(f"{decision.who} {decision.note}").casefold()
    return all(word in text for word in without_marks(looked_for).casefold().split())


async def undo_edit(request: Request) -> Response:
    """Put back what stood in the catalog before an edit; what was written since stays."""
    app, goods = context_of(request).app, await goods_of(request)
    edit = await app.store.decisions.edit(request.path_params["number"])
    if not edit or not all(goods.has(one.code) for one in edit):
        return page(request, "message.html", status=404, code="page_not_found")
    digest = str(edit[0].digest)
    try:
        lifting = (await fields_of(request)).get("lifting") == "yes"
        files = await asyncio.to_thread(take_back, digest, app.home, lifting=lifting)
    except (EditRefused, Unread) as error:
        return await _log(request, error.problem, request.path_params["number"])
    note = ", ".join(file.name for file in files)
    about = [said(request, "undo", note, code=one.code, digest=digest) for one in edit]
    await edit_noted(request, about)
    return RedirectResponse("/log", 303)


ROUTES: Final = [
    Route("/log", log, needs=Permission.LOOK),
    Route("/log/edits/{number:int}/undo", undo_edit, needs=Permission.EDIT, methods="POST"),
]
