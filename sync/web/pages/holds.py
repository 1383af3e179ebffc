"""Pausing a shop or a product, and letting it go on."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.model import Code, ShopName
from sync.model.people import Permission
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.forms import fields_of
from sync.web.own import goods_of, product_named, ruled_shop

LONGEST_NOTE: Final = 200
Verdict = Literal["hold", "release"]


async def decide_on_shop(request: Request) -> Response:
    """Stop all changes in a shop until somebody lets them go on, or let them."""
    shop = ruled_shop(request, request.path_params["shop"], await goods_of(request))
    if shop is None:
        raise HTTPException(404)
    return await _decided(request, "/shops", shop=ShopName(shop.name))


async def decide_on_product(request: Request) -> Response:
    """Stop all changes of a product, in every shop, or let them go on."""
    product = product_named(request, request.path_params["code"])
    if product is None:
        raise HTTPException(404)
    return await _decided(request, f"/products/{quote(product.code)}", code=Code(product.code))


async def _decided(
    request: Request, back: str, shop: ShopName | None = None, code: Code | None = None
) -> Response:
    verdict: Verdict = "hold" if request.url.path.endswith("/hold") else "release"
    note = " ".join((await fields_of(request)).get("note", "").split())[:LONGEST_NOTE]
    context = context_of(request)
    decision = said(request, verdict, note, shop=shop, code=code)
    await context.app.store.decisions.add([decision])
    context.live.changed()
    return RedirectResponse(back, 303)


_of_shop = partial(Route, needs=Permission.CONNECT, methods="POST")
_of_product = partial(Route, needs=Permission.DECIDE, methods="POST")
ROUTES: Final = [
    _of_shop("/shops/{shop}/hold", decide_on_shop),
    _of_shop("/shops/{shop}/release", decide_on_shop),
    _of_product("/products/{code}/hold", decide_on_product),
    _of_product("/products/{code}/release", decide_on_product),
]
