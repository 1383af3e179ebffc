"""What only a person can say of a shop, a memory or a translation: as the commands take it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.model import ShopName
from sync.model.people import Permission
from sync.platforms import Unusable
from sync.running.catalog_edits import edit_files
from sync.running.translated import marking
from sync.web.access import NotAllowed, Route, said
from sync.web.context import context_of
from sync.web.forms import fields_of
from sync.web.own import edit_noted, goods_of, product_named, ruled_shop, viewer_of
from sync.web.pages.product import is_followed
from sync.web.pages.runs import ask_for_runs
from sync.web.rendering import page


async def send_again(request: Request) -> Response:
    """Have a shop's next round send again what its platform refused as it is."""
    shop = ruled_shop(request, request.path_params["shop"], await goods_of(request))
    if shop is None:
        raise HTTPException(404)
    store = context_of(request).app.store
    await store.decisions.add([said(request, "retry", shop=shop.name)])
    await store.refusals.forget(shop.name)
    await ask_for_runs(request, shop.name)
    return RedirectResponse("/shops", 303)


async def close(request: Request) -> Response:
    """Take it that a shop which is configured no more is closed: the others may offer its share."""
    if not viewer_of(request).sees_all:
        raise NotAllowed("page_forbidden")
    context, name = context_of(request), ShopName((await fields_of(request)).get("shop", ""))
    if name not in await closable(request):
        raise HTTPException(404)
    try:
        await context.app.close_shop(name)
    except Unusable as error:
        return page(request, "message.html", status=409, code=error.problem.code)
    await context.app.store.decisions.add([said(request, "close", shop=name)])
    context.live.changed()
    return RedirectResponse("/shops", 303)


async def closable(request: Request) -> dict[ShopName, int]:
    """Name the shops that are configured no more, and how many units each keeps from the others."""
    if not viewer_of(request).sees_all:
        return {}
    app = context_of(request).app
    return await app.store.shown_stock.in_other_shops({shop.name for shop in app.shops})


async def accept(request: Request) -> Response:
    """Take it that this memory is the one in use, and that no other copy of it runs."""
    context = context_of(request)
    await context.app.accept_home()
    await context.app.store.decisions.add([said(request, "home")])
    context.live.changed()
    return RedirectResponse("/", 303)


async def translated(request: Request) -> Response:
    """Take it that the English of a product still says what the Vietnamese says by now."""
    product, home = (
        product_named(request, request.path_params["code"]),
        context_of(request).app.home,
    )
    if product is None or is_followed(request):
        raise HTTPException(404)
    try:
        works = await asyncio.to_thread(marking, [product], outdated=True)
        if works:
            done = await asyncio.to_thread(edit_files, works, home)
            note, code = "catalog translated", product.code
            decision = said(request, "edit", note, code=code, digest=done.digest)
            await edit_noted(request, [decision])
    except (EditRefused, Unread) as error:
        return page(request, "message.html", status=409, code=error.problem.code)
    return RedirectResponse(f"/products/{quote(product.code)}", 303)


_says = partial(Route, methods="POST")
ROUTES: Final = [
    _says("/shops/{shop}/retry", send_again, needs=Permission.CONNECT),
    _says("/shops/closed", close, needs=Permission.CONNECT),
    _says("/memory/accept", accept, needs=Permission.CONFIGURE),
    _says("/products/{code}/translated", translated, needs=Permission.EDIT),
]
