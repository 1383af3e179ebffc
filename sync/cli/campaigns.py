"""Which prices a shop cannot keep by itself: campaigns by this computer, list prices in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sync.catalog import Configuration
from sync.model import Problem, Shop
from sync.planning import campaigns_kept_by_us, list_prices_unshown

ONE_DAY = timedelta(days=1)


def kept_by_us(configuration: Configuration, shop: Shop, now: datetime) -> list[Problem]:
    """Say of a shop which campaigns need this computer, and when next."""
    products = [product for product in configuration.products if product.campaigns]
    if not products:
        return []
    from sync.platforms import platforms  # only where a campaign is written

    platform = platforms().get(shop.platform)
    if platform is None:
        return []
    return list(campaigns_kept_by_us(products, shop, now, platform.features))


def list_prices_in_vain(configuration: Configuration, shop: Shop) -> list[Problem]:
    """Say of a shop which list prices its platform does not take."""
    products = [p for p in configuration.products if any(v.list_price for v in p.variants)]
    if not products:
        return []
    from sync.platforms import platforms  # only where a list price is written

    platform = platforms().get(shop.platform)
    return list(list_prices_unshown(products, shop, platform.features)) if platform else []


def turns_of_a_day(configuration: Configuration, now: datetime) -> Iterator[Problem]:
    """Say it of every shop as it is now, and as it will be after each turn of a day."""
    for shop in configuration.shops:
        at = now
        while at < now + ONE_DAY and (told := kept_by_us(configuration, shop, at)):
            yield from told
            at = datetime.fromisoformat(str(told[0].values["next"])) + timedelta(minutes=1)
