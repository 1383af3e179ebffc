"""Shopee's pushes: the published vectors, forgeries, and what they tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shopee.access import exchange, parse_push, signature_of, tokens_of
from adapters.shopee.client import Client
from adapters.shopee.endpoints import TOKEN
from sync.marketplace import Connection, Forged, Push, Rejected
from sync.model import ShopName, Tokens
from tests.adapters.spoiling import ScriptedLine

KEY = "57615053704d6470644f554a78656d50484143644964436a5568777544524579"
URL = "https://example.com/shopee/push"
VECTORS = [
    (
        b'{"shop_id":123,"code":1}',
        "5f2ca9f6c64e58aa5af5d28ae9e62a49363df59072cdc501232e444720923f89",
    ),
    (
        (
            b'{"shop_id": 123, "code": 1, "success": 1, "extra": "shop_id 123 is authorized '
            b'successfully", "data": {"more_info": "more info"}, "timestamp": 1470198856}'
        ),
        "5d72f98932c644f0911b33571b2e0a37e2b3217600a41c08ba02a847b46e715e",
    ),
]
ORDER = (
    b'{"data":{"items":[],"ordersn":"260101OCOP0001","status":"READY_TO_SHIP"},'
    b'"shop_id":227000001,"code":3,"timestamp":1767225601}'
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def pushed(body: bytes) -> Push:
    push = Push(url=URL, headers={}, body=body, key="2001887", secret=KEY, received_at=NOW)
    return replace(push, headers={"authorization": signature_of(push)})


@pytest.mark.parametrize(("body", "authorization"), VECTORS)
def test_the_published_vectors(body: bytes, authorization: str) -> None:
    push = replace(pushed(body), headers={"authorization": authorization})
    assert [signal.matter for signal in parse_push(push)] == ["access"]


def test_an_order_is_told_with_its_shop_and_time() -> None:
    (signal,) = parse_push(pushed(ORDER))
    assert (signal.account, signal.matter) == ("227000001", "orders")
    assert signal.reference == "260101OCOP0001"
    assert signal.at == datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_the_same_push_sent_again_has_the_same_identity() -> None:
    assert parse_push(pushed(ORDER)) == parse_push(pushed(ORDER))
    assert parse_push(pushed(ORDER + b" "))[0].identity != parse_push(pushed(ORDER))[0].identity


@pytest.mark.parametrize(
    "spoilt",
    [
        replace(pushed(ORDER), headers={}),
        replace(pushed(ORDER), headers={"authorization": "0" * 64}),
        replace(pushed(ORDER), headers={"authorization": "không phải"}),
        replace(pushed(ORDER), body=ORDER + b" "),
        replace(pushed(ORDER), url=URL + "/"),
        replace(pushed(ORDER), secret="other"),
    ],
)
def test_what_shopee_did_not_sign_is_refused(spoilt: Push) -> None:
    with pytest.raises(Forged):
        parse_push(spoilt)


PING = b'{"code":0,"data":{"verify_info":"This is a Verification message."}}'


@pytest.mark.parametrize("headers", [{}, {"authorization": "0f" * 32}])
@pytest.mark.parametrize("body", [PING, b'{"code": 0, "shop_id": 0, "timestamp": 1470198856}'])
def test_the_consoles_ping_is_taken_whoever_signed_it_and_says_nothing(
    headers: dict[str, str], body: bytes
) -> None:
    assert parse_push(replace(pushed(body), headers=headers)) == ()


@pytest.mark.parametrize("code", ["false", "null", '""', "3", "-1", "99", "[0]", "0.5"])
def test_nothing_else_passes_for_a_ping(code: str) -> None:
    body = PING.replace(b'"code":0', b'"code":' + code.encode())
    with pytest.raises(Forged):
        parse_push(replace(pushed(body), headers={"authorization": "0f" * 32}))


def test_a_message_with_an_id_is_known_again_by_it() -> None:
    first = b'{"msg_id":"64ca21a1","code":3,"shop_id":1,"timestamp":1765689440,"data":{}}'
    again = first.replace(b"1765689440", b"1765689990")
    assert [parse_push(pushed(one))[0].identity for one in (first, again)] == ["64ca21a1"] * 2


@pytest.mark.parametrize("timestamp", [b"0", b"-5", b"549755813888", b"1e400", b'"x"', b"null"])
def test_an_absurd_time_is_no_time(timestamp: bytes) -> None:
    body = b'{"code":3,"shop_id":1,"data":{},"timestamp":' + timestamp + b"}"
    assert [one.at for one in parse_push(pushed(body))] in ([None], [])


@given(body=st.binary() | st.from_regex(rb'\{"code":.{0,9},"shop_id":.{0,9}\}'))
def test_a_signed_push_of_any_content_never_crashes(body: bytes) -> None:
    parse_push(pushed(body))


@pytest.mark.parametrize("life", [14_400, "14400", 1_767_240_000])
def test_a_tokens_life_may_be_told_as_a_point_in_time(life: Any) -> None:
    asked_at = datetime.fromtimestamp(1_767_225_600, UTC)
    tokens = tokens_of({"access_token": "a", "refresh_token": "r", "expire_in": life}, asked_at)
    assert tokens.access_expires_at == asked_at + timedelta(seconds=14_400)


@pytest.mark.parametrize("life", [None, 0, -1, 10**15, "soon", 1e300, [], 1_767_225_600 * 2])
def test_an_absurd_life_keeps_the_pair_for_the_documented_four_hours(life: Any) -> None:
    asked_at = datetime.fromtimestamp(1_767_225_600, UTC)
    tokens = tokens_of({"access_token": "a", "refresh_token": "r", "expire_in": life}, asked_at)
    assert tokens.access_expires_at == asked_at + timedelta(hours=4)


async def opened_by(answer: dict[str, Any]) -> Tokens:
    body = {"error": "", "access_token": "a", "refresh_token": "r", "expire_in": 14_400, **answer}
    connection = Connection(shop=ShopName("s"), host="http://x", key="1", secret="s", account="1")
    line = ScriptedLine({TOKEN: orjson.dumps(body)})
    return await exchange(line, Client(connection), "1", "code")


@pytest.mark.parametrize(
    "answer", [{"shop_id_list": [7, 1]}, {"shop_id": "1"}, {"shop_id_list": []}, {}]
)
async def test_tokens_of_this_shop_are_taken(answer: dict[str, Any]) -> None:
    assert (await opened_by(answer)).access == "a"


@pytest.mark.parametrize("answer", [{"shop_id_list": [7]}, {"shop_id": 7}])
async def test_tokens_that_open_another_shop_are_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(Rejected) as refused:
        await opened_by(answer)
    assert refused.value.problem.code == "shop_not_granted"
