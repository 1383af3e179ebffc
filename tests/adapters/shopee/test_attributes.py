"""The form of a category, filled in from our texts."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.shopee.attributes import attributes_of, fill
from sync.marketplace.text_normalize import fold


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
