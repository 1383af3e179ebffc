"""Đơn hàng: what buyers ordered, what must be packed, what comes back; nothing of who they are."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.inventory import UnitsAway
from sync.marketplace import MarketplaceError
from sync.model import Order, Problem, Shop
from sync.model.people import Permission, own_orders
from sync.output.orders import packing, state_of
from sync.running.ledger import StockEntryRefused
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.forms import fields_of
from sync.web.own import goods_of
from sync.web.rendering import page

DAYS: Final = (1, 7, 15, 30)
USUAL_DAYS: Final = 7
PATIENCE_S: Final = 20.0  # for one shop: what cannot be read by then is told


async def orders(request: Request) -> Response:
    """Show at once what is known here; the shops are asked behind it."""
    days = _days(request)
    return page(
        request,
        "orders.html",
        days=days,
        choices=DAYS,
        away=await _away(request),
        problem_of_form=None,
    )


async def listed(request: Request) -> Response:
    """Ask each shop for its orders; one that cannot be asked is told and hides no other."""
    goods, shops = await goods_of(request), shops_of(request)
    since = datetime.now(UTC) - timedelta(days=_days(request))
    answers = await asyncio.gather(*(_read(request, shop, since) for shop in shops))
    unread = [each for each in answers if isinstance(each, Problem)]
    found = [order for each in answers if not isinstance(each, Problem) for order in each]
    own = own_orders(found, goods, {shop.name for shop in shops})
    newest = sorted(own, key=lambda order: order.placed_at, reverse=True)
    return page(
        request,
        "orders_list.html",
        orders=[(order, state_of(order)) for order in newest],
        packing=sorted(packing(newest).items()),
        unread=unread,
        alone="hx-request" not in request.headers,
    )


async def _read(request: Request, shop: Shop, since: datetime) -> Sequence[Order] | Problem:
    app = context_of(request).app
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await app.orders(shop.name, since)
    except MarketplaceError as error:
        return error.problem
    except TimeoutError:
        values = {"shop": shop.name}
        return Problem(code="page_orders_late", severity="warning", values=values)


async def receive(request: Request) -> Response:
    """Write down that units of an order came back, and how many are good."""
    fields, app = await fields_of(request), context_of(request).app
    wanted = (fields.get("shop", ""), fields.get("reference", ""), fields.get("sku", ""))
    found = next((u for u in await _away(request) if (u.shop, u.reference, u.sku) == wanted), None)
    if found is None:
        return page(request, "message.html", status=404, code="page_not_found")
    good = fields.get("good", "")
    units = int(good) if good.isdecimal() and len(good) < 8 else -1
    try:
        await app.ledger.receive_back(found, found.units, units)
    except StockEntryRefused as error:
        problem = Problem(code=error.code, values=error.values)
        values = {"days": USUAL_DAYS, "choices": DAYS, "away": await _away(request)}
        return page(request, "orders.html", status=400, problem_of_form=problem, **values)
    note = f"back {found.sku} {units}/{found.units}, {found.reference}"
    decision = said(request, "stock", note, shop=found.shop, code=app.ledger.code_of(found.sku))
    await app.store.decisions.add([decision])
    return RedirectResponse("/orders", 303)


async def _away(request: Request) -> list[UnitsAway]:
    goods, ledger = await goods_of(request), context_of(request).app.ledger
    return [each for each in await ledger.away() if goods.has_sku(each.sku)]


def _days(request: Request) -> int:
    asked = request.query_params.get("days", "")
    return next((days for days in DAYS if str(days) == asked), USUAL_DAYS)


ROUTES: Final = [
    Route("/orders", orders, needs=Permission.LOOK),
    Route("/orders/list", listed, needs=Permission.LOOK),
    Route("/orders/back", receive, needs=Permission.COUNT, methods="POST"),
]
