"""What the rules must know beside the product itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sync.catalog.configuration import Category
from sync.catalog.yaml_schema import (
    WrittenCertificate,
    WrittenCooperative,
    WrittenDossier,
    WrittenProduct,
)
from sync.model import Certificate, Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The cooperative, the categories and the names that overrides may use; never the day.

    `for_real` tells that some account is on a real marketplace, which the law (Decree 248/2026)
    has ask who sells.
    """

    cooperative: WrittenCooperative | None
    categories: Mapping[str, Category] | None  # None: could not be read, so nothing is unknown
    channels: frozenset[str]
    for_real: bool = False

    def category(self, product: WrittenProduct) -> Category | None:
        """Find the product's category."""
        return (self.categories or {}).get(product.category)

    def product_set(self, product: WrittenProduct) -> int | None:
        """Find the product set: the product's own, else its category's."""
        category = self.category(product)
        return product.product_set or (category.product_set if category else None)

    def least_days_left(self, product: WrittenProduct) -> int:
        """Say in how many days before its end a lot is sold no more, by the product or its kind."""
        if product.least_days_left is not None:
            return product.least_days_left
        category = self.category(product)
        return category.least_days_left if category else 0

    def wants_gtin(self, product: WrittenProduct) -> bool:
        """Whether marketplaces ask for a barcode in the product's category."""
        category = self.category(product)
        return category is not None and category.asks_gtin

    def is_food(self, product: WrittenProduct) -> bool:
        """Whether the law of food applies."""
        category = self.category(product)
        return category is not None and category.food


def certificate_of(product: WrittenProduct) -> Certificate | None:
    """Build the certificate as the model knows it, but for its file."""
    return None if product.certificate is None else _certificate(product.certificate)


@lru_cache(maxsize=64)  # each product's is asked for by several rules, one after another
def _certificate(paper: WrittenCertificate) -> Certificate:
    built = {name: fact for name, fact in paper.given().items() if name not in ("file", "dossier")}
    return Certificate(**built, dossier=_dossier(paper.dossier))


def _dossier(written: WrittenDossier | None) -> Dossier | None:
    if written is None:
        return None
    return Dossier(state=written.state, since=written.date, note=written.note or "")
