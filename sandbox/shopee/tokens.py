"""Shopee's tokens: a pair belongs to its shop, a refresh token works once and lives anew."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sandbox import tokens
from sandbox.shopee.facts import CODE_LIFE_S, SHOPS
from sandbox.shopee.fields import Refusal

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.shopee.facts import ShopeeSettings

Tickets = tokens.Tickets[int]
Pair = tokens.TokenPair[int]


class Tokens(tokens.TokenBook[int]):
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, clock: Clock, settings: ShopeeSettings) -> None:
        super().__init__(clock)
        self._settings = settings
        until = clock.now() + settings.access_token_ttl_s
        for shop in SHOPS:
            given = (shop.access_token, shop.refresh_token)
            self.add(Pair(shop.shop_id, *given, until, tokens.NEVER_ENDS))

    def opens(self, access_token: str, shop_id: int) -> bool:
        return self.opened_by(access_token) == shop_id

    def code(self, shop_id: int) -> str:
        return self.add_code(uuid.uuid4().hex[:16], shop_id, CODE_LIFE_S)

    def exchange(self, code: str, shop_id: int) -> Pair:
        owner = self.spend_code(code)
        if owner is None:
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
        self.end_soon(shop_id, self._settings.token_grace_s)
        now, made = self._clock.now(), (uuid.uuid4().hex, uuid.uuid4().hex)
        until = now + self._settings.access_token_ttl_s
        return self.add(Pair(shop_id, *made, until, now + self._settings.refresh_token_ttl_s))
