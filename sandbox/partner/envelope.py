"""The envelope around every answer, and what it is counted as."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.partner.moments import told
from sandbox.partner.refusal import STATUS, Refusal
from sandbox.partner.wording import sentence
from sandbox.replica import Answer, dump

if TYPE_CHECKING:
    from sandbox.partner.market import Done, Market
    from sandbox.replica import Json

_ID_MOST = 64


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call came to, before it is wrapped."""

    code: int
    status: int
    data: Json | None = None
    errors: list[Json] = field(default_factory=list)
    params: Json = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def granted(done: Done) -> Outcome:
    """Code 0."""
    return Outcome(0, done.status, done.data)


def refused(refusal: Refusal) -> Outcome:
    """Any other code, under the HTTP status of its row; a strange code by its hundreds."""
    status = STATUS.get(refusal.code, refusal.code // 10)
    problems = [problem.as_json() for problem in refusal.problems]
    return Outcome(refusal.code, status, None, problems, refusal.params, refusal.headers)


def wrapped(market: Market, outcome: Outcome, request_id: str | None) -> Answer:
    """The outcome as it goes over the wire; the server's clock rules."""
    envelope: Json = {
        "code": outcome.code,
        "message": sentence(outcome.code),
        "request_id": request_id or f"req_{uuid.uuid4().hex[:12]}",
        "server_time": told(market.clock.now()),
        "data": outcome.data,
    }
    if outcome.errors:
        envelope["errors"] = outcome.errors
    if outcome.params:
        envelope["params"] = outcome.params
    if market.knobs.unknown_fields:
        envelope["trace"] = {"zone": "hn-1"}
    hidden = outcome.code and market.knobs.errors_under_200
    result = str(outcome.code) if outcome.code else "ok"
    body = dump(envelope)
    return Answer(body, 200 if hidden else outcome.status, result, headers=outcome.headers)


def sound_request_id(given: str | None) -> str | None:
    """A request id that may come back: at most 64 printable ASCII characters."""
    if given and len(given) <= _ID_MOST and given.isascii() and given.isprintable():
        return given
    return None
