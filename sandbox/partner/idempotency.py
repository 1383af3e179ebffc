"""Idempotency keys: a decision is carried out once, however often its request comes."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sandbox.partner.envelope import Outcome, Refusal
from sandbox.partner.facts import KEY_LIFE_S

if TYPE_CHECKING:
    from sandbox.partner.entities import Shop
    from sandbox.partner.market import Call
    from sandbox.replica import Json

HEADER = "idempotency-key"
_FORM = re.compile(r"[\x20-\x7e]{16,64}")
_RUNNING_S = 2


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no white space; raises ValueError where there is none."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def is_stored(code: int) -> bool:
    """Whether an answer with this code is final."""
    return code in {0, 4090, 4094} or code // 10 in {412, 422}


@dataclass(frozen=True, slots=True)
class Ticket:
    """One request with a key, at its shop."""

    shop: Shop
    name: str  # method, path and key
    digest: str
    now: float

    @property
    def running(self) -> tuple[str, str]:
        """How the platform knows that this very request still runs."""
        return (self.shop.code, self.name)

    def replay(self, running: set[tuple[str, str]]) -> Outcome | None:
        """The stored answer; None if this is the first; Refusal 4091 or 4092."""
        _forget_old(self.shop, self.now)
        if self.running in running:
            raise Refusal(4092, retry_after_s=_RUNNING_S)
        kept = self.shop.keys.get(self.name)
        if kept is None:
            return None
        if kept["digest"] != self.digest:
            raise Refusal(4091)
        return Outcome(**kept["outcome"] | {"headers": {"Idempotent-Replayed": "true"}})

    def keep(self, outcome: Outcome) -> None:
        """Bind the key to the final answer."""
        if is_stored(outcome.code):
            kept = {"digest": self.digest, "at": self.now, "outcome": asdict(outcome)}
            self.shop.keys[self.name] = kept


def ticket(call: Call, path: str) -> Ticket | None:
    """What a write brings; Refusal 4280 if the key is missing where it must be, or malformed."""
    key = call.headers.get(HEADER)
    if not call.endpoint.writes or call.visited is None:
        return None
    if key is None and not call.endpoint.keyed:
        return None
    if key is None or not _FORM.fullmatch(key):
        raise Refusal(4280)
    name = f"{call.endpoint.method} {path} {key}"
    return Ticket(call.shop, name, _digest(call), call.now)


def _digest(call: Call) -> str:
    """Of the body; of a form, its texts and the bytes of its files."""
    files = {name: hashlib.sha256(up.content).hexdigest() for name, up in call.uploads.items()}
    said: Json = {"body": call.body, "files": files} if files else call.body
    return hashlib.sha256(canonical(said)).hexdigest()


def _forget_old(shop: Shop, now: float) -> None:
    """The oldest stand first."""
    for name, kept in list(shop.keys.items()):
        if now < kept["at"] + KEY_LIFE_S:
            return
        del shop.keys[name]
