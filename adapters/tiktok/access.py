"""How a shop is opened by tokens, and what TikTok pushes to us."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Final

from adapters.tiktok.client import Client, ShopApi, Write, cipher_of
from adapters.tiktok.endpoints import REFRESH, TOKEN, WEBHOOKS, at
from sync.marketplace import ApiClient, Forged, Lost, Push, Signal, Topic, by_token
from sync.marketplace.json_values import Json, moment, parsed, record, rows, text, unclear, whole
from sync.model import Tokens

FARTHEST = datetime(2200, 1, 1, tzinfo=UTC)


async def exchange(line: ApiClient, client: Client, account: str, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens, if they open our shop.

    Nothing in the pair tells that: another seller's would take the place of those that do.
    """
    query = [("auth_code", code), ("grant_type", "authorized_code")]
    tokens = tokens_of(await line.call(client.open(TOKEN, query)))
    cipher_of(account, await line.call(by_token(client.shops(), tokens.access)))
    return tokens


async def refresh(line: ApiClient, client: Client, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    query = [("refresh_token", refresh_token), ("grant_type", "refresh_token")]
    return tokens_of(await line.call(client.open(REFRESH, query)))


def tokens_of(answer: Json) -> Tokens:
    """Read a pair of tokens; `expire_in` is a point in time, whatever its name says."""
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    if not access or not fresh:
        raise unclear("access_token")
    lasting = whole(answer.get("refresh_token_expire_in"))
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=_end_of(answer, "access_token_expire_in"),
        refresh_expires_at=_end_of(answer, "refresh_token_expire_in") if lasting else None,
    )


def _end_of(answer: Json, name: str) -> datetime:
    """Read when a token ends; an absurd end loses no pair: its code or old token is spent.

    A token that ended before it was said to is renewed when TikTok refuses it.
    """
    try:
        return min(moment(answer, name), FARTHEST)
    except Lost:
        return FARTHEST


WANTED: Final = (
    "ORDER_STATUS_CHANGE",
    "CANCELLATION_STATUS_CHANGE",
    "RETURN_STATUS_CHANGE",
    "PRODUCT_STATUS_CHANGE",
    "PRODUCT_AUDIT_STATUS_CHANGE",
    "PRODUCT_INFORMATION_CHANGE",
)


async def register(api: ShopApi, url: str) -> None:
    """Have what we need pushed there; what is registered so already costs no call."""
    found = rows((await api.ask(at(WEBHOOKS))).get("webhooks"))
    known = {text(row.get("event_type")): row.get("address") for row in found}
    for event in WANTED:
        if known.get(event) != url:
            body = {"event_type": event, "address": url}
            await api.write(Write(at(WEBHOOKS), body, method="PUT"))


# Source: Partner Center "Webhooks". What is not here needs nothing from us.
TOPICS: Final[dict[int, Topic]] = {
    1: "orders",  # an order moved
    5: "listings",  # a product was reviewed, banned or restored
    6: "access",  # an authorization was cancelled
    7: "access",  # an authorization ends soon
    11: "orders",  # a cancellation, which may come late
    12: "orders",  # a return
    15: "listings",  # somebody edited a product
    16: "listings",
    18: "listings",  # a product moved to another category
    27: "orders",  # stock runs low
    37: "listings",  # a review ended
    50: "listings",  # variants came or went
    71: "orders",  # stock moved
}


def parse_push(push: Push) -> tuple[Signal, ...]:
    """Verify a push and say what to look at; raises `Forged`."""
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), signature_of(push).encode()):
        raise Forged
    content = _content(push.body)
    matter = TOPICS.get(whole(content.get("type")) or 0)
    if matter is None:
        return ()
    identity = text(content.get("tts_notification_id")) or hashlib.sha256(push.body).hexdigest()
    try:
        at = min(moment(content, "timestamp"), FARTHEST)
    except Lost:
        at = None
    account = text(content.get("shop_id")) or None
    reference = text(record(content.get("data")).get("order_id")) or None
    return (Signal(account=account, matter=matter, identity=identity, at=at, reference=reference),)


def signature_of(push: Push) -> str:
    """Compute what the Authorization header must say; no time is signed, so repeats verify."""
    message = push.key.encode() + push.body
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def _content(body: bytes) -> Json:
    try:
        content = parsed(body)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
