"""Where a shop is told of events, and how: signed anew at every try, and pinged before."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.partner import answers, bodies
from sandbox.partner.entities import Webhook
from sandbox.partner.envelope import Refusal, wrong
from sandbox.partner.facts import OLD_SECRET_FOR_S, written, written_or_none
from sandbox.partner.lifecycle import event_name
from sandbox.partner.market import Done, Endpoint, page
from sandbox.push_delivery import HttpPush, Push, is_reachable
from sandbox.replica import dump

if TYPE_CHECKING:
    from sandbox.partner.entities import Shop
    from sandbox.partner.market import Call, Market

_WRONG = "whsec_" + "0" * 32


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and HMAC-SHA256 over timestamp, a full stop and the raw body."""
    message = f"{timestamp}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


async def ping(market: Market, shop: Shop, webhook: Webhook) -> bool:
    """Whether the address answers a challenge."""
    challenge = f"c_{uuid.uuid4().hex[:8]}"
    content = {"event": "webhook.ping", "data": {"challenge": challenge}}
    event = Push(event_name(market), content, market.clock.second(), None)
    status, answer = await market.delivery.post(sealed(market, shop, webhook, event))
    try:
        return 200 <= status < 300 and bool(json.loads(answer)["challenge"] == challenge)
    except (ValueError, TypeError, KeyError):
        return False


async def deliver_due(market: Market, shop: Shop) -> None:
    """Send what is due to a shop whose webhook is on."""
    webhook = shop.webhook
    if webhook.status == "ON":
        await market.delivery.deliver_due(
            webhook, lambda event: sealed(market, shop, webhook, event)
        )


def event_view(shop: Shop, event: Push) -> answers.Event:
    """An event as it is delivered and as `missed` shows it."""
    return {
        "event_id": event.name,
        "event": event.content["event"],
        "shop_code": shop.code,
        "occurred_at": written(event.at),
        "data": event.content["data"],
    }


def sealed(market: Market, shop: Shop, webhook: Webhook, event: Push) -> HttpPush:
    """An event as it goes over the wire at this moment."""
    body, now = dump(event_view(shop, event)), market.clock.second()
    signatures = ", ".join(signature(secret, now, body) for secret in _secrets(market, webhook))
    headers = {
        "Content-Type": "application/json",
        "X-Partner-Event-Id": event.name,
        "X-Partner-Timestamp": str(now),
        "X-Partner-Signature": signatures,
    }
    return HttpPush(webhook.url or "", body, headers)


def _secrets(market: Market, webhook: Webhook) -> list[str]:
    if market.settings.webhook_mood == "wrong_signature":
        return [_WRONG]
    if market.settings.webhook_mood == "old_secret":
        return [webhook.old_secret or _WRONG]
    return webhook.secrets(market.clock.now())


async def register(call: Call) -> Done:
    """Takes effect only if the address answers a ping; what was not delivered goes to it, too."""
    given: bodies.RegistrationBody = call.payload()
    kept = call.shop.webhook.pushes
    webhook = Webhook(
        url=given["url"], pushes=kept, events=list(given["events"]), secret=_new_secret()
    )
    reachable = is_reachable(given["url"])
    if not reachable or not await ping(call.market, call.shop, webhook):
        raise wrong("url", "BAD_URL", value=given["url"])
    call.shop.webhook = webhook
    return Done({"status": webhook.status, "secret": webhook.secret})


def _new_secret() -> str:
    return "whsec_" + secrets.token_hex(16)


def show(call: Call) -> Done:
    """How it goes; the secret is never shown again."""
    webhook = call.shop.webhook
    return Done(
        {
            "status": webhook.status,
            "url": webhook.url,
            "events": webhook.events,
            "last_success_at": written_or_none(webhook.last_success_at),
            "failing_since": written_or_none(webhook.failing_since),
            "dropped": webhook.dropped,
        }
    )


def rotate(call: Call) -> Done:
    """A new secret; for a day deliveries carry the signatures of both."""
    call.payload()
    webhook = _on(call)
    until = call.now + OLD_SECRET_FOR_S
    call.shop.webhook = replace(
        webhook, secret=_new_secret(), old_secret=webhook.secret, old_until=until
    )
    return Done({"status": webhook.status, "secret": call.shop.webhook.secret})


async def ping_now(call: Call) -> Done:
    """Whether the address answers now."""
    call.payload()
    webhook = _on(call)
    return Done({"status": webhook.status, "answered": await ping(call.market, call.shop, webhook)})


def _on(call: Call) -> Webhook:
    webhook = call.shop.webhook
    if webhook.status != "ON":
        raise Refusal(4094, {"state": webhook.status})
    return webhook


def missed(call: Call) -> Done:
    """Events of 72 hours that were never answered, oldest first."""
    shop = call.shop
    found = [event for event in shop.webhook.pushes if not event.answered]
    here, rest = page(call, found, lambda event: event.name)
    return Done({"items": [event_view(shop, event) for event in here], **rest})


def remove(call: Call) -> Done:
    """The secret is forgotten."""
    call.shop.webhook = Webhook()
    return Done({"status": "OFF"})


_PATH, _SCOPE = "/webhook", "webhook"
ENDPOINTS = (
    Endpoint(
        "PUT", _PATH, register, _SCOPE, "Set the address", answers.HookSecret,
        bodies.RegistrationBody,
    ),
    Endpoint("GET", _PATH, show, _SCOPE, "How the webhook goes", answers.Hook),
    Endpoint("DELETE", _PATH, remove, _SCOPE, "Take the address back", answers.HookStatus),
    Endpoint("POST", _PATH + "/rotate-secret", rotate, _SCOPE, "New secret", answers.HookSecret),
    Endpoint("POST", _PATH + "/ping", ping_now, _SCOPE, "Send a ping", answers.Pinged),
    Endpoint(
        "GET", _PATH + "/missed", missed, _SCOPE, "Missed events", answers.Missed,
        query=bodies.Paging,
    ),
)  # fmt: skip
