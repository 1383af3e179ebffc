from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.partner.webhook import signature
from tests.sandbox.partner.conftest import problems
from tests.sandbox.push_receiver import Delivery, PushReceiver, receiving

if TYPE_CHECKING:
    from tests.sandbox.partner.conftest import Partner

PATH, PING = "/webhook", "webhook.ping"
EVENTS = ["order.created", "order.updated", "product.reviewed", "product.banned", "product.changed"]
BODY = (
    b'{"event_id":"evt_01J9Z8K7Q2","event":"order.created","shop_code":"HTX-VIDU",'
    b'"occurred_at":"2026-11-23T09:15:42+07:00","data":{"order_id":"DH2611230017","status":"NEW"}}'
)


def signed_with(push: Delivery, *secrets: str) -> bool:
    message = push.headers["x-partner-timestamp"].encode() + b"." + push.body
    made = [hmac.new(each.encode(), message, hashlib.sha256).hexdigest() for each in secrets]
    return push.headers["x-partner-signature"] == ", ".join(f"v1={each}" for each in made)


def events(receiver: PushReceiver, kind: str = "") -> list[Delivery]:
    return [
        each
        for each in receiver.deliveries
        if each.content["event"] != PING and (not kind or each.content["event"] == kind)
    ]


def has_come(receiver: PushReceiver, kind: str, number: int) -> bool:
    return len(events(receiver, kind)) >= number


def challenge_of(event: Any) -> Any:
    """A ping is answered with its own challenge."""
    return event["data"] if event["event"] == PING else None


@pytest.fixture
async def receiver() -> AsyncIterator[PushReceiver]:
    async with receiving() as found:
        found.answer = challenge_of
        yield found


async def until(fulfilled: Callable[[], Any]) -> None:
    async with asyncio.timeout(60):
        while not fulfilled():  # noqa: ASYNC110  # the other side is another thread's business
            await asyncio.sleep(0.01)


async def until_told(partner: Partner, path: str, so: Callable[[Any], Any]) -> Any:
    """Wait until what is answered there is so: what was delivered is booked a moment later."""
    async with asyncio.timeout(60):
        while not so(told := await partner.data(path)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return told


async def register(partner: Partner, receiver: PushReceiver) -> str:
    envelope = await partner.ask("PUT", PATH, {"url": receiver.url, "events": EVENTS})
    assert envelope["code"] == 0, envelope
    secret: str = envelope["data"]["secret"]
    return secret


async def sell(partner: Partner) -> None:
    await partner.publish()
    await partner.product()
    await partner.order()


@pytest.mark.parametrize(
    ("secret", "expected"),
    [
        (
            "whsec_demo_0123456789abcdef0123456789abcdef",
            "a4152701d6059c2cb69e0a9c489d71d929f4d9a8fbf400b0f0262fdf525e76b9",
        ),
        (
            "whsec_demo_fedcba9876543210fedcba9876543210",
            "4e141dc492142b5ba2a31ef2e3005fba8e79a939748c217fca9d9bb02c5cdb95",
        ),
    ],
)
def test_signatures_are_those_of_the_contract(secret: str, expected: str) -> None:
    assert len(BODY) == 168
    assert signature(secret, 1795400142, BODY) == f"v1={expected}"


async def test_an_address_is_taken_if_it_answers_its_challenge(
    postmart: Partner, receiver: PushReceiver
) -> None:
    secret = await register(postmart, receiver)
    (ping,) = receiver.deliveries
    assert ping.content["event"] == "webhook.ping"
    assert signed_with(ping, secret)
    shown = await postmart.data(PATH)
    assert (shown["status"], shown["url"], shown["events"]) == ("ON", receiver.url, EVENTS)
    assert "secret" not in shown
    assert (await postmart.data("/shop"))["webhook"] == {"status": "ON", "url": receiver.url}


@pytest.mark.parametrize(
    "url", ["https://example.com/hook", "http://10.0.0.1/", "http://127.0.0.1:1/é", "[::"]
)
async def test_only_this_machine_is_reached(postmart: Partner, url: str) -> None:
    envelope = await postmart.ask("PUT", PATH, {"url": url, "events": EVENTS})
    assert problems(envelope) == {"url": "BAD_URL"}
    assert (await postmart.data(PATH))["status"] == "OFF"


async def test_a_wrong_registration_is_refused(postmart: Partner, receiver: PushReceiver) -> None:
    receiver.answer = None
    envelope = await postmart.ask("PUT", PATH, {"url": receiver.url, "events": EVENTS})
    assert problems(envelope) == {"url": "BAD_URL"}
    odd = await postmart.ask("PUT", PATH, {"url": receiver.url, "events": ["order.lost"]})
    assert problems(odd) == {"events[0]": "OUT_OF_RANGE"}


async def test_events_are_delivered_signed(postmart: Partner, receiver: PushReceiver) -> None:
    secret = await register(postmart, receiver)
    await sell(postmart)
    await postmart.edit("TOMKHO-100", stock=9)
    await postmart.edit("TOMKHO-100", status="banned")
    await until(lambda: len(events(receiver)) == 4)
    kinds = [each.content["event"] for each in events(receiver)]
    assert kinds == ["product.reviewed", "order.created", "product.changed", "product.banned"]
    (order,) = events(receiver, "order.created")
    assert order.content["data"]["status"] == "NEW"
    assert order.headers["x-partner-event-id"] == order.content["event_id"]
    assert all(signed_with(each, secret) for each in events(receiver))
    assert (await postmart.data(PATH))["last_success_at"] is not None
    assert (await postmart.data(PATH + "/missed"))["items"] == []


async def test_a_failed_delivery_is_missed_and_tried_again(
    postmart: Partner, receiver: PushReceiver
) -> None:
    await register(postmart, receiver)
    receiver.status = 500
    await sell(postmart)
    await until(lambda: events(receiver, "order.created"))
    await until_told(
        postmart,
        PATH + "/missed",
        lambda told: "order.created" in [each["event"] for each in told["items"]],
    )
    await until_told(postmart, PATH, lambda told: told["failing_since"] is not None)
    receiver.status = 200
    await postmart.advance(61)
    await until(lambda: len(events(receiver, "order.created")) == 2)
    first, second = events(receiver, "order.created")
    assert first.content["event_id"] == second.content["event_id"]
    assert first.headers["x-partner-timestamp"] != second.headers["x-partner-timestamp"]


async def test_after_the_last_retry_only_missed_knows_the_event(
    postmart: Partner, receiver: PushReceiver
) -> None:
    await register(postmart, receiver)
    await postmart.turn(webhook_retry_scale=0.00001)
    receiver.status = 503
    await sell(postmart)
    await until(lambda: len(events(receiver, "order.created")) == 8)
    assert (await until_told(postmart, PATH, lambda told: told["dropped"] >= 2))["dropped"] == 2
    await asyncio.sleep(0.2)
    assert len(events(receiver, "order.created")) == 8
    missed = {each["event_id"] for each in (await postmart.data(PATH + "/missed"))["items"]}
    assert len(missed) == 2
    await postmart.advance(73 * 3600)
    await postmart.renew()
    later = {each["event_id"] for each in (await postmart.data(PATH + "/missed"))["items"]}
    assert not missed & later


async def test_an_address_that_never_answers_is_disabled(
    postmart: Partner, receiver: PushReceiver
) -> None:
    await register(postmart, receiver)
    await postmart.publish()
    await postmart.turn(webhook_retry_scale=0)
    receiver.status = 500
    for stock in range(14):
        await postmart.edit("TOMKHO-100", stock=stock)
    await until(lambda: len(events(receiver)) > 100)
    await until_told(postmart, PATH, lambda told: told["status"] == "DISABLED")
    assert (await postmart.ask("POST", PATH + "/ping", {}))["code"] == 4094


async def test_a_rotation_signs_with_both_secrets_for_a_day(
    postmart: Partner, receiver: PushReceiver
) -> None:
    old = await register(postmart, receiver)
    rotated = await postmart.ask("POST", PATH + "/rotate-secret", {})
    new = rotated["data"]["secret"]
    assert (await postmart.ask("POST", PATH + "/ping", {}))["data"]["answered"] is True
    assert signed_with(receiver.deliveries[-1], new, old)
    await postmart.advance(86_401)
    await postmart.renew()
    await postmart.ask("POST", PATH + "/ping", {})
    assert signed_with(receiver.deliveries[-1], new)


async def test_taking_the_address_back_ends_everything(
    postmart: Partner, receiver: PushReceiver
) -> None:
    await register(postmart, receiver)
    assert (await postmart.ask("DELETE", PATH))["data"] == {"status": "OFF"}
    await sell(postmart)
    await asyncio.sleep(0.2)
    assert events(receiver) == []
    assert (await postmart.ask("POST", PATH + "/rotate-secret", {}))["code"] == 4094


@pytest.mark.parametrize(
    ("mood", "count"), [("lost", 0), ("doubled", 4), ("wrong_signature", 2), ("old_secret", 2)]
)
async def test_deliveries_may_be_lost_doubled_or_wrongly_signed(
    postmart: Partner, receiver: PushReceiver, mood: str, count: int
) -> None:
    secret = await register(postmart, receiver)
    await postmart.turn(webhook_mood=mood)
    await sell(postmart)
    await until(lambda: len(events(receiver)) == count)
    await asyncio.sleep(0.15)
    assert len(events(receiver)) == count
    assert all(signed_with(each, secret) is (mood == "doubled") for each in events(receiver))


async def test_deliveries_may_be_late_and_out_of_order(
    postmart: Partner, receiver: PushReceiver
) -> None:
    await register(postmart, receiver)
    await postmart.turn(webhook_mood="reversed", webhook_delay_s=60)
    await sell(postmart)
    await asyncio.sleep(0.15)
    assert events(receiver) == []
    await postmart.advance(61)
    await until(lambda: len(events(receiver)) == 2)
    kinds = [each.content["event"] for each in events(receiver)]
    assert kinds == ["order.created", "product.reviewed"]


async def test_during_maintenance_events_are_kept_and_sent_after(
    postmart: Partner, receiver: PushReceiver
) -> None:
    await register(postmart, receiver)
    await postmart.publish()
    await postmart.turn(maintenance=True)
    await postmart.edit("TOMKHO-100", stock=1)
    await asyncio.sleep(0.15)
    assert events(receiver, "product.changed") == []
    await postmart.turn(maintenance=False)
    await until(lambda: events(receiver, "product.changed"))


async def test_closings_and_the_end_of_a_secret_are_told(
    postmart: Partner, receiver: PushReceiver
) -> None:
    wanted = ["category.closed", "credentials.expiring"]
    await postmart.ask("PUT", PATH, {"url": receiver.url, "events": wanted})
    await postmart.get("/shop")
    await postmart.turn(closed_categories="219 110")
    await until(lambda: events(receiver, "category.closed"))
    assert events(receiver, "category.closed")[-1].content["data"]["category_id"] == 110
    for number, days in enumerate((336, 15, 7, 6), 1):
        await postmart.advance(days * 86_400)
        await until(partial(has_come, receiver, "credentials.expiring", number))
    warned = [each.content["data"] for each in events(receiver, "credentials.expiring")]
    assert len(warned) == 4
    assert len({each["expires_on"] for each in warned}) == 1
