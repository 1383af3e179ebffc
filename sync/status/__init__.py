"""How everything stands, and what a person is told of it. No network, no store."""

from __future__ import annotations

from sync.status.shop_status import (
    OLD_AFTER,
    ShopStatus,
    State,
    counts,
    locked,
    number,
    scheduled,
    state,
)
from sync.status.standing import Standing

__all__ = [
    "OLD_AFTER",
    "ShopStatus",
    "Standing",
    "State",
    "counts",
    "locked",
    "number",
    "scheduled",
    "state",
]
