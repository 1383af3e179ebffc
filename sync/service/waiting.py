"""Remembers which shops wait for units that other shops still show, and whom to wake for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sync.model import ShopName, Sku
from sync.running.report import Report


class Waiting:
    """By shop, the SKUs whose figure could not be raised yet without offering a unit twice."""

    def __init__(self) -> None:
        self._waiting: dict[ShopName, frozenset[Sku]] = {}

    def after(self, report: Report, asked: Collection[Sku] | None = None) -> frozenset[Sku]:
        """Take note of a round, or of an errand for some SKUs; answers what this shop waits for."""
        shop = report.plan.shop
        before = self._waiting.get(shop, frozenset())
        kept = frozenset() if asked is None else before.difference(asked)
        self._waiting[shop] = kept | report.waiting
        return report.waiting

    def of(self, shop: ShopName) -> frozenset[Sku]:
        """Say what a shop waits for."""
        return self._waiting.get(shop, frozenset())

    def woken_by(self, report: Report) -> Mapping[ShopName, frozenset[Sku]]:
        """Say which other shops may go on now that this one shows less."""
        return {
            shop: skus & report.freed
            for shop, skus in self._waiting.items()
            if shop != report.plan.shop and skus & report.freed
        }
