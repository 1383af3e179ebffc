"""The way in and the way back: tokens by key and secret, and what the marketplace pushes."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import orjson

from adapters.partner.client import ShopApi, Write
from adapters.partner.endpoints import MISSED, SHOP, WEBHOOK, at
from adapters.partner.features import PUSH_TOLERANCE_S
from adapters.partner.orders import moment
from adapters.partner.signing import signed_by
from sync.marketplace import (
    Call,
    Forged,
    Lost,
    Push,
    Rejected,
    Response,
    Signal,
    Topic,
    token_call,
)
from sync.marketplace.json_values import Json, instant, parsed, record, text, unclear, whole
from sync.model import Problem, Tokens, Value

STANDING = "client_credentials"  # stands where others keep a refresh token; it opens nothing
UNSAID_S = 3600  # so long a token is used whose life is missing or absurd, unless it is refused
LONGEST_S = 10 * 366 * 86_400  # a longer life is no life in seconds
MATTERS: Final[dict[str, Topic]] = {
    "order.created": "orders",
    "order.updated": "orders",
    "product.reviewed": "listings",
    "product.banned": "listings",
    "product.changed": "listings",
    "category.closed": "listings",
    "credentials.expiring": "access",
}
CHALLENGE = re.compile(r"[0-9A-Za-z_-]{1,64}")
NAME_LENGTH = 64  # a longer identity or order number is none of the contract


async def enter(api: ShopApi) -> Tokens:
    """Ask for a new token, which ends the one before a minute later; it must open this shop."""
    answer, asked_at = await token_call(api.line, api.client.enter())
    check_shop(record(record(answer.get("data")).get("shop")), api.client.account)
    return tokens_of(answer, asked_at)


def check_shop(shop: Json, account: str) -> None:
    """Raise `Rejected` unless it is our shop, as far as the answer says which it is."""
    opened = text(shop.get("code"))
    if opened not in {"", account}:
        values: dict[str, Value] = {"account": account, "found": (opened,)}
        raise Rejected([Problem(code="shop_not_granted", values=values)])


def account_proof(api: ShopApi) -> Call[None]:
    """Ask which shop a token opens: whoever changes `account` may still hold that of another."""
    asked = api.client.ask(at(SHOP))

    def read(response: Response) -> None:
        check_shop(asked.read(response), api.client.account)

    return Call(endpoint=asked.endpoint, build=asked.build, read=read, repeatable=True, reads=True)


def tokens_of(answer: Json, asked_at: datetime) -> Tokens:
    """Read a token; its life counts from the server's own time.

    It ended the one before: an absurd life loses it no more than one that ends early.
    """
    data = record(answer.get("data"))
    access, life_s = text(data.get("access_token")), whole(data.get("expires_in"))
    if not access:
        raise unclear("access_token")
    with suppress(Lost):
        asked_at = moment(answer, "server_time")
    if life_s is None or not 0 < life_s <= LONGEST_S:
        life_s = UNSAID_S
    ends_at = asked_at + timedelta(seconds=life_s)
    return Tokens(access=access, refresh=STANDING, access_expires_at=ends_at)


async def register(api: ShopApi, url: str) -> str:
    """Have all events pushed there; answers the secret that signs them, told this once.

    It works only while the address answers: it is sent a challenge first.
    """
    body = {"url": url, "events": sorted(MATTERS)}
    secret = text((await api.set(Write("PUT", at(WEBHOOK), body))).get("secret"))
    if not secret:
        raise unclear("secret")
    return secret


async def missed(api: ShopApi) -> list[Signal]:
    """Read what was never taken in the last three days; it is told until it is taken or old."""
    return [signal for row in await api.rows(at(MISSED)) for signal in signals_in(row, None)]


def parse_push(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`, also for one that is stale."""
    return signals_in(_content(push.body), _verified(push))


def signals_in(content: Json, sent_at: datetime | None) -> tuple[Signal, ...]:
    """Say what an event of the marketplace's own is about."""
    matter = MATTERS.get(text(content.get("event")))
    if matter is None:
        return ()
    identity = _name(content.get("event_id")) or hashlib.sha256(orjson.dumps(content)).hexdigest()
    account = text(content.get("shop_code")) or None
    reference = _name(record(content.get("data")).get("order_id"))
    return (
        Signal(account=account, matter=matter, identity=identity, at=sent_at, reference=reference),
    )


def reply(push: Push) -> bytes:
    """Answer a ping with its challenge, which shows that the address is ours.

    The first ping is signed with a secret that is told only after it, so a challenge is answered
    to whoever asks: it is short and plain, and wakes nobody.
    """
    content = _content(push.body)
    challenge = text(record(content.get("data")).get("challenge"))
    if text(content.get("event")) != "webhook.ping" or not CHALLENGE.fullmatch(challenge):
        return b""
    return orjson.dumps({"challenge": challenge})


def _verified(push: Push) -> datetime:
    """Check the signature and say when it was made; the body is not read before."""
    timestamp = push.headers.get("x-partner-timestamp", "")
    told = push.headers.get("x-partner-signature", "")
    if not signed_by(push.secret, timestamp, push.body, told):
        raise Forged
    sent_at = instant(whole(timestamp))
    if sent_at is None or abs((push.received_at - sent_at).total_seconds()) > PUSH_TOLERANCE_S:
        raise Forged
    return sent_at


def _name(value: object) -> str | None:
    found = text(value)
    return found if 0 < len(found) <= NAME_LENGTH else None


def _content(body: bytes) -> Json:
    try:
        return record(parsed(body))
    except ValueError:
        return {}
