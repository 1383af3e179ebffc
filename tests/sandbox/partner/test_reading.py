from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.sandbox.partner.conftest import picture, problems

if TYPE_CHECKING:
    from tests.sandbox.partner.conftest import Json, Partner

CATEGORIES = Path(__file__).parents[3] / "config" / "categories.yaml"


async def sweep(partner: Partner, path: str = "/products", **query: str) -> list[Json]:
    found: list[Json] = []
    token: str | None = ""
    while token is not None:
        page = await partner.data(path, page_size="2", page_token=token, **query)
        found += page["items"]
        token = page["next_token"]
    return found


async def test_a_sweep_shows_every_product_once(postmart: Partner) -> None:
    for number in range(5):
        await postmart.publish(f"SP-{number}")
    found = await sweep(postmart)
    assert [each["sku"] for each in found] == [f"SP-{number}" for number in range(5)]
    assert (await postmart.data("/products", page_size="2"))["total"] == 5


async def test_a_sweep_may_have_an_empty_page_and_promise_too_much(postmart: Partner) -> None:
    for number in range(3):
        await postmart.publish(f"SP-{number}")
    await postmart.turn(empty_page=2, total_extra=1)
    first = await postmart.data("/products", page_size="2")
    second = await postmart.data("/products", page_size="2", page_token=first["next_token"])
    third = await postmart.data("/products", page_size="2", page_token=second["next_token"])
    assert [len(page["items"]) for page in (first, second, third)] == [2, 0, 1]
    assert (third["next_token"], third["total"]) == (None, 4)


async def test_a_page_token_lives_ten_minutes_and_for_its_own_sweep(postmart: Partner) -> None:
    for number in range(3):
        await postmart.publish(f"SP-{number}")
    token = (await postmart.data("/products", page_size="2"))["next_token"]
    for query in ({"page_token": "pg_x"}, {"page_token": token, "sale_status": "ON"}):
        assert (await postmart.get("/products", **query))["code"] == 4001
    await postmart.advance(601)
    late = await postmart.get("/products", page_size="2", page_token=token)
    assert late["code"] == 4001


async def test_lists_filter_by_state_and_time(postmart: Partner) -> None:
    await postmart.publish("SP-1")
    await postmart.publish("SP-2", sale_status="OFF")
    await postmart.publish("SP-3", name="Tôm khô [[từ chối]] hộp")
    await postmart.data("/shop")
    for query, expected in [
        ({"sale_status": "OFF"}, ["SP-2"]),
        ({"review_status": "REJECTED"}, ["SP-3"]),
        ({"updated_since": "2099-01-01T00:00:00+07:00"}, []),
        ({"updated_since": "2020-01-01T00:00:00Z"}, ["SP-1", "SP-2", "SP-3"]),
    ]:
        assert [each["sku"] for each in await sweep(postmart, **query)] == expected


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/products?page_size=101", 4220),
        ("/products?page_size=0", 4220),
        ("/products?page_size=x", 4000),
        ("/products?colour=red", 4220),
        ("/products?sale_status=MAYBE", 4220),
        ("/products?updated_since=2026-11-22T00:00:00+07:00", 4000),  # a bare + is a space
        ("/products?updated_since=2026-11-22", 4000),
        ("/products?skus=A&page_size=5", 4220),
        ("/products?skus=" + ",".join(str(n) for n in range(51)), 4220),
        ("/orders?updated_from=2026-11-22T00:00:00Z", 4220),
        ("/orders?updated_from=2026-11-01T00:00:00Z&updated_to=2026-11-17T00:00:00Z", 4220),
        ("/orders?updated_from=2026-11-02T00:00:00Z&updated_to=2026-11-01T00:00:00Z", 4220),
        ("/categories?leaf_only=maybe", 4000),
        ("/categories?parent_id=999", 4040),
        ("/categories/999/attributes", 4040),
        ("/media/med_none", 4040),
        ("/media?sha256=00", 4220),
        ("/orders/DH1", 4040),
        ("/products/by-sku/KHONG-CO", 4040),
    ],
)
async def test_parameters_are_judged_like_fields(
    postmart: Partner, address: str, code: int
) -> None:
    answer = await postmart.http.get(
        postmart.url + "/partner/v1" + address,
        headers={"authorization": f"Bearer {postmart.token}"},
    )
    assert answer.json()["code"] == code


async def test_find_answers_products_and_what_is_missing(postmart: Partner) -> None:
    await postmart.with_variants()
    await postmart.turn(list_lag_s=1000)
    found = await postmart.data("/products", skus="TOMKHO-S,TOMKHO-L,KHONG-CO")
    assert [each["sku"] for each in found["items"]] == ["TOMKHO"]
    assert found["missing"] == ["KHONG-CO"]


async def test_a_product_that_vanished_is_unknown_and_its_sku_free(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.edit("TOMKHO-100", status="deleted")
    assert (await postmart.get("/products/by-sku/TOMKHO-100"))["code"] == 4040
    assert (await postmart.data("/products"))["items"] == []
    assert (await postmart.publish())["created"] is True


async def test_roots_children_and_leaves_of_the_tree(postmart: Partner) -> None:
    roots = await sweep(postmart, "/categories")
    assert [each["id"] for each in roots] == [100, 200, 300, 400, 500, 600]
    children = await sweep(postmart, "/categories", parent_id="200")
    assert {each["name"]: each["status"] for each in children}["Rượu"] == "CLOSED"
    leaves = await sweep(postmart, "/categories", leaf_only="true")
    assert len(leaves) == 22
    attributes = (await postmart.data("/categories/110/attributes"))["items"]
    by_code = {each["code"]: each for each in attributes}
    assert by_code["drying"]["input"] == "SELECT"
    assert by_code["origin"]["required"] is True


@pytest.mark.parametrize("name", ["postmart", "voso"])
async def test_every_category_of_the_catalog_is_an_open_leaf(
    both: dict[str, Partner], name: str
) -> None:
    tree = await both[name].data("/categories", leaf_only="true")
    roots = {each["id"]: each for each in (await both[name].data("/categories"))["items"]}
    paths = {
        f"{roots[each['parent_id']]['name']} > {each['name']}"
        for each in tree["items"]
        if each["status"] == "OPEN"
    }
    ours = yaml.safe_load(CATEGORIES.read_text(encoding="utf-8"))
    assert {category[name] for category in ours.values()} <= paths


async def test_the_same_bytes_for_the_same_purpose_are_the_same_media(postmart: Partner) -> None:
    first, again = await postmart.upload(picture()), await postmart.upload(picture())
    assert (first.status_code, again.status_code) == (201, 200)
    media = first.json()["data"]
    assert again.json()["data"] == media
    assert (media["width"], media["height"]) == (600, 600)
    other = await postmart.upload(picture(), "document")
    assert other.json()["data"]["media_id"] != media["media_id"]
    assert await postmart.data(f"/media/{media['media_id']}") == media
    found = await postmart.data("/media", sha256=media["sha256"], purpose="product")
    assert found["items"] == [media]


@pytest.mark.parametrize(
    ("content", "purpose", "code"),
    [
        (b"no picture", "product", "MEDIA_TYPE"),
        (b"%PDF-1.7 paper", "product", "MEDIA_TYPE"),
        (picture(kind="GIF"), "product", "MEDIA_TYPE"),
        (picture(side=499), "product", "MEDIA_TOO_SMALL"),
        (picture(side=4097), "product", "MEDIA_TOO_LARGE"),
        (picture() + b"\0" * 2 * 1024 * 1024, "product", "MEDIA_TOO_LARGE"),
        (picture()[:200], "product", "MEDIA_BROKEN"),
        (picture(kind="JPEG")[:900], "product", "MEDIA_BROKEN"),
    ],
)
async def test_media_are_judged_by_their_content(
    postmart: Partner, content: bytes, purpose: str, code: str
) -> None:
    answer = await postmart.upload(content, purpose)
    assert problems(answer.json()) == {"file": code}


async def test_papers_may_be_pdf_and_purposes_are_known(postmart: Partner) -> None:
    assert (await postmart.upload(b"%PDF-1.7 paper", "document")).status_code == 201
    assert problems((await postmart.upload(picture(), "poem")).json()) == {
        "purpose": "OUT_OF_RANGE"
    }
    assert (await postmart.upload(b"\0" * 6 * 1024 * 1024)).status_code == 413


async def test_media_that_nothing_uses_are_dropped_after_30_days(postmart: Partner) -> None:
    await postmart.publish()
    used, unused = await postmart.media(), await postmart.media("red")
    await postmart.advance(31 * 86_400)
    await postmart.renew()
    assert (await postmart.get(f"/media/{used}"))["code"] == 0
    assert (await postmart.get(f"/media/{unused}"))["code"] == 4040


async def test_voso_differs_by_its_limits_alone(voso: Partner) -> None:
    shop = await voso.data("/shop")
    assert shop["webhook"] is None
    limits = shop["limits"]
    assert (limits["batch"], limits["page_size"], limits["images"]) == (50, 50, 6)
    for path in ("/webhook", "/webhook/ping", "/webhook/missed"):
        assert (await voso.get(path))["code"] == 4040
    assert problems(await voso.put(list_price=150_000)) == {"list_price": "UNKNOWN_FIELD"}
    assert problems(await voso.put(name="x" * 101)) == {"name": "TOO_LONG"}
    assert (await voso.get("/products", page_size="51"))["code"] == 4220
    await voso.publish()
    assert "list_price" not in await voso.product()
    item = {"sku": "TOMKHO-100", "price": 125_000, "list_price": 130_000}
    answer = await voso.ask("PATCH", "/products/prices", {"items": [item]})
    assert answer["data"]["results"][0]["code"] == "UNKNOWN_FIELD"
    many = {"items": [{"sku": str(n), "stock": 1} for n in range(51)]}
    assert problems(await voso.ask("PATCH", "/products/stocks", many)) == {"items": "TOO_MANY"}
