"""Webhooks: subscriptions, their queue, and how deliveries are built, signed, lost and counted."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from sandbox.push_delivery import HttpPush, PushDelivery, PushPolicy, poll
from sandbox.replica import dump
from sandbox.woocommerce.entities import Delivery, Webhook
from sandbox.woocommerce.errors import Refusal, missing
from sandbox.woocommerce.paging import paged
from sandbox.woocommerce.site import Said

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.site import Call, Site

RESOURCES = ("order", "product", "coupon", "customer")
EVENTS = ("created", "updated", "deleted", "restored")
DISABLED_ABOVE = 5  # failures in a row: the seventh disables
SUCCESS = range(200, 303)  # 301 and 302 too, though nobody follows them
NEVER_AGAIN = PushPolicy(retry_after_s=(), enough=10**9, least_success=0.0)

# What a delivery tells: built as the state is when it is sent, whatever it was when it happened.
BodyOf = Callable[["Site", Delivery, str], "Json"]


def happened(site: Site, resource: str, number: int, event: str) -> None:
    """Queue a delivery for whoever listens; one that waits already is not queued again."""
    for webhook in site.shop.webhooks.values():
        if webhook.topic != f"{resource}.{event}" or webhook.status != "active":
            continue
        known = ((one.webhook_id, one.resource_id) for one in site.shop.queue)
        if (webhook.id, number) not in known:
            due = site.now() + site.settings.webhook_delay_s
            site.shop.queue.append(Delivery(webhook.id, number, due, event))


async def deliver_due(site: Site, body_of: BodyOf) -> None:
    """Carry what is due; new subscriptions are pinged first, twice and unsigned."""
    for webhook in list(site.shop.webhooks.values()):
        if webhook.status == "active" and not webhook.pinged:
            webhook.pinged = True
            await _ping(site, webhook)
    now = site.now()
    due = [one for one in site.shop.queue if now >= one.due]
    site.shop.queue = [one for one in site.shop.queue if one not in due]
    if site.settings.webhook_mood == "reversed":
        due.reverse()
    for one in due:
        webhook_of = site.shop.webhooks.get(one.webhook_id)
        if webhook_of is not None and webhook_of.status == "active":
            await _deliver(site, webhook_of, body_of(site, one, webhook_of.topic))


async def _ping(site: Site, webhook: Webhook) -> None:
    body = urlencode({"webhook_id": webhook.id}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(2):
        await _line(site).post(HttpPush(webhook.delivery_url, body, headers))


def _line(site: Site) -> PushDelivery:
    return PushDelivery(site.clock, site.settings, NEVER_AGAIN)


async def _deliver(site: Site, webhook: Webhook, content: Json) -> None:
    mood = site.settings.webhook_mood
    if mood == "lost":
        return
    push = _signed(site, webhook, content)
    status, _ = await _line(site).post(push)
    if mood == "doubled":
        await _line(site).post(push)
    if status in SUCCESS:
        webhook.failures = 0
        return
    webhook.failures += 1
    if webhook.failures - 1 > DISABLED_ABOVE:
        webhook.status = "disabled"


def _signed(site: Site, webhook: Webhook, content: Json) -> HttpPush:
    """With the base64 of a signature that no time is part of."""
    body = dump(content)
    secret = html.unescape(webhook.secret) + ("0" if _forges(site) else "")
    made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    resource, _, event = webhook.topic.partition(".")
    stamp = f"{webhook.id}{int(site.now())}"
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"WooCommerce/{site.settings.wc_version} Hookshot (WordPress/6.9)",
        "X-WC-Webhook-Source": "http://vi-du.example/",
        "X-WC-Webhook-Topic": webhook.topic,
        "X-WC-Webhook-Resource": resource,
        "X-WC-Webhook-Event": event,
        "X-WC-Webhook-Signature": made,
        "X-WC-Webhook-ID": str(webhook.id),
        "X-WC-Webhook-Delivery-ID": hashlib.md5(stamp.encode()).hexdigest(),  # noqa: S324  # theirs
    }
    return HttpPush(webhook.delivery_url, body, headers)


def _forges(site: Site) -> bool:
    return site.settings.webhook_mood == "wrong_signature"


async def list_webhooks(call: Call) -> Said:
    """A page of webhooks."""
    return paged(call, list(call.shop.webhooks.values()), webhook_row)


async def create_webhook(call: Call) -> Said:
    """Made twice it is there twice; the ping goes out while the answer is still waited for."""
    topic, url = call.body.get("topic"), str(call.body.get("delivery_url") or "")
    if topic is None:
        raise missing("topic")
    _check_topic(str(topic))
    if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
        said = "Webhook delivery URL must start with http:// or https://."
        raise Refusal(400, "woocommerce_rest_shop_webhook_invalid_delivery_url", said)
    number = call.shop.next_number("webhook")
    secret = str(call.body.get("secret") or hashlib.sha256(str(number).encode()).hexdigest()[:50])
    made = Webhook(
        number, str(call.body.get("name", "")), str(topic), url, secret,
        status=str(call.body.get("status", "active")), created_at=call.site.now(),
    )  # fmt: skip
    call.shop.webhooks[number] = made
    return Said(webhook_row(call, made), 201)


def _check_topic(topic: str) -> None:
    resource, _, event = topic.partition(".")
    if (resource, topic.startswith("action.woocommerce_")) == ("action", True):
        return
    if resource not in RESOURCES or event not in EVENTS:
        said = "Webhook topic is required and must be valid."
        raise Refusal(400, "woocommerce_rest_shop_webhook_invalid_topic", said)


def _webhook(call: Call) -> Webhook:
    found = call.shop.webhooks.get(call.ids[0])
    if found is None:
        raise Refusal(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.")
    return found


async def read_webhook(call: Call) -> Said:
    """One webhook."""
    return Said(webhook_row(call, _webhook(call)))


async def update_webhook(call: Call) -> Said:
    """Change a webhook; made active again, its failures are forgotten."""
    known = {"name", "status", "topic", "delivery_url", "secret"}
    changes = {name: str(value) for name, value in call.body.items() if name in known}
    changed = replace(_webhook(call), **changes)  # type: ignore[arg-type]  # all of them are texts
    if changes.get("status") == "active":
        changed.failures = 0
    call.shop.webhooks[changed.id] = changed
    return Said(webhook_row(call, changed))


async def delete_webhook(call: Call) -> Said:
    """Delete a webhook, which has no trash."""
    found = _webhook(call)
    if not call.truth("force"):
        said = "Webhooks do not support trashing."
        raise Refusal(501, "woocommerce_rest_trash_not_supported", said)
    del call.shop.webhooks[found.id]
    return Said(webhook_row(call, found))


def webhook_row(call: Call, webhook: Webhook) -> Json:
    """A subscription; its secret belongs to the edit context alone."""
    found: Json = {
        "id": webhook.id,
        "name": webhook.name,
        "status": webhook.status,
        "topic": webhook.topic,
        "resource": webhook.topic.partition(".")[0],
        "event": webhook.topic.partition(".")[2],
        "delivery_url": webhook.delivery_url,
        "date_created_gmt": call.site.gmt(webhook.created_at),
    }
    return {**found, "secret": webhook.secret} if call.context == "edit" else found


async def keep_delivering(site: Site, body_of: BodyOf) -> None:
    """Deliver for as long as the shop is served."""
    await poll(lambda: deliver_due(site, body_of))
