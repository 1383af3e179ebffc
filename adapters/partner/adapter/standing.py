"""Says what the marketplace tells of the shop itself: access that ends, a shop that is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from adapters.partner.adapter.booth import Booth
from adapters.partner.client.endpoints import SHOP, at
from sync.marketplace.json_values import Json, record, text
from sync.model import Problem, Value

WARN_DAYS = 30  # before the secret of the connection ends
VIETNAM = timezone(timedelta(hours=7))


async def notices(booth: Booth, now: datetime) -> list[Problem]:
    """Ask how the shop stands."""
    return list(told(await booth.ask(at(SHOP)), now.astimezone(VIETNAM).date()))


def told(shop: Json, today: date) -> Iterator[Problem]:
    """Read the `data` of GET /shop; what it does not say is no trouble."""
    status = text(shop.get("status"))
    if status == "LOCKED":
        yield Problem(code="shop_banned", severity="warning")
    elif status == "ON_HOLIDAY":
        yield Problem(code="shop_on_holiday", severity="note")
    ends = _day(text(record(shop.get("credentials")).get("expires_on")))
    if ends is not None and (ends - today).days <= WARN_DAYS:
        values: dict[str, Value] = {"days": (ends - today).days, "ends_on": f"{ends:%d/%m/%Y}"}
        yield Problem(code="credentials_ending", severity="warning", values=values)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
