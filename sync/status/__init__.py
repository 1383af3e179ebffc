"""How everything stands, and what a person is told of it. No network, no store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.lazy import lazily

if TYPE_CHECKING:
    from sync.status.alerts import AlertNews, alert_news, alerts_of
    from sync.status.message import URGENCY, digest, news_message
    from sync.status.shop_status import (
        OLD_AFTER,
        ShopStatus,
        State,
        counts,
        locked,
        named,
        number,
        scheduled,
        state,
    )
    from sync.status.standing import Standing
else:
    __getattr__ = lazily(__name__, __file__)

__all__ = [
    "OLD_AFTER",
    "URGENCY",
    "AlertNews",
    "ShopStatus",
    "Standing",
    "State",
    "alert_news",
    "alerts_of",
    "counts",
    "digest",
    "locked",
    "named",
    "news_message",
    "number",
    "scheduled",
    "state",
]
