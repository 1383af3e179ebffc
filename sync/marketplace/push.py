"""What a platform pushes to us: verified and translated into signals, never into facts.

A push may be lost, doubled, late or out of order. So it only says where to look sooner; what is
true is read through the platform's API.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from sync.marketplace.json_values import Json, parsed, record

Topic = Literal["orders", "listings", "access"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One message as it arrived: the body byte for byte, header names in lower case.

    `url` is the address as it was registered with the platform, for it may be part of what is
    signed. `secret` is what the platform signs with.
    """

    url: str
    headers: Mapping[str, str]
    body: bytes
    key: str
    secret: str = field(repr=False, default="")
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something of a shop may have changed: look at it soon."""

    account: str | None  # the platform's id of the shop; None concerns the whole app
    matter: Topic
    identity: str  # the same for a message that is sent again
    at: datetime | None  # when the platform says it sent it
    reference: str | None = None  # the order's number, where it is about one


class Forged(Exception):
    """The signature does not fit: answer 401 and do nothing."""


def signature(push: Push, message: bytes) -> str:
    """HMAC-SHA256 of a message under the push's secret, in lower-case hex."""
    return hmac.new(push.secret.encode(), message, hashlib.sha256).hexdigest()


def verified(push: Push, expected: str) -> Json:
    """Read a push whose Authorization header holds the expected signature; raises `Forged`.

    What is signed and is no JSON object says nothing: it is an empty one.
    """
    told = push.headers.get("authorization", "").strip().lower()
    if not hmac.compare_digest(told.encode(), expected.encode()):
        raise Forged
    try:
        return record(parsed(push.body))
    except ValueError:
        return {}


def body_identity(push: Push) -> str:
    """Tell a repeat by the body, where a platform numbers nothing."""
    return hashlib.sha256(push.body).hexdigest()


@runtime_checkable
class PushRegistration(Protocol):
    """What an adapter adds where the platform is told by a call where to push."""

    async def register(self, url: str) -> str | None:
        """Have pushes sent there; answers what they are signed with, where that is made anew."""
        ...

    async def missed(self) -> list[Signal]:
        """Ask for pushes that were never delivered, where the platform keeps them.

        They may be told again the next time.
        """
        ...
