"""Reads categories.yaml: our categories, and what each platform calls them."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import NamedTuple

from sync.catalog.configuration import Category
from sync.catalog.diagnostics import Issue
from sync.catalog.documents import read_document
from sync.catalog.parse import parse
from sync.catalog.yaml_schema import WrittenCategory
from sync.model import Location, Problem


class Categories(NamedTuple):
    """The categories by key (None when the file could not be read) and what is wrong."""

    known: Mapping[str, Category] | None
    issues: list[Issue]
    problems: list[Problem]

    @property
    def platforms(self) -> frozenset[str]:
        """Every platform that is named."""
        return frozenset(name for each in (self.known or {}).values() for name in each.platforms)


def read_categories(file: pathlib.Path) -> Categories:
    """Read the categories; with any of them wrong, no product may be changed."""
    document = read_document(file)
    document.require()
    known: dict[str, Category] = {}
    issues: list[Issue] = []
    for key, raw in document.raw.items():
        taken = parse(WrittenCategory, raw)
        issues += (document.issue(each.under(key)) for each in taken.refused)
        if taken.value is not None:
            known[key] = _category(taken.value, document.mark((key,)))
    sound = not (issues or document.problems)
    return Categories(known if sound else None, issues, document.problems)


def _category(written: WrittenCategory, where: Location) -> Category:
    return Category(
        name=written.name,
        food=bool(written.food),
        product_set=written.product_set,
        asks_gtin=bool(written.asks_gtin),
        least_days_left=written.least_days_left or 0,
        english=written.en.name if written.en else None,
        platforms={
            name: value for name, value in (written.__pydantic_extra__ or {}).items() if value
        },
        where=where,
    )
