from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, sku

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok


ORIGIN = {"id": "100107", "values": [{"id": "1000058"}]}


@pytest.mark.parametrize(
    ("attribute_id", "values", "code"),
    [
        ("100107", [{"id": "1000058"}], 12052254),
        ("101395", [{"name": "1 tháng"}, {"name": "2 tháng"}], 12052246),
        ("101401", [{"name": "tôm"}, {"name": "muối"}], None),
        ("101401", [{"name": "tôm"}, {"name": "tôm"}], 12052251),
        ("101395", [{"name": "a b " * 500}], None),
        ("101395", [{"name": "a b " * 500 + "c"}], 12052249),
        ("101402", [{"name": "200"}], None),
        ("101402", [{"name": "0.5"}], None),
        ("101402", [{"name": "200 g"}], 12052256),
        ("101395", [{"name": "🦐"}], 12052935),
    ],
)
async def test_attributes_have_rules(
    tiktok: TikTok, attribute_id: str, values: list[Json], code: int | None
) -> None:
    wish = await tiktok.wish(product_attributes=[ORIGIN, {"id": attribute_id, "values": values}])
    assert (await tiktok.post(PRODUCTS, wish))["code"] == (code or 0)


async def test_own_values_have_ids_that_can_be_written_back(tiktok: TikTok) -> None:
    life = {"id": "101395", "values": [{"name": "8 tháng"}]}
    product_id, _ = await tiktok.publish(product_attributes=[ORIGIN, life])
    read = (await tiktok.product(product_id))["product_attributes"]
    again = [{"id": each["id"], "values": [{"id": each["values"][0]["id"]}]} for each in read]
    answer = await tiktok.partial_edit(product_id, product_attributes=again)
    assert (answer["code"], answer["data"]["audit"]["status"]) == (0, "NONE")
    assert "warnings" not in answer["data"]


async def test_a_chosen_value_may_ask_for_more(tiktok: TikTok) -> None:
    origin = {"id": "100107", "values": [{"id": "1000058"}]}
    organic = {"id": "101403", "values": [{"id": "1002106"}]}
    body = {"id": "101404", "values": [{"name": "Control Union"}]}
    paper = {
        "id": "602363",
        "images": [{"uri": await tiktok.uri("CERTIFICATION_IMAGE")}],
        "expiration_date": int(time.time()) + 86_400,
    }

    async def code(*attributes: Json, **more: Any) -> int:
        wish = await tiktok.wish(product_attributes=list(attributes), **more)
        answer: int = (await tiktok.post(PRODUCTS, wish))["code"]
        return answer

    assert await code(origin, organic) == 12052182
    assert await code(origin, body) == 12052183
    assert await code(origin, organic, body) == 12052105
    assert await code(origin, organic, body, certifications=[paper]) == 0
    assert await code(origin, organic, body, certifications=[paper, paper]) == 12052656


async def test_chilled_food_must_say_how_it_is_kept(tiktok: TikTok) -> None:
    answer = await tiktok.post(PRODUCTS, await tiktok.wish(category_id="963350"))
    assert (answer["code"], answer["message"]) == (12052104, "missing product attribute ID 101400")


async def test_everything_that_was_written_is_read_back(tiktok: TikTok) -> None:
    paper = {"id": "602362", "expiration_date": int(time.time()) + 86_400}
    made = await tiktok.create(
        certifications=[paper],
        delivery_option_ids=["7091146663229654785"],
        package_dimensions={"length": "25", "width": "18", "height": "6", "unit": "CENTIMETER"},
    )
    found = await tiktok.product(made["product_id"])
    assert found["certifications"][0]["title"].startswith("Giấy chứng nhận ATTP")
    assert [each["name"] for each in found["delivery_options"]] == ["Giao tiêu chuẩn"]
    assert found["package_dimensions"]["length"] == "25.00"


async def test_food_may_have_to_show_its_licence(tiktok: TikTok) -> None:
    await tiktok.turn(food_licence_required=True)
    answer = await tiktok.post(PRODUCTS, await tiktok.wish())
    assert (answer["code"], answer["message"]) == (12052104, "missing product attribute ID 102501")
    query = {"category_version": "v2"}
    form = (await tiktok.get("/product/202309/categories/963336/attributes", **query))["data"]
    asked = [row["name"] for row in form["attributes"] if row["id"].startswith("1025")]
    assert asked[:2] == ["Product License Type", "Product License Number"]
    licence = [
        {"id": "102501", "values": [{"id": "1002501"}]},
        *({"id": f"10250{n}", "values": [{"name": "01/VD/2026"}]} for n in (2, 3, 4)),
    ]
    wish = await tiktok.wish()
    wish["product_attributes"] += licence
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 0


async def test_skus_have_weights_and_sizes_of_their_own(tiktok: TikTok) -> None:
    sides = {"length": "25", "width": "18", "height": "6", "unit": "CENTIMETER"}
    rows = [
        sku(SMALL, "200 g", 185000, sku_weight={"value": "0.25", "unit": "KILOGRAM"}),
        sku(LARGE, "500 g", 450000, sku_dimensions=sides),
    ]
    product_id, _ = await tiktok.publish(skus=rows)
    small, large = (await tiktok.product(product_id))["skus"]
    assert small["sku_weight"] == {"value": "0.25", "unit": "KILOGRAM"}
    assert large["sku_dimensions"]["length"] == "25.00"
    assert "sku_weight" not in large
