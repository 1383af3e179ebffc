"""Asks Shopee what it wants to know about a category, once."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.shopee.adapter.booth import Booth
from adapters.shopee.client.answers import content
from adapters.shopee.client.endpoints import (
    ATTRIBUTE_TREE,
    BRAND_LIST,
    CATEGORY,
    CHANNEL_LIST,
    ITEM_LIMIT,
)
from adapters.shopee.features import CATEGORIES, PAGE
from adapters.shopee.mapping.attributes import Attribute, attributes_of
from adapters.shopee.mapping.category import tree_of
from adapters.shopee.mapping.learned import Brands, Lesson, brands_of, limits_of
from adapters.shopee.mapping.logistics import channels_of
from sync.marketplace.json_values import Json, chunks, rows, whole
from sync.model import Listing


async def learn(booth: Booth, listings: Sequence[Listing]) -> None:
    """Learn what is not known yet about the categories of these listings."""
    learned = booth.learned
    if learned.tree is None:
        answer = await _ask(booth, CATEGORY, ("language", "vi"))
        learned.tree = tree_of(rows(answer.get("category_list")))
    if learned.channels is None:
        learned.channels = channels_of(await _ask(booth, CHANNEL_LIST))
    leaves = {learned.category(listing.category) for listing in listings}
    new = sorted(leaf for leaf in leaves if leaf and leaf not in learned.lessons)
    for some in chunks(new, CATEGORIES):
        forms = await _forms(booth, some)
        for leaf in some:
            limits = limits_of(await _ask(booth, ITEM_LIMIT, ("category_id", str(leaf))))
            brands = await _brands(booth, leaf)
            learned.lessons[leaf] = Lesson(forms.get(leaf, ()), limits, brands)


async def _ask(booth: Booth, path: str, *query: tuple[str, str]) -> Json:
    return content(await booth.line.call(booth.client.ask(path, query)))


async def _forms(booth: Booth, leaves: Sequence[int]) -> dict[int, tuple[Attribute, ...]]:
    ids = ",".join(map(str, leaves))
    answer = await _ask(booth, ATTRIBUTE_TREE, ("category_id_list", ids), ("language", "vn"))
    return {
        whole(row.get("category_id")) or 0: attributes_of(row.get("attribute_tree"))
        for row in rows(answer.get("list"))
    }


async def _brands(booth: Booth, leaf: int) -> Brands:
    """Read the first page of brands; the others only where the category insists on one."""
    pages: list[Json] = []
    offset: int | None = 0
    while offset is not None:
        page = await _ask(
            booth,
            BRAND_LIST,
            ("offset", str(offset)),
            ("page_size", str(PAGE)),
            ("category_id", str(leaf)),
            ("status", "1"),
        )
        pages.append(page)
        more = page.get("is_mandatory") is True and page.get("has_next_page") is True
        further = whole(page.get("next_offset")) or 0
        offset = further if more and further > offset else None
    return brands_of(pages)
