"""What Shopee tells about categories, brands and carriers, read."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.shopee.metadata import (
    brands_of,
    carriers,
    channels_of,
    tree_of,
)


def node(category_id: int, parent_id: int, name: str, children: int = 0) -> dict[str, Any]:
    return {
        "category_id": category_id,
        "parent_category_id": parent_id,
        "display_category_name": name,
        "original_category_name": f"English {category_id}",
        "has_children": bool(children),
    }


FOOD = tree_of(
    [
        node(1, 0, "Bách Hóa", 1),
        node(2, 1, "Khô", 1),
        node(3, 2, "Hòa Bình"),
        node(4, 2, "Khác"),
        node(5, 1, "Tươi", 1),
        node(6, 5, "Khác"),
    ]
)


@pytest.mark.parametrize(
    ("wanted", "leaf"),
    [
        ("Bách Hóa > Khô > Hòa Bình", 3),
        ("bách hoá>khô>HOÀ  BÌNH", 3),
        ("Hoà Bình", 3),
        ("Khô > Khác", 4),
        ("Tươi > Khác", 6),
        ("Khác", None),
        ("English 3", 3),
        ("3", 3),
        ("2", None),
        ("Khô", None),
        ("", None),
        ("Bách Hóa > Khô", None),
    ],
)
def test_a_category_is_found_by_the_names_that_people_use(wanted: str, leaf: int | None) -> None:
    assert FOOD.find(wanted) == leaf


def test_a_ring_in_the_tree_does_not_trap_us() -> None:
    assert tree_of([node(1, 2, "A"), node(2, 1, "B")]).find("B > A") == 1


def test_a_required_brand_is_asked_for_by_name() -> None:
    brands = brands_of(
        [
            {
                "is_mandatory": True,
                "brand_list": [{"brand_id": 7, "original_brand_name": "Ngọc Giàu"}],
            }
        ]
    )
    assert brands.choose("ngọc giàu") == {"brand_id": 7, "original_brand_name": "Ngọc Giàu"}
    assert brands.choose(None) is None
    assert brands_of([]).choose("Lạ") == {"brand_id": 0, "original_brand_name": "No Brand"}


def test_only_carriers_that_take_the_parcel_are_chosen() -> None:
    def channel(number: int, **more: Any) -> dict[str, Any]:
        return {"logistics_channel_id": number, "enabled": True, "mask_channel_id": 0, **more}

    channels = channels_of(
        {
            "logistics_channel_list": [
                channel(1),
                channel(2, enabled=False),
                channel(3, mask_channel_id=9),
                channel(4, fee_type="SIZE_SELECTION"),
                channel(5, weight_limit={"item_max_weight": 1}),
                channel(6, item_max_dimension={"height": 8, "width": 50, "length": 50}),
                channel(7, weight_limit={"item_max_weight": 1}, force_enable=True),
            ]
        }
    )
    assert carriers(channels, 1500, (100, 100, 90)) == [1, 7]
    assert carriers(channels, 900, (100, 100, 80)) == [1, 5, 6, 7]
    assert carriers(channels, None, None) == [1, 5, 6, 7]
