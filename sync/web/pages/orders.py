"""Đơn hàng: what buyers ordered, what must be packed, what comes back; nothing of who they are."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.inventory import UnitsAway
from sync.model import Problem
from sync.model.people import Permission
from sync.output.orders import packing, state_of
from sync.running.ledger import StockEntryRefused
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.forms import fields_of
from sync.web.own import goods_of
from sync.web.rendering import page
from sync.web.trade import read_orders

DAYS: Final = (1, 7, 15, 30)
USUAL_DAYS: Final = 7


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
    read = await read_orders(request, shops_of(request), _days(request))
    return page(
        request,
        "orders_list.html",
        orders=[(order, state_of(order)) for order in read.orders],
        packing=sorted(packing(read.orders).items()),
        unread=read.unread,
        alone="hx-request" not in request.headers,
    )


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
