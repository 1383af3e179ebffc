"""What a platform hands back with a seller who consented, so that it is of no use to others.

A shop's consent begins and ends in one session: the state is sealed with the session's own token.
It needs no memory, so that it may come back to another process than the one that gave it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs

from sync.model import ShopName
from sync.model.address import parts_of

GOOD_FOR: Final = timedelta(minutes=20)
LONGEST: Final = 2_000
CODES: Final = ("code", "auth_code")  # what platforms call the code that they send back


def answer_in(given: str) -> tuple[str, str | None]:
    """Find code and state in an address that was copied whole, else take the code as it was typed.

    A code alone has no state; an address without one comes from no consent that we asked for.
    """
    text = given.strip()[:LONGEST]
    if not text.startswith(("http://", "https://")):
        return text, None
    found = parse_qs(parts_of(text).query)
    code = next((found[name][0] for name in CODES if name in found), "")
    return code, next(iter(found.get("state", [])), "")


def state_for(session: str, shop: ShopName, now: datetime) -> str:
    """Make a state that nobody can guess, for one shop, good for a while in this session."""
    ends = int((now + GOOD_FOR).timestamp())
    name = base64.urlsafe_b64encode(shop.encode()).decode().rstrip("=")
    told = f"{secrets.token_urlsafe(12)}.{ends}.{name}"
    return f"{told}.{_seal(session, told)}"


def shop_of_state(state: str, session: str, now: datetime) -> ShopName | None:
    """Say which shop a state is for; None where it is none of this session, or is too old."""
    told, _, seal = state[:LONGEST].rpartition(".")
    if not hmac.compare_digest(seal.encode(), _seal(session, told).encode()):
        return None
    _, ends, name = told.split(".")
    if int(ends) < now.timestamp():
        return None
    return ShopName(base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode())


def _seal(session: str, told: str) -> str:
    return hmac.new(session.encode(), b"grant." + told.encode(), hashlib.sha256).hexdigest()
