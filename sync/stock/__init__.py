"""How many are left, and what orders did to that: values in, values out."""

from sync.stock.counting import available, counted_at, on_hand, written_counts
from sync.stock.escrow import (
    QUIET_AFTER,
    Standing,
    at_risk,
    claimed,
    looked_at,
    moved,
    safe,
    told,
    way_of,
    written,
)
from sync.stock.movements import movements_of, take_in
from sync.stock.tally import Account, Line, Tally, history, tally

__all__ = [
    "QUIET_AFTER",
    "Account",
    "Line",
    "Standing",
    "Tally",
    "at_risk",
    "available",
    "claimed",
    "counted_at",
    "history",
    "looked_at",
    "moved",
    "movements_of",
    "on_hand",
    "safe",
    "take_in",
    "tally",
    "told",
    "way_of",
    "written",
    "written_counts",
]
