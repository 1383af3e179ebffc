from __future__ import annotations

from pathlib import Path

from tests.sandbox.lazada.conftest import Json, Lazada

CATEGORIES = Path(__file__).parents[3] / "config" / "categories.yaml"


def leaves(nodes: list[Json], above: tuple[str, ...] = ()) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for node in nodes:
        path = (*above, node["name"])
        if node["leaf"]:
            found[" > ".join(path)] = node
        else:
            found |= leaves(node["children"], path)
    return found


async def tree(lazada: Lazada) -> dict[str, Json]:
    answer = await lazada.get_public("/category/tree/get", language_code="vi_VN")
    return leaves(answer["data"])


async def test_every_category_that_the_shipped_catalog_uses_is_a_leaf(lazada: Lazada) -> None:
    lines = CATEGORIES.read_text(encoding="utf-8").splitlines()
    used = [line.removeprefix("  lazada: ") for line in lines if line.startswith("  lazada: ")]
    assert len(used) == 18
    assert set(used) <= (await tree(lazada)).keys()


async def test_the_tree_speaks_english_unless_asked(lazada: Lazada) -> None:
    answer = await lazada.get_public("/category/tree/get")
    assert "Groceries > Seasonings > Fish Sauce" in leaves(answer["data"])


async def attributes(lazada: Lazada, category_id: str, **more: str) -> dict[str, Json]:
    answer = await lazada.get_public(
        "/category/attributes/get", primary_category_id=category_id, **more
    )
    return {row["name"]: row for row in answer["data"]}


async def test_food_must_say_its_origin_and_shelf_life(lazada: Lazada) -> None:
    found = await attributes(lazada, "10001958", language_code="vi_VN")
    origin = found["country_origin_hb"]
    assert (origin["label"], origin["input_type"], origin["is_mandatory"]) == (
        "Xuất xứ",
        "singleSelect",
        1,
    )
    assert origin["options"][0] == {"id": 1488, "name": "Việt Nam", "en_name": "Vietnam"}
    assert found["shelf_expiry"]["is_mandatory"] == 1
    assert found["package_weight"]["attribute_type"] == "sku"
    assert found["units_hb"]["unit"]["type"] == ["g", "kg", "ml", "l"]


async def test_some_categories_have_standard_variations(lazada: Lazada) -> None:
    assert (await attributes(lazada, "10003011"))["size"]["is_sale_prop"] == 1
    assert "size" not in await attributes(lazada, "10001958")


async def test_attributes_are_of_active_leaves_only(lazada: Lazada) -> None:
    path = "/category/attributes/get"
    asked = {
        category_id: (await lazada.get_public(path, primary_category_id=category_id))["code"]
        for category_id in ("999", "10001813", "10001800")
    }
    assert asked == {"999": "4227", "10001813": "4228", "10001800": "57"}
    assert (await lazada.get_public(path))["code"] == "MissingParameter"


async def test_brands_come_in_pages(lazada: Lazada) -> None:
    path = "/category/brands/query"
    answer = await lazada.get_public(path, startRow="0", pageSize="1")
    assert answer["success"] is True
    assert answer["data"]["module"][0]["name"] == "No Brand"
    assert answer["data"]["total_page"] == answer["data"]["total_record"] == 7
    assert (await lazada.get_public(path, startRow="0", pageSize="201"))["code"] == "19"
    last = await lazada.get_public(path, startRow="200", pageSize="200")
    assert last["data"]["module"] == []


async def test_too_many_brand_calls_get_an_empty_success(lazada: Lazada) -> None:
    await lazada.turn(brand_calls_per_s=1)
    path = "/category/brands/query"
    await lazada.get_public(path, startRow="0")
    answer = await lazada.get_public(path, startRow="0")
    assert (answer["code"], answer["success"], answer["data"]["module"]) == ("0", True, [])
