"""How stock is shown: a row a SKU, the lines of its history, its parts, what is set aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from rich.text import Text

from sync.cli.format import moment
from sync.cli.json_output import Json
from sync.cli.terminal import Cell, Terminal
from sync.inventory import HistoryLine, UnitsAway
from sync.inventory.lots import LotStock
from sync.model import Aside, Sku, StockAccount
from sync.running.ledger import StockRow
from sync.wording.sentence import grouped

COLUMNS = (
    "sku", "counted", "received", "lost", "sold", "reserved", "returned", "on_hand", "available"
)  # fmt: skip
PARTS = ("counted", "received", "lost", "sold", "returned", "reserved")
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


def history_line_json(account: StockAccount, line: HistoryLine) -> Json:
    """One line; `units` is what it did to the shelf, the rest is how things stood after it."""
    moved, tally = line.movement, line.balance
    return {
        "at": line.at.isoformat(),
        "moved": moved.kind if moved else f"counted_{account.source}",
        "shop": (moved.shop or None) if moved else None,
        "reference": moved.reference if moved else None,
        "note": moved.note if moved else "",
        "units": moved.on_hand if moved else tally.counted,
        "held": moved.held if moved else tally.held,
        "on_hand": tally.on_hand,
        "reserved": tally.reserved,
        "available": tally.available,
    }


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
    told = [f"{shop} {many}" for shop, many in standing.offers.items() if many is not None]
    if told:
        terminal.tell("stock_offered", offers=", ".join(told))


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


def stock_row_json(standing: StockRow) -> Json:
    """One SKU; a count is null where nobody counted, and never 0 for that."""
    tally, account = standing.balance, standing.account
    names = (*PARTS, "on_hand", "available", "missing")
    return {
        "sku": standing.sku,
        "code": standing.code,
        **{name: None if tally is None else getattr(tally, name) for name in names},
        "counted_at": account.counted_at.isoformat() if account else None,
        "counted_by": account.source if account else None,
        "offers": dict(standing.offers),
        **_bundle_json(standing),
    }


def _bundle_json(standing: StockRow) -> Json:
    if not standing.parts:
        return {}
    return {"made_of": dict(standing.parts), "available": standing.makeable}


def away_json(away: UnitsAway) -> Json:
    """Units of an order that wait for a person; `state` is coming_back, unknown or lost."""
    return {
        "shop": away.shop,
        "reference": away.reference,
        "sku": away.sku,
        "state": away.state,
        "units": away.units,
        "since": away.since.isoformat(),
        "word": away.word,
    }


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


def aside_json(aside: Aside) -> Json:
    """What is set aside; the quantity is as it was said, whatever was sold of it."""
    return {
        "reference": aside.reference,
        "sku": aside.sku,
        "shop": aside.shop,
        "quantity": aside.quantity,
        "begins_at": aside.begins_at.isoformat(),
        "ends_at": aside.ends_at.isoformat(),
    }


def tell_lots(terminal: Terminal, sku: Sku, lots: Iterable[LotStock]) -> None:
    """Say how many are left of which lot, and which of them are sold no more."""
    for each in (each for each in lots if each.units):
        if each.lot is None:
            terminal.tell("stock_no_lot", sku=sku, units=each.units)
            continue
        end = f"{each.lot.best_before:%d/%m/%Y}" if each.lot.best_before else None
        code = "stock_lot" if each.on_sale else "stock_lot_off"
        terminal.tell(code, sku=sku, lot=each.lot.number, units=each.units, end=end)


def lot_json(stock: LotStock) -> Json:
    """What is left of a lot; `lot` is null for what is of none."""
    lot = stock.lot
    return {
        "lot": lot and lot.number,
        "units": stock.units,
        "on_sale": stock.on_sale,
        "best_before": lot.best_before.isoformat() if lot and lot.best_before else None,
        "recalled": bool(lot and lot.recalled),
    }
