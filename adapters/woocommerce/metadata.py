"""What a shop told at run time: its categories, its units, its currency, and our products there."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from adapters.woocommerce.endpoints import CATEGORIES, GENERAL, OF_PRODUCTS, Endpoint
from adapters.woocommerce.features import PAGE
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, text, unclear, whole
from sync.model import Sku

GRAMS: Final[Mapping[str, Decimal]] = {
    "kg": Decimal(1000),
    "g": Decimal(1),
    "lbs": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}
MILLIMETRES: Final[Mapping[str, Decimal]] = {
    "m": Decimal(1000),
    "cm": Decimal(10),
    "mm": Decimal(1),
    "in": Decimal("25.4"),
    "yd": Decimal("914.4"),
}
DONG: Final = "VND"
DEEPEST = 12  # a tree that grows into itself is cut off

AskRows = Callable[[Endpoint, Sequence[tuple[str, str]]], Awaitable[list[Json]]]


@dataclass(frozen=True, slots=True)
class ShopUnits:
    """What the owner set up: without a word of it we write in kilograms and centimetres."""

    currency: str = ""
    weight_unit: str = "kg"
    size_unit: str = "cm"
    manages_stock: bool = True


@dataclass(slots=True)
class MetadataCache:
    """All that was learned so far; grows, and never forgets while the program runs."""

    tree: CategoryTree | None = None
    site: ShopUnits | None = None
    kinds: dict[str, bool] = field(default_factory=dict)  # by product id: whether it has variations
    sku_of: dict[str, Sku] = field(default_factory=dict)  # by the id of what is sold
    header_worked: bool = False
    open_orders_read_at: float = 0.0

    @property
    def units(self) -> ShopUnits:
        """How the shop measures."""
        return self.site or ShopUnits()

    def category(self, wanted: str | None) -> int | None:
        """Find the category that a listing names; None when it is unknown or not yet learned."""
        return self.tree.find(wanted) if self.tree and wanted else None


async def learn(metadata: MetadataCache, ask: AskRows) -> None:
    """Learn what is not known yet."""
    if metadata.site is None:
        found = [row for one in (GENERAL, OF_PRODUCTS) for row in await ask(one, ())]
        metadata.site = site_of(found)
    await learn_tree(metadata, ask)


async def learn_tree(metadata: MetadataCache, ask: AskRows) -> CategoryTree:
    """Learn which categories there are, once."""
    if metadata.tree is None:
        rows: list[Json] = []
        page = 1
        while True:
            query = [("per_page", str(PAGE)), ("page", str(page)), ("orderby", "id")]
            found = await ask(CATEGORIES, query)
            rows += found
            if len(found) < PAGE:
                break
            page += 1
        if not rows:  # there is always the one for what is filed nowhere
            raise unclear("categories")
        metadata.tree = tree_of(rows)
    return metadata.tree


def site_of(rows: Sequence[Json]) -> ShopUnits:
    """Read both groups of settings; raises `Lost` where they say nothing."""
    values = {text(row.get("id")): text(row.get("value")) for row in rows}
    if not values.get("woocommerce_currency"):
        raise unclear("woocommerce_currency")
    return ShopUnits(
        currency=values.get("woocommerce_currency", ""),
        weight_unit=values.get("woocommerce_weight_unit", "kg"),
        size_unit=values.get("woocommerce_dimension_unit", "cm"),
        manages_stock=values.get("woocommerce_manage_stock") != "no",
    )


def tree_of(rows: Sequence[Json]) -> CategoryTree:
    """Make categories findable by id and by path; names come escaped."""
    known = {number: row for row in rows if (number := whole(row.get("id")))}

    def path(number: int, depth: int = 0) -> tuple[str, ...]:
        row = known.get(number)
        if row is None or depth == DEEPEST:
            return ()
        above = path(whole(row.get("parent")) or 0, depth + 1)
        return (*above, html.unescape(text(row.get("name"))))

    return CategoryTree.of((number, path(number)) for number in known)
