"""Doanh thu: what was sold by month, shop, cooperative, product and star, drawn and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from sync.inventory import SalesSum, SoldLine, sales_by, sales_sum
from sync.model.people import Permission
from sync.output.format import plain_cell
from sync.output.sales import BY, By, key_of
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.rendering import Spoken, page
from sync.web.trade import sold_on

MONTHS: Final = (1, 3, 12)
USUAL_MONTHS: Final = 3
MOST_BARS: Final = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the drawing; `share` is its length in percent of the longest."""

    name: str
    sold: SalesSum
    share: float


async def sales(request: Request) -> Response:
    """Sum up what was sold of the last months."""
    by, months = _by(request), _months(request)
    first, last = _days(months)
    lines = await sold_on(request, first, last)
    rows = _rows(request, by, lines)
    longest = max((each.money for _, each in rows), default=0) or 1
    bars = [Bar(name, each, round(100 * each.money / longest, 1)) for name, each in rows]
    return page(
        request,
        "sales.html",
        by=by,
        ways=BY,
        months=months,
        choices=MONTHS,
        bars=bars[:MOST_BARS],
        left_out=max(len(bars) - MOST_BARS, 0),
        total=sales_sum(lines),
        first=first,
        last=last,
    )


async def as_file(request: Request) -> Response:
    """The same as CSV, for a spreadsheet."""
    by = _by(request)
    first, last = _days(_months(request))
    rows = _rows(request, by, await sold_on(request, first, last))
    into = io.StringIO()
    writer = csv.writer(into)
    heads = ("orders", "sold_units", "money", "unpriced")
    spoken = Spoken.of(request)
    writer.writerow([spoken.word(f"word_column_{name}") for name in (f"sales_{by}", *heads)])
    writer.writerows(
        [plain_cell(name), each.orders, each.units, each.money, each.unpriced]
        for name, each in rows
    )
    headers = {"Content-Disposition": f'attachment; filename="ocop-{by}-{first}-{last}.csv"'}
    content = "\ufeff" + into.getvalue()  # by that mark Excel knows UTF-8
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _rows(request: Request, by: By, lines: Sequence[SoldLine]) -> list[tuple[str, SalesSum]]:
    key = key_of(by, context_of(request).app.configuration, Spoken.of(request).word)
    rows = sorted(sales_by(lines, key).items())
    return rows if by in ("day", "month") else sorted(rows, key=lambda row: -row[1].money)


def _days(months: int) -> tuple[date, date]:
    """The first of the month so many months ago, this one counted; and today."""
    today = legal_day(Clock())
    month = today.year * 12 + today.month - months
    return date(month // 12, month % 12 + 1, 1), today


def _months(request: Request) -> int:
    asked = request.query_params.get("months", "")
    return next((months for months in MONTHS if str(months) == asked), USUAL_MONTHS)


def _by(request: Request) -> By:
    asked = request.query_params.get("by", "month")
    return next((by for by in BY if by == asked), "month")


ROUTES: Final = [
    Route("/sales", sales, needs=Permission.LOOK),
    Route("/sales.csv", as_file, needs=Permission.LOOK),
]
