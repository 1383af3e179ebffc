"""The campaign tells apart buyers who were faster than we from shops that went on after all."""

from __future__ import annotations

import random
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

from sandbox.partner.entities import Shop
from sandbox.partner.platform import Partner
from sandbox.replica import Basket
from tests.campaigns.many_shops import Marketplace

SKU = "MATONG-0001"


class Counter:
    """Two shops with one SKU, and whoever buys there."""

    def __init__(self) -> None:
        self.shown = {"here": 1, "there": 1}
        self.left = {SKU: 1}
        self.buyers = Marketplace(cast(Partner, self))
        self.shops: Mapping[str, Any] = {
            code: SimpleNamespace(code=code, offer_of=lambda _sku, code=code: self._offer(code))
            for code in self.shown
        }

    def _offer(self, code: str) -> SimpleNamespace:
        return SimpleNamespace(stock=self.shown[code])

    def place_order(self, basket: Basket) -> None:
        self.shown[basket.shop] -= 1

    def buy(self, code: str, now: float) -> None:
        dice = cast(random.Random, SimpleNamespace(choice=self._choice(code)))
        pair = cast(tuple[Shop, Shop], tuple(self.shops.values()))
        assert self.buyers._buy({SKU: pair}, self.left, dice, now)

    def _choice(self, code: str) -> Any:
        return lambda some: self.shops[code] if isinstance(some, tuple) else some[0]


def test_who_buys_before_the_shop_was_told_is_faster_than_we() -> None:
    counter = Counter()
    counter.buy("here", 1.0)
    counter.buy("there", 3.5)
    assert (counter.buyers.oversold_s, counter.buyers.resold) == ([2.5], [])


def test_a_shop_that_was_told_and_sells_again_is_a_fault() -> None:
    counter = Counter()
    counter.buy("here", 1.0)
    counter.shown["there"] = 0
    counter.buyers._look({SKU: cast(tuple[Shop, Shop], tuple(counter.shops.values()))}, 2.0)
    counter.shown["there"] = 1
    counter.buy("there", 3.5)
    assert (counter.buyers.oversold_s, counter.buyers.resold) == ([], [("there", SKU, 1)])
