from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.server import EPHEMERAL, discover, serving
from sandbox.tiktok import replica
from tests.sandbox.tiktok.conftest import PRODUCTS, SMALL, TikTok

if TYPE_CHECKING:
    from pathlib import Path

WEBHOOKS = "/event/202309/webhooks"


def test_the_replica_is_found_by_its_entry_point() -> None:
    assert replica in discover()


async def test_everything_survives_a_restart_from_the_state_file(tmp_path: Path) -> None:
    kept = tmp_path / "sandbox.json"
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        first = TikTok(http, found["tiktok"])
        await first.turn(audit_s=0, edit_audit_s=600, order_lag_s=0)
        wish = await first.wish(idempotency_key="k")
        made = (await first.post(PRODUCTS, wish))["data"]
        await first.partial_edit(made["product_id"], description="<p>Tôm mới</p>")
        placed = await first.order()
        before = await first.operate("GET", "/state")
        product = await first.product(made["product_id"])
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        second = TikTok(http, found["tiktok"])
        assert await second.operate("GET", "/state") == before
        assert (await second.operate("GET", "/knobs"))["edit_audit_s"] == 600
        assert await second.product(made["product_id"]) == product
        assert (await second.post(PRODUCTS, wish))["data"] == made
        await second.operate("POST", f"/orders/{placed['id']}/cancel")
        await second.advance(601)
        edited = await second.product(made["product_id"])
        assert edited["description"] == "<p>Tôm mới</p>"
        assert {row["seller_sku"]: row["inventory"][0]["quantity"] for row in edited["skus"]}[
            SMALL
        ] == 40


async def test_pushes_are_signed_and_kept_for_the_operator(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    placed = await tiktok.order()
    await tiktok.operate("POST", f"/orders/{placed['id']}/cancel")
    pushes = (await tiktok.operate("GET", "/state"))["shops"][tiktok.shop]["pushes"]
    for push in pushes:
        message = (tiktok.key + push["body"]).encode()
        sign = hmac.new(tiktok.secret.encode(), message, hashlib.sha256).hexdigest()
        assert push["authorization"] == sign
    bodies = [json.loads(push["body"]) for push in pushes]
    assert [body["type"] for body in bodies] == [16, 5, 37, 5, 37, 1, 71, 11, 1, 71]
    assert bodies[0]["data"]["product_id"] == int(product_id)
    statuses = [body["data"]["order_status"] for body in bodies if body["type"] == 1]
    assert statuses == ["UNPAID", "CANCEL"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://ocop.example.vn/hook", 0),
        ("http://ocop.example.vn/hook", 36009004),
        ("https://ocop.example.vn:8443/hook", 36009004),
        ("https://10.0.0.1/hook", 36009004),
        ("https://ocop.example.vn/" + "x" * 255, 36009004),
    ],
)
async def test_webhooks_are_registered_by_address(tiktok: TikTok, address: str, code: int) -> None:
    wish = {"event_type": "ORDER_STATUS_CHANGE", "address": address}
    assert (await tiktok.ask("PUT", WEBHOOKS, wish)).json()["code"] == code
    found = (await tiktok.get(WEBHOOKS))["data"]
    assert found["total_count"] == (0 if code else 1)
