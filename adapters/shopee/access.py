"""How a shop is opened, and how Shopee tells us that something happened."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson

from adapters.shopee.client import Client, ShopApi
from adapters.shopee.endpoints import (
    CONFIRM_LOST_PUSHES,
    LOST_PUSHES,
    PUSH_CONFIG,
    REFRESH,
    SET_PUSH_CONFIG,
    TOKEN,
)
from adapters.shopee.errors import response_of
from adapters.shopee.features import REFRESH_TOKEN_DAYS
from sync.marketplace import ApiClient, Credentials, Forged, Push, Request, Signal, Topic
from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.model import Tokens

ABSOLUTE = 1_000_000_000  # a life in seconds is never that long: it is a point in time


async def exchange(line: ApiClient, client: Client, account: str, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens."""
    return await _open(line, client, TOKEN, {"code": code, "shop_id": int(account)})


async def refresh(line: ApiClient, client: Client, account: str, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    return await _open(
        line, client, REFRESH, {"refresh_token": refresh_token, "shop_id": int(account)}
    )


async def _open(line: ApiClient, client: Client, path: str, body: Json) -> Tokens:
    asked_at: list[datetime] = []
    call = client.tokens(path, body)

    def build(access: Credentials) -> Request:
        asked_at.append(access.now)  # a token's life counts from when it was asked for
        return call.build(access)

    answer = await line.call(replace(call, build=build))
    return tokens_of(answer, asked_at[-1])


def tokens_of(answer: Json, asked_at: datetime) -> Tokens:
    """Read a pair of tokens; answers of this kind have no `response` around them."""
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    life = whole(answer.get("expire_in"))
    if not access or not fresh or life is None:
        raise unclear("access_token")
    lasting = timedelta(seconds=life)
    ends = datetime.fromtimestamp(life, UTC) if life > ABSOLUTE else asked_at + lasting
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=ends,
        refresh_expires_at=asked_at + timedelta(days=REFRESH_TOKEN_DAYS),
    )


# Source: developer guide 18 "Push mechanism". What is not here needs nothing from us.
TOPICS: Final[dict[int, Topic]] = {
    1: "access",  # a shop was authorized
    2: "access",  # an authorization was cancelled
    3: "orders",
    7: "listings",  # stock goes into, or comes out of, a promotion
    8: "orders",  # reserved stock moved
    9: "listings",  # a price is locked or free again
    12: "access",  # an authorization ends soon
    16: "listings",  # a violation: banned or restored
    22: "listings",  # a price was changed
    27: "listings",
    28: "listings",
    29: "orders",  # returns
}


def parse_push(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`.

    Shopee signs the registered address, a bar and the raw body. There is no event id: the hash of
    the body tells a repeat. The console's own test (code 0) and unknown codes say nothing.
    """
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), signature_of(push).encode()):
        raise Forged
    return signals_in(push.body)


def signals_in(body: bytes) -> tuple[Signal, ...]:
    """Say what a push of Shopee's own is about."""
    content = _content(body)
    matter = TOPICS.get(_whole(content.get("code")) or 0)
    if matter is None:
        return ()
    sent = _whole(content.get("timestamp"))
    shop = _whole(content.get("shop_id"))
    return (
        Signal(
            account=str(shop) if shop else None,
            matter=matter,
            identity=hashlib.sha256(body).hexdigest(),
            at=datetime.fromtimestamp(sent, UTC) if sent else None,
            reference=text(record(content.get("data")).get("ordersn")) or None,
        ),
    )


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say."""
    message = push.url.encode() + b"|" + push.body
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def _content(body: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return content if isinstance(content, dict) else {}


def _whole(value: Any) -> int | None:
    """Read a number that may have come as text; None for anything else, or out of reach."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 2**40 else None


WANTED: Final = [3, 8, 16]  # orders; reserved stock; listings taken down


async def register(api: ShopApi, url: str) -> None:
    """Have what we need pushed there; what else the console has on stays on."""
    told = response_of(await api.line.call(api.client.get_app(PUSH_CONFIG)))
    on = told.get("push_config_on_list")
    if told.get("callback_url") == url and isinstance(on, list) and {*WANTED} <= {*map(whole, on)}:
        return
    body = {"callback_url": url, "set_push_config_on": WANTED}
    await api.line.call(api.client.update_app(SET_PUSH_CONFIG, body))


async def missed(api: ShopApi) -> list[Signal]:
    """Take what was lost in the last three days, a hundred at a time, and say that it came."""
    found: list[Signal] = []
    confirmed: int | None = None
    while True:
        told = response_of(await api.line.call(api.client.get_app(LOST_PUSHES)))
        messages, last = rows(told.get("push_message_list")), whole(told.get("last_message_id"))
        if not messages or last is None or last == confirmed:
            return found
        for message in messages:
            found += signals_in(text(message.get("data")).encode())
        body = {"last_message_id": last}
        await api.line.call(api.client.update_app(CONFIRM_LOST_PUSHES, body))
        if told.get("has_next_page") is not True:
            return found
        confirmed = last
