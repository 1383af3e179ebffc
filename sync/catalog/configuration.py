"""Everything that the files say, once read: the catalog, the shops, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.catalog.diagnostics import Finding
from sync.model import Code, Problem, Product, Settings, Shop

# Errors that a person must mend, yet the product stays on sale: when a certificate ends, its
# claim goes from the shops and the listing does not. Freezing would keep the claim there.
_STAYS_ON_SALE = frozenset({"ocop_certificate_expired"})


def freezes(problem: Problem | Finding) -> bool:
    """Whether a product with this problem may be neither changed nor withdrawn."""
    return problem.severity == "stop" and problem.code not in _STAYS_ON_SALE


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of our categories, and what each platform calls it."""

    name: str
    food: bool = False
    product_set: int | None = None
    asks_gtin: bool = False  # whether marketplaces ask for a barcode here
    platforms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What `load` found.

    `products` are those that nothing stops. `frozen` are codes that are written but stopped: they
    are neither changed nor withdrawn. Unless `whole`, some codes could not even be read, so
    nothing may be withdrawn. `problems` are sorted by place.
    """

    settings: Settings
    shops: tuple[Shop, ...] = field(repr=False)
    products: tuple[Product, ...] = field(repr=False)
    problems: tuple[Problem, ...]
    frozen: frozenset[Code]
    whole: bool
    categories: Mapping[str, Category] = field(repr=False)
