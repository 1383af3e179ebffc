"""What a category asks, told before it is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from adapters.shopee.attributes import attributes_of
from adapters.shopee.metadata import (
    CategoryMeta,
    MetadataCache,
    brands_of,
    channels_of,
    limits_of,
)
from adapters.shopee.requirements import problems
from tests.adapters.shopee.conftest import listing, offer
from tests.adapters.shopee.test_attributes import attribute
from tests.adapters.shopee.test_metadata import FOOD


def asked(**limits: Any) -> MetadataCache:
    form = attributes_of([attribute(1, "Xuất xứ", 1, values=["Việt Nam"], mandatory=True)])
    category = CategoryMeta(form, limits_of(limits), brands_of([]))
    row = {"logistics_channel_id": 5, "enabled": True, "mask_channel_id": 0}
    return MetadataCache(FOOD, channels_of({"logistics_channel_list": [row]}), {3: category})


def codes(wanted: Any, known: MetadataCache) -> list[str]:
    return [problem.code for problem in problems(wanted, known)]


def test_nothing_is_refused_before_anything_is_learned() -> None:
    assert problems(listing("A"), MetadataCache()) == []


def test_what_a_category_asks_is_told_before_it_is_refused() -> None:
    good = listing("A", category="3")
    assert codes(good, asked()) == []
    assert codes(replace(good, category="Khác"), asked()) == ["category_not_found"]
    assert codes(replace(good, attributes={}), asked()) == ["attribute_missing"]
    (missing,) = problems(replace(good, attributes={}), asked())
    assert (missing.values["name"], missing.values["allowed"]) == ("Xuất xứ", ("Việt Nam",))
    assert codes(listing("A", offer("A", weight_g=None), category="3"), asked()) == [
        "parcel_weight_unknown"
    ]
    assert codes(replace(good, category="3"), replace(asked(), channels=())) == [
        "logistics_missing"
    ]


def test_goods_sold_to_order_wait_as_long_as_a_category_lets_them() -> None:
    def told(days: int, dts: dict[str, int]) -> list[str]:
        known = asked(dts_limit={"days_to_ship_limit": dts, "non_pre_order_days_to_ship": 2})
        return codes(replace(listing("A", category="3"), prepare_days=days), known)

    span = {"min_limit": 5, "max_limit": 15}
    assert told(5, span) == told(15, span) == told(90, {}) == []
    assert told(4, span) == told(16, span) == ["prepare_days_beyond_limit"]
    assert told(7, {"min_limit": -1, "max_limit": -1}) == ["pre_order_refused"]


def test_a_shops_own_limits_are_told_and_null_ones_are_none() -> None:
    wanted = listing("A", category="3", title="x" * 40)
    narrow = {"min_limit": 10, "max_limit": 30}
    assert codes(wanted, asked(item_name_length_limit=narrow, price_limit=None)) == [
        "title_beyond_limit"
    ]
    already_said = replace(wanted, title="x" * 121)
    assert codes(already_said, asked(item_name_length_limit=narrow)) == []
