"""How a shop is opened, and how Shopee tells us that something happened."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

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
from sync.marketplace import (
    ApiClient,
    Push,
    Rejected,
    Signal,
    Topic,
    signature,
    token_call,
    verified,
)
from sync.marketplace.json_values import (
    Json,
    instant,
    parsed,
    record,
    rows,
    text,
    unclear,
    whole,
    yes,
)
from sync.model import Problem, Tokens

ABSOLUTE = 1_000_000_000  # a life in seconds is never that long: it is a point in time
LIFE = timedelta(hours=4)  # of an access token, by guide 20
LONGEST_LIFE = timedelta(days=1)
IDENTITY_LENGTH = 64  # a longer message id is known by the hash of its message


async def exchange(line: ApiClient, client: Client, account: str, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens."""
    return await _open(line, client, TOKEN, {"code": code, "shop_id": int(account)})


async def refresh(line: ApiClient, client: Client, account: str, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    return await _open(
        line, client, REFRESH, {"refresh_token": refresh_token, "shop_id": int(account)}
    )


async def _open(line: ApiClient, client: Client, path: str, body: Json) -> Tokens:
    answer, asked_at = await token_call(line, client.tokens(path, body))
    _check_shop(answer, str(body["shop_id"]))
    return tokens_of(answer, asked_at)


def _check_shop(answer: Json, account: str) -> None:
    """Refuse tokens that open other shops than ours, where the answer says which they open."""
    listed = answer.get("shop_id_list")
    named = [answer.get("shop_id"), *(listed if isinstance(listed, list) else [])]
    found = tuple(text(shop) for shop in named if whole(shop))
    if found and account not in found:
        raise Rejected(
            [Problem(code="shop_not_granted", values={"account": account, "found": found})]
        )


def tokens_of(answer: Json, asked_at: datetime) -> Tokens:
    """Read a pair of tokens; answers of this kind have no `response` around them.

    The refresh token that bought the pair is spent by now: whatever `expire_in` says, the pair is
    kept, and the documented life stands in for one that is missing or absurd.
    """
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    if not access or not fresh:
        raise unclear("access_token")
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=asked_at + _life(answer.get("expire_in"), asked_at),
        refresh_expires_at=asked_at + timedelta(days=REFRESH_TOKEN_DAYS),
    )


def _life(said: object, asked_at: datetime) -> timedelta:
    """Read how long an access token lives, in seconds or until a point in time."""
    seconds = whole(said) or 0
    if seconds > ABSOLUTE:
        seconds -= int(asked_at.timestamp())
    return timedelta(seconds=seconds) if 0 < seconds <= LONGEST_LIFE.total_seconds() else LIFE


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

    Shopee signs the registered address, a bar and the raw body. Its console proves an address by
    a ping that is signed with a key nobody knows; an address that refuses it cannot be registered.
    The ping says nothing, so it may come from anybody.
    """
    if _is_ping(_content(push.body)):
        return ()
    verified(push, signature_of(push))
    return signals_in(push.body)


def _is_ping(content: Json) -> bool:
    code = content.get("code")
    return isinstance(code, int) and not isinstance(code, bool) and code == 0


def signals_in(body: bytes) -> tuple[Signal, ...]:
    """Say what a push of Shopee's own is about; codes that are not in the table say nothing."""
    content = _content(body)
    matter = TOPICS.get(whole(content.get("code")) or 0)
    if matter is None:
        return ()
    shop = whole(content.get("shop_id"))
    return (
        Signal(
            account=str(shop) if shop else None,
            matter=matter,
            identity=_identity(content, body),
            at=instant(whole(content.get("timestamp"))),
            reference=text(record(content.get("data")).get("ordersn")) or None,
        ),
    )


def _identity(content: Json, body: bytes) -> str:
    """Know a message again by its id; older ones have none, and are known by their hash."""
    given = content.get("msg_id")
    if isinstance(given, str) and 0 < len(given) <= IDENTITY_LENGTH:
        return given
    return hashlib.sha256(body).hexdigest()


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say."""
    message = push.url.encode() + b"|" + push.body
    return signature(push, message)


def _content(body: bytes) -> Json:
    try:
        return record(parsed(body))
    except ValueError:
        return {}


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
        if not yes(told.get("has_next_page")):
            return found
        confirmed = last
