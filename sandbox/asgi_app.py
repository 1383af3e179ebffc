"""A replica as an ASGI app: every client's call passes here, through faults and the count."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from sandbox import connection
from sandbox.faults import FaultRule, Faults
from sandbox.replica import Answer, ShowsPictures

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from sandbox.clock import Clock
    from sandbox.replica import Platform, Replica

PARTIAL = "sandbox.partial"

_NO_EFFECT = frozenset(
    {"refuse", "throttle", "token_expired", "server_error", "maintenance", "reset_before"}
)
_MAINTENANCE = (
    "<html><head><title>503 Service Temporarily Unavailable</title></head>"
    "<body><center><h1>503 Service Temporarily Unavailable</h1></center><hr>nginx</body></html>"
)


class CallCounts:
    """Calls by endpoint and result since the last `clear`: a test proves how few were needed."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def count(self, method: str, endpoint: str, result: str) -> None:
        self._counts[endpoint, method, result] += 1

    def clear(self) -> None:
        self._counts.clear()

    def describe(self) -> dict[str, Any]:
        calls = [
            {"endpoint": endpoint, "method": method, "result": result, "count": count}
            for (endpoint, method, result), count in sorted(self._counts.items())
        ]
        return {"total": self._counts.total(), "calls": calls}


class ReplicaApp:
    """What a client sees of one replica."""

    def __init__(self, replica: Replica, platform: Platform, clock: Clock) -> None:
        self.replica, self.platform, self.clock = replica, platform, clock
        self.faults, self.calls = Faults(), CallCounts()
        self.revision = 0  # moves with every call that may have changed something

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await request.body()
        rule = self.faults.strike(request.method, request.url.path)
        answer = await self._answer(request, rule)
        self.revision += request.method != "GET"
        result = f"fault:{rule.kind}" if rule else answer.result
        self.calls.count(request.method, answer.endpoint or request.url.path, result)
        await self._deliver(request, answer, rule, send)

    async def _answer(self, request: Request, rule: FaultRule | None) -> Answer:
        if rule is None:
            return self._picture(request) or await self.platform.answer(request)
        if rule.kind in _NO_EFFECT:
            return self._without_effect(rule)
        if rule.kind == "stall":
            await asyncio.sleep(rule.seconds)
        request.scope[PARTIAL] = rule.kind == "partial"
        answer = await self.platform.answer(request)
        if rule.kind == "refuse_after":
            return self.platform.refused(replace(rule, kind="refuse"))
        return await _spoilt(answer, rule)

    def _picture(self, request: Request) -> Answer | None:
        """What a picture's own host would answer; it asks nobody who they are."""
        if request.method != "GET" or not isinstance(self.platform, ShowsPictures):
            return None
        found = self.platform.pictures.at(request.url.path)
        return Answer(found, media_type="image/jpeg", endpoint="picture") if found else None

    def _without_effect(self, rule: FaultRule) -> Answer:
        if rule.kind in {"server_error", "reset_before"}:
            return _server_error(rule)
        if rule.kind == "maintenance":
            return Answer(_MAINTENANCE.encode(), rule.status or 503, media_type="text/html")
        answer = self.platform.refused(rule)
        if rule.retry_after_s is None:
            return answer
        return replace(answer, headers={"retry-after": f"{rule.retry_after_s:g}"})

    async def _deliver(
        self, request: Request, answer: Answer, rule: FaultRule | None, send: Send
    ) -> None:
        scope, receive = request.scope, request.receive
        if rule is not None and rule.kind in {"reset_before", "reset_after"}:
            await connection.reset(scope, receive)
        elif rule is not None and rule.kind == "truncate":
            await connection.truncate(scope, receive, send, answer)
        else:
            headers = {"date": formatdate(self.clock.now(), usegmt=True), **answer.headers}
            response = Response(answer.body, answer.status, headers, answer.media_type)
            await response(scope, receive, send)


def _server_error(rule: FaultRule) -> Answer:
    return Answer(b"Internal Server Error", rule.status or 500, media_type="text/plain")


async def _spoilt(answer: Answer, rule: FaultRule) -> Answer:
    """What the fault makes of an answer whose effect has happened."""
    if rule.kind == "garbage":
        return replace(answer, body=b'\x00\xff{"error": "", "respon<<<')
    if rule.kind == "empty":
        return replace(answer, body=b"", status=200)
    if rule.kind == "server_error_after":
        return _server_error(rule)
    if rule.kind == "stall_after":
        await asyncio.sleep(rule.seconds)
    return answer
