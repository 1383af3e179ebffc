"""By what sales are summed up for a person, and what is left of them once fees are off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, Literal
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.inventory import SoldLine
from sync.model import Dong, Fee, Product, Sku
from sync.model.claims import stars_allowed
from sync.planning import Income, fees_of, income_of_order

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


def nets_of(configuration: Configuration, sold: Iterable[SoldLine]) -> dict[SoldLine, Dong]:
    """Say what is left of each line, by the fees of the day it was ordered; see `incomes_of`."""
    return {line: income.net for line, income in incomes_of(configuration, sold).items()}


def incomes_of(configuration: Configuration, sold: Iterable[SoldLine]) -> dict[SoldLine, Income]:
    """Say what each fee takes of each line, by the fees of the day it was ordered.

    Whole orders are needed, for some fees are taken once of each. Lines without a price are left
    out; what was sold by hand, or in a shop that is configured no more, is left whole.
    """
    orders = defaultdict[tuple[str, str], list[SoldLine]](list)
    for line in sold:
        if line.price is not None:
            orders[line.shop, line.reference].append(line)
    found = dict[SoldLine, Income]()
    for lines in orders.values():
        priced = [(x.units, x.price or Dong(0), _fees(configuration, x)) for x in lines]
        found |= zip(lines, income_of_order(priced), strict=True)
    return found


def _fees(configuration: Configuration, line: SoldLine) -> list[Fee]:
    shop = next((each for each in configuration.shops if each.name == line.shop), None)
    if shop is None:
        return []
    product = configuration.product_of(line.sku)
    on = line.at.astimezone(ZoneInfo(configuration.settings.time_zone)).date()
    return fees_of(shop.fees, shop.platform, product.category if product else "", on)
