"""Says how many new listings a shop may still make today: as configured, or as it was refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sync.model import VIETNAM, Shop
from sync.planning.schedule import ListingQuota
from sync.running.context import Round
from sync.store import Entry, Store

USED_UP: Final = "daily_listings_used_up"
BELIEVED_FOR: Final = timedelta(days=7)  # after that we ask again: a probation ends some day


async def listing_quota(round: Round) -> ListingQuota | None:
    """Say how many new listings this round may make; None: no bound is known."""
    return await listing_quota_of(round.store, round.shop, round.clock.now())


async def listing_quota_of(store: Store, shop: Shop, now: datetime) -> ListingQuota | None:
    """Count what was published since midnight in Vietnam; None: no bound is known.

    Where the platform refused lately, its number holds; where it named none, what it took that day.
    A number in shops.yaml stands over both.
    """
    found = await store.journal.last_failed(shop.name, "publish", USED_UP)
    refused = found if found is not None and found.at >= now - BELIEVED_FOR else None
    per_day = shop.listings_per_day or await _told(store, refused)
    if per_day is None:
        return None
    today = now.astimezone(VIETNAM).date()
    used = len(await store.journal.published_since(shop.name, _midnight(now)))
    over = refused is not None and refused.at >= _midnight(now)
    return ListingQuota(per_day=per_day, left=0 if over else max(per_day - used, 0), today=today)


async def _told(store: Store, refused: Entry | None) -> int | None:
    if refused is None:
        return None
    limit = refused.problem.values.get("limit") if refused.problem else None
    if isinstance(limit, int) and limit > 0:
        return limit
    shop = refused.change.shop
    that_day = await store.journal.published_since(shop, _midnight(refused.at))
    return max(len(that_day), 1)


def _midnight(moment: datetime) -> datetime:
    """When the day began in Vietnam, by which platforms there count listings anew."""
    return moment.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
