"""How many are left, and what orders did to that: values in, values out."""

from sync.inventory.balance import Balance, HistoryLine, balance_of, history
from sync.inventory.bundles import (
    Bundles,
    bundles_at,
    divided,
    free_for,
    hanging_together,
    makeable,
    parts_of,
    related,
    with_parts,
)
from sync.inventory.counts import available, counted_anew, counted_at, written_counts
from sync.inventory.falls import fall_when_moved, fall_when_observed, fall_when_written
from sync.inventory.goods_in_motion import RECEIVED_BACK, UnitsAway, units_away
from sync.inventory.movements import UNBELIEVED, movements_after, movements_of
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
from sync.inventory.sales import SalesSum, SoldLine, sales_by, sales_sum, sold_lines

__all__ = [
    "QUIET_AFTER",
    "RECEIVED_BACK",
    "UNBELIEVED",
    "Balance",
    "Bundles",
    "HistoryLine",
    "SalesSum",
    "ShopExposure",
    "SoldLine",
    "UnitsAway",
    "at_risk",
    "available",
    "balance_of",
    "bundles_at",
    "counted_anew",
    "counted_at",
    "divided",
    "fall_when_moved",
    "fall_when_observed",
    "fall_when_written",
    "free_for",
    "hanging_together",
    "history",
    "makeable",
    "movements_after",
    "movements_of",
    "parts_of",
    "related",
    "safe_quantity",
    "sales_by",
    "sales_sum",
    "shown_when_moved",
    "shown_when_observed",
    "shown_when_reserved",
    "shown_when_written",
    "sold_lines",
    "units_away",
    "with_parts",
    "without_reported_sales",
    "writing_of",
    "written_counts",
]
