"""How stock is shown: a row a SKU, the lines of its history, its parts, what is set aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from rich.text import Text

from sync.cli.terminal import Cell, Terminal
from sync.inventory.lots import LotStock
from sync.model import Aside, Sku
from sync.output.changes import Json
from sync.output.format import moment
from sync.running.ledger import StockRow
from sync.wording.sentence import grouped

COLUMNS = (
    "sku", "counted", "received", "lost", "sold", "reserved", "returned", "on_hand", "available"
)  # fmt: skip
STEPS = ("at", "moved", "shop", "reference", "units", "on_hand", "reserved", "available", "note")


def row_cells(terminal: Terminal, standing: StockRow) -> list[Cell]:
    """One SKU for the table of all."""
    tally = standing.balance
    if standing.makeable is not None:
        most = Text(grouped(standing.makeable), "bold" if standing.makeable else "red")
        return [standing.sku, Text(terminal.word("stock_bundle"), "dim"), *[""] * 6, most]
    if tally is None:
        return [standing.sku, Text(terminal.word("stock_uncounted"), "dim"), *[""] * 7]
    numbers = {name: grouped(getattr(tally, name)) for name in COLUMNS[1:]}
    left = Text(numbers["available"], "bold" if tally.available else "red")
    on_hand = Text(numbers["on_hand"])
    if tally.missing:
        on_hand = Text(terminal.word("stock_short", missing=tally.missing), "red")
    return [standing.sku, *(numbers[name] for name in COLUMNS[1:-2]), on_hand, left]


def step_cells(terminal: Terminal, step: Json, time_zone: str) -> list[Cell]:
    """One line of a history."""
    units = step["units"]
    return [
        moment(datetime.fromisoformat(step["at"]), time_zone) or "",
        terminal.word(f"word_moved_{step['moved']}"),
        step["shop"] or "",
        step["reference"] or "",
        grouped(units) if step["moved"].startswith("counted") else f"{units:+}",
        *(grouped(step[name]) for name in ("on_hand", "reserved", "available")),
        step["note"],
    ]


def tell_standing(terminal: Terminal, standing: StockRow) -> None:
    """Say in one sentence how a SKU stands, and in another what each shop offers."""
    tally = standing.balance
    if standing.makeable is not None:
        terminal.tell("stock_makeable", sku=standing.sku, available=standing.makeable)
    elif tally is None:
        return
    else:
        terminal.tell(
            "stock_stands",
            sku=standing.sku,
            on_hand=tally.on_hand,
            reserved=tally.reserved,
            available=tally.available,
        )
    if tally is not None and tally.missing:
        terminal.tell("stock_oversold", sku=standing.sku, missing=tally.missing)
    told = {shop: many for shop, many in standing.offers.items() if many is not None}
    sold = [f"{shop} {many}" for shop, many in told.items() if shop not in standing.looked_at]
    shown = [f"{shop} {many}" for shop, many in told.items() if shop in standing.looked_at]
    if told:
        values = {"offers": ", ".join(sold) or "0", "shown": ", ".join(shown) or None}
        terminal.tell("stock_offered", **values)


def tell_parts(terminal: Terminal, standing: StockRow, rows: Iterable[StockRow]) -> None:
    """Say of what a bundle is made, and of a part in which bundles it goes."""
    by_sku = {row.sku: row for row in rows}
    for part, needed in standing.parts.items():
        balance = by_sku[part].balance if part in by_sku else None
        code = "stock_part_uncounted" if balance is None else "stock_part"
        available = 0 if balance is None else balance.available
        terminal.tell(code, sku=standing.sku, part=part, needed=needed, available=available)
    for row in by_sku.values():
        if of_each := row.parts.get(standing.sku):
            values = {"sku": standing.sku, "bundle": row.sku, "needed": of_each}
            terminal.tell("stock_part_of", **values, available=row.makeable or 0)


def tell_asides(terminal: Terminal, asides: Iterable[Aside], zone: str) -> None:
    """Say what is set aside for whom, and from when to when."""
    now = datetime.now(UTC)
    for each in asides:
        terminal.tell(
            "stock_aside_now" if each.begins_at <= now else "stock_aside_later",
            sku=each.sku,
            units=each.quantity,
            shop=each.shop,
            begins=moment(each.begins_at, zone) or "",
            ends=moment(each.ends_at, zone) or "",
            reference=each.reference,
        )


def tell_lots(terminal: Terminal, sku: Sku, lots: Iterable[LotStock]) -> None:
    """Say how many are left of which lot, and which of them are sold no more."""
    for each in (each for each in lots if each.units):
        if each.lot is None:
            terminal.tell("stock_no_lot", sku=sku, units=each.units)
            continue
        end = f"{each.lot.best_before:%d/%m/%Y}" if each.lot.best_before else None
        code = "stock_lot" if each.on_sale else "stock_lot_off"
        terminal.tell(code, sku=sku, lot=each.lot.number, units=each.units, end=end)
