"""Who may enter which shop, and for how long: codes, access tokens, single-use refresh tokens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.shopee.facts import CODE_LIFE_S, SHOPS
from sandbox.shopee.fields import Refusal

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.shopee.facts import ShopeeSettings


NEVER = 1e12


@dataclass
class Tickets:
    """Each token or code with the shop that it opens and the second at which it ends."""

    access: dict[str, tuple[int, float]] = field(default_factory=dict)
    refresh: dict[str, tuple[int, float]] = field(default_factory=dict)
    codes: dict[str, tuple[int, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fresh access token with the refresh token that renews it once."""

    access_token: str
    refresh_token: str


class Tokens:
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, clock: Clock, settings: ShopeeSettings) -> None:
        self._clock, self._settings = clock, settings
        self.tickets = Tickets()
        until = clock.now() + settings.access_token_ttl_s
        for shop in SHOPS:
            self.tickets.access[shop.access_token] = (shop.shop_id, until)
            self.tickets.refresh[shop.refresh_token] = (shop.shop_id, NEVER)

    def opens(self, access_token: str, shop_id: int) -> bool:
        owner, until = self.tickets.access.get(access_token, (0, 0.0))
        return owner == shop_id and self._clock.now() < until

    def code(self, shop_id: int) -> str:
        """A one-time code, as the redirect after the seller's consent carries it."""
        code = uuid.uuid4().hex[:16]
        self.tickets.codes[code] = (shop_id, self._clock.now() + CODE_LIFE_S)
        return code

    def exchange(self, code: str, shop_id: int) -> Pair:
        owner, until = self.tickets.codes.pop(code, (0, 0.0))
        if self._clock.now() >= until:
            raise Refusal(
                "invalid_code", "The code is expired or used or invalid, please check the code."
            )
        if owner != shop_id:
            raise Refusal(
                "invalid_shop_id",
                "The code or shop_id is wrong, please check the code or the shop_id.",
            )
        return self._grant(shop_id)

    def renew(self, refresh_token: str, shop_id: int) -> Pair:
        if refresh_token not in self.tickets.refresh:
            raise Refusal("error_auth", "Invalid refresh_token.")
        owner, until = self.tickets.refresh[refresh_token]
        if owner != shop_id:
            raise Refusal(
                "error_shop_refresh_token",
                "Your refresh token is error ,please check refresh token or shopid.",
            )
        if self._clock.now() >= until:
            raise Refusal("refresh_token_expired", "Your refresh_token expired.")
        del self.tickets.refresh[refresh_token]
        return self._grant(shop_id)

    def _grant(self, shop_id: int) -> Pair:
        now = self._clock.now()
        self._end_soon(shop_id, now)
        pair = Pair(uuid.uuid4().hex, uuid.uuid4().hex)
        self.tickets.access[pair.access_token] = (shop_id, now + self._settings.access_token_ttl_s)
        self.tickets.refresh[pair.refresh_token] = (
            shop_id,
            now + self._settings.refresh_token_ttl_s,
        )
        return pair

    def _end_soon(self, shop_id: int, now: float) -> None:
        """The previous access token keeps working for the grace, those before it are forgotten."""
        access = self.tickets.access
        for token, (owner, until) in list(access.items()):
            if until <= now:
                del access[token]
            elif owner == shop_id:
                access[token] = (owner, min(until, now + self._settings.token_grace_s))
