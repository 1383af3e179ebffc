"""Gian hàng: how each shop stands, until when we are let in, and holding it back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.model import ShopName
from sync.model.people import Permission
from sync.status import counts, locked, scheduled, state
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.forms import fields_of
from sync.web.own import goods_of, ruled_shop
from sync.web.rendering import page


async def shops(request: Request) -> Response:
    """List the viewer's shops."""
    context, now = context_of(request), datetime.now(UTC)
    standing, names = await context.app.standing(), {shop.name for shop in shops_of(request)}
    goods = await goods_of(request)
    files = {
        one.shop.name: ruled_shop(request, one.shop.name, goods) is not None
        for one in standing.shops
    }
    held = {one.shop for one in standing.holds if one.code is None}
    return page(
        request,
        "shops.html",
        shops=[one for one in standing.shops if one.shop.name in names],
        ruled=files,
        held=held,
        state=lambda one: state(one, now),
        counts=counts,
        locked=locked,
        scheduled=scheduled,
        doing=context.engine.status(),
        unreached=context.unreached(),
        now_utc=now,
    )


async def hold(request: Request) -> Response:
    """Stop all changes in a shop until somebody lets them go on."""
    return await _decide(request, "hold")


async def release(request: Request) -> Response:
    """Let a shop go on."""
    return await _decide(request, "release")


async def _decide(request: Request, verdict: str) -> Response:
    fields, context = await fields_of(request), context_of(request)
    shop = ruled_shop(request, request.path_params["shop"], await goods_of(request))
    if shop is None:
        return page(request, "message.html", status=404, code="page_not_found")
    note = " ".join(fields.get("note", "").split())[:200]
    name = ShopName(shop.name)
    decision = said(request, "hold" if verdict == "hold" else "release", note, shop=name)
    await context.app.store.decisions.add([decision])
    context.live.changed()
    return RedirectResponse("/shops", 303)


ROUTES: Final = [
    Route("/shops", shops, needs=Permission.LOOK),
    Route("/shops/{shop}/hold", hold, needs=Permission.CONNECT, methods="POST"),
    Route("/shops/{shop}/release", release, needs=Permission.CONNECT, methods="POST"),
]
