from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.lazada.conftest import Json, Lazada, attributes, axis, codes, sku_wish


def skus(*places: Json | None, **changes: Any) -> Json:
    return {"Sku": [sku_wish(f"S{n}", place, **changes) for n, place in enumerate(places)]}


TWO = skus({"Loại": "a"}, {"Loại": "b"})
BAD: list[tuple[Json, str]] = [
    ({"variation1": axis("", "a", "b")}, "VARIATION_NAME_EMPTY"),
    ({"variation1": axis("L" * 16, "a", "b")}, "VARIATION_NAME_LENGTH_LIMIT"),
    ({"variation1": axis("Loại")}, "VARIATION_OPTIONS_EMPTY"),
    ({"variation1": axis("Loại", "a", "b", "a")}, "VARIATION_OPTION_DUPLICATE"),
    ({"variation1": axis("Loại", "a", "b" * 21)}, "VARIATION_OPTION_LENGTH_LIMIT"),
    ({"variation1": axis("Loại", *(str(n) for n in range(51)))}, "OPTIONS_SIZE_LIMIT"),
    ({"variation1": axis("Loại", "a", "b>c")}, "BIZ_CHECK_PROP_SPECIAL_CHAR"),
    ({"variation1": axis("X", "a"), "variation2": axis("X", "b")}, "VARIATION_NAME_DUPLICATE"),
    (
        {"variation1": axis("X", "a"), "variation2": axis("Y", "b", hasImage=True)},
        "VARIATION_IMAGE_MUST_SET_VARIATION1",
    ),
    ({f"variation{n}": axis(f"L{n}", "a") for n in range(1, 4)}, "VARIATION_SIZE_LIMIT"),
    ({"variation1": axis("Loại", "a", "b", hasImage=True)}, "SKU_VARIATION_IMAGES_MISSING"),
    ({}, "VARIATION_EMPTY"),
]  # fmt: skip


@pytest.mark.parametrize(("variation", "code"), BAD)
async def test_a_bad_variation_is_refused(lazada: Lazada, variation: Json, code: str) -> None:
    assert codes(await lazada.refused(variation=variation, Skus=TWO)) == {code}


async def test_a_variation_at_the_limits_is_taken(lazada: Lazada) -> None:
    name, option = "L" * 15, "o" * 20
    options = [option, *(str(n) for n in range(49))]
    places = [{name: option}, {name: "7"}]
    await lazada.create(variation={"variation1": axis(name, *options)}, Skus=skus(*places))


PLACES: list[tuple[Json, str]] = [
    (skus({"Loại": "a"}, {"Loại": "c"}), "SKU_VARIATION_OPTION_NOT_EXIST"),
    (skus({"Loại": "a"}, {"Loại": "a"}), "CHK_SKU_PROPS_DUPLICATE"),
    (skus({"Loại": "a"}, {"Lạ": "b", "Loại": "b"}), "BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID"),
    (skus({"Loại": "a"}, None), "SKU_VARIATION_NAME_MISSING"),
    (skus({"Loại": "a"}, {"Loại": "b"}, Loại="a"), "BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT"),
]


@pytest.mark.parametrize(("wanted", "code"), PLACES)
async def test_a_sku_at_a_bad_place_is_refused(lazada: Lazada, wanted: Json, code: str) -> None:
    variation = {"variation1": axis("Loại", "a", "b")}
    assert codes(await lazada.refused(variation=variation, Skus=wanted)) == {code}


async def test_two_skus_without_variation_are_the_same(lazada: Lazada) -> None:
    answer = await lazada.refused(variation=None, Skus=skus(None, None))
    assert codes(answer) == {"CHK_SKU_PROPS_DUPLICATE"}


async def test_an_undeclared_place_is_refused(lazada: Lazada) -> None:
    answer = await lazada.refused(variation=None, Skus=skus({"Loại": "a"}))
    assert codes(answer) == {"BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID"}


async def test_standard_variations_need_no_declaration(lazada: Lazada) -> None:
    woven: Json = {
        "PrimaryCategory": "10003011",
        "Attributes": attributes(),
        "variation": None,
        "Skus": skus({"size": "S"}, {"size": "M"}),
    }
    item_id, _ = await lazada.create(**woven)
    read = await lazada.skus(item_id)
    assert read["S1"]["saleProp"] == {"size": "M"}


async def test_flat_places_are_understood(lazada: Lazada) -> None:
    flat = [sku_wish("A", Loại="a"), sku_wish("B", Loại="b")]
    variation = {"variation1": axis("Loại", "a", "b")}
    item_id, _ = await lazada.create(variation=variation, Skus={"Sku": flat})
    assert (await lazada.skus(item_id))["B"]["saleProp"] == {"Loại": "b"}


async def test_all_skus_stand_on_the_same_axes(lazada: Lazada) -> None:
    wanted = skus({"size": "S"}, {"size": "M", "flavor": "x"})
    answer = await lazada.refused(PrimaryCategory="10003011", variation=None, Skus=wanted)
    assert codes(answer) == {"BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID"}
    wanted = skus({"size": "S"}, None)
    answer = await lazada.refused(PrimaryCategory="10003011", variation=None, Skus=wanted)
    assert codes(answer) == {"CHK_SKU_PROPS_NOT_IDENTICAL"}


async def test_some_categories_take_no_variation(lazada: Lazada) -> None:
    answer = await lazada.refused(PrimaryCategory="10003012")
    assert codes(answer) == {"VARIATION_CATEGORY_PROHIBITION"}


async def test_two_axes_with_pictures_on_the_first(lazada: Lazada) -> None:
    url = {"Image": [await lazada.image("red")]}
    variation = {
        "variation1": axis("Loại", "a", "b", hasImage=True),
        "variation2": axis("Gói", "Túi", "Hộp"),
    }
    places = [{"Loại": a, "Gói": b} for a in "ab" for b in ("Túi", "Hộp")]
    item_id, _ = await lazada.create(variation=variation, Skus=skus(*places, Images=url))
    shown = (await lazada.product(item_id))["variation"]
    assert shown["Variation1"]["hasImage"] is True
    assert shown["Variation2"]["options"] == ["Túi", "Hộp"]


async def test_fifty_one_skus_are_too_many(lazada: Lazada) -> None:
    options = [str(n) for n in range(50)]
    variation = {"variation1": axis("Loại", *options), "variation2": axis("Gói", "y", "z")}
    fifty = [{"Loại": option, "Gói": "y"} for option in options]
    one_more = {"Loại": "1", "Gói": "z"}
    answer = await lazada.refused(variation=variation, Skus=skus(*fifty, one_more))
    assert answer["code"] == "204"
    variation["variation2"] = axis("Gói", "y")
    await lazada.create(variation=variation, Skus=skus(*fifty))
