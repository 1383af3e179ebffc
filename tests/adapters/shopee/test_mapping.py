"""The pure middle of the adapter: words in, words out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shopee.access import tokens_of
from adapters.shopee.attributes import attributes_of, fill
from adapters.shopee.features import FEATURES
from adapters.shopee.listings import listing_of, page_of
from adapters.shopee.metadata import (
    CategoryMeta,
    MetadataCache,
    brands_of,
    carriers,
    channels_of,
    limits_of,
    tree_of,
)
from adapters.shopee.orders import order_of, windows
from adapters.shopee.publish import regroup
from adapters.shopee.requirements import problems
from adapters.shopee.writing import model_body, normalize, tier_body
from sync.marketplace import MarketplaceError
from sync.marketplace.text_normalize import fold
from tests.adapters.shopee.conftest import SHOP, listing, offer, two_sizes


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


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Thuý", "thúy"), ("Đất  Mũi", "đất mũi")]
)
def test_spelling_does_not_tell_words_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("má", "mà"), ("đa", "da"), ("o", "ơ")])
def test_letters_and_tones_do(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def attribute(number: int, name: str, input_type: int, **more: Any) -> dict[str, Any]:
    info = {key: more.pop(key) for key in list(more) if key.endswith("_type")}
    info |= {"attribute_unit_list": more.pop("units", []), "max_value_count": more.pop("most", 1)}
    values = [
        {
            "value_id": place + 1,
            "name": f"English {value}",
            **_spoken(value),
            "child_attribute_list": [],
        }
        for place, value in enumerate(more.pop("values", []))
    ]
    return {
        "attribute_id": number,
        "mandatory": more.pop("mandatory", False),
        "name": f"English {number}",
        **_spoken(name),
        "attribute_info": {"input_type": input_type, **info},
        "attribute_value_list": values,
        **more,
    }


def _spoken(name: str) -> dict[str, Any]:
    return {"multi_lang": [{"language": "vn", "value": name}]}


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        (attribute(1, "Xuất xứ", 1, values=["Việt Nam"]), "việt nam", [{"value_id": 1}]),
        (attribute(1, "Xuất xứ", 1, values=["Việt Nam"]), "Cà Mau, Việt Nam", [{"value_id": 1}]),
        (attribute(1, "Xuất xứ", 1, values=["Việt Nam"]), "Lào", []),
        (attribute(1, "A", 2, values=["X"]), "Y", [{"value_id": 0, "original_value_name": "Y"}]),
        (attribute(1, "A", 3), "Tôm", [{"value_id": 0, "original_value_name": "Tôm"}]),
        (
            attribute(1, "A", 4, values=["X", "Y"], most=2),
            "x, y, z",
            [{"value_id": 1}, {"value_id": 2}],
        ),
        (
            attribute(1, "A", 5, values=["X"], most=2),
            "x; z; w",
            [{"value_id": 1}, {"value_id": 0, "original_value_name": "z"}],
        ),
        (
            attribute(1, "Hạn", 3, format_type=2, units=["ngày", "tháng"]),
            "12 tháng kể từ ngày sản xuất",
            [{"value_id": 0, "original_value_name": "12", "value_unit": "tháng"}],
        ),
        (
            attribute(1, "Nặng", 3, format_type=2, units=["g", "kg"]),
            "0,5 kg",
            [{"value_id": 0, "original_value_name": "0.5", "value_unit": "kg"}],
        ),
        (attribute(1, "Hạn", 3, format_type=2, units=["tháng"]), "lâu", []),
        (
            attribute(1, "Ngày", 3, input_validation_type=4),
            "01/01/2026",
            [{"value_id": 0, "original_value_name": "1767200400"}],
        ),
        (
            attribute(1, "Ngày", 3, input_validation_type=4, date_format_type=1),
            "01/2026",
            [{"value_id": 0, "original_value_name": "1767200400"}],
        ),
        (attribute(1, "Ngày", 3, input_validation_type=4), "hôm qua", []),
        (attribute(1, "Số", 3, input_validation_type=1), "3,5", []),
        (
            attribute(1, "Số", 3, input_validation_type=3),
            "3,5",
            [{"value_id": 0, "original_value_name": "3.5"}],
        ),
    ],
)
def test_attributes_are_filled_in_as_their_kind_asks(
    asked: dict[str, Any], said: str, expected: list[Any]
) -> None:
    name = asked["multi_lang"][0]["value"]
    filled = fill(attributes_of([asked]), {name: said}).attribute_list
    assert [one["attribute_value_list"] for one in filled] == ([expected] if expected else [])


def test_a_choice_may_ask_for_more_and_only_then() -> None:
    parent = attribute(1, "Loại", 1, values=["Khô", "Tươi"])
    child = attribute(2, "Độ ẩm", 3, mandatory=True)
    parent["attribute_value_list"][0]["child_attribute_list"] = [child]
    form = attributes_of([parent])
    assert [one.name for one in fill(form, {"Loại": "Khô"}).missing] == ["Độ ẩm"]
    assert fill(form, {"Loại": "Tươi"}).missing == []
    assert len(fill(form, {"Loại": "Khô", "Độ ẩm": "20%"}).attribute_list) == 2


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


def test_a_shops_own_limits_are_told_and_null_ones_are_none() -> None:
    wanted = listing("A", category="3", title="x" * 40)
    narrow = {"min_limit": 10, "max_limit": 30}
    assert codes(wanted, asked(item_name_length_limit=narrow, price_limit=None)) == [
        "title_beyond_limit"
    ]
    already_said = replace(wanted, title="x" * 121)
    assert codes(already_said, asked(item_name_length_limit=narrow)) == []


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


def test_normalizing_twice_changes_nothing_more() -> None:
    raw = listing("A", offer("A", "To\u0302m"), title="  To\u0302m khô  ", description="a\r\nb ")
    once = normalize(raw)
    assert (once.title, once.description) == ("Tôm khô", "a\nb")
    assert once.offers[0].size_mm == (200, 150, 60)
    assert normalize(once) == once


def test_tiers_follow_the_order_of_the_offers() -> None:
    offers = [offer("1", "500 g", "Túi"), offer("2", "200 g", "Hộp"), offer("3", "500 g", "Hộp")]
    names = [one["variation_option_list"] for one in tier_body(offers, ("Nặng", "Gói"))]
    assert [[at["variation_option_name"] for at in one] for one in names] == [
        ["500 g", "200 g"],
        ["Túi", "Hộp"],
    ]
    assert [model_body(one, offers)["tier_index"] for one in offers] == [[0, 0], [1, 1], [0, 1]]


MODELS = {
    "tier_variation": [
        {"name": "Khối lượng", "option_list": [{"option": "200 g"}, {"option": "500 g"}]}
    ],
    "model": [
        {"model_id": 2, "tier_index": [1], "model_sku": ""},
        {"model_id": "1", "tier_index": [0]},
    ],
}


def test_models_without_a_sku_yet_are_known_by_their_options_and_never_deleted() -> None:
    plan = regroup(two_sizes("A"), MODELS)
    assert [(one.sku, one.remote_id) for one in plan.kept] == [("A-200", "1"), ("A-500", "2")]
    assert plan.renamed == plan.kept
    assert plan.new == ()


def test_starting_over_carries_stock_and_price_along() -> None:
    unmanaged = offer("A-200", "200 g", "Túi", price=None, quantity=None)
    wanted = listing("A", unmanaged)
    standing = {
        "tier_variation": MODELS["tier_variation"],
        "model": [
            {
                "model_id": 1,
                "tier_index": [0],
                "model_sku": "A-200",
                "price_info": [{"original_price": 90000.0}],
                "stock_info_v2": {"seller_stock": [{"stock": "4"}, {"stock": 3}]},
            }
        ],
    }
    (carried,) = regroup(wanted, standing).new
    assert (carried.price, carried.quantity) == (90_000, 7)


def test_what_is_not_told_is_not_zero() -> None:
    row = {"item_id": 1, "item_status": "NORMAL", "stock_info_v2": None, "price_info": None}
    (single,) = listing_of(SHOP, row, None).offers
    assert (single.price, single.quantity, single.weight_g) == (None, None, None)


def test_a_partly_cancelled_order_counts_what_is_left() -> None:
    line = {"item_id": 1, "model_id": 2, "model_sku": "A", "model_quantity_purchased": 3}
    row = {"order_sn": "S", "create_time": 1, "update_time": 2, "order_status": "READY_TO_SHIP"}
    left = order_of(SHOP, row | {"item_list": [line | {"cancelled_qty": 1}]})
    assert [one.quantity for one in left.lines] == [2]
    gone = row | {"order_status": "CANCELLED", "item_list": [line | {"cancelled_qty": 3}]}
    assert [one.quantity for one in order_of(SHOP, gone).lines] == [3]
    foreign = order_of(SHOP, row | {"item_list": [line | {"model_sku": ""}]})
    assert foreign.lines == ()


def test_a_buyers_name_never_enters() -> None:
    row = {
        "order_sn": "S",
        "create_time": 1,
        "update_time": 2,
        "order_status": "SHIPPED",
        "recipient_address": {"name": "Nguyễn Văn A", "phone": "0900000000"},
        "buyer_username": "nguyenvana",
    }
    assert "uy" not in repr(order_of(SHOP, row))


@given(st.datetimes(timezones=st.just(UTC)), st.floats(0, 5_000_000))
def test_windows_cover_the_time_without_a_gap(since: datetime, seconds: float) -> None:
    since = since.replace(year=2026)
    until = since + timedelta(seconds=seconds)
    cut = list(windows(since, until, FEATURES.order_window_days))
    assert all(0 < end - start <= 15 * 86_400 for start, end in cut)
    assert all(one[1] == other[0] for one, other in pairwise(cut))
    if cut:
        assert cut[0][0] <= since.timestamp()
        assert cut[-1][1] >= until.timestamp()


@pytest.mark.parametrize("life", [14_400, "14400", 1_767_240_000])
def test_a_tokens_life_may_be_told_as_a_point_in_time(life: Any) -> None:
    asked_at = datetime.fromtimestamp(1_767_225_600, UTC)
    tokens = tokens_of({"access_token": "a", "refresh_token": "r", "expire_in": life}, asked_at)
    assert tokens.access_expires_at == asked_at + timedelta(seconds=14_400)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
ITEM = st.fixed_dictionaries(
    {"item_id": st.integers(1, 9), "item_status": st.just("NORMAL")},
    optional={
        name: JSON
        | st.dictionaries(
            st.sampled_from(["seller_stock", "original_price", "package_length", "image_id_list"]),
            JSON,
        )
        for name in (
            "item_sku",
            "item_name",
            "description",
            "update_time",
            "category_id",
            "price_info",
            "stock_info_v2",
            "weight",
            "dimension",
            "image",
            "brand",
            "attribute_list",
            "gtin_code",
        )
    },
)
MODEL_LISTS = st.dictionaries(
    st.sampled_from(["model", "tier_variation", "standardise_tier_variation"]),
    JSON
    | st.lists(
        st.dictionaries(
            st.sampled_from(["model_id", "tier_index", "model_sku", "name", "option_list"]), JSON
        ),
        max_size=3,
    ),
)


def code_of(read: Callable[[], object]) -> str:
    try:
        read()
    except MarketplaceError as error:
        return error.problem.code
    return "fine"


@given(ITEM, st.none() | MODEL_LISTS)
def test_no_item_whatsoever_makes_a_crash(item: Any, models: Any) -> None:
    assert code_of(lambda: listing_of(SHOP, item, models)) in ("fine", "answer_unclear")


@given(st.dictionaries(st.sampled_from(["item", "total_count", "next_offset"]), JSON))
def test_no_page_whatsoever_makes_a_crash(page: Any) -> None:
    assert code_of(lambda: page_of(page)) in ("fine", "answer_unclear")
