"""Shopee tells of orders: signed with the registered address, tried again, lost ones kept."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.sandbox.conftest import Shopee
from tests.sandbox.push_receiver import PushReceiver, receiving

LOST = "/api/v2/push/get_lost_push_message"
CONFIRM = "/api/v2/push/confirm_consumed_lost_push_message"
CONFIGURE = "/api/v2/push/set_app_push_config"
CONFIGURATION = "/api/v2/push/get_app_push_config"
SMALL = "OCOP-TOMKHO-200"
ORDER_STATUS = 3


@pytest.fixture
async def receiver(shopee: Shopee) -> AsyncIterator[PushReceiver]:
    await shopee.with_models(item_status="NORMAL")
    async with receiving() as receiver:
        yield receiver


async def order(shopee: Shopee) -> str:
    wish = {"shop": shopee.shop, "lines": [{"sku": SMALL, "quantity": 1}]}
    return str((await shopee.operate("POST", "/orders", wish))["id"])


async def public(shopee: Shopee, path: str) -> Any:
    query = shopee.signed_public(path)
    answer = shopee.read(await shopee.http.get(shopee.url + path, params=query))
    assert answer["error"] == "", answer
    return answer["response"]


def signed(key: str, receiver: PushReceiver, body: bytes) -> str:
    message = receiver.url.encode() + b"|" + body
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("push_key", ["", "a push key of its own"])
async def test_orders_are_pushed_signed_with_the_address(
    shopee: Shopee, receiver: PushReceiver, push_key: str
) -> None:
    await shopee.operate("POST", "/push", {"url": receiver.url, "secret": push_key})
    order_sn = await order(shopee)
    await shopee.operate("POST", f"/orders/{order_sn}/cancel")
    await receiver.hold(2)
    for authorization, body in receiver.came:
        assert authorization == signed(push_key or shopee.secret, receiver, body)
    placed, cancelled = receiver.bodies
    assert (placed["code"], placed["shop_id"]) == (ORDER_STATUS, int(shopee.shop))
    assert [each["data"]["ordersn"] for each in (placed, cancelled)] == [order_sn] * 2
    assert [each["data"]["status"] for each in (placed, cancelled)] == ["UNPAID", "CANCELLED"]


async def test_what_is_never_taken_is_tried_three_times_more_and_then_lost(
    shopee: Shopee, receiver: PushReceiver
) -> None:
    wish = {"callback_url": receiver.url, "set_push_config_on": [ORDER_STATUS]}
    assert (await shopee.post_public(CONFIGURE, **wish))["response"] == {"result": "success"}
    receiver.deliveries.clear()  # the ping
    receiver.status = 500
    order_sn = await order(shopee)
    for tries, wait_s in enumerate((300, 1800, 10_800), 1):
        await receiver.hold(tries)
        assert (await public(shopee, LOST))["push_message_list"] == []
        await shopee.advance(wait_s + 1)
    await receiver.hold(4)
    assert len({body for _, body in receiver.came}) == 1
    (message,) = (await public(shopee, LOST))["push_message_list"]
    assert json.loads(message["data"]) == receiver.bodies[0]
    assert receiver.bodies[0]["data"]["ordersn"] == order_sn
    last = (await public(shopee, LOST))["last_message_id"]
    await shopee.post_public(CONFIRM, last_message_id=last)
    assert (await public(shopee, LOST))["push_message_list"] == []


@pytest.mark.parametrize(("mood", "times"), [("doubled", 2), ("wrong_signature", 1)])
async def test_moods(shopee: Shopee, receiver: PushReceiver, mood: str, times: int) -> None:
    await shopee.operate("POST", "/push", {"url": receiver.url})
    await shopee.turn(webhook_mood=mood)
    await order(shopee)
    await receiver.hold(times)
    rightly = [auth == signed(shopee.secret, receiver, body) for auth, body in receiver.came]
    assert set(rightly) == {mood == "doubled"}


async def test_the_operator_sees_how_it_goes(shopee: Shopee, receiver: PushReceiver) -> None:
    await shopee.operate("POST", "/push", {"url": receiver.url})
    assert (await public(shopee, CONFIGURATION))["live_push_status"] == "Normal"
    receiver.status = 500
    await order(shopee)
    await receiver.hold(1)
    shown = await shopee.operate("GET", "/push")
    assert shown == {"url": receiver.url, "waiting": 1, "given_up": 0, "stopped": False}


async def test_only_this_machine_is_reached(shopee: Shopee) -> None:
    assert "error" in await shopee.operate("POST", "/push", {"url": "https://example.com/hook"})
    answer = await shopee.post_public(CONFIGURE, callback_url="https://example.com/hook")
    assert answer["error"] == "error_param"


async def test_an_address_is_taken_once_it_answers_a_ping_that_nobody_can_verify(
    shopee: Shopee, receiver: PushReceiver
) -> None:
    receiver.status = 401
    told = await shopee.post_public(CONFIGURE, callback_url=receiver.url)
    assert told["error"] == "error_param"
    receiver.status = 204
    assert (await shopee.post_public(CONFIGURE, callback_url=receiver.url))["error"] == ""
    assert [body["code"] for body in receiver.bodies] == [0, 0]
    for authorization, body in receiver.came:
        assert authorization != signed(shopee.secret, receiver, body)


async def test_a_push_has_an_id_and_names_no_scenario(
    shopee: Shopee, receiver: PushReceiver
) -> None:
    await shopee.operate("POST", "/push", {"url": receiver.url})
    await order(shopee)
    await order(shopee)
    await receiver.hold(2)
    assert len({body["msg_id"] for body in receiver.bodies}) == 2
    assert [body["data"]["completed_scenario"] for body in receiver.bodies] == [None, None]
