"""Lets us in by the owner's consent, and hears what the shop pushes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from adapters.woocommerce.client import ShopApi
from adapters.woocommerce.endpoints import WEBHOOKS, Endpoint, webhook
from adapters.woocommerce.features import PAGE
from sync.marketplace import Forged, Push, Signal, Topic
from sync.marketplace.json_values import Json, identity, parsed, record, text
from sync.model import Problem, Value

TOPICS: Final[Mapping[str, Topic]] = {
    "order.created": "orders",
    "order.updated": "orders",
    "order.deleted": "orders",
    "product.updated": "listings",
    "product.deleted": "listings",
}
FORM = "application/x-www-form-urlencoded"
ALIVE = "active"
NAME = "OCOP Sync"


def parse_push(push: Push) -> Sequence[Signal]:
    """Verify a delivery and say what to look at; the unsigned ping of a new webhook says nothing.

    Deliveries of one second bear one number, and nothing dates them: the body tells a repeat.
    """
    if push.headers.get("content-type", "").startswith(FORM):
        return ()
    made = hmac.new(push.secret.encode(), push.body, hashlib.sha256).digest()
    told = push.headers.get("x-wc-webhook-signature", "")
    if not push.secret or not hmac.compare_digest(base64.b64encode(made), told.encode()):
        raise Forged
    topic = push.headers.get("x-wc-webhook-topic", "")
    matter = TOPICS.get(topic)
    if matter is None:
        return ()
    number = text(_content(push.body).get("id"))
    identity_of = hashlib.sha256(topic.encode() + push.body).hexdigest()
    reference = number if matter == "orders" and number else None
    return (
        Signal(
            account=None,  # an app is one shop's alone
            matter=matter,
            identity=identity_of,
            at=None,
            reference=reference,
        ),
    )


def _content(body: bytes) -> Json:
    try:
        return record(parsed(body))
    except ValueError:
        return {}


async def register(api: ShopApi, url: str) -> str:
    """Have the shop push what we listen for; what stands there already is put right, not doubled.

    Its own answer to a new webhook is a ping that must be heard while we wait for the call.
    """
    secret = secrets.token_urlsafe(32)  # letters that nobody escapes
    standing = await _ours(api)
    for topic in TOPICS:
        wanted = {"topic": topic, "delivery_url": url, "secret": secret, "status": ALIVE}
        if topic in standing:
            await api.put(_path(standing[topic]), wanted)
        else:
            await api.make(WEBHOOKS, {"name": f"{NAME}: {topic}", **wanted})
    return secret


async def wake(api: ShopApi) -> None:
    """Turn our webhooks on again: seven failures in a row, and WooCommerce turned them off."""
    for row in (await _ours(api)).values():
        if text(row.get("status")) != ALIVE:
            await api.put(_path(row), {"status": ALIVE})


async def _ours(api: ShopApi) -> dict[str, Json]:
    """Read the webhooks that we made, by what they tell of."""
    found = (await api.rows(WEBHOOKS, [("per_page", str(PAGE))])).rows
    named = {f"{NAME}: {topic}": topic for topic in TOPICS}
    return {named[name]: row for row in found if (name := text(row.get("name"))) in named}


def _path(row: Json) -> Endpoint:
    return webhook(str(identity(row, "id")))


async def notices(api: ShopApi, now: datetime) -> list[Problem]:  # noqa: ARG001  # of the protocol
    """Say what the owner must see to: a currency that is not ours, a shop that counts nothing."""
    site = api.metadata.site
    if site is None:
        return []
    values: dict[str, Value] = {"currency": site.currency or "?"}
    found = []
    if site.currency != "VND":
        found.append(Problem(code="shop_not_in_dong", severity="warning", values=values))
    if not site.manages_stock:
        found.append(Problem(code="shop_counts_no_stock", severity="warning"))
    return found
