"""The replica's orders, webhooks, host and settings, as other people's client sees them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from sandbox.server import EPHEMERAL, serving
from sandbox.woocommerce import replica
from sandbox.woocommerce.orders import DECOY
from tests.sandbox.woocommerce.conftest import Json, Woo


async def stock(woo: Woo) -> int:
    (listing,) = await woo.listings()
    return int(listing["variants"][0]["stock"])


async def move(woo: Woo, order: str, status: str) -> None:
    assert (await woo.put(f"orders/{order}", {"status": status}))["status"] == status


async def test_stock_follows_an_order_as_woocommerce_has_it_follow(woo: Woo) -> None:
    await woo.made()
    order = (await woo.order("TOM-1", 3))["id"]
    assert await stock(woo) == 7  # on-hold: a bank transfer is waited for
    seen = []
    for status in ("pending", "processing", "failed", "cancelled", "completed", "refunded"):
        await move(woo, order, status)
        seen.append(await stock(woo))
    assert seen == [10, 7, 7, 10, 7, 7]


async def test_a_checkout_keeps_units_apart_and_lets_them_go_in_time(woo: Woo) -> None:
    await woo.made()
    order = (await woo.order("TOM-1", 8))["id"]
    await move(woo, order, "pending")
    assert await stock(woo) == 10
    assert "error" in await woo.order("TOM-1", 3)
    await woo.advance(61 * 60)
    assert "error" not in await woo.order("TOM-1", 3)


async def test_a_refund_restocks_what_it_names_and_money_alone_nothing(woo: Woo) -> None:
    await woo.made()
    order = (await woo.order("TOM-1", 3, cod=True))["id"]
    line = (await woo.get(f"orders/{order}"))["line_items"][0]
    path = f"orders/{order}/refunds"
    await woo.post(path, {"amount": "5"})
    assert await stock(woo) == 7
    rows: Json = {"amount": "150000", "line_items": [{"id": line["id"], "quantity": 1}]}
    made = await woo.post(path, rows)
    assert (await stock(woo), made["line_items"][0]["quantity"]) == (8, -1)
    missing = await woo.call("get", "orders/999999/refunds")
    assert (missing.status_code, missing.json()["data"]) == (500, 404)  # built wrongly, by them


async def test_an_order_forgets_the_sku_of_a_product_that_is_gone(woo: Woo) -> None:
    made = await woo.made()
    order = (await woo.order("TOM-1"))["id"]
    await woo.call("delete", f"products/{made['id']}", force="true")
    (row,) = await woo.get("orders", include=order)
    assert (row["line_items"][0]["sku"], row["line_items"][0]["product_id"]) == (None, made["id"])
    assert DECOY in str(row["billing"])
    assert "billing" not in (await woo.get("orders", _fields="id,status"))[0]


async def test_orders_may_have_states_that_nobody_knows_and_unknown_filters_are_refused(
    woo: Woo,
) -> None:
    await woo.made()
    await woo.turn(custom_status="da-dong-goi")
    order = (await woo.order("TOM-1"))["id"]
    await woo.done("POST", f"/orders/{order}/pay")
    assert [row["status"] for row in await woo.get("orders")] == ["da-dong-goi"]
    assert (await woo.get("orders", status="on-hand"))["code"] == "rest_invalid_param"


async def test_a_webhook_wants_a_topic_and_an_address_and_has_no_trash(woo: Woo) -> None:
    assert (await woo.post("webhooks", {}))["data"]["params"] == ["topic"]
    wish = {"topic": "order.eaten", "delivery_url": "https://a.example/"}
    assert (await woo.post("webhooks", wish))["code"].endswith("invalid_topic")
    wish = {"topic": "order.updated", "delivery_url": "a.example"}
    assert (await woo.post("webhooks", wish))["code"].endswith("invalid_delivery_url")
    wish = {"topic": "order.updated", "delivery_url": "http://127.0.0.1:9/"}
    first, second = await woo.post("webhooks", wish), await woo.post("webhooks", wish)
    assert first["id"] != second["id"]  # made twice it is there twice
    assert "secret" not in first
    gone = await woo.call("delete", f"webhooks/{first['id']}")
    assert gone.status_code == 501
    assert (await woo.call("delete", f"webhooks/{first['id']}", force="true")).status_code == 200


@pytest.mark.parametrize(
    ("knobs", "status"),
    [
        ({"body_noise": "html200"}, 200),
        ({"waf_per_minute": 1, "waf_status": 403}, 403),
        ({"waf_per_minute": 1, "waf_retry_after_s": 9}, 429),
        ({"redirect_to": "https://www.vi-du.example", "redirect_status": 308}, 308),
    ],
)
async def test_a_host_may_answer_in_its_place(woo: Woo, knobs: dict[str, Any], status: int) -> None:
    await woo.turn(**knobs)
    for _ in range(2):
        answer = await woo.http.get(f"{woo.url}/wp-json/")
    assert (answer.status_code, answer.headers["content-type"][:9]) == (status, "text/html")
    assert answer.headers.get("retry-after") == ("9" if "waf_retry_after_s" in knobs else None)


async def test_bad_json_and_strange_routes_are_refused_in_wordpress_words(woo: Woo) -> None:
    mine = (woo_credentials(woo)["key"], woo_credentials(woo)["secret"])
    url = f"{woo.url}/wp-json/wc/v3/products"
    bad = await woo.http.post(url, content=b"{", auth=mine)
    assert (bad.json()["code"], bad.json()["data"]["json_error_code"]) == ("rest_invalid_json", 4)
    assert (await woo.get("produce"))["code"] == "rest_no_route"
    await woo.turn(language="vi")
    refused = await woo.get("products/9")
    assert (refused["code"], refused["message"]) == (
        "woocommerce_rest_product_invalid_id",
        "ID không hợp lệ.",
    )


def woo_credentials(woo: Woo) -> dict[str, str]:
    from sandbox.woocommerce.settings import APPLICATION_PASSWORD, OWNER

    return {"key": OWNER, "secret": APPLICATION_PASSWORD, "url": woo.url}


async def test_put_may_be_said_by_a_post(woo: Woo) -> None:
    """Some hosts let no PUT through."""
    made = await woo.made()
    mine = woo_credentials(woo)
    answer = await woo.http.post(
        f"{woo.url}/wp-json/wc/v3/products/{made['id']}",
        json={"name": "Tên mới"},
        auth=(mine["key"], mine["secret"]),
        headers={"X-HTTP-Method-Override": "PUT"},
    )
    assert answer.json()["name"] == "Tên mới"


async def test_everything_survives_a_restart(tmp_path: Any) -> None:
    kept = tmp_path / "sandbox.json"
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        first = Woo(http, found["woocommerce"])
        await first.made()
        await first.order("TOM-1", 2)
        before = await first.state()
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        second = Woo(http, found["woocommerce"])
        assert await second.state() == before
        assert (await second.made("TOM-2"))["id"] > int(before["listings"][0]["id"])
