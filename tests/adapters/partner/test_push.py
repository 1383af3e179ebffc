"""The vectors of the contract, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from adapters.partner.access import parse_push, reply
from adapters.partner.signing import sign
from sync.marketplace import Forged, Push

SECRET = "whsec_demo_0123456789abcdef0123456789abcdef"
OTHER_SECRET = "whsec_demo_fedcba9876543210fedcba9876543210"
BODY = (
    b'{"event_id":"evt_01J9Z8K7Q2","event":"order.created","shop_code":"HTX-VIDU",'
    b'"occurred_at":"2026-11-23T09:15:42+07:00",'
    b'"data":{"order_id":"DH2611230017","status":"NEW"}}'
)
TIMESTAMP = "1795400142"
RIGHT = "v1=a4152701d6059c2cb69e0a9c489d71d929f4d9a8fbf400b0f0262fdf525e76b9"
ROTATED = "v1=4e141dc492142b5ba2a31ef2e3005fba8e79a939748c217fca9d9bb02c5cdb95"
SENT_AT = datetime.fromtimestamp(int(TIMESTAMP), UTC)


def push(
    body: bytes = BODY,
    signature: str | None = RIGHT,
    *,
    timestamp: str = TIMESTAMP,
    secret: str = SECRET,
    late_s: int = 0,
) -> Push:
    told = {} if signature is None else {"x-partner-signature": signature}
    return Push(
        url="https://htx.example/push/postmart",
        headers={"x-partner-timestamp": timestamp, "x-partner-event-id": "evt", **told},
        body=body,
        key="client",
        secret=secret,
        received_at=SENT_AT + timedelta(seconds=late_s),
    )


def signed(content: dict[str, object]) -> Push:
    body = orjson.dumps(content)
    return push(body, f"v1={sign(SECRET, TIMESTAMP, body)}")


def test_the_published_vector_is_heard() -> None:
    assert len(BODY) == 168
    (signal,) = parse_push(push())
    assert (signal.account, signal.matter, signal.identity, signal.at) == (
        "HTX-VIDU",
        "orders",
        "evt_01J9Z8K7Q2",
        SENT_AT,
    )
    assert signal.reference == "DH2611230017"


@pytest.mark.parametrize("late_s", [-300, 300])
def test_within_five_minutes_it_is_heard(late_s: int) -> None:
    assert parse_push(push(late_s=late_s))


@pytest.mark.parametrize("late_s", [-301, 301])
def test_a_stale_push_is_refused(late_s: int) -> None:
    with pytest.raises(Forged):
        parse_push(push(late_s=late_s))


def test_while_a_secret_rotates_one_right_signature_is_enough() -> None:
    assert parse_push(push(signature=f"{ROTATED}, {RIGHT}"))
    assert parse_push(push(signature=ROTATED, secret=OTHER_SECRET))


@pytest.mark.parametrize(
    "forged",
    [
        push(BODY.replace(b"NEW", b"NEv")),
        push(timestamp="1795400143"),
        push(timestamp="soon"),
        push(signature=ROTATED),
        push(signature=None),
        push(signature=""),
        push(signature=RIGHT.removeprefix("v1=")),
        push(signature=RIGHT.replace("v1=", "v2=")),
        push(signature=RIGHT[:-1]),
        push(signature="v1=không"),
    ],
)
def test_a_forged_push_is_refused(forged: Push) -> None:
    with pytest.raises(Forged):
        parse_push(forged)
    assert reply(forged) == b""


@pytest.mark.parametrize(
    ("event", "matter"),
    [("product.banned", "listings"), ("credentials.expiring", "access"), ("loyalty.moved", None)],
)
def test_events_say_where_to_look(event: str, matter: str | None) -> None:
    heard = parse_push(signed({"event": event, "event_id": "e", "shop_code": "A"}))
    assert [signal.matter for signal in heard] == ([matter] if matter else [])


def test_a_first_ping_is_answered_before_its_secret_is_known() -> None:
    body = orjson.dumps({"event": "webhook.ping", "data": {"challenge": "c_83af"}})
    assert orjson.loads(reply(push(body, ROTATED))) == {"challenge": "c_83af"}
    page = orjson.dumps({"event": "webhook.ping", "data": {"challenge": "<script>"}})
    assert reply(push(page)) == b""


def test_a_ping_is_answered_with_its_challenge() -> None:
    ping = signed({"event": "webhook.ping", "data": {"challenge": "c_83af"}})
    assert orjson.loads(reply(ping)) == {"challenge": "c_83af"}
    assert reply(push()) == b""
    assert parse_push(ping) == ()


def test_names_without_end_are_no_names() -> None:
    (signal,) = parse_push(
        signed({"event": "order.created", "event_id": "e" * 65, "data": {"order_id": "d" * 65}})
    )
    assert (len(signal.identity), signal.reference) == (64, None)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff"])
def test_a_signed_body_that_makes_no_sense_wakes_nobody(body: bytes) -> None:
    assert parse_push(push(body, f"v1={sign(SECRET, TIMESTAMP, body)}")) == ()
