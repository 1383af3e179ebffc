"""Keeps a shop's tokens fresh: early, once at a time, the new ones stored before they are used."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sync.marketplace import ClientCredentialsLogin, Login, LoginExpired, MarketplaceError
from sync.model import FOR_GOOD, Problem, Shop, ShopName, Tokens
from sync.store import Lease, Store, StoreUnavailable
from sync.transport.clock import Clock
from sync.transport.lease import LeaseHolder, LeaseTimes

log = logging.getLogger(__name__)

SAVE_ATTEMPTS = 3
SAVE_AGAIN_S = 1.0
KEEP_WITHIN_S = 2.0  # how long a stop waits for the answer to a refresh
EARLY_REST = timedelta(seconds=60)

Result = TypeVar("Result")


class AccessEnded(LoginExpired):
    """No token that we know of opens the shop: a person has to grant it anew."""


class TokenProvider:
    """The tokens of one shop.

    A refresh token is good once, so whoever uses it holds the shop's keys in the store meanwhile:
    of many processes one refreshes, the others find what it stored.
    """

    def __init__(
        self, shop: Shop, store: Store, clock: Clock, login: Login | None, early: timedelta
    ) -> None:
        self._shop, self._store, self._clock = shop, store, clock
        self.login, self._early = login, early
        self._holding = LeaseHolder(store, clock, LeaseTimes())
        self._renewing = asyncio.Lock()
        self._current: Tokens | None = None
        self._kept: Tokens | None = None  # as the store last had them
        self._unsaved: Tokens | None = None  # new ones that the store could not take yet
        self._refused: set[str] = set()
        self._early_rest_ends = datetime.min.replace(tzinfo=UTC)

    @property
    def shop(self) -> ShopName:
        """Whose they are."""
        return self._shop.name

    @property
    def secrets(self) -> frozenset[str]:
        """All that opens the shop, as far as is known here: nothing may repeat it."""
        pairs = [pair for pair in (self._current, self._kept, self._unsaved) if pair]
        known = [token for pair in pairs for token in (pair.access, pair.refresh)]
        app = self._shop.app
        configured = (self._shop.access_token, self._shop.refresh_token, app.push_secret)
        return frozenset(filter(None, (*known, *configured, app.secret)))

    async def access(self) -> str:
        """Give a token that is good for a while yet; "" where the platform knows no tokens."""
        if self.login is None:
            return ""
        tokens = self._current or await self._stored()
        left = tokens.access_expires_at - self._clock.now()
        if left <= timedelta(0):
            tokens = await self.renew(tokens.access)
        elif left < self._early:
            tokens = await self._renewed_early(tokens)
        return tokens.access

    async def renew(self, refused: str) -> Tokens:
        """Get a new token in place of the refused one; raises `AccessEnded` for a person to see.

        However many ask at once, the platform is asked once.
        """
        async with self._renewing:
            current = await self._stored()
            if current.access not in self._refused | {refused}:
                return current

            async def replaced(_: Lease) -> Tokens:
                return await self._replaced(refused)

            name = ShopName(f"{self._shop.name}/keys")
            return await _to_its_end(self._holding.of(name, replaced))

    async def refused(self, token: str) -> None:
        """Take note that the platform refused this token, and get another."""
        self._refused.add(token)
        await self.renew(token)

    async def _renewed_early(self, tokens: Tokens) -> Tokens:
        """Renew ahead of time; while that fails, the old token serves as long as it is good."""
        if self._clock.now() < self._early_rest_ends:
            return tokens
        try:
            return await self.renew(tokens.access)
        except MarketplaceError as error:
            self._early_rest_ends = self._clock.now() + EARLY_REST
            values = {"action": "refresh", "shop": self._shop.name, "result": error.problem.code}
            log.warning("early refresh failed", extra=values)
            return tokens

    async def _replaced(self, refused: str) -> Tokens:
        current = await self._stored()  # another process may have been faster
        if self.login is None or current.access not in self._refused | {refused}:
            return current
        for refresh in self._refresh_tokens(current):
            try:
                fresh = await self.login.refresh(refresh)
            except LoginExpired:
                continue
            self._unsaved = fresh
            return await self._saved(fresh)
        return self._configured_access()

    def _refresh_tokens(self, current: Tokens) -> Iterator[str]:
        """Give what is stored, then what shops.yaml says: a person may have granted anew.

        What is stored is replaced by what worked alone: a refusal may be a mood of the platform.
        """
        configured = self._configured()
        known = [current.refresh, configured.refresh if configured else ""]
        yield from dict.fromkeys(filter(None, known))

    def _configured_access(self) -> Tokens:
        """Fall back on an access token from shops.yaml that nobody has refused yet."""
        configured = self._configured()
        if configured is None or not configured.access or configured.access in self._refused:
            raise AccessEnded(self._ended())
        self._current = configured
        return configured

    async def _stored(self) -> Tokens:
        if self._unsaved is not None:
            return await self._saved(self._unsaved)
        self._kept = await self._store.tokens.get(self._shop.name)
        tokens = self._kept or self._configured()
        if tokens is None:
            raise AccessEnded(self._ended())
        self._current = tokens
        return tokens

    async def _saved(self, fresh: Tokens) -> Tokens:
        """Store new tokens before anybody uses them; what a person granted meanwhile wins."""
        stored = await self._put(fresh)
        self._unsaved = None
        if not stored:
            return await self._stored()
        self._current = self._kept = fresh
        return fresh

    async def _put(self, fresh: Tokens) -> bool:
        """Try hard: the old refresh token is used up, and these exist nowhere else."""
        for _ in range(SAVE_ATTEMPTS - 1):
            try:
                return await self._store.tokens.put(self._shop.name, fresh, instead_of=self._kept)
            except StoreUnavailable:
                await self._clock.sleep(SAVE_AGAIN_S)
        return await self._store.tokens.put(self._shop.name, fresh, instead_of=self._kept)

    def _configured(self) -> Tokens | None:
        access, refresh = (
            self._shop.access_token or "",
            self._shop.refresh_token or self._standing(),
        )
        if not access and not refresh:
            return None
        ends = FOR_GOOD if access else self._clock.now()
        return Tokens(access=access, refresh=refresh, access_expires_at=ends)

    def _standing(self) -> str:
        """Name what renews where the app's own key and secret do, and no owner's grant."""
        return self.login.standing_token if isinstance(self.login, ClientCredentialsLogin) else ""

    def _ended(self) -> Problem:
        return Problem(code="authorization_ended", values={"shop": self._shop.name})


async def _to_its_end(work: Coroutine[Any, Any, Result]) -> Result:
    """Let what has begun end even if we are told to stop: its answer comes only once."""
    working = asyncio.create_task(work, name="refresh")
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait({working}, timeout=KEEP_WITHIN_S)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        raise


async def granted(login: Login, code: str) -> Tokens:
    """Turn the code of a seller's consent into tokens; raises what the platform answers."""
    try:
        return await login.exchange(code)
    except LoginExpired as error:  # nothing was withdrawn: there was no consent yet
        problem = Problem(code="connect_code_refused", values=error.problem.values)
        raise LoginExpired(problem) from error
