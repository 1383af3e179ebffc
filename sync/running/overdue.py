"""Says when a shop that is reached by files has waited too long, for an answer or for figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sync.model.zone import VIETNAM

if TYPE_CHECKING:
    from sync.marketplace import Marketplace, Outstanding
    from sync.model import Problem, ShopName, Value

Steps = Sequence[tuple[timedelta, str]]  # the longest first

ANSWER: Steps = (
    (timedelta(days=30), "answer_overdue"),
    (timedelta(days=7), "answer_late"),
)
MOST_NAMED = 5
FIGURES: Steps = (
    (timedelta(hours=72), "stock_figures_stale"),
    (timedelta(hours=24), "stock_figures_old"),
)


def outstanding(market: Marketplace) -> Outstanding | None:
    """Say what waits for an answer there; None where nothing is exchanged, or nothing readable."""
    from sync.marketplace import MarketplaceError, file_exchange

    files = file_exchange(market)
    try:
        return files.outstanding() if files else None
    except MarketplaceError:
        return None


def overdue(shop: ShopName, waits: Outstanding, now: datetime) -> Iterator[Problem]:
    """Warn of sales nobody could read, of late answers, and of figures seen for hours."""
    yield from _unread(shop, waits)
    for since, steps in ((waits.since, ANSWER), (waits.stock_sent_at, FIGURES)):
        if since is None:
            continue
        code = next((code for age, code in steps if now - since >= age), None)
        if code is not None:
            values: dict[str, Value] = {
                "shop": shop,
                "since": since.astimezone(VIETNAM).isoformat(timespec="seconds"),
                "days": (now - since).days,
                "hours": int((now - since) / timedelta(hours=1)),
            }
            yield _warning(code, shop, values)


def _unread(shop: ShopName, waits: Outstanding) -> Iterator[Problem]:
    """Tell of sales that moved no stock for as long as nobody mended them: goods are gone."""
    if lines := waits.unread_sales:
        shown = lines[:MOST_NAMED]
        more = len(lines) - len(shown) or None
        values: dict[str, Value] = {"shop": shop, "lines": shown, "count": len(lines), "more": more}
        yield _warning("sales_unread", shop, values)


def _warning(code: str, shop: ShopName, values: dict[str, Value]) -> Problem:
    from sync.model import Problem  # which brings pydantic: little is overdue

    return Problem(code=code, severity="warning", values=values, about=shop)
