"""The engine's end of the line: paces every call, signs it in, tries again where that is right."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar

from sync.marketplace import (
    Access,
    Call,
    ClockSkewed,
    LoginExpired,
    MarketplaceError,
    Response,
    Throttled,
)
from sync.marketplace.http import Http
from sync.model import Pace
from sync.running.clock import Clock
from sync.running.keys import Keys
from sync.running.retry import asked_wait_s, keep_trying
from sync.store import Store

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
AT_ONCE = 4  # more connections cost httpx more than they bring
SKEW_WORTH_TELLING = timedelta(seconds=60)


class PacedLine:
    """A `sync.marketplace.Line` to one shop."""

    def __init__(
        self,
        http: Http,
        store: Store,
        keys: Keys,
        clock: Clock,
        paces: Sequence[tuple[str, Pace]],
    ) -> None:
        self._http, self._store, self._keys, self._clock = http, store, keys, clock
        self._paces = tuple(paces)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._skew = timedelta(0)
        self._told_skew = False

    async def call(self, call: Call[Answer]) -> Answer:
        async def once() -> Answer:
            return await self._once(call)

        return await keep_trying(
            once, "repeatable" if call.repeatable else "once", self._clock.sleep
        )

    async def pause(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    async def _once(self, call: Call[Answer]) -> Answer:
        await self._wait_for_turn()
        token = await self._keys.access() if call.signed_in else ""
        started = time.perf_counter()
        try:
            response = await self._send(call, token)
            self._measure_skew(response)
            answer = call.read(response)
        except MarketplaceError as error:
            self._note(call.endpoint, error.problem.code, started)
            await self._react(error, token)
            raise
        self._note(call.endpoint, "ok", started)
        return answer

    async def _send(self, call: Call[Answer], token: str) -> Response:
        async with self._at_once:  # held for the exchange alone: a refresh needs the line as well
            return await self._http.send(call.build(Access(token, self._clock.now() + self._skew)))

    async def _wait_for_turn(self) -> None:
        wait_s = await self._store.pace.reserve(self._paces, self._clock.now())
        if wait_s > 0:
            await self._clock.sleep(wait_s)

    async def _react(self, error: MarketplaceError, token: str) -> None:
        if isinstance(error, LoginExpired) and token:
            await self._keys.renew(token)
        elif isinstance(error, Throttled) and (wait_s := asked_wait_s(error)):
            until = self._clock.now() + timedelta(seconds=wait_s)
            for key, _ in self._paces:
                await self._store.pace.push(key, until)
        elif isinstance(error, ClockSkewed):
            self._tell_skew()

    def _measure_skew(self, response: Response) -> None:
        """Learn the platform's time from its answer; our own clock may be wrong, theirs decides."""
        try:
            theirs = parsedate_to_datetime(response.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError):
            return
        skew = theirs - self._clock.now()
        self._skew = skew if abs(skew) > timedelta(seconds=5) else timedelta(0)

    def _tell_skew(self) -> None:
        if abs(self._skew) > SKEW_WORTH_TELLING and not self._told_skew:
            self._told_skew = True
            log.warning("clock skewed", extra={"action": "clock", "skew_s": self._skew.seconds})

    def _note(self, endpoint: str, result: str, started: float) -> None:
        """One line a call; never the address, which is signed."""
        took_ms = round((time.perf_counter() - started) * 1000)
        log.debug(
            "call %s: %s",
            endpoint,
            result,
            extra={"action": "call", "endpoint": endpoint, "result": result, "took_ms": took_ms},
        )
