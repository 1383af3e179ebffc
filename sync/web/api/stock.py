"""Stock: how many there are, and what people at the shelf tell, each once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from sync.model import Dong, Sku
from sync.model.days import FIRST_DAY, LAST_DAY
from sync.output.changes import Json
from sync.output.stock import away_json, history_json, stock_row_json
from sync.running.ledger import Ledger, StockEntry, StockRow, new_reference
from sync.transport.clock import Clock, legal_day
from sync.web.access import said
from sync.web.api.answers import ApiRefused, NotFound
from sync.web.context import context_of
from sync.web.own import goods_of

MOST_UNITS = 1_000_000
MOST_DONG = 10_000_000_000
NearDay = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
SkuText = Annotated[str, Path(min_length=1, max_length=100)]
Tell = Callable[[Ledger, StockEntry], Awaitable[bool]]


class ToldUnits(BaseModel):
    """So many of one SKU; the same `reference` twice counts once."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=1, le=MOST_UNITS, strict=True)
    reference: str | None = Field(default=None, min_length=1, max_length=200, pattern=r"^\S+$")
    note: str = Field(default="", max_length=200)


class CountedUnits(ToldUnits):
    """So many stand there, just now or at the end of a day."""

    number: int = Field(ge=0, le=MOST_UNITS, strict=True)
    counted_on: NearDay | None = None


class SoldUnits(ToldUnits):
    """So many were sold at the market or by telephone, for so much each."""

    price: int | None = Field(default=None, ge=0, le=MOST_DONG, strict=True)


async def list_stock(request: Request) -> Json:
    """Say how every SKU stands, and which units are on their way back."""
    goods, ledger = await goods_of(request), context_of(request).app.ledger
    rows = [row for row in await ledger.rows() if goods.has_sku(row.sku)]
    away = [each for each in await ledger.away() if goods.has_sku(each.sku)]
    return {"stock": list(map(stock_row_json, rows)), "away": list(map(away_json, away))}


async def read_stock(request: Request, sku: SkuText) -> Json:
    """Say how one SKU stands, and why: line by line, count after count."""
    row = await _row(request, sku)
    steps = history_json(await context_of(request).app.ledger.accounts(row.sku))
    return {**stock_row_json(row), "lines": steps}


async def count_stock(request: Request, sku: SkuText, body: CountedUnits) -> Json:
    """Write down how many were counted."""
    if body.counted_on is not None and body.counted_on > legal_day(Clock()):
        raise ApiRefused(422, "count_in_future")
    return await _tell(request, sku, body, lambda ledger, one: ledger.count(one, body.counted_on))


async def receive_stock(request: Request, sku: SkuText, body: ToldUnits) -> Json:
    """Write a delivery down."""
    return await _tell(request, sku, body, Ledger.receive)


async def lose_stock(request: Request, sku: SkuText, body: ToldUnits) -> Json:
    """Write down what was spoilt, broken, eaten or given away."""
    return await _tell(request, sku, body, Ledger.lose)


async def sell_stock(request: Request, sku: SkuText, body: SoldUnits) -> Json:
    """Write down what was sold by hand."""
    return await _tell(request, sku, body, Ledger.sell)


async def _tell(request: Request, sku: str, body: ToldUnits, tell: Tell) -> Json:
    app, known = context_of(request).app, await _row(request, sku)
    zone = app.configuration.settings.time_zone
    price = getattr(body, "price", None)
    entry = StockEntry(
        sku=known.sku,
        quantity=body.number,
        reference=body.reference or new_reference(Clock().now(), zone),
        note=" ".join(body.note.split()),
        price=None if price is None else Dong(price),
    )
    new = await tell(app.ledger, entry)
    if new:
        what = request.url.path.rpartition("/")[2]
        note = f"{what} {known.sku} {entry.quantity}, {entry.reference}"
        await app.store.decisions.add([said(request, "stock", note, code=known.code)])
    row = await _row(request, sku)
    return {
        "reference": entry.reference,
        "quantity": entry.quantity,
        "new": new,
        **stock_row_json(row),
    }


async def _row(request: Request, sku: str) -> StockRow:
    goods = await goods_of(request)
    if goods.has_sku(Sku(sku)):
        for row in await context_of(request).app.ledger.rows([Sku(sku)]):
            return row
    raise NotFound(sku)
