"""Lazada tells of every unit of an order: signed by app and body, tried every half hour."""

from __future__ import annotations

import hashlib
import hmac

from tests.sandbox.lazada.conftest import Lazada, one_sku
from tests.sandbox.push_receiver import PushReceiver, receiving

SKU = "OCOP-TOMKHO"


def rightly_signed(lazada: Lazada, receiver: PushReceiver) -> bool:
    return all(
        authorization
        == hmac.new(lazada.secret.encode(), lazada.key.encode() + body, hashlib.sha256).hexdigest()
        for authorization, body in receiver.came
    )


async def test_every_unit_of_an_order_is_pushed(lazada: Lazada) -> None:
    await lazada.create(**one_sku(quantity="10"))
    async with receiving() as receiver:
        await lazada.operate("POST", "/push", {"url": receiver.url})
        placed = await lazada.order(SKU, 2)
        await receiver.hold(2)
        assert rightly_signed(lazada, receiver)
        first, second = receiver.bodies
        assert (first["seller_id"], first["message_type"]) == (lazada.shop, 0)
        assert first["data"]["trade_order_id"] == second["data"]["trade_order_id"] == placed["id"]
        assert first["data"]["trade_order_line_id"] != second["data"]["trade_order_line_id"]
        assert first["timestamp"] > 10**12  # milliseconds, of this message alone
        assert first["data"]["status_update_time"] < 10**12


async def test_a_later_try_tells_the_status_of_its_own_time(lazada: Lazada) -> None:
    await lazada.create(**one_sku(quantity="10"))
    async with receiving() as receiver:
        receiver.status = 204  # only 200 counts
        await lazada.operate("POST", "/push", {"url": receiver.url})
        placed = await lazada.order(SKU)
        await receiver.hold(1)
        receiver.status = 200
        await lazada.turn(webhook_mood="lost")
        await lazada.operate("POST", f"/orders/{placed['id']}/cancel")
        await lazada.advance(1801)
        await receiver.hold(2)
        statuses = [body["data"]["order_status"] for body in receiver.bodies]
        assert statuses == ["unpaid", "canceled"]
        assert (await lazada.operate("GET", "/push"))["waiting"] == 0
