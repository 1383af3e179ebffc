"""Gets a call through: paces it, signs it in, tries again where that is right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from typing import TypeVar

from sync.marketplace import (
    AccountProof,
    Call,
    ClockSkewed,
    Credentials,
    LoginExpired,
    MarketplaceError,
    Response,
    Throttled,
)
from sync.model import Problem
from sync.transport.budget import CallBudget
from sync.transport.call_log import CallLog
from sync.transport.clock import PlatformClock
from sync.transport.http import HttpClient
from sync.transport.kept_answers import KeptAnswers
from sync.transport.lease import Fence
from sync.transport.redaction import clean, without_secrets
from sync.transport.retry import keep_trying
from sync.transport.tokens import AccessEnded, TokenProvider
from sync.transport.tracing import span
from sync.transport.unknown_answers import AnswerWatch

Answer = TypeVar("Answer")
AT_ONCE = 4  # more connections cost httpx more than they bring


class Stopped(MarketplaceError):
    """We were told to stop before this was sent: the next round does it."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked right before anything is sent; once `stopping`, nothing is any more."""

    stopping: Callable[[], bool] = bool
    fence: Fence = field(default_factory=Fence)  # asked before what must not be sent twice


class PacedClient:
    """A `sync.marketplace.ApiClient` to one shop.

    Without `tokens` it makes only calls that need none: those that get some.
    """

    def __init__(
        self,
        http: HttpClient,
        budget: CallBudget,
        clock: PlatformClock,
        tokens: TokenProvider | None = None,
        gate: Gate | None = None,
    ) -> None:
        self._http, self._budget, self._tokens = http, budget, tokens
        self._clock, self._gate = clock, gate or Gate()
        self.answers: KeptAnswers | None = None
        self.watch: AnswerWatch | None = None
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._proving = asyncio.Lock()
        self._proved: str | None = None  # the token of which we know that it opens our shop
        self._calls = 0

    def keeping(self, answers: KeptAnswers | None, watch: AnswerWatch | None = None) -> PacedClient:
        """Make the same line where answers are kept and stand in for calls, and are looked at."""
        line = copy(self)
        line.answers, line.watch = answers, watch or self.watch
        return line

    def renewing(self) -> PacedClient:
        """Make the same line for one who asks again for all that is kept."""
        return self.keeping(self.answers and self.answers.renewed())

    @property
    def calls(self) -> int:
        """Say how many calls were sent so far."""
        return self._calls

    async def call(self, call: Call[Answer]) -> Answer:
        if call.kept and self.answers:
            with suppress(MarketplaceError):  # kept by an adapter that read it otherwise: ask anew
                if (kept := self.answers.recent(call.kept)) is not None:
                    return call.read(kept)
        if call.signed_in:
            await self._prove_account()
        return await self._tried(call)

    async def _prove_account(self) -> None:
        """Ask whose shop a token opens before it is used: another's would be filled with ours.

        Each is asked about once per process, also one that another process put there meanwhile.
        """
        login: object = self._tokens.login if self._tokens else None
        if self._tokens is None or not isinstance(login, AccountProof):
            return
        if (token := await self._tokens.access()) == self._proved:
            return
        async with self._proving:
            if token != self._proved:
                await self._tried(login.account_proof(), proves=True)
                self._proved = token

    async def _tried(self, call: Call[Answer], *, proves: bool = False) -> Answer:
        attempts = 0

        async def once() -> Answer:
            nonlocal attempts
            attempts += 1
            if attempts > 1 and call.signed_in and not proves:  # by another token, perhaps
                await self._prove_account()
            shop = self._tokens.shop if self._tokens else None
            with span("call", shop=shop, endpoint=call.endpoint) as told:
                try:
                    answer = await self._once(call)
                    if call.repeatable and self._clock.wants_witness:
                        answer = await self._once(call)
                except MarketplaceError as error:
                    told.set_attribute("ocop.result", error.problem.code)
                    raise
                return answer

        return await keep_trying(
            once, "repeatable" if call.repeatable else "once", self._clock.sleep
        )

    async def pause(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    async def _once(self, call: Call[Answer]) -> Answer:
        waited_s = await self._budget.wait_for_turn(call.endpoint)
        if self._gate.stopping():
            raise Stopped(Problem(code="left_for_next_round"))
        token = await self._tokens.access() if call.signed_in and self._tokens else ""
        self._calls += 1
        told = CallLog(
            shop=self._tokens.shop if self._tokens else None,
            endpoint=call.endpoint,
            call_no=self._calls,
            waited_ms=round(waited_s * 1000),
        )
        try:
            response = await self._send(call, token, told)
            if call.signed_in:  # an answer with tokens must keep them
                response = without_secrets(response, self._secrets())
            self._clock.measure(response.headers)
            answer = self._read(call, response)
        except MarketplaceError as error:
            clean(error, self._secrets())
            told.tell(error.problem.code)
            if isinstance(error, Throttled):
                await self._budget.rest(error, call.endpoint)
            elif isinstance(error, ClockSkewed):
                self._clock.believe()
            elif isinstance(error, LoginExpired):
                await self._get_another_token(error, token)
            raise
        self._budget.answered(call.endpoint)
        told.tell("ok")
        return answer

    def _read(self, call: Call[Answer], response: Response) -> Answer:
        """Read an answer; what is to be kept of it is kept, and what is new in it is noted."""
        try:
            answer = call.read(response)
        except MarketplaceError as error:
            if self.watch:
                self.watch.failed(call.endpoint, response, error)
            raise
        if call.kept and self.answers:
            self.answers.put(call.kept.name, response)
        if self.watch and call.signed_in:
            self.watch.answered(call.endpoint, response)
        return answer

    def _secrets(self) -> frozenset[str]:
        return self._tokens.secrets if self._tokens else frozenset()

    async def _send(self, call: Call[Answer], token: str, told: CallLog) -> Response:
        async with self._at_once:  # held for the exchange alone: a refresh needs the line as well
            if not call.repeatable:  # the very last: who slept until here may have lost the shop
                await self._gate.fence.passed()
            elif not call.reads:
                await self._gate.fence.passed_awake()
            request = call.build(Credentials(token, self._clock.now()))
            told.sends(request, signed_in=call.signed_in)
            response = await self._http.send(request)
        told.answered(response)
        return response

    async def _get_another_token(self, error: LoginExpired, token: str) -> None:
        if not token or self._tokens is None:  # there is no other to try
            raise AccessEnded(error.problem) from error
        await self._tokens.refused(token)
