"""Remembers the sales that a shop could not be told of yet, and when to try that again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sync.model import ShopName, Sku

PAUSES_S: Final = (5.0, 15.0, 60.0, 300.0)  # the last one goes on until it was possible


class Untold:
    """By shop, the SKUs of errands that did not get through, and how often they failed."""

    def __init__(self) -> None:
        self._untold: dict[ShopName, frozenset[Sku]] = {}
        self._failed: dict[ShopName, int] = {}
        self._trying: set[ShopName] = set()

    def failed(self, shop: ShopName, skus: Collection[Sku]) -> float | None:
        """Take note of an errand that failed; in how many seconds to try again, if not due yet."""
        untold = self._untold.get(shop, frozenset()).union(skus)
        if not untold:
            return None
        self._untold[shop] = untold
        if shop in self._trying:
            return None
        self._trying.add(shop)
        failed = self._failed[shop] = self._failed.get(shop, 0) + 1
        return PAUSES_S[min(failed, len(PAUSES_S)) - 1]

    def due(self, shop: ShopName) -> frozenset[Sku]:
        """Say what a shop is to be told of now that the pause is over; nothing if it was."""
        self._trying.discard(shop)
        return self._untold.get(shop, frozenset())

    def told(self, shop: ShopName, skus: Collection[Sku] | None = None) -> None:
        """Forget what an errand told, or (with None) all, for a round has told everything."""
        left = frozenset() if skus is None else self._untold.get(shop, frozenset()).difference(skus)
        if left:
            self._untold[shop] = left
        else:
            self._untold.pop(shop, None)
            self._failed.pop(shop, None)
            self._trying.discard(shop)
