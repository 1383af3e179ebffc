"""Stock as machines read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sync.inventory import HistoryLine, UnitsAway, history
from sync.inventory.lots import LotStock
from sync.model import Aside, Lot, StockAccount
from sync.output.changes import Json
from sync.running.ledger import StockRow

PARTS = ("counted", "received", "lost", "sold", "returned", "reserved")


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


def history_json(accounts: Iterable[StockAccount]) -> list[Json]:
    """Every line of these accounts, the oldest first."""
    return [_line_json(account, line) for account in accounts for line in history(account)]


def _line_json(account: StockAccount, line: HistoryLine) -> Json:
    """One line; `units` is what it did to the shelf, the rest is how things stood after it."""
    moved, tally = line.movement, line.balance
    return {
        "at": line.at.isoformat(),
        "moved": moved.kind if moved else f"counted_{account.source}",
        "shop": (moved.shop or None) if moved else None,
        "reference": moved.reference if moved else account.reference,
        "note": moved.note if moved else "",
        "units": moved.on_hand if moved else tally.counted,
        "held": moved.held if moved else tally.held,
        "on_hand": tally.on_hand,
        "reserved": tally.reserved,
        "available": tally.available,
    }


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


def lot_state(lot: Lot, today: date) -> str:
    """Name the word for how a lot stands today."""
    if lot.recalled:
        return "word_lot_recalled"
    return "word_lot_over" if lot.over(today) else "word_lot_good"


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
