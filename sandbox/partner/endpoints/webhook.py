"""Where the shop wants to be told: set, shown, rotated, pinged, taken back."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.courier import is_reachable
from sandbox.partner import courier
from sandbox.partner.facts import EVENTS, OLD_SECRET_FOR_S
from sandbox.partner.hook import Hook
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import told_or_none
from sandbox.partner.pages import page
from sandbox.partner.parameters import paging
from sandbox.partner.refusal import Refusal, wrong
from sandbox.partner.shapes import Each, Line, Table, Word

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.market import Call


async def register(call: Call) -> Done:
    """Takes effect only if the address answers a ping; what was not delivered goes to it, too."""
    wish = call.wish()
    kept = call.shop.hook.parcels
    hook = Hook(url=wish["url"], parcels=kept, wanted=wish["events"], secret=_new_secret())
    reachable = is_reachable(wish["url"])
    if not reachable or not await courier.ping(call.market, call.shop, hook):
        raise wrong("url", "BAD_URL", value=wish["url"])
    call.shop.hook = hook
    return Done({"status": hook.status, "secret": hook.secret})


def _new_secret() -> str:
    return "whsec_" + secrets.token_hex(16)


def show(call: Call) -> Done:
    """How it goes; the secret is never shown again."""
    hook = call.shop.hook
    return Done(
        {
            "status": hook.status,
            "url": hook.url,
            "events": hook.wanted,
            "last_success_at": told_or_none(hook.last_success_at),
            "failing_since": told_or_none(hook.failing_since),
            "dropped": hook.dropped,
        }
    )


def rotate(call: Call) -> Done:
    """A new secret; for a day deliveries carry the signatures of both."""
    call.wish()
    hook = _on(call)
    until = call.now + OLD_SECRET_FOR_S
    call.shop.hook = replace(hook, secret=_new_secret(), old_secret=hook.secret, old_until=until)
    return Done({"status": hook.status, "secret": call.shop.hook.secret})


async def ping(call: Call) -> Done:
    """Whether the address answers now."""
    call.wish()
    hook = _on(call)
    return Done(
        {"status": hook.status, "answered": await courier.ping(call.market, call.shop, hook)}
    )


def _on(call: Call) -> Hook:
    hook = call.shop.hook
    if hook.status != "ON":
        raise Refusal(4094, {"state": hook.status})
    return hook


def missed(call: Call) -> Done:
    """Events of 72 hours that were never answered, oldest first."""
    shop = call.shop
    found = [event for event in shop.hook.parcels if not event.answered]
    here, rest = page(call, found, lambda event: event.name)
    return Done({"items": [courier.event_json(shop, event) for event in here], **rest})


def remove(call: Call) -> Done:
    """The secret is forgotten."""
    call.shop.hook = Hook()
    return Done({"status": "OFF"})


_REGISTRATION = Table(
    {"url": Line(500), "events": Each(Word(choices=EVENTS), 1, len(EVENTS), unique=True)},
    ("url", "events"),
)


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """The webhook."""
    path, scope = "/webhook", "webhook"
    query = Table(paging(house))
    return (
        Endpoint("PUT", path, register, scope, "Set the address", "HookSecret", _REGISTRATION),
        Endpoint("GET", path, show, scope, "How the webhook goes", "Hook"),
        Endpoint("DELETE", path, remove, scope, "Take the address back", "HookStatus"),
        Endpoint("POST", path + "/rotate-secret", rotate, scope, "New secret", "HookSecret"),
        Endpoint("POST", path + "/ping", ping, scope, "Send a ping", "Pinged"),
        Endpoint("GET", path + "/missed", missed, scope, "Missed events", "Missed", query=query),
    )
