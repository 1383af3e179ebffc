"""Tokens, and what Lazada pushes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from adapters.lazada.access import exchange, parse_push, signature_of, tokens_of
from adapters.lazada.client import Client
from adapters.lazada.endpoints import SELLER, TOKEN
from adapters.lazada.errors import content, parse
from sync.marketplace import Connection, Forged, Lost, Push, Rejected, Response
from sync.model import ShopName
from tests.adapters.spoiling import ScriptedLine

KEY, SECRET = "100132", "ocopAppSecret0123456789abcdefXYZ"
B1 = (
    b'{"seller_id":"200158123456","message_type":0,"data":{"order_status":"pending",'
    b'"trade_order_id":"400012345678901","trade_order_line_id":"400012345778901",'
    b'"status_update_time":1767225600},"timestamp":1767225601234,"site":"lazada_vn"}'
)
P1 = "5fd45bdc84a0fc96555b5af8767e6e83aa98d84b428d9b7dd1e6d0b847b87116"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def push(body: bytes, signature: str = "", key: str = KEY, secret: str = SECRET) -> Push:
    headers = {"authorization": signature}
    return Push(
        url="https://htx.vn/p", headers=headers, body=body, key=key, secret=secret, received_at=NOW
    )


def signals_of(message: Any) -> Any:
    body = message if isinstance(message, bytes) else orjson.dumps(message)
    return parse_push(push(body, signature_of(push(body))))


def test_the_published_signatures() -> None:
    sample = b'{"seller_id":"1234567", "message_type":0, "data":{...}..}'
    official = signature_of(push(sample, key="123456", secret="3412gyo124goi3124"))
    assert official == "f3d2ca947f16a50b577c036adecd18bec126ea19cadedd59816e255d3b6104ab"
    assert signature_of(push(B1)) == P1


@pytest.mark.parametrize("signature", [P1, P1.upper()])
def test_an_order_that_moved_makes_us_look_at_orders(signature: str) -> None:
    (signal,) = parse_push(push(B1, signature))
    assert (signal.account, signal.matter) == ("200158123456", "orders")
    assert signal.reference == "400012345678901"
    assert signal.at == datetime(2026, 1, 1, 0, 0, 1, 234_000, UTC)
    assert parse_push(push(B1, signature)) == (signal,)


@pytest.mark.parametrize("signature", ["", "0" * 64, P1[:-1], "Bearer " + P1])
def test_what_is_not_signed_by_lazada_is_forged(signature: str) -> None:
    with pytest.raises(Forged):
        parse_push(push(B1, signature))


@pytest.mark.parametrize(
    ("kind", "matter"), [(1, "listings"), ("4", "listings"), (6, "orders"), (13, "access")]
)
def test_times_of_other_messages_are_in_seconds(kind: object, matter: str) -> None:
    (signal,) = signals_of({"seller_id": 5, "message_type": kind, "timestamp": 1767225601})
    assert (signal.account, signal.matter) == ("5", matter)
    assert signal.at == datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_an_authorization_that_ends_names_its_shop_inside() -> None:
    (signal,) = signals_of({"seller_id": "null", "message_type": 8, "data": {"seller_id": "77"}})
    assert (signal.account, signal.matter, signal.at) == ("77", "access", None)


@pytest.mark.parametrize("message", [b"", b"[1]", b"null", {"message_type": 12}, {}])
def test_what_needs_nothing_says_nothing(message: Any) -> None:
    assert signals_of(message) == ()


@pytest.mark.parametrize("life", [604800, "604800"])
def test_the_answer_tells_how_long_tokens_live(life: object) -> None:
    answer = {"access_token": "a", "refresh_token": "r", "expires_in": life}
    tokens = tokens_of({**answer, "refresh_expires_in": 2_592_000}, NOW)
    assert tokens.access_expires_at == NOW + timedelta(days=7)
    assert tokens.refresh_expires_at == NOW + timedelta(days=30)
    assert tokens_of(answer, NOW).refresh_expires_at is None


def test_half_a_pair_of_tokens_is_none() -> None:
    for answer in ({}, {"access_token": "a"}, {"refresh_token": "r"}):
        with pytest.raises(Lost):
            tokens_of(answer, NOW)


@pytest.mark.parametrize("life", [None, 0, -5, 10**15, "1e308", "NaN", "soon", 1e300])
def test_an_absurd_life_loses_no_pair_that_a_spent_token_bought(life: object) -> None:
    answer = {"access_token": "a", "refresh_token": "r", "expires_in": life}
    tokens = tokens_of(answer | {"refresh_expires_in": 10**15}, NOW)
    assert (tokens.access, tokens.refresh, tokens.refresh_expires_at) == ("a", "r", None)
    assert tokens.access_expires_at == NOW + timedelta(days=7)


@pytest.mark.parametrize(("seller", "opens"), [("200158123456", True), ("77", False)])
async def test_a_pair_that_names_nobody_is_asked_whose_it_is(seller: str, *, opens: bool) -> None:
    pair = {"code": "0", "access_token": "a", "refresh_token": "r", "expires_in": 1}
    told = {"code": "0", "data": {"seller_id": seller}}
    line = ScriptedLine({TOKEN: orjson.dumps(pair), SELLER: orjson.dumps(told)})
    connection = Connection(
        shop=ShopName("a"), host="https://x", key="1", secret="s", account="200158123456"
    )
    if opens:
        assert (await exchange(line, Client(connection), "code")).access == "a"
        return
    with pytest.raises(Rejected):
        await exchange(line, Client(connection), "code")


def test_data_must_be_there() -> None:
    with pytest.raises(Lost):
        content(parse(Response(200, {}, b'{"code":"0"}')))
