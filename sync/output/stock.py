"""Stock as machines read it."""

from __future__ import annotations

from sync.inventory import HistoryLine, UnitsAway
from sync.model import StockAccount
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
    }


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
