"""What of the stock only a person can tell: answered with a tap, as `ocop stock` takes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.yaml_schema import scalars
from sync.model import Problem, ShopName, Sku
from sync.model.people import Permission
from sync.running.ledger import Ledger, StockEntryRefused, new_reference
from sync.transport.clock import Clock
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.forms import Fields, fields_of
from sync.web.own import goods_of, ruled_shop
from sync.web.rendering import page
from sync.web.standing import seen_by

PLACE: Final = "/questions"
SALE, FELL, UNKNOWN = "sale_unbelieved", "stock_fell", "sale_of_unknown_sku"
KINDS: Final = (SALE, FELL, UNKNOWN)
MOST_SKUS: Final = 3000  # that are offered to choose from


async def questions_of(request: Request) -> list[Problem]:
    """Say what waits for the viewer's word; whose goods an unknown SKU is, who runs the shop."""
    goods, standing = await goods_of(request), (await seen_by(request)).standing
    found = [each for one in standing.shops for each in one.questions if each.code in KINDS]
    ruled = {one.shop.name for one in standing.shops if ruled_shop(request, one.shop.name, goods)}
    return [
        each
        for each in found
        if (_text(each, "shop") in ruled if each.code == UNKNOWN else goods.has_sku(_sku(each)))
    ]


async def ask(request: Request) -> Response:
    """List what waits."""
    return await _listed(request)


async def _listed(request: Request, problem: Problem | None = None) -> Response:
    waiting = await questions_of(request)
    skus: Sequence[Sku] = ()
    if any(each.code == UNKNOWN for each in waiting):
        goods, known = await goods_of(request), await context_of(request).app.ledger.skus()
        skus = [sku for sku in known if goods.has_sku(sku)][:MOST_SKUS]
    return page(
        request,
        "questions.html",
        status=200 if problem is None else 400,
        sales=[each for each in waiting if each.code == SALE],
        fallen=[each for each in waiting if each.code == FELL],
        unknown=[each for each in waiting if each.code == UNKNOWN],
        skus=skus,
        problem_of_form=problem,
    )


async def answer(request: Request) -> Response:
    """Write an answer down; one that somebody gave meanwhile is asked no more."""
    fields = await fields_of(request)
    wanted = tuple(fields.get(name, "") for name in ("kind", "shop", "sku", "reference"))
    waiting = await questions_of(request)
    asked = next((each for each in waiting if _named(each) == wanted), None)
    if asked is None:
        return await _listed(request, Problem(code="page_question_gone"))
    try:
        note = await _written(request, asked, fields)
    except StockEntryRefused as error:
        return await _listed(request, Problem(code=error.code, values=error.values))
    except PydanticCustomError as error:
        return await _listed(request, Problem(code=error.type, values=dict(error.context or {})))
    context, shop = context_of(request), ShopName(_text(asked, "shop"))
    decision = said(request, "stock", note, shop=shop, code=context.app.ledger.code_of(_sku(asked)))
    await context.app.store.decisions.add([decision])
    context.live.changed()
    return RedirectResponse(PLACE, 303)


async def _written(request: Request, asked: Problem, fields: Fields) -> str:
    """Answer in the books; says what was answered, as the log keeps it."""
    ledger = context_of(request).app.ledger
    if asked.code == SALE:
        return await _sold(ledger, asked, scalars.stock(fields.get("number", "")))
    if asked.code == FELL:
        return await _fallen(request, ledger, asked, ours=fields.get("ours") == "yes")
    mine = Sku(fields.get("mine", "").strip())
    if mine not in await ledger.skus() or not (await goods_of(request)).has_sku(mine):
        raise StockEntryRefused("sku_unknown", sku=mine[:100], nearest="")
    return f"assigned {mine} {_sku(asked)} {await ledger.assign(_sku(asked), mine)}"


async def _sold(ledger: Ledger, asked: Problem, quantity: int) -> str:
    named = (_text(asked, "shop"), _text(asked, "reference"), _sku(asked))
    for sale in await ledger.unbelieved():
        if (sale.shop, sale.reference, sale.sku) == named:
            await ledger.confirm(sale, quantity)
    return f"confirmed {named[2]} {named[1]} {quantity}"


async def _fallen(request: Request, ledger: Ledger, asked: Problem, *, ours: bool) -> str:
    zone, shop = context_of(request).app.configuration.settings.time_zone, _text(asked, "shop")
    units = 0
    for shown in await ledger.fallen(ShopName(shop), _sku(asked)):
        units += shown.fell
        if ours:
            await ledger.disbelieve(shown)
        else:
            await ledger.believe(shown, new_reference(Clock().now(), zone))
    return f"believe {_sku(asked)} {units} {'ours' if ours else 'theirs'} {shop}"


def _named(asked: Problem) -> tuple[str, ...]:
    return asked.code, _text(asked, "shop"), _sku(asked), _text(asked, "reference")


def _sku(asked: Problem) -> Sku:
    return Sku(_text(asked, "sku"))


def _text(asked: Problem, name: str) -> str:
    return str(asked.values.get(name, ""))


_counts = partial(Route, PLACE, needs=Permission.COUNT, methods="POST")
ROUTES: Final = [Route(PLACE, ask, needs=Permission.LOOK), _counts(answer)]
