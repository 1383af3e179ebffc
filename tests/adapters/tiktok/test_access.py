"""What TikTok pushes, and the tokens that open a shop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from adapters.tiktok import TikTokShop, marketplace
from adapters.tiktok.access import TOPICS, parse_push, signature_of, tokens_of
from adapters.tiktok.endpoints import SHOPS, TOKEN, at
from sync.marketplace import Connection, Forged, Login, LoginExpired, Push, Rejected
from sync.model import ShopName
from tests.adapters.spoiling import ScriptedLine
from tests.adapters.tiktok.conftest import (
    Operator,
    PlainLine,
    everything,
)

BODY = (
    b'{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507",'
    b'"timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178",'
    b'"order_status":"UNPAID","update_time":1718305585}}'
)
SIGNATURE = "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def push(body: bytes = BODY, signature: str | None = None) -> Push:
    bare = Push(
        url="https://x.test/p", headers={}, body=body, key="abcdef", secret="123", received_at=NOW
    )
    told = signature_of(bare) if signature is None else signature
    headers = {"authorization": told}
    return Push(
        url=bare.url, headers=headers, body=body, key="abcdef", secret="123", received_at=NOW
    )


def test_the_published_push_is_heard() -> None:
    (signal,) = parse_push(push(signature=SIGNATURE))
    assert (signal.account, signal.matter) == ("7495540735365777507", "orders")
    assert signal.identity == "7380066284010030890"
    assert signal.reference == "576653688135258178"
    assert signal.at == datetime(2024, 6, 13, 19, 6, 25, tzinfo=UTC)


@pytest.mark.parametrize("signature", ["", "x", SIGNATURE[:-1] + "6", "Bearer " + SIGNATURE])
def test_a_push_with_another_signature_is_forged(signature: str) -> None:
    with pytest.raises(Forged):
        parse_push(push(signature=signature))


def test_one_byte_more_is_forged() -> None:
    with pytest.raises(Forged):
        parse_push(push(BODY + b" ", SIGNATURE))


@pytest.mark.parametrize("kind", sorted(TOPICS))
def test_ids_come_as_text_or_as_numbers(kind: int) -> None:
    content = {"type": kind, "shop_id": 7495540735365777507, "timestamp": "1772150400"}
    (signal,) = parse_push(push(orjson.dumps(content)))
    assert signal.account == "7495540735365777507"
    assert signal.at == datetime.fromtimestamp(1772150400, UTC)
    assert len(signal.identity) == 64  # without an id of its own, the body is its name


@pytest.mark.parametrize(
    "content", [{}, [], None, {"type": 3}, {"type": "x"}, {"type": 13, "shop_id": "1"}, 7]
)
def test_what_concerns_nothing_of_ours_says_nothing(content: Any) -> None:
    assert parse_push(push(orjson.dumps(content))) == ()


@pytest.mark.parametrize("timestamp", [None, "soon", -5, 10**30, 0])
def test_a_push_without_a_moment_is_heard_all_the_same(timestamp: Any) -> None:
    body = orjson.dumps({"type": 5}).replace(b"}", b',"timestamp":%s}' % _json(timestamp))
    (signal,) = parse_push(push(body))
    assert signal.matter == "listings"


def _json(value: Any) -> bytes:
    return str(value).encode() if isinstance(value, int) else orjson.dumps(value)


async def test_tokens_end_when_tiktok_says_and_are_used_once(
    shop: TikTokShop, operator: Operator, line: PlainLine
) -> None:
    tokens = await shop.refresh(operator.credentials["refresh_token"])
    week = datetime.now(UTC) + timedelta(days=7)
    assert abs(tokens.access_expires_at - week) < timedelta(minutes=1)
    assert tokens.refresh_expires_at is not None
    assert tokens.refresh_expires_at > week
    line.token = tokens.access
    assert await everything(shop) == []
    with pytest.raises(LoginExpired) as caught:
        await shop.refresh(operator.credentials["refresh_token"])
    assert caught.value.problem.code == "authorization_ended"


async def test_a_code_that_was_used_is_no_code(shop: TikTokShop) -> None:
    with pytest.raises(LoginExpired):
        await shop.exchange("nobody gave me this")


@pytest.mark.parametrize(
    ("shops", "opens"), [(["7495540735365777507"], True), (["8"], False), ([], False)]
)
async def test_the_code_of_another_seller_replaces_nothing(
    shops: list[str], *, opens: bool
) -> None:
    pair = {"access_token": "theirs", "refresh_token": "r"}
    told = {"shops": [{"id": shop, "cipher": "c"} for shop in shops]}
    line = ScriptedLine(
        {
            TOKEN: orjson.dumps({"code": 0, "data": pair}),
            at(SHOPS).name: orjson.dumps({"code": 0, "data": told}),
        }
    )
    connection = Connection(
        shop=ShopName("a"), host="https://x", key="k", secret="s", account="7495540735365777507"
    )
    market = marketplace.open(connection, line)
    assert isinstance(market, Login)
    if opens:
        assert (await market.exchange("code")).access == "theirs"
        return
    with pytest.raises(Rejected) as refused:
        await market.exchange("code")
    assert refused.value.problem.code == "shop_not_granted"


async def test_the_sellers_address_carries_the_state(shop: TikTokShop) -> None:
    address = shop.authorize_url("https://example.test/back", "s 1")
    assert address.endswith("/oauth/authorize?app_key=6ocopmien2k&state=s+1")


async def test_an_app_without_permission_says_so(shop: TikTokShop, operator: Operator) -> None:
    await operator.turn(granted_scopes="seller.authorization.info")
    with pytest.raises(Rejected) as caught:
        await everything(shop)
    assert caught.value.problem.code == "app_refused"


@pytest.mark.parametrize("end", [None, "x", 10**15, 2**39, -1, 1e300])
def test_an_absurd_end_of_a_token_loses_no_pair(end: Any) -> None:
    answer = {"access_token": "a", "refresh_token": "r"}
    ends = {"access_token_expire_in": end, "refresh_token_expire_in": end}
    tokens = tokens_of({**answer, **ends})
    assert (tokens.access, tokens.refresh) == ("a", "r")
    assert tokens.access_expires_at.year == 2200
    body = orjson.dumps({"type": 1, "shop_id": "7", "timestamp": end, "data": {}})
    (signal,) = parse_push(push(body))
    assert signal.at is None or signal.at.year <= 2200
