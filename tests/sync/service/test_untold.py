"""What a shop could not be told of is tried again, ever less often, until it or a round did it."""

from __future__ import annotations

from sync.model import ShopName, Sku
from sync.service import Untold

SHOP, CRAB, HONEY = ShopName("gian-hang"), Sku("CUA-500"), Sku("MAT-ONG")


def test_pauses_grow_and_begin_anew_once_it_was_told() -> None:
    untold, pauses = Untold(), []
    for _ in range(6):
        pauses.append(untold.failed(SHOP, [CRAB]))
        assert untold.due(SHOP) == {CRAB}
    assert pauses == [5, 15, 60, 300, 300, 300]
    untold.told(SHOP)
    assert untold.due(SHOP) == frozenset()
    assert untold.failed(SHOP, [HONEY]) == 5


def test_what_fails_during_a_pause_waits_for_its_end() -> None:
    untold = Untold()
    assert untold.failed(SHOP, [CRAB]) == 5
    assert untold.failed(SHOP, [HONEY]) is None
    untold.told(SHOP, [CRAB])
    assert untold.due(SHOP) == {HONEY}


def test_an_errand_about_orders_alone_leaves_nothing_untold() -> None:
    assert Untold().failed(SHOP, []) is None
