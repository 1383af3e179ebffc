"""Carries events to the shop's own address, on loopback only: signed, retried, counted."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import http.client
import json
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sandbox.partner.facts import HOUR_S, RETRY_AFTER_S
from sandbox.partner.hook import Event
from sandbox.partner.moments import told
from sandbox.replica import dump

if TYPE_CHECKING:
    from sandbox.partner.hook import Hook
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Shop
    from sandbox.replica import Json

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WATCHED_S, _ENOUGH, _LEAST_SUCCESS = 6 * HOUR_S, 100, 0.30
_WRONG = "whsec_" + "0" * 32


def is_reachable(url: str) -> bool:
    """A replica speaks to this machine only."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _LOOPBACK and port != 0


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and HMAC-SHA256 over timestamp, a full stop and the raw body."""
    message = f"{timestamp}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


async def ping(market: Market, shop: Shop, hook: Hook) -> bool:
    """Whether the address answers a challenge."""
    challenge = f"c_{uuid.uuid4().hex[:8]}"
    event_id = f"evt_{market.next_number('event'):012d}"
    now = market.clock.second()
    event = Event(event_id, "webhook.ping", now, {"challenge": challenge}, None)
    status, answer = await _post(market, shop, hook, event)
    try:
        return 200 <= status < 300 and json.loads(answer)["challenge"] == challenge
    except (ValueError, TypeError, KeyError):
        return False


async def deliver_due(market: Market, shop: Shop) -> None:
    """Send what is due, oldest first unless the mood is another."""
    hook, now = shop.hook, market.clock.now()
    if hook.status != "ON":
        return
    due = [event for event in hook.events if event.due is not None and now >= event.due]
    if market.knobs.webhook_mood == "reversed":
        due.reverse()
    for event in due:
        await _deliver(market, shop, hook, event)


async def _deliver(market: Market, shop: Shop, hook: Hook, event: Event) -> None:
    status, _ = await _post(market, shop, hook, event)
    if market.knobs.webhook_mood == "doubled":
        await _post(market, shop, hook, event)
    now, answered = market.clock.now(), 200 <= status < 300
    hook.deliveries = [each for each in hook.deliveries if each[0] > now - _WATCHED_S]
    hook.deliveries.append((now, answered))
    if answered:
        event.due, event.answered = None, True
        hook.last_success_at, hook.failing_since = int(now), None
        return
    hook.failing_since = hook.failing_since or int(now)
    _try_again(market, hook, event, now)
    if _hopeless(hook):
        hook.status, hook.events = "DISABLED", []


def _try_again(market: Market, hook: Hook, event: Event, now: float) -> None:
    if event.tries < len(RETRY_AFTER_S):
        event.due = now + RETRY_AFTER_S[event.tries] * market.knobs.webhook_retry_scale
        event.tries += 1
    else:
        event.due = None
        hook.dropped += 1


def _hopeless(hook: Hook) -> bool:
    successes = sum(answered for _, answered in hook.deliveries)
    count = len(hook.deliveries)
    return count > _ENOUGH and successes < _LEAST_SUCCESS * count


def event_json(shop: Shop, event: Event) -> Json:
    """An event as it is delivered and as `missed` shows it."""
    return {
        "event_id": event.event_id,
        "event": event.event,
        "shop_code": shop.code,
        "occurred_at": told(event.occurred_at),
        "data": event.data,
    }


async def _post(market: Market, shop: Shop, hook: Hook, event: Event) -> tuple[int, bytes]:
    """Status and body of the receiver's answer; status 0 when there is none."""
    body, now = dump(event_json(shop, event)), market.clock.second()
    headers = {
        "Content-Type": "application/json",
        "X-Partner-Event-Id": event.event_id,
        "X-Partner-Timestamp": str(now),
        "X-Partner-Signature": ", ".join(
            signature(secret, now, body) for secret in _secrets(market, hook)
        ),
    }
    timeout_s = market.knobs.webhook_timeout_s
    try:
        posting = asyncio.to_thread(_post_now, hook.url or "", body, headers, timeout_s)
        return await asyncio.wait_for(posting, timeout_s + 1)
    except (OSError, http.client.HTTPException, TimeoutError, ValueError):
        return 0, b""


def _secrets(market: Market, hook: Hook) -> list[str]:
    if market.knobs.webhook_mood == "wrong_signature":
        return [_WRONG]
    if market.knobs.webhook_mood == "old_secret":
        return [hook.old_secret or _WRONG]
    return hook.secrets(market.clock.now())


def _post_now(
    url: str, body: bytes, headers: dict[str, str], timeout_s: float
) -> tuple[int, bytes]:
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout_s)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", path, body, headers)
        answer = line.getresponse()
        return answer.status, answer.read(65_536)
    finally:
        line.close()
