from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, WAREHOUSE, sku

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

TITLE = "Tôm khô Cà Mau loại 1 OCOP 4 sao"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, 12052261),
        ({"title": "Tôm khô 200 g"}, 12052051),
        ({"title": "á b " * 6 + "c"}, None),
        ({"title": "á b " * 6}, 12052051),
        ({"title": "ớt b " * 51}, None),
        ({"title": "ớt b " * 51 + "xy"}, 12052051),
        ({"title": TITLE + " 干虾"}, 12052262),
        ({"title": TITLE + " 🦐"}, 12052931),
        ({"title": TITLE + " &nbsp;"}, 12052931),
        ({"title": TITLE + " !!!!!!!!!"}, None),
        ({"title": TITLE + " !!!!!!!!!!"}, 12052931),
        ({"title": "- / " * 10}, 12052931),
        ({"description": " "}, 12052015),
        ({"description": "ab " * 3333}, None),
        ({"description": "ab " * 3333 + "cd"}, 12052013),
        ({"description": "Tôm 干虾"}, 12052346),
        ({"description": "Tôm 🦐"}, 12052932),
        ({"description": "Tôm\nkhô"}, None),
        ({"description": "<p>Tôm"}, 12052344),
        ({"description": "<p><b>Tôm</p></b>"}, 12052344),
        ({"description": "<p>Tôm<br>khô</p>"}, None),
        ({"description": '<img src="https://x.vn/a.jpg">'}, 12052348),
        ({"description": '<img src="https://x.vn/a.jpg" width="9" height="9">'}, 12052340),
        ({"category_version": None}, 12052217),
        ({"category_version": "v1"}, 12052217),
        ({"category_id": "x"}, 12052002),
        ({"category_id": "1"}, 12052023),
        ({"category_id": "700437"}, 12052024),
        ({"category_id": "963402"}, 12052220),
        ({"main_images": []}, 12052028),
        ({"main_images": [{"uri": "tos/none"}]}, 12052722),
        ({"product_attributes": None}, 12052104),
        ({"product_attributes": [{"id": "100107", "values": [{"id": "1"}]}]}, 12052104),
        ({"product_attributes": [{"values": []}]}, 12052241),
        ({"product_attributes": [{"id": "100107", "values": [{}]}]}, 12052248),
        ({"certifications": [{"id": "1"}]}, 12052655),
        ({"certifications": [{"id": "602362"}]}, 12052385),
        ({"package_weight": {"value": "0", "unit": "KILOGRAM"}}, 12052823),
        ({"package_weight": {"value": "0.2345", "unit": "KILOGRAM"}}, 12019011),
        ({"package_weight": {"value": "1", "unit": "POUND"}}, 12019061),
        ({"package_weight": {"value": 1, "unit": "KILOGRAM"}}, 36009004),
        ({"is_cod_allowed": "yes"}, 36009004),
        ({"delivery_option_ids": ["1"]}, 12052405),
        ({"delivery_option_ids": ["7091146663229654785"]}, None),
        ({"video": {"id": "v1"}}, 12052360),
        ({"external_product_id": "x" * 999}, None),
        ({"external_product_id": "x" * 1000}, 12052369),
        ({"save_mode": "NOW"}, 36009004),
    ],
)
async def test_content_has_rules(tiktok: TikTok, changes: Json, code: int | None) -> None:
    answer = await tiktok.post(PRODUCTS, await tiktok.wish(**changes))
    assert answer["code"] == (code or 0), answer
    assert (answer["data"] is None) == bool(code)


@pytest.mark.parametrize(
    ("sides", "code"),
    [
        (("25", "18", "6"), None),
        (("25.5", "18.25", "6"), None),
        (("25.125", "18", "6"), 12052005),
        (("25", "x", "6"), 12052004),
        (("25", "18", ""), 12052003),
        (("0", "18", "6"), 12019012),
    ],
)
async def test_sides_are_centimetres_with_two_decimals(
    tiktok: TikTok, sides: tuple[str, str, str], code: int | None
) -> None:
    size = dict(zip(("length", "width", "height"), sides, strict=True))
    wish = await tiktok.wish(package_dimensions=size | {"unit": "CENTIMETER"})
    assert (await tiktok.post(PRODUCTS, wish))["code"] == (code or 0)
    wish = await tiktok.wish(package_dimensions=size | {"unit": "INCH"})
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 12052915


def changed(position: int = 0, **changes: Any) -> Json:
    rows = [sku(SMALL, "200 g", 185000), sku(LARGE, "500 g", 450000)]
    rows[position] |= changes
    return {"skus": rows}


def priced(amount: Any, currency: str = "VND") -> Json:
    return changed(price={"amount": amount, "currency": currency})


def stocked(quantity: Any, warehouse_id: str = WAREHOUSE) -> Json:
    return changed(inventory=[{"warehouse_id": warehouse_id, "quantity": quantity}])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"skus": []}, 12052902),
        ({"skus": [sku("A", None, 1000)]}, None),
        ({"skus": [sku(f"A{n}", f"{n} g", 1000) for n in range(100)]}, None),
        ({"skus": [sku(f"A{n}", f"{n} g", 1000) for n in range(101)]}, 12052050),
        (changed(id="1"), 12052557),
        (changed(seller_sku="A" * 50), None),
        (changed(seller_sku="A" * 51), 12052054),
        (changed(seller_sku="A B"), 12019059),
        (changed(external_sku_id="A" * 1000), 12052369),
        (changed(sales_attributes=[]), 12052550),
        (changed(sales_attributes=[{"id": "100089", "value_name": "500 g"}]), 12052560),
        (changed(sales_attributes=[{"id": "1", "value_name": "x"}]), 12052527),
        (changed(sales_attributes=[{"id": "100089", "value_id": "1"}]), 12052529),
        (changed(sales_attributes=[{"name": "a" * 21, "value_name": "x"}]), 12052933),
        (changed(sales_attributes=[{"id": "100089", "value_name": "a" * 51}]), 12052934),
        (changed(sales_attributes=[{"name": n, "value_name": "x"} for n in "abcd"]), 12052525),
        (priced("1"), None),
        (priced("0"), 12052073),
        (priced("180000000"), None),
        (priced("180000001"), 12052570),
        (priced("1000.5"), 12052073),
        (priced(1000), 36009004),
        (priced(None), 12052571),
        (priced("1000", "USD"), 12052084),
        (stocked(0), None),
        (stocked(99_999), None),
        (stocked(100_000), 12052055),
        (stocked("5"), 36009004),
        (stocked(5, "1"), 12052097),
        (stocked(5, "7068517275539719943"), 12052532),
        (stocked(5, "7068517275539719952"), 12052530),
        (changed(inventory=[]), 12052486),
        (changed(inventory=[{"warehouse_id": WAREHOUSE, "quantity": 1}] * 2), 12052555),
        (changed(identifier_code={"code": "8938505974194", "type": ""}), 12052600),
    ],
)
async def test_skus_have_rules(tiktok: TikTok, changes: Json, code: int | None) -> None:
    answer = await tiktok.post(PRODUCTS, await tiktok.wish(**changes))
    assert answer["code"] == (code or 0), answer


async def test_zero_stock_is_a_knob(tiktok: TikTok) -> None:
    await tiktok.turn(allow_zero=False)
    wish = await tiktok.wish(**stocked(0))
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 12052055


async def test_pictures_are_on_every_value_of_one_kind(tiktok: TikTok) -> None:
    uri = {"uri": await tiktok.uri("ATTRIBUTE_IMAGE")}

    def chosen(size: str, **more: Any) -> list[Json]:
        return [{"id": "100089", "value_name": size} | more]

    async def code(first: list[Json], second: list[Json]) -> int:
        rows = [sku("A", None, 1000), sku("B", None, 1000)]
        rows[0]["sales_attributes"], rows[1]["sales_attributes"] = first, second
        answer: int = (await tiktok.post(PRODUCTS, await tiktok.wish(skus=rows)))["code"]
        return answer

    assert await code(chosen("1 g", sku_img=uri), chosen("2 g", sku_img=uri)) == 0
    assert await code(chosen("1 g", sku_img=uri), chosen("2 g")) == 12052522
    both = [{"name": name, "value_name": "x", "sku_img": uri} for name in ("a", "b")]
    other = [each | {"value_name": "y"} for each in both]
    assert await code(both, other) == 12052528
    main = {"uri": await tiktok.uri()}
    assert await code(chosen("1 g", sku_img=main), chosen("2 g", sku_img=main)) == 12052520


async def test_a_picture_serves_only_the_use_it_was_uploaded_for(tiktok: TikTok) -> None:
    wish = await tiktok.wish(main_images=[{"uri": await tiktok.uri("ATTRIBUTE_IMAGE")}])
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 12052300
    uris = [{"uri": await tiktok.uri()} for _ in range(10)]
    assert (await tiktok.post(PRODUCTS, await tiktok.wish(main_images=uris)))["code"] == 12052306
    assert (await tiktok.post(PRODUCTS, await tiktok.wish(main_images=uris[:9])))["code"] == 0


async def test_wrong_optional_values_are_cleared_with_a_warning(tiktok: TikTok) -> None:
    origin = {"id": "100107", "values": [{"id": "1000058"}]}
    made = await tiktok.create(
        brand_id="123",
        product_attributes=[
            origin,
            {"id": "101403", "values": [{"name": "Tự khen"}]},
            {"id": "999", "values": [{"name": "x"}]},
        ],
        **changed(identifier_code={"code": "8938505974191", "type": "EAN"}),
    )
    said = " ".join(each["message"] for each in made["warnings"])
    assert "[brand_id]:123" in said
    assert "[product_attributes]:Tự khen" in said
    assert "[product_attributes]:999" in said
    assert "[identifier_code]:8938505974191" in said
    found = await tiktok.product(made["product_id"])
    assert [each["id"] for each in found["product_attributes"]] == ["100107"]
    assert not any("identifier_code" in row for row in found["skus"])
