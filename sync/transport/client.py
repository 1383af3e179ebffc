"""The engine's end of the line: paces every call, signs it in, tries again where that is right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar

from sync.marketplace import (
    Call,
    Credentials,
    LoginExpired,
    MarketplaceError,
    Response,
    Throttled,
)
from sync.marketplace.errors import LONGEST_PAUSE_S
from sync.model import Pace, Problem
from sync.store import Store
from sync.transport.call_log import CallLog
from sync.transport.clock import Clock
from sync.transport.http import HttpClient
from sync.transport.retry import asked_wait_s, keep_trying
from sync.transport.tokens import AccessEnded, TokenProvider

Answer = TypeVar("Answer")
AT_ONCE = 4  # more connections cost httpx more than they bring
LONGEST_TURN_S = 60.0  # a turn further off is given back: the platform asked for a long rest
UNSAID_REST_S = 1.0  # where a platform says that we are too fast, but not for how long
UNPACED = Pace(calls_per_s=1e6)  # of a path: it keeps no pace of its own, but may have to rest
SKEW_WORTH_HEEDING = timedelta(seconds=5)


class Stopped(MarketplaceError):
    """We were told to stop before this was sent: the next round does it."""


class PacedClient:
    """A `sync.marketplace.Line` to one shop; once `stopping`, it sends nothing more."""

    def __init__(
        self,
        http: HttpClient,
        store: Store,
        keys: TokenProvider,
        clock: Clock,
        paces: Sequence[tuple[str, Pace]],
    ) -> None:
        self._http, self._store, self._keys, self._clock = http, store, keys, clock
        self._paces = tuple(paces)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._skew = timedelta(0)
        self._calls = 0
        self._rests: dict[str, tuple[float, datetime]] = {}  # of paths: how long, and until when
        self.stopping: Callable[[], bool] = bool

    def skew(self) -> timedelta:
        """Say how far the platform's clock is ahead of ours, by its last answer."""
        return self._skew

    async def call(self, call: Call[Answer]) -> Answer:
        async def once() -> Answer:
            return await self._once(call)

        return await keep_trying(
            once, "repeatable" if call.repeatable else "once", self._clock.sleep
        )

    async def pause(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    async def _once(self, call: Call[Answer]) -> Answer:
        waited_s = await self._wait_for_turn(call.endpoint)
        if self.stopping():
            raise Stopped(Problem(code="left_for_next_round"))
        token = await self._keys.access() if call.signed_in else ""
        self._calls += 1
        told = CallLog(
            shop=self._keys.shop,
            endpoint=call.endpoint,
            call_no=self._calls,
            waited_ms=round(waited_s * 1000),
        )
        try:
            response = await self._send(call, token, told)
            self._measure_skew(response)
            answer = call.read(response)
        except MarketplaceError as error:
            told.tell(error.problem.code)
            if isinstance(error, Throttled):
                await self._rest(error, call.endpoint)
            elif isinstance(error, LoginExpired):
                await self._get_another_token(error, token)
            raise
        self._rests.pop(call.endpoint, None)
        told.tell("ok")
        return answer

    async def _send(self, call: Call[Answer], token: str, told: CallLog) -> Response:
        async with self._at_once:  # held for the exchange alone: a refresh needs the line as well
            request = call.build(Credentials(token, self._clock.now() + self._skew))
            told.sends(request, signed_in=call.signed_in)
            response = await self._http.send(request)
        told.answered(response)
        return response

    async def _wait_for_turn(self, endpoint: str) -> float:
        """Wait as long as the pace says; answers how long."""
        turns = [*self._paces, (self._path_key(endpoint), UNPACED)]
        wait_s = await self._store.pace.reserve(turns, self._clock.now())
        if wait_s > LONGEST_TURN_S:
            raise Throttled(Problem(code="throttled", values={"wait_s": round(wait_s)}), wait_s)
        if wait_s > 0:
            await self._clock.sleep(wait_s)
        return wait_s

    def _path_key(self, endpoint: str) -> str:
        """Name the row of one path, which all shops of an app share as they share its quota."""
        return f"{self._paces[-1][0]} {endpoint}"

    async def _get_another_token(self, error: LoginExpired, token: str) -> None:
        if not token:  # it was asked for without one: there is no other to try
            raise AccessEnded(error.problem) from error
        await self._keys.refused(token)

    async def _rest(self, error: Throttled, endpoint: str) -> None:
        """Let rest what the platform wants to rest, and nothing else."""
        now = self._clock.now()
        if error.scope == "path":
            await self._store.pace.push(self._path_key(endpoint), self._path_rests(error, endpoint))
            return
        rest = timedelta(seconds=asked_wait_s(error) or UNSAID_REST_S)
        for key, _ in self._paces[:1] if error.scope == "shop" else self._paces:
            await self._store.pace.push(key, now + rest)

    def _path_rests(self, error: Throttled, endpoint: str) -> datetime:
        """Say until when a path rests: as long as was asked, and twice as long as the last time.

        Paths that are throttled back in a campaign refuse for hours, whatever second they name.
        Answers to calls that were under way when the rest began make it no longer.
        """
        now = self._clock.now()
        last_s, until = self._rests.get(endpoint, (0.0, now))
        if now < until:
            return until
        rest_s = min(max(asked_wait_s(error) or UNSAID_REST_S, 2 * last_s), LONGEST_PAUSE_S)
        self._rests[endpoint] = rest_s, now + timedelta(seconds=rest_s)
        return self._rests[endpoint][1]

    def _measure_skew(self, response: Response) -> None:
        """Learn the platform's time from its answer; our own clock may be wrong, theirs decides."""
        try:
            theirs = parsedate_to_datetime(response.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError, OverflowError):  # no date, no date at all, the year 9999
            return
        skew = theirs - self._clock.now()
        self._skew = skew if abs(skew) > SKEW_WORTH_HEEDING else timedelta(0)
