"""How many are left, and what orders did to that: values in, values out."""

from sync.inventory.balance import Balance, HistoryLine, StockAccount, balance_of, history
from sync.inventory.counts import available, counted_at, on_hand, written_counts
from sync.inventory.movements import movements_of, take_in
from sync.inventory.oversell import (
    QUIET_AFTER,
    ShopExposure,
    at_risk,
    safe_quantity,
    shown_when_moved,
    shown_when_observed,
    shown_when_reserved,
    shown_when_written,
    without_reported_sales,
    writing_of,
)

__all__ = [
    "QUIET_AFTER",
    "Balance",
    "HistoryLine",
    "ShopExposure",
    "StockAccount",
    "at_risk",
    "available",
    "balance_of",
    "counted_at",
    "history",
    "movements_of",
    "on_hand",
    "safe_quantity",
    "shown_when_moved",
    "shown_when_observed",
    "shown_when_reserved",
    "shown_when_written",
    "take_in",
    "without_reported_sales",
    "writing_of",
    "written_counts",
]
