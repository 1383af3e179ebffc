"""Gets a call through: paces it, signs it in, tries again where that is right."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from sync.marketplace import (
    Call,
    Credentials,
    LoginExpired,
    MarketplaceError,
    Response,
    Throttled,
)
from sync.model import Pace, Problem
from sync.store import Store
from sync.transport.clock import Clock, PlatformClock
from sync.transport.http import HttpClient
from sync.transport.retry import asked_wait_s, keep_trying
from sync.transport.tokens import AccessEnded, TokenProvider

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
AT_ONCE = 4  # more connections cost httpx more than they bring
LONGEST_TURN_S = 60.0  # a turn further off is given back: the platform asked for a long rest
UNSAID_REST_S = 1.0  # where a platform says that we are too fast, but not for how long


class Stopped(MarketplaceError):
    """We were told to stop before this was sent: the next round does it."""


class CallBudget:
    """Turns at calling under every key that a shop's calls count for, its app's above all."""

    def __init__(self, store: Store, clock: Clock, paces: Sequence[tuple[str, Pace]]) -> None:
        self._rows, self._clock, self._paces = store.pace, clock, tuple(paces)

    async def wait_for_turn(self) -> None:
        """Wait for a turn; raises `Throttled` when it is too far off."""
        wait_s = await self._rows.reserve(self._paces, self._clock.now())
        if wait_s > LONGEST_TURN_S:
            raise Throttled(Problem(code="throttled", values={"wait_s": round(wait_s)}), wait_s)
        if wait_s > 0:
            await self._clock.sleep(wait_s)

    async def rest(self, seconds: float) -> None:
        """Let nobody call for so long: the platform asked for it."""
        until = self._clock.now() + timedelta(seconds=seconds)
        for key, _ in self._paces:
            await self._rows.push(key, until)


class PacedClient:
    """A `sync.marketplace.ApiClient` to one shop; once `stopping`, it sends nothing more.

    Without `tokens` it makes only calls that need none: those that get some.
    """

    def __init__(
        self,
        http: HttpClient,
        budget: CallBudget,
        clock: PlatformClock,
        tokens: TokenProvider | None = None,
        stopping: Callable[[], bool] = bool,
    ) -> None:
        self._http, self._budget, self._tokens = http, budget, tokens
        self._clock, self._stopping = clock, stopping
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def call(self, call: Call[Answer]) -> Answer:
        async def once() -> Answer:
            return await self._once(call)

        return await keep_trying(
            once, "repeatable" if call.repeatable else "once", self._clock.sleep
        )

    async def pause(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    async def _once(self, call: Call[Answer]) -> Answer:
        await self._budget.wait_for_turn()
        if self._stopping():
            raise Stopped(Problem(code="left_for_next_round"))
        token = await self._tokens.access() if call.signed_in and self._tokens else ""
        started = time.perf_counter()
        try:
            response = await self._send(call, token)
            self._clock.measure(response.headers)
            answer = call.read(response)
        except MarketplaceError as error:
            self._note(call.endpoint, error.problem.code, started)
            await self._react(error, token)
            raise
        self._note(call.endpoint, "ok", started)
        return answer

    async def _send(self, call: Call[Answer], token: str) -> Response:
        async with self._at_once:  # held for the exchange alone: a refresh needs the line as well
            request = call.build(Credentials(token, self._clock.now()))
            return await self._http.send(request)

    async def _react(self, error: MarketplaceError, token: str) -> None:
        if isinstance(error, LoginExpired):
            if not token or self._tokens is None:  # there is no other to try
                raise AccessEnded(error.problem) from error
            await self._tokens.refused(token)
        elif isinstance(error, Throttled):
            await self._budget.rest(asked_wait_s(error) or UNSAID_REST_S)

    def _note(self, endpoint: str, result: str, started: float) -> None:
        """One line a call; never the address, which is signed."""
        took_ms = round((time.perf_counter() - started) * 1000)
        log.debug(
            "call %s: %s",
            endpoint,
            result,
            extra={"action": "call", "endpoint": endpoint, "result": result, "took_ms": took_ms},
        )
