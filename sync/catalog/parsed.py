"""What a catalog file came to, once read."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field
from typing import NamedTuple

from sync.catalog.diagnostics import Issue, Source
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

    def spot(self, path: Path) -> Source:
        """Point at something in this product."""
        return Source(self.file, self.part, path, self.start)


@dataclass(slots=True)
class CatalogFile:
    """What one file holds and what is wrong with it; `name` is how shops name it.

    `beside` are the names of the pictures and papers that it was read with.
    """

    name: str = ""
    beside: set[str] = field(default_factory=set)
    drafts: list[ParsedProduct] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True
