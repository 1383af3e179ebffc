"""A category that is not there is refused with those that may be meant."""

from __future__ import annotations

import pytest

from sync.marketplace.categories import CategoryTree, not_a_leaf
from sync.model import Code, Listing, ShopName
from sync.wording import say

TREE = CategoryTree.of(
    [
        (1, ("Thực phẩm", "Đồ khô", "Tôm khô, hải sản khô")),
        (2, ("Thực phẩm", "Đồ khô", "Cá khô")),
        (3, ("Thực phẩm", "Đồ uống", "Trà")),
        (4, ("Quà tặng", "Trà")),
    ]
)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Trà", ("Quà tặng > Trà", "Thực phẩm > Đồ uống > Trà")),  # of several none is chosen
        ("Thực phẩm > Đồ khô > Cá kho", ("Thực phẩm > Đồ khô > Cá khô",)),
        ("Thực phẩm > Đồ hộp > Cá khô", ("Thực phẩm > Đồ khô > Cá khô",)),
        ("Máy cày", ()),
        ("999", ()),
        ("", ()),
    ],
)
def test_what_may_be_meant_is_named_the_likeliest_first(written: str, near: tuple[str]) -> None:
    assert TREE.near(written)[: len(near) or None] == near


def test_the_refusal_names_it_and_where_to_search() -> None:
    listing = Listing(shop=ShopName("lazada-1"), code=Code("TOM"), offers=(), category="Trà")
    problem = not_a_leaf(listing, TREE)
    told = say(problem.code, {"about": problem.about, **problem.values})
    assert "gần giống: Quà tặng > Trà; Thực phẩm > Đồ uống > Trà" in told.todo
    assert "ocop categories --shop lazada-1" in told.todo
    alone = say("category_not_found", {"category": "Trà"})  # as a platform's own refusal says it
    assert "…" not in alone.todo
    assert "ocop categories" not in alone.todo
