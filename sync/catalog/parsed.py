"""What a catalog file came to, once read."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sync.catalog.dated import NEVER, Dated, product_on
from sync.catalog.diagnostics import Source
from sync.catalog.reading import Path
from sync.model import Code, Location, Problem, Product

UNNAMED = "?"  # what stands for a missing code or SKU in what was salvaged


class ParsedProduct(NamedTuple):
    """A product as far as it could be read; `product` is None when something stops it."""

    file: pathlib.Path
    part: Path
    start: Location
    code: Code
    skus: tuple[str, ...]  # of the variants; empty where the code is the SKU
    gtins: tuple[tuple[Path, str], ...]
    product: Product | None

    def on(self, day: date) -> ParsedProduct:
        """Answer what the product is on a day."""
        found = product_on(self.product, day) if self.product else None
        return self if found is self.product else self._replace(product=found)

    def spot(self, path: Path) -> Source:
        """Point at something in this product."""
        return Source(self.file, self.part, path, self.start)


@dataclass(slots=True)
class CatalogFile:
    """What one file holds and what is wrong with it on any day; `name` is how shops name it.

    `beside` are the names of the pictures and papers that it was read with; `dated` is what is
    wrong on some days only.
    """

    name: str = ""
    beside: set[str] = field(default_factory=set)
    drafts: list[ParsedProduct] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True
    dated: Dated = NEVER

    def on(self, day: date) -> CatalogFile:
        """Answer what is told of it on a day, and what its products are then."""
        due = self.dated.on(day)
        if not due and not any(each.product and each.product.season for each in self.drafts):
            return self
        drafts = [draft.on(day) for draft in self.drafts]
        return replace(self, drafts=drafts, problems=[*self.problems, *due])
