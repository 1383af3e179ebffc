"""What a shop tells in English, alone or beside the Vietnamese, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sync.marketplace import Features
from sync.model import (
    EnglishPack,
    Field,
    ListedEnglish,
    Problem,
    Product,
    Shop,
    Value,
)
from sync.model.assortment import sells
from sync.model.in_english import in_english, lacking_english
from sync.model.packs import net_content_of, unit_of
from sync.wording.listing import attributes, description

TEXTS: Final[frozenset[Field]] = frozenset({"title", "description", "attributes", "variants"})
_ALONE: Final[frozenset[Field]] = frozenset({"english"})


def spoken(product: Product, shop: Shop) -> Product:
    """Give a product in the language of a shop."""
    return in_english(product) if shop.language == "en" else product


def listed_english(product: Product, stars: int | None) -> ListedEnglish | None:
    """Compose what a shop that shows both languages tells in English; None where any is missing."""
    if product.english is None or lacking_english(product):
        return None
    told = in_english(product)
    return ListedEnglish(
        title=told.title or told.name,
        description=description(told, told.story, stars, "en"),
        category=product.english.category,
        attributes=attributes(told, stars, "en"),
        option_names=told.option_names,
        packs={
            each.sku: EnglishPack(
                options=each.options,
                net_content=net_content_of(told, each),
                unit=unit_of(told, each),
                pack=each.pack,
            )
            for each in told.variants
        },
    )


def english_missing(product: Product, shop: Shop) -> Problem | None:
    """Refuse the texts of a product in a shop that speaks English alone, until they are written.

    They are composed of what there is all the same, so that a round tells of them.
    """
    if shop.language != "en" or product.kept or not (missing := lacking_english(product)):
        return None
    values: dict[str, Value] = {"shop": shop.name, "code": product.code, "missing": missing}
    return Problem(
        code="english_missing",
        values=values,
        where=product.source,
        about=product.code,
        fields=TEXTS,
    )


def missing_english(products: Iterable[Product], shop: Shop) -> Iterator[Problem]:
    """Say of everything that the shop sells what of its English is missing; only a warning."""
    for product in products:
        problem = english_missing(product, shop) if sells(shop, product) else None
        if problem:
            yield replace(problem, severity="warning")


def concerning(problem: Problem, shop: Shop, features: Features) -> Problem | None:
    """Say what an objection against an English text means in a shop; None: nothing."""
    if problem.fields != _ALONE:
        return problem
    if shop.language == "en":
        return replace(problem, fields=TEXTS)
    return problem if "english" in features.can else None
