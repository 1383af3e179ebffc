"""Asks TikTok what it wants to know about the shop and its categories, once."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.tiktok.adapter.booth import Booth
from adapters.tiktok.client.endpoints import (
    ATTRIBUTES,
    BRANDS,
    CATEGORIES,
    PREREQUISITES,
    RULES,
    at,
)
from adapters.tiktok.features import CATEGORY_VERSION, LOCALE, PAGE
from adapters.tiktok.mapping.attributes import attributes_of
from adapters.tiktok.mapping.learned import (
    brand_ids_of,
    categories_of,
    lesson_of,
    unfinished_of,
)
from sync.marketplace.json_values import rows
from sync.marketplace.text_normalize import fold
from sync.model import Listing

VERSION = ("category_version", CATEGORY_VERSION)
IN_VIETNAMESE = ("locale", LOCALE)


async def learn(booth: Booth, listings: Sequence[Listing]) -> None:
    """Learn what is not known yet about the shop, and the categories and brands of these."""
    learned = booth.learned
    if not learned.warehouses or learned.unfinished is None or learned.unfinished:
        learned.unfinished = unfinished_of(await booth.ask(at(PREREQUISITES)))
        await booth.warehouses()
    if learned.categories is None:
        answer = await booth.ask(at(CATEGORIES), [IN_VIETNAMESE, VERSION])
        learned.categories = categories_of(rows(answer.get("categories")))
    leaves = {learned.category(listing.category) for listing in listings}
    for leaf in sorted(leaf for leaf in leaves if leaf and leaf not in learned.lessons):
        query = [IN_VIETNAMESE, VERSION]
        form = attributes_of(await booth.ask(at(ATTRIBUTES, str(leaf)), query))
        learned.lessons[leaf] = lesson_of(form, await booth.ask(at(RULES, str(leaf)), query))
    for brand in sorted({listing.brand for listing in listings if listing.brand}):
        await _learn_brand(booth, brand)


async def _learn_brand(booth: Booth, brand: str) -> None:
    """Look a brand up by name; a product whose brand TikTok does not know goes without one."""
    name = fold(brand)
    if name not in booth.learned.brands:
        query = [("page_size", str(PAGE)), ("brand_name", brand), VERSION]
        found = brand_ids_of(await booth.ask(at(BRANDS), query))
        booth.learned.brands[name] = found.get(name)
