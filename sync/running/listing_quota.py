"""Says how many new listings a shop may still make today: as configured, or as it was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sync.model import VIETNAM, Shop, ShopName
from sync.planning.schedule import ListingQuota
from sync.running.context import Round
from sync.store import Entry, Store

USED_UP: Final = "daily_listings_used_up"
BELIEVED_FOR: Final = timedelta(days=7)  # after that we ask again: a probation ends some day


async def listing_quota(round: Round) -> ListingQuota | None:
    """Say how many new listings this round may make; None: no bound is known."""
    quotas = await listing_quotas(round.store, [round.shop], round.clock.now())
    return quotas.get(round.shop.name)


async def listing_quotas(
    store: Store, shops: Sequence[Shop], now: datetime
) -> dict[ShopName, ListingQuota]:
    """Count what each shop published since midnight in Vietnam; one without a bound is left out.

    Where the platform refused lately, its number holds; where it named none, what it took that day.
    A number in shops.yaml stands over both.
    """
    names, since = [shop.name for shop in shops], now - BELIEVED_FOR
    refused = await store.journal.last_failed(names, "publish", USED_UP, since)
    bounds = {s.name: s.listings_per_day or await _told(store, refused.get(s.name)) for s in shops}
    per_day = {name: bound for name, bound in bounds.items() if bound is not None}
    if not per_day:
        return {}
    today, midnight = now.astimezone(VIETNAM).date(), _midnight(now)
    used = Counter(shop for shop, _ in await store.journal.published_since(per_day, midnight))
    over = {name for name, entry in refused.items() if entry.at >= midnight}
    left = {name: 0 if name in over else max(n - used[name], 0) for name, n in per_day.items()}
    return {
        name: ListingQuota(per_day=bound, left=left[name], today=today)
        for name, bound in per_day.items()
    }


async def _told(store: Store, refused: Entry | None) -> int | None:
    if refused is None:
        return None
    limit = refused.problem.values.get("limit") if refused.problem else None
    if isinstance(limit, int) and limit > 0:
        return limit
    shop = refused.change.shop
    that_day = await store.journal.published_since([shop], _midnight(refused.at))
    return max(len(that_day), 1)


def _midnight(moment: datetime) -> datetime:
    """When the day began in Vietnam, by which platforms there count listings anew."""
    return moment.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
