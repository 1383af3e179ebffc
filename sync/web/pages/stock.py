"""Kho: how many there are, counted at the shelf with big digits; and why it is so many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.yaml_schema import scalars
from sync.catalog.yaml_schema.money import meant, read_price
from sync.model import Dong, Problem, Product, Sku, Variant
from sync.model.assortment import file_of
from sync.model.letters import without_marks
from sync.model.people import Permission
from sync.output.stock import history_json
from sync.running.ledger import (
    Ledger,
    StockEntry,
    StockEntryRefused,
    new_reference,
)
from sync.transport.clock import Clock
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.forms import Fields, fields_of
from sync.web.own import goods_of, viewer_of
from sync.web.pages.stock_answers import questions_of
from sync.web.rendering import page

ON_A_PAGE: Final = 30
MOST_UNITS: Final = 1_000_000
LONGEST: Final = 100

Tell = Callable[[Ledger, StockEntry], Awaitable[bool]]
ACTS: Final[Mapping[str, Tell]] = {
    "count": lambda ledger, entry: ledger.count(entry, None),
    "receive": Ledger.receive,
    "sell": Ledger.sell,
    "lose": Ledger.lose,
}


async def stock(request: Request) -> Response:
    """List SKUs by a few letters or a scanned barcode; one that fits alone is opened."""
    looked_for = request.query_params.get("q", "")[:LONGEST].strip()
    goods, ledger, known = await goods_of(request), context_of(request).app.ledger, _known(request)
    found = [name for name in await ledger.skus() if goods.has_sku(name)]
    if looked_for:
        words = without_marks(looked_for).casefold().split()
        exact = [name for name in found if _is_named(name, known.get(name), looked_for)]
        if len(exact) == 1:
            return RedirectResponse(f"/stock/{exact[0]}", 303)
        found = [name for name in found if name in exact or _fits(name, known.get(name), words)]
    away = [each for each in await ledger.away() if goods.has_sku(each.sku)]
    return page(
        request,
        "stock.html",
        rows=await ledger.rows(found[:ON_A_PAGE], offers=False),
        known=known,
        count=len(found),
        looked_for=looked_for,
        away=away,
        questions=len(await questions_of(request)),
    )


async def sku(request: Request) -> Response:
    """Show one SKU: how many, where they are, and what happened, count after count."""
    return await _one(request)


async def _one(request: Request, problem: Problem | None = None) -> Response:
    app, name = context_of(request).app, Sku(request.path_params["sku"])
    goods = await goods_of(request)
    own = [each for each in await app.ledger.skus() if goods.has_sku(each)]
    if name not in own:
        return page(request, "message.html", status=404, code="page_not_found")
    (row,), following = await app.ledger.rows([name]), own[(own.index(name) + 1) % len(own)]
    steps = history_json(await app.ledger.accounts(name))
    return page(
        request,
        "stock_one.html",
        status=200 if problem is None else 400,
        row=row,
        following=following if following != name else None,
        known=_known(request).get(name),
        lines=[step | {"at": datetime.fromisoformat(step["at"])} for step in steps[::-1]],
        problem_of_form=problem,
        reference=new_reference(Clock().now(), app.configuration.settings.time_zone),
    )


async def tell(request: Request) -> Response:
    """Write down what somebody says at the shelf; the same form sent twice counts once."""
    fields, act = await fields_of(request), request.path_params["act"]
    goods, app = await goods_of(request), context_of(request).app
    name = Sku(request.path_params["sku"])
    if act not in ACTS or not goods.has_sku(name):
        return page(request, "message.html", status=404, code="page_not_found")
    try:
        entry = _entry(name, fields, least=0 if act == "count" else 1)
        new = await ACTS[act](app.ledger, entry)
    except StockEntryRefused as error:
        return await _one(request, Problem(code=error.code, values=error.values))
    except PydanticCustomError as error:
        return await _one(request, Problem(code=error.type, values=dict(error.context or {})))
    if new:
        note = f"{act} {name} {entry.quantity}, {entry.reference}"
        decision = said(request, "stock", note, code=app.ledger.code_of(name))
        await app.store.decisions.add([decision])
    following = fields.get("following", "")
    return RedirectResponse(f"/stock/{following or name}", 303)


def _entry(name: Sku, fields: Fields, least: int) -> StockEntry:
    """Read the form; raises what the catalog raises of a number that is none."""
    number = scalars.stock(fields.get("number", ""))
    if not least <= number <= MOST_UNITS:
        raise StockEntryRefused("stock_absurd", text=fields.get("number", "")[:40])
    price = fields.get("price", "").strip()
    return StockEntry(
        sku=name,
        quantity=number,
        reference=fields.get("reference", "")[:200].strip() or "page",
        note=" ".join(fields.get("note", "").split())[:200],
        price=_price(price) if price else None,
    )


def _price(text: str) -> Dong:
    """Read 65.000đ or 65k; raises what the catalog raises of a price that is none."""
    return Dong(meant(text) or read_price(text))


def _known(request: Request) -> Mapping[Sku, tuple[Product, Variant]]:
    viewer = viewer_of(request)
    return {
        variant.sku: (product, variant)
        for product in context_of(request).app.configuration.products
        if viewer.owns_file(file_of(product))
        for variant in product.variants
    }


def _fits(name: Sku, known: tuple[Product, Variant] | None, words: Sequence[str]) -> bool:
    told = f"{known[0].name} {' '.join(known[1].options)}" if known else ""
    text = without_marks(f"{name} {told}").casefold()
    return all(word in text for word in words)


def _is_named(name: Sku, known: tuple[Product, Variant] | None, looked_for: str) -> bool:
    barcode = known[1].gtin if known else None
    return looked_for.casefold() == name.casefold() or (
        bool(barcode) and looked_for.lstrip("0") == str(barcode).lstrip("0")
    )


ROUTES: Final = [
    Route("/stock", stock, needs=Permission.LOOK),
    Route("/stock/{sku}", sku, needs=Permission.LOOK),
    Route("/stock/{sku}/{act}", tell, needs=Permission.COUNT, methods="POST"),
]
