"""`ocop sales`: what was sold by month, day, shop, cooperative, product, star; for how much."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import ready
from sync.cli.terminal import Terminal, laid_out
from sync.inventory import SalesSum, SoldLine, sales_by, sales_sum, sold_lines
from sync.model import Dong
from sync.output.format import plain_cell
from sync.output.sales import BY, key_of, nets_of
from sync.transport.clock import Clock, legal_day
from sync.wording.sentence import grouped

COLUMNS = ("orders", "sold_units", "money", "unpriced", "net")
DAYS_SHOWN = 365  # unless somebody says since when
A_DAY = timedelta(days=1)
PERIOD = re.compile(r"(20[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Rows = Sequence[tuple[str, SalesSum, Dong]]  # and what is left of it, fees off


def sales(
    session: Session,
    *,
    by: str | None = None,
    period: str | None = None,
    shop: str | None = None,
    save: Path | None = None,
) -> int:
    """Sum up what was sold of a time; fine whatever it shows."""
    configuration, terminal = ready(session)
    chosen = next((each for each in BY if each == (by or "month")), None)
    if chosen is None:
        raise Refused("sales_by_unknown", given=str(by)[:40], known=", ".join(BY))
    zone = ZoneInfo(configuration.settings.time_zone)
    days = days_of(period)
    wanted = None if shop is None else set(chosen_shops(configuration, shop))
    sold = sold_within(
        session, configuration, [datetime.combine(day, time(), zone) for day in days]
    )
    lines = [line for line in sold if wanted is None or line.shop in wanted]
    key, nets = key_of(chosen, configuration, terminal.word), nets_of(configuration, sold)
    left = Counter[str]()
    for line in lines:
        left[key(line)] += nets.get(line, 0)
    rows = [(name, each, Dong(left[name])) for name, each in sorted(sales_by(lines, key).items())]
    total = (sales_sum(lines), Dong(left.total()))
    if save is not None:
        _write(terminal, save, chosen, rows)
    _show(terminal, chosen, rows, total)
    terminal.answer(
        {
            "since": days[0].isoformat(),
            "until": (days[1] - A_DAY).isoformat(),
            "by": chosen,
            "sales": [{chosen: name, **asdict(each), "net": net} for name, each, net in rows],
            "total": {**asdict(total[0]), "net": total[1]},
        }
    )
    return exits.FINE


def sold_within(
    session: Session, configuration: Configuration, between: Sequence[datetime]
) -> list[SoldLine]:
    """Recall what was sold from one moment to another, by the ledger."""

    async def recall() -> list[SoldLine]:
        async with opening(session, configuration) as app:
            return sold_lines(await app.store.sales.sold_between(*between))

    return run(recall())


def days_of(period: str | None) -> tuple[date, date]:
    """Read 2026, 2026-11, 2026-11-30 or DAY..DAY: the first day, and the one after the last.

    The year up to today where nobody says; raises Refused.
    """
    if period is None:
        today = legal_day(Clock())
        return today - timedelta(days=DAYS_SHOWN), today + A_DAY
    first, _, last = period.partition("..")
    begin, end = _day_or_more(first)[0], _day_or_more(last or first)[1]
    if begin >= end:
        raise Refused("sales_days_crossed", period=period[:40])
    return begin, end


def _day_or_more(text: str) -> tuple[date, date]:
    """Read a year, a month or a day: its first day, and the first that is no more of it."""
    found = PERIOD.fullmatch(text.strip())
    if found is None:
        raise Refused("sales_period_form", period=text[:40])
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        begin = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise Refused("sales_period_form", period=text[:40]) from error
    if day:
        return begin, begin + A_DAY
    if month and month < 12:
        return begin, date(begin.year, month + 1, 1)
    return begin, date(begin.year + 1, 1, 1)


def _show(terminal: Terminal, by: str, rows: Rows, total: tuple[SalesSum, Dong]) -> None:
    if not rows:
        terminal.tell("sales_none")
        return
    cells = [[name, *_cells(each), grouped(net)] for name, each, net in rows]
    laid_out(terminal, (f"sales_{by}", *COLUMNS), cells)
    all_sold, net = total
    values = {"orders": all_sold.orders, "units": all_sold.units, "money": all_sold.money}
    terminal.tell("sales_total", **values, net=net, unpriced=all_sold.unpriced or None)


def _cells(found: SalesSum) -> list[str]:
    return [grouped(number) for number in asdict(found).values()]


def _write(terminal: Terminal, file: Path, by: str, rows: Rows) -> None:
    """Write a file by its ending; raises Refused."""
    table = [
        [terminal.word(f"word_column_{name}") for name in (f"sales_{by}", *COLUMNS)],
        *([plain_cell(name), *asdict(each).values(), net] for name, each, net in rows),
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
