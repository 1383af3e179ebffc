"""What Shopee told at run time about its categories, as values to look up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.shopee.mapping.attributes import Attribute
from adapters.shopee.mapping.logistics import Channel
from sync.marketplace import Span
from sync.marketplace.categories import CategoryTree
from sync.marketplace.json_values import Json, record, rows, text, whole
from sync.marketplace.text_normalize import fold

NO_BRAND: Json = {"brand_id": 0, "original_brand_name": "No Brand"}


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
    days_to_ship: int | None


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
        size_needed=record(answer.get("dimension_limit")).get("dimension_mandatory") is True,
        days_to_ship=whole(dts.get("non_pre_order_days_to_ship")),
    )


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
    brands = Brands(any(page.get("is_mandatory") is True for page in pages))
    for row in [row for page in pages for row in rows(page.get("brand_list"))]:
        for name in ("original_brand_name", "display_brand_name"):
            brands.ids[fold(text(row.get(name)))] = {
                "brand_id": whole(row.get("brand_id")) or 0,
                "original_brand_name": text(row.get("original_brand_name")),
            }
    brands.ids.pop("", None)
    return brands


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything learned about one leaf category."""

    form: tuple[Attribute, ...]
    limits: ItemLimits
    brands: Brands


@dataclass(slots=True)
class Learned:
    """All that was learned so far; grows, and never forgets while the program runs."""

    tree: CategoryTree | None = None
    channels: tuple[Channel, ...] | None = None
    lessons: dict[int, Lesson] = field(default_factory=dict)

    def category(self, wanted: str | None) -> int | None:
        """Find the leaf that a listing names; None when it is unknown or not yet learned."""
        return self.tree.find(wanted) if self.tree and wanted else None

    def lesson(self, wanted: str | None) -> Lesson | None:
        """Give what is known about the category that a listing names."""
        leaf = self.category(wanted)
        return None if leaf is None else self.lessons.get(leaf)
