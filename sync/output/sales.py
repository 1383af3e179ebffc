"""By what sales are summed up for a person: month, day, shop, cooperative, product, star."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.inventory import SoldLine
from sync.model import Product, Sku
from sync.model.claims import stars_allowed

By = Literal["month", "day", "shop", "cooperative", "product", "star"]
BY: Final[tuple[By, ...]] = ("month", "day", "shop", "cooperative", "product", "star")

Key = Callable[[SoldLine], str]


def key_of(by: By, configuration: Configuration, word: Callable[[str], str]) -> Key:
    """Say under which name a line is summed up; `word` says what stands for no name."""
    zone = ZoneInfo(configuration.settings.time_zone)
    products = {v.sku: each for each in configuration.products for v in each.variants}

    def cooperative(line: SoldLine) -> str:
        found = products.get(line.sku)
        return found.cooperative.name if found else word("sales_of_nobody")

    keys: Mapping[By, Key] = {
        "month": lambda line: f"{line.at.astimezone(zone):%Y-%m}",
        "day": lambda line: f"{line.at.astimezone(zone):%Y-%m-%d}",
        "shop": lambda line: line.shop or word("sales_by_hand"),
        "cooperative": cooperative,
        "product": lambda line: _named(line.sku, products.get(line.sku)),
        "star": lambda line: _stars(products.get(line.sku), line.at.astimezone(zone).date()),
    }
    return keys[by]


def _named(sku: Sku, product: Product | None) -> str:
    return f"{product.code} {product.name}" if product else sku


def _stars(product: Product | None, on: date) -> str:
    """The stars that a product had on the day on which it was ordered."""
    stars = stars_allowed(product.certificate, on) if product else None
    return str(stars) if stars else "–"
