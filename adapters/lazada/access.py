"""Gets the tokens that open a shop, and verifies what Lazada pushes."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from adapters.lazada.client import Client, check_seller
from adapters.lazada.endpoints import REFRESH, TOKEN
from sync.marketplace import ApiClient, Credentials, Forged, Push, Request, Signal, Topic, by_token
from sync.marketplace.json_values import Json, instant, parsed, record, rows, text, unclear, whole
from sync.model import Tokens

LIFE = timedelta(days=7)  # the shortest that is documented: of an app on trial
LONGEST_S = 10 * 366 * 86_400  # a longer life is no life in seconds


async def exchange(line: ApiClient, client: Client, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens; good once, for 30 minutes."""
    return await _open(line, client, TOKEN, {"code": code})


async def refresh(line: ApiClient, client: Client, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    return await _open(line, client, REFRESH, {"refresh_token": refresh_token})


async def _open(
    line: ApiClient, client: Client, path: str, parameters: Mapping[str, str]
) -> Tokens:
    asked_at: list[datetime] = []
    call = client.open(path, parameters)

    def build(access: Credentials) -> Request:
        asked_at.append(access.now)  # a token's life counts from when it was asked for
        return call.build(access)

    answer = await line.call(replace(call, build=build))
    check_seller(client.account, found := sellers_of(answer))
    tokens = tokens_of(answer, asked_at[-1])
    if not any(found) and path == TOKEN:  # it names nobody, and must not replace what is good
        await line.call(by_token(client.account_proof(), tokens.access))
    return tokens


def sellers_of(answer: Json) -> list[object]:
    """Name the sellers that a pair of tokens opens, by any of their names."""
    users = [rows(answer.get(f"country_user_info{ending}")) for ending in ("", "_list")]
    names = ("seller_id", "short_code")
    return [user.get(name) for some in users for user in some for name in names]


def tokens_of(answer: Json, asked_at: datetime) -> Tokens:
    """Read a pair of tokens, which stands at the top of the answer.

    How long they live depends on the app and on the year, so only the answer tells. A refresh
    token that lives 0 seconds cannot be used: once the access ends, the seller must log in again.
    What bought the pair is spent by now: a life that is missing or absurd loses it no more than
    one that ends early, since a token that Lazada refuses is renewed.
    """
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    if not access or not fresh:
        raise unclear("access_token")
    life = _life(answer, "expires_in") or LIFE
    refresh_life = _life(answer, "refresh_expires_in")
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=asked_at + life,
        refresh_expires_at=None if refresh_life is None else asked_at + refresh_life,
    )


def _life(answer: Json, name: str) -> timedelta | None:
    seconds = whole(answer.get(name))
    if seconds is None or not 0 <= seconds <= LONGEST_S:
        return None
    return timedelta(seconds=seconds)


# Source: guides 120196 to 120210 "Push Mechanism". What is not here needs nothing from us.
TOPICS: Final[dict[int, Topic]] = {
    0: "orders",
    1: "listings",  # a review ended, or a live item was taken down or locked
    3: "listings",  # somebody added, edited, deleted
    4: "listings",
    5: "listings",
    6: "orders",  # few are left
    8: "access",  # the authorization ends within two days
    10: "orders",  # returns
    11: "listings",  # promotions lock prices and stock
    13: "access",  # the shop was closed or opened
}
NOBODY = ("", "null")  # a message about the authorization names the seller inside
IN_MILLISECONDS = 100_000_000_000  # order messages count so, the others in seconds


def parse_push(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`.

    Every event comes at least once, with nothing to tell a repeat by but the body itself.
    """
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), signature_of(push).encode()):
        raise Forged
    content = _content(push.body)
    kind = whole(content.get("message_type"))
    matter = None if kind is None else TOPICS.get(kind)
    if matter is None:
        return ()
    identity = hashlib.sha256(push.body).hexdigest()
    return (
        Signal(
            account=_account(content),
            matter=matter,
            identity=identity,
            at=_sent_at(content),
            reference=text(record(content.get("data")).get("trade_order_id")) or None,
        ),
    )


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say; no time is signed, so repeats verify."""
    message = push.key.encode() + push.body
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def _account(content: Json) -> str | None:
    names = (text(content.get("seller_id")), text(record(content.get("data")).get("seller_id")))
    return next((name for name in names if name not in NOBODY), None)


def _sent_at(content: Json) -> datetime | None:
    sent = whole(content.get("timestamp")) or 0
    seconds = sent / 1000 if sent >= IN_MILLISECONDS else sent
    return instant(seconds)


def _content(body: bytes) -> Json:
    try:
        return record(parsed(body))
    except ValueError:
        return {}
