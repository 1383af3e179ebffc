"""What Shopee tells at run time: categories, their forms and limits, brands, carriers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from adapters.shopee.attributes import Attribute, attributes_of
from adapters.shopee.client import ShopApi
from adapters.shopee.endpoints import (
    ATTRIBUTE_TREE,
    BRAND_LIST,
    CATEGORY,
    CHANNEL_LIST,
    ITEM_LIMIT,
)
from adapters.shopee.features import PAGE
from sync.marketplace import Span
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, number, record, rows, text, whole, yes
from sync.marketplace.text_normalize import fold
from sync.model import Listing, Size

NO_BRAND: Json = {"brand_id": 0, "original_brand_name": "No Brand"}
NEEDS_MORE_THAN_A_PARCEL = ("SIZE_SELECTION", "CUSTOM_PRICE")  # a size class or a fee of our own


def tree_of(categories: Sequence[Json]) -> CategoryTree:
    """Read the `category_list` of get_category; a leaf is known by either of its names."""
    nodes = {node: row for row in categories if (node := whole(row.get("category_id")))}
    leaves = [node for node, row in nodes.items() if not row.get("has_children")]
    return CategoryTree.of(
        (leaf, tuple(_ancestry(nodes, leaf, name))[::-1])
        for leaf in leaves
        for name in ("display_category_name", "original_category_name")
    )


def _ancestry(nodes: dict[int, Json], leaf: int, name: str) -> Iterator[str]:
    """Walk from a leaf to its root; a ring in the answer ends the walk."""
    passed: set[int] = set()
    here = leaf
    while here in nodes and here not in passed:
        passed.add(here)
        yield text(nodes[here].get(name))
        here = whole(nodes[here].get("parent_category_id")) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLimits:
    """What get_item_limit says for one category; an open span where it says nothing."""

    title: Span
    description: Span
    images: Span
    price: Span
    quantity: Span
    option_name: Span
    option_value: Span
    size_needed: bool
    days_to_ship: int | None  # of what is in stock
    prepare_days: Span | None  # of what is sold to order; None: it may not be


def limits_of(answer: Json) -> ItemLimits:
    """Read the `response` of get_item_limit, whose members may be null."""
    dts = record(answer.get("dts_limit"))
    return ItemLimits(
        title=_span(answer, "item_name_length_limit"),
        description=_span(answer, "item_description_length_limit"),
        images=_span(answer, "item_image_count_limit"),
        price=_span(answer, "price_limit"),
        quantity=_span(answer, "stock_limit"),
        option_name=_span(answer, "tier_variation_name_length_limit"),
        option_value=_span(answer, "tier_variation_option_length_limit"),
        size_needed=yes(record(answer.get("dimension_limit")).get("dimension_mandatory")),
        prepare_days=_pre_order(record(dts.get("days_to_ship_limit"))),
        days_to_ship=whole(dts.get("non_pre_order_days_to_ship")),
    )


def _pre_order(limit: Json) -> Span | None:
    """Read for how many days ahead orders are taken; -1 says: none, nothing says: nobody knows."""
    least, most = whole(limit.get("min_limit")), whole(limit.get("max_limit"))
    return None if -1 in {least, most} else Span(least, most or None)


def brand_of(brand: Json) -> str | None:
    """Read an item's brand; None where it has none."""
    name = text(brand.get("original_brand_name"))
    return name if whole(brand.get("brand_id")) else None


def prepare_days_of(pre_order: Json) -> int | None:
    """Read an item's days to prepare: 0 is in stock, None was not told."""
    if "is_pre_order" not in pre_order:
        return None
    return whole(pre_order.get("days_to_ship")) if yes(pre_order["is_pre_order"]) else 0


def _span(answer: Json, name: str) -> Span:
    limit = record(answer.get(name))
    return Span(whole(limit.get("min_limit")), whole(limit.get("max_limit")) or None)


@dataclass(frozen=True, slots=True)
class Brands:
    """The brands of a category, as far as they were read."""

    mandatory: bool = False
    ids: dict[str, Json] = field(default_factory=dict)  # by folded name

    def choose(self, name: str | None) -> Json | None:
        """Name the brand for Shopee; None when one is required and this is not among them."""
        known = self.ids.get(fold(name or ""))
        return known or (None if self.mandatory else NO_BRAND)


def brands_of(pages: Sequence[Json]) -> Brands:
    """Read the pages of get_brand_list."""
    brands = Brands(any(yes(page.get("is_mandatory")) for page in pages))
    for row in [row for page in pages for row in rows(page.get("brand_list"))]:
        for name in ("original_brand_name", "display_brand_name"):
            brands.ids[fold(text(row.get(name)))] = {
                "brand_id": whole(row.get("brand_id")) or 0,
                "original_brand_name": text(row.get("original_brand_name")),
            }
    brands.ids.pop("", None)
    return brands


@dataclass(frozen=True, slots=True)
class Channel:
    """One carrier at checkout; limits in kg and cm, None where it says none."""

    id: int
    forced: bool
    most_kg: Decimal | None
    least_kg: Decimal | None
    most_cm: tuple[Decimal, ...] | None
    most_sum_cm: Decimal | None

    def takes(self, weight_g: int | None, size_mm: Size | None) -> bool:
        """Whether a parcel fits; what is not known of the parcel is not held against it."""
        return self._bears(weight_g) and self._holds(size_mm)

    def _bears(self, weight_g: int | None) -> bool:
        if weight_g is None:
            return True
        weight_kg = Decimal(weight_g) / 1000
        return not (
            (self.most_kg and weight_kg > self.most_kg)
            or (self.least_kg and weight_kg < self.least_kg)
        )

    def _holds(self, size_mm: Size | None) -> bool:
        if size_mm is None:
            return True
        sides = [Decimal(side_mm) / 10 for side_mm in size_mm]
        if self.most_sum_cm and sum(sides) > self.most_sum_cm:
            return False
        return self.most_cm is None or all(
            side <= most for side, most in zip(sides, self.most_cm, strict=True)
        )


def channels_of(answer: Json) -> tuple[Channel, ...]:
    """Read get_channel_list: enabled checkout channels that need nothing we do not have."""
    return tuple(
        _channel(row)
        for row in rows(answer.get("logistics_channel_list"))
        if yes(row.get("enabled"))
        and not whole(row.get("mask_channel_id"))
        and text(row.get("fee_type")) not in NEEDS_MORE_THAN_A_PARCEL
    )


def _channel(row: Json) -> Channel:
    weight = record(row.get("weight_limit"))
    sides = record(row.get("item_max_dimension"))
    most = tuple(number(sides.get(side)) or Decimal(0) for side in ("length", "width", "height"))
    return Channel(
        id=whole(row.get("logistics_channel_id")) or 0,
        forced=yes(row.get("force_enable")),
        most_kg=number(weight.get("item_max_weight")) or None,
        least_kg=number(weight.get("item_min_weight")) or None,
        most_cm=most if all(most) else None,
        most_sum_cm=number(sides.get("dimension_sum")) or None,
    )


def carriers(channels: Sequence[Channel], weight_g: int | None, size_mm: Size | None) -> list[int]:
    """List the channels for a parcel; a forced one stays, since it cannot be switched off."""
    return [one.id for one in channels if one.forced or one.takes(weight_g, size_mm)]


@dataclass(frozen=True, slots=True)
class CategoryMeta:
    """Everything that Shopee told about one leaf category."""

    form: tuple[Attribute, ...]
    limits: ItemLimits
    brands: Brands


@dataclass(slots=True)
class MetadataCache:
    """All that was asked so far; grows, and never forgets while the program runs."""

    tree: CategoryTree | None = None
    channels: tuple[Channel, ...] | None = None
    categories: dict[int, CategoryMeta] = field(default_factory=dict)

    def leaf(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet asked for."""
        return self.tree.find(wanted) if self.tree and wanted else None

    def category(self, wanted: str | None) -> CategoryMeta | None:
        """Give what is known about the category that a listing names."""
        leaf = self.leaf(wanted)
        return None if leaf is None else self.categories.get(leaf)


async def fetch(api: ShopApi, metadata: MetadataCache, listings: Sequence[Listing]) -> None:
    """Ask for what is not known yet about the categories of these listings."""
    if metadata.tree is None:
        answer = await api.get(CATEGORY, ("language", "vi"))
        metadata.tree = tree_of(rows(answer.get("category_list")))
    if metadata.channels is None:
        metadata.channels = channels_of(await api.get(CHANNEL_LIST))
    await learn(api, metadata, [metadata.leaf(listing.category) for listing in listings])


async def learn(api: ShopApi, metadata: MetadataCache, leaves: Iterable[int | None]) -> None:
    """Ask for what is not known yet about these categories."""
    new = sorted({leaf for leaf in leaves if leaf}.difference(metadata.categories))
    for leaf in new:
        form = await _form(api, leaf)
        limits = limits_of(await api.get(ITEM_LIMIT, ("category_id", str(leaf))))
        metadata.categories[leaf] = CategoryMeta(form, limits, await _brands(api, leaf))


async def _form(api: ShopApi, leaf: int) -> tuple[Attribute, ...]:
    """Read one form a call, so that each can be kept by itself."""
    query = ("category_id_list", str(leaf)), ("language", "vn")
    answer = rows((await api.get(ATTRIBUTE_TREE, *query)).get("list"))
    own = (row for row in answer if whole(row.get("category_id")) == leaf)
    return attributes_of(next(own, {}).get("attribute_tree"))


async def _brands(api: ShopApi, leaf: int) -> Brands:
    """Read the first page of brands; the others only where the category insists on one."""
    pages: list[Json] = []
    offset: int | None = 0
    while offset is not None:
        page = await api.get(
            BRAND_LIST,
            ("offset", str(offset)),
            ("page_size", str(PAGE)),
            ("category_id", str(leaf)),
            ("status", "1"),
        )
        pages.append(page)
        more = yes(page.get("is_mandatory")) and yes(page.get("has_next_page"))
        further = whole(page.get("next_offset")) or 0
        offset = further if more and further > offset else None
    return brands_of(pages)
