"""TikTok tells of orders and stock, at the address of the shop and kind, or of the app."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

from tests.sandbox.push_receiver import receiving
from tests.sandbox.tiktok.conftest import TikTok

WEBHOOKS = "/event/202309/webhooks"


async def test_a_shop_registers_for_a_kind_and_hears_of_no_other(tiktok: TikTok) -> None:
    await tiktok.publish()
    async with receiving() as receiver:
        wish = {"event_type": "ORDER_STATUS_CHANGE", "address": receiver.url}
        assert (await tiktok.ask("PUT", WEBHOOKS, wish)).json()["code"] == 0
        placed = await tiktok.order()
        await tiktok.operate("POST", f"/orders/{placed['id']}/cancel")
        await receiver.hold(2)
        for authorization, body in receiver.came:
            message = tiktok.key.encode() + body
            made = hmac.new(tiktok.secret.encode(), message, hashlib.sha256).hexdigest()
            assert authorization == made
        assert [body["type"] for body in receiver.bodies] == [1, 1]
        assert {body["data"]["order_id"] for body in receiver.bodies} == {placed["id"]}
        assert len({body["tts_notification_id"] for body in receiver.bodies}) == 2


async def test_the_address_of_the_app_hears_everything_in_whatever_order(tiktok: TikTok) -> None:
    await tiktok.publish()
    async with receiving() as receiver:
        await tiktok.operate("POST", "/push", {"url": receiver.url})
        await tiktok.turn(webhook_mood="reversed", webhook_delay_s=60)
        placed = await tiktok.order()
        await tiktok.operate("POST", f"/orders/{placed['id']}/cancel")
        assert receiver.came == []
        await tiktok.advance(61)
        await receiver.hold(5)
        assert Counter(body["type"] for body in receiver.bodies) == {1: 2, 71: 2, 11: 1}
        (first, *_, last) = receiver.bodies
        assert (first["type"], last["data"]["order_status"]) == (71, "UNPAID")


async def test_a_refused_signature_counts_as_received(tiktok: TikTok) -> None:
    await tiktok.publish()
    async with receiving() as receiver:
        receiver.status = 401
        wish = {"event_type": "ORDER_STATUS_CHANGE", "address": receiver.url}
        await tiktok.ask("PUT", WEBHOOKS, wish)
        await tiktok.order()
        await receiver.hold(1)
        await tiktok.advance(121)
        await receiver.hold(1)
        assert (await tiktok.operate("GET", "/push"))["waiting"] == 0
