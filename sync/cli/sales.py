"""`ocop sales`: what was sold by month, day, shop, cooperative, product, star; for how much."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.format import plain_cell
from sync.cli.json_output import Json
from sync.cli.prepare import chosen_shops, opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import day_of, ready
from sync.cli.terminal import Terminal, laid_out
from sync.inventory import SalesSum, SoldLine, sales_by, sales_sum, sold_lines
from sync.model import Product, Sku
from sync.model.claims import stars_allowed
from sync.transport.clock import Clock, legal_day
from sync.wording.sentence import grouped

BY = ("month", "day", "shop", "cooperative", "product", "star")
COLUMNS = ("orders", "sold_units", "money", "unpriced")
DAYS_SHOWN = 365  # unless somebody says since when
A_DAY = timedelta(days=1)

Key = Callable[[SoldLine], str]
Rows = Sequence[tuple[str, SalesSum]]


def sales(
    session: Session,
    *,
    by: str | None = None,
    since: str | None = None,
    until: str | None = None,
    shop: str | None = None,
    save: Path | None = None,
) -> int:
    """Sum up what was sold of a time; fine whatever it shows."""
    configuration, terminal = ready(session)
    chosen = by or "month"
    if chosen not in BY:
        raise Refused("sales_by_unknown", given=chosen[:40], known=", ".join(BY))
    zone = ZoneInfo(configuration.settings.time_zone)
    days = _days(since, until)
    wanted = None if shop is None else set(chosen_shops(configuration, shop))
    sold = _sold(session, configuration, [datetime.combine(day, time(), zone) for day in days])
    lines = [line for line in sold if wanted is None or line.shop in wanted]
    sums = sales_by(lines, _key(chosen, terminal, configuration, zone))
    rows = sorted(sums.items())
    if save is not None:
        _write(terminal, save, chosen, rows)
    _show(terminal, chosen, rows, sales_sum(lines))
    terminal.answer(
        {
            "since": days[0].isoformat(),
            "until": (days[1] - A_DAY).isoformat(),
            "by": chosen,
            "sales": [{chosen: name, **sum_json(each)} for name, each in rows],
            "total": sum_json(sales_sum(lines)),
        }
    )
    return exits.FINE


def sum_json(found: SalesSum) -> Json:
    """One sum; the money is in dong, of the units whose price is known."""
    return {
        "orders": found.orders,
        "units": found.units,
        "money": found.money,
        "unpriced": found.unpriced,
    }


def _sold(
    session: Session, configuration: Configuration, between: Sequence[datetime]
) -> list[SoldLine]:
    async def recall() -> list[SoldLine]:
        async with opening(session, configuration) as app:
            return sold_lines(await app.store.stock.sold_between(*between))

    return run(recall())


def _days(since: str | None, until: str | None) -> tuple[date, date]:
    """The first day that is meant, and the one after the last; a year where nobody says."""
    last = day_of(until) if until else legal_day(Clock())
    first = day_of(since) if since else last - timedelta(days=DAYS_SHOWN)
    if first > last:
        raise Refused("sales_days_crossed", since=first.isoformat(), until=last.isoformat())
    return first, last + A_DAY


def _key(by: str, terminal: Terminal, configuration: Configuration, zone: ZoneInfo) -> Key:
    products = {v.sku: each for each in configuration.products for v in each.variants}

    def cooperative(line: SoldLine) -> str:
        found = products.get(line.sku)
        return found.cooperative.name if found else terminal.word("sales_of_nobody")

    keys: Mapping[str, Key] = {
        "month": lambda line: f"{line.at.astimezone(zone):%Y-%m}",
        "day": lambda line: f"{line.at.astimezone(zone):%Y-%m-%d}",
        "shop": lambda line: line.shop or terminal.word("sales_by_hand"),
        "cooperative": cooperative,
        "product": lambda line: _named(line.sku, products.get(line.sku)),
        "star": lambda line: _stars(products.get(line.sku), line.at.astimezone(zone).date()),
    }
    return keys[by]


def _named(sku: Sku, product: Product | None) -> str:
    return f"{product.code} {product.name}" if product else sku


def _stars(product: Product | None, on: date) -> str:
    """The stars that a product had on the day on which it was ordered."""
    stars = stars_allowed(product.certificate, on) if product else None
    return str(stars) if stars else "–"


def _show(terminal: Terminal, by: str, rows: Rows, total: SalesSum) -> None:
    if not rows:
        terminal.tell("sales_none")
        return
    laid_out(terminal, (f"sales_{by}", *COLUMNS), [[name, *_cells(each)] for name, each in rows])
    values = {"orders": total.orders, "units": total.units, "money": total.money}
    terminal.tell("sales_total", **values, unpriced=total.unpriced or None)


def _cells(found: SalesSum) -> list[str]:
    return [grouped(n) for n in (found.orders, found.units, found.money, found.unpriced)]


def _write(terminal: Terminal, file: Path, by: str, rows: Rows) -> None:
    """Write a file by its ending; raises Refused."""
    table = [
        [terminal.word(f"word_column_{name}") for name in (f"sales_{by}", *COLUMNS)],
        *([plain_cell(name), *sum_json(each).values()] for name, each in rows),
    ]
    write = {".csv": _write_csv, ".xlsx": _write_workbook}.get(file.suffix.lower())
    if write is None:
        raise Refused("sales_file_kind", file=str(file))
    try:
        write(file, table)
    except OSError as error:
        raise Refused("file_not_written", file=str(file)) from error
    terminal.tell("file_written", file=str(file))


def _write_csv(file: Path, table: Sequence[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as lines:  # so that Excel reads accents
        csv.writer(lines).writerows(table)


def _write_workbook(file: Path, table: Sequence[Sequence[object]]) -> None:
    import xlsxwriter

    try:
        with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)
            sheet.freeze_panes(1, 1)
            sheet.autofit()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
