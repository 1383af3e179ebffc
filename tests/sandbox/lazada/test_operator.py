from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from adapters.lazada import endpoints
from sandbox.lazada import replica
from sandbox.lazada.platform import ENDPOINTS
from sandbox.server import EPHEMERAL, discover, serving
from tests.sandbox.lazada.conftest import Lazada, codes, one_sku

if TYPE_CHECKING:
    from pathlib import Path

SKU = "OCOP-TOMKHO"
SELLER = "/seller/get"
CREATE = "/product/create"


def test_the_replica_is_found_by_its_entry_point() -> None:
    assert replica in discover()
    assert replica.port_offset == 2


def test_what_is_served_is_what_the_adapter_calls_or_what_clients_of_others_need() -> None:
    called = {
        path
        for name, path in vars(endpoints).items()
        if name.isupper() and path != endpoints.AUTHORIZE  # a page for people
    }
    for_others = {"/category/brands/query", "/order/items/get"}
    assert not called & for_others
    assert set(ENDPOINTS) == called | for_others


async def test_the_picture_has_the_common_shape(lazada: Lazada) -> None:
    item_id, _ = await lazada.create()
    await lazada.order(f"{SKU}-200", 2)
    state = await lazada.state()
    (listing,) = state["listings"]
    assert (listing["id"], listing["sku"]) == (str(item_id), f"{SKU}-200")
    assert (listing["status"], listing["category"]) == ("live", "10001958")
    assert listing["images"][0].startswith("https://vn-live.slatic.net/")
    assert listing["variants"][0] == {
        "sku": f"{SKU}-200",
        "price": 185000,
        "stock": 38,
        "options": ["200g"],
    }
    (order,) = state["orders"]
    assert order["status"] == "unpaid"
    assert order["lines"] == [{"sku": f"{SKU}-200", "quantity": 2, "price": 185000}]


async def test_a_person_edits_numbers_and_texts(lazada: Lazada) -> None:
    item_id, _ = await lazada.create()
    await lazada.order(f"{SKU}-200", 2)
    await lazada.edit(f"{SKU}-200", price=1000, stock=3, title="Tên mới", description="Mới")
    sku = (await lazada.skus(item_id))[f"{SKU}-200"]
    assert (sku["price"], sku["Available"], sku["quantity"]) == (1000.0, 3, 3)
    (listing,) = (await lazada.state())["listings"]
    assert (listing["title"], listing["description"]) == ("Tên mới", "Mới")


@pytest.mark.parametrize(
    ("status", "theirs"),
    [("hidden", "InActive"), ("reviewing", "Pending QC"), ("banned", "Suspended")],
)
async def test_a_person_changes_the_status_and_back(
    lazada: Lazada, status: str, theirs: str
) -> None:
    item_id, _ = await lazada.create()
    await lazada.edit(f"{SKU}-200", status=status)
    assert (await lazada.product(item_id))["status"] == theirs
    assert (await lazada.state())["listings"][0]["status"] == status
    await lazada.edit(f"{SKU}-200", status="live")
    assert (await lazada.product(item_id))["status"] == "Active"


async def test_a_deleted_listing_stays_in_the_picture(lazada: Lazada) -> None:
    await lazada.create()
    await lazada.edit(f"{SKU}-200", status="deleted")
    (listing,) = (await lazada.state())["listings"]
    assert listing["status"] == "deleted"
    wish = {"shop": lazada.shop, "sku": f"{SKU}-200", "set": {"price": 5}}
    assert (await lazada.operate("POST", "/edit", wish))["error"] == "unknown"


async def test_an_unknown_shop_is_named(lazada: Lazada) -> None:
    wish = {"shop": "7", "sku": SKU, "set": {"price": 5}}
    answer = await lazada.operate("POST", "/edit", wish)
    assert "200158123456" in answer["message"]


async def test_calls_are_counted_by_code(lazada: Lazada) -> None:
    await lazada.get(SELLER)
    await lazada.get("/product/item/get", item_id="9")
    calls = (await lazada.operate("GET", "/calls"))["calls"]
    assert {(call["endpoint"], call["result"]) for call in calls} == {
        ("/rest/seller/get", "ok"),
        ("/rest/product/item/get", "208"),
    }


@pytest.mark.parametrize(
    ("kind", "code"),
    [("throttle", "ApiCallLimit"), ("token_expired", "IllegalAccessToken"), ("refuse", "501")],
)
async def test_faults_speak_the_platforms_words(lazada: Lazada, kind: str, code: str) -> None:
    await lazada.fault(kind, path="seller", times=1)
    answer = await lazada.get(SELLER)
    assert answer["code"] == code
    assert answer["request_id"]
    assert (await lazada.get(SELLER))["code"] == "0"


async def test_a_fault_may_choose_its_code_and_the_ban(lazada: Lazada) -> None:
    await lazada.fault("refuse", error="ServiceTimeout", message="Remote service timeout", times=1)
    assert (await lazada.get(SELLER))["code"] == "ServiceTimeout"
    await lazada.fault("throttle", retry_after_s=7, times=1)
    assert (await lazada.get(SELLER))["message"].endswith("this ban will last 7 seconds")


async def test_a_lost_answer_leaves_the_item(lazada: Lazada) -> None:
    await lazada.fault("reset_after", path="product/create", times=1)
    product = await lazada.wish(**one_sku())
    with pytest.raises(httpx.TransportError):
        await lazada.send(CREATE, product)
    assert len((await lazada.state())["listings"]) == 1
    assert codes(await lazada.send(CREATE, product)) == {"4135"}


async def test_a_reset_before_leaves_nothing(lazada: Lazada) -> None:
    await lazada.fault("reset_before", path="product/create", times=1)
    product = await lazada.wish(**one_sku())
    with pytest.raises(httpx.TransportError):
        await lazada.send(CREATE, product)
    assert (await lazada.state())["listings"] == []


async def test_maintenance_is_a_page_of_html(lazada: Lazada) -> None:
    await lazada.fault("maintenance", times=1)
    answer = await lazada.http.get(lazada.rest(SELLER), params=lazada.signed(SELLER))
    assert (answer.status_code, answer.text[:6]) == (503, "<html>")


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    kept = tmp_path / "sandbox.json"
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        first = Lazada(http, found["lazada"])
        await first.turn(review_s=0, index_lag_s=0)
        item_id, ids = await first.create()
        await first.order(f"{SKU}-200", 2)
        path = "/auth/token/refresh"
        renewed = await first.get_public(path, refresh_token=first.refresh_token)
        before, product = await first.state(), await first.product(item_id)
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        second = Lazada(http, found["lazada"])
        assert second.token == renewed["access_token"]
        assert await second.state() == before
        assert await second.product(item_id) == product
        assert codes(await second.send(CREATE, await second.wish())) == {"4135"}
        newer, more = await second.create("KHAC")
        assert newer > item_id
        assert min(more.values()) > max(ids.values())
