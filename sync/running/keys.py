"""Keeps a shop's tokens fresh: early, once at a time, the new ones stored before they are used."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sync.marketplace import Login, LoginExpired
from sync.model import Problem, Shop, Tokens
from sync.running.clock import Clock
from sync.store import Store

_UNTIL_REFUSED = datetime(9999, 1, 1, tzinfo=UTC)  # a configured token does not tell its end


class Keys:
    """The tokens of one shop."""

    def __init__(self, shop: Shop, store: Store, clock: Clock, early: timedelta) -> None:
        self._shop, self._store, self._clock, self._early = shop, store, clock, early
        self._renewing = asyncio.Lock()
        self._current: Tokens | None = None
        self._kept: Tokens | None = None  # as the store last had them
        self._refused: set[str] = set()
        self.login: Login | None = None  # the adapter, once it is open: it needs the line first

    async def access(self) -> str:
        """Give a token that is good for a while yet; "" where the platform knows no tokens."""
        if self.login is None:
            return ""
        tokens = self._current or await self._stored()
        if tokens.access_expires_at - self._clock.now() < self._early:
            tokens = await self.renew(tokens.access)
        return tokens.access

    async def renew(self, refused: str) -> Tokens:
        """Get a new token in place of the refused one; raises `LoginExpired` for a person to see.

        However many ask at once, the platform is asked once.
        """
        async with self._renewing:
            current = await self._stored()
            if current.access != refused:
                return current
            self._refused.add(refused)
            try:
                return await self._refresh(current)
            except LoginExpired:
                return await self._configured_instead()

    async def _refresh(self, current: Tokens) -> Tokens:
        if self.login is None:
            raise LoginExpired(self._ended())
        fresh = await self.login.refresh(current.refresh)
        return await self._keep(fresh)

    async def _configured_instead(self) -> Tokens:
        """Fall back on what shops.yaml says: a person may have granted the shop anew."""
        configured = self._configured()
        if configured is None or configured.access in self._refused:
            raise LoginExpired(self._ended())
        return await self._keep(configured)

    async def _stored(self) -> Tokens:
        self._kept = await self._store.tokens.get(self._shop.name)
        tokens = self._kept or self._configured()
        if tokens is None:
            raise LoginExpired(self._ended())
        self._current = tokens
        return tokens

    async def _keep(self, tokens: Tokens) -> Tokens:
        """Keep new tokens before anybody uses them; of two processes, the faster one's are kept."""
        if await self._store.tokens.put(self._shop.name, tokens, instead_of=self._kept):
            self._current = self._kept = tokens
            return tokens
        return await self._stored()

    def _configured(self) -> Tokens | None:
        access, refresh = self._shop.access_token or "", self._shop.refresh_token or ""
        if not access and not refresh:
            return None
        ends = _UNTIL_REFUSED if access else self._clock.now()
        return Tokens(access=access, refresh=refresh, access_expires_at=ends)

    def _ended(self) -> Problem:
        return Problem(code="authorization_ended", values={"shop": self._shop.name})
