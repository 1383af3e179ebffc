"""TikTok's tokens: a refresh token works once, and a new pair leaves the old access token alone."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sandbox import tokens
from sandbox.tiktok.facts import CODE_LIFE_S, SHOPS
from sandbox.tiktok.fields import Refusal

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.tiktok.settings import TikTokSettings

Tickets = tokens.Tickets[str]
Pair = tokens.TokenPair[str]


class Tokens(tokens.TokenBook[str]):
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, clock: Clock, settings: TikTokSettings) -> None:
        super().__init__(clock)
        self._settings = settings
        for shop in SHOPS:
            self._add(shop.shop_id, shop.access_token, shop.refresh_token)

    def code(self, shop_id: str) -> str:
        return self.add_code("ROW_" + uuid.uuid4().hex, shop_id, CODE_LIFE_S)

    def exchange(self, code: str) -> Pair:
        shop_id = self.spend_code(code)
        if shop_id is None:
            raise Refusal(36004004, "invalid auth code", status=200)
        return self._grant(shop_id)

    def renew(self, refresh_token: str) -> Pair:
        if refresh_token not in self.tickets.refresh:
            raise Refusal(36004005, "can not find related auth record", status=200)
        shop_id, until = self.tickets.refresh[refresh_token]
        if self._clock.now() >= until or self._settings.deauthorized:
            raise Refusal(36004001, "rt has expired", status=200)
        del self.tickets.refresh[refresh_token]
        return self._grant(shop_id)

    def forget(self, shop_id: str) -> None:
        """The seller ends the authorization: every token of the shop is dead."""
        for kind in (self.tickets.access, self.tickets.refresh, self.tickets.codes):
            for token in [token for token, (owner, _) in kind.items() if owner == shop_id]:
                del kind[token]

    def _grant(self, shop_id: str) -> Pair:
        self._forget_expired()
        return self._add(shop_id, "ROW_" + uuid.uuid4().hex, "ROW_" + uuid.uuid4().hex)

    def _add(self, shop_id: str, access: str, refresh: str) -> Pair:
        now = self._clock.now()
        until = int(now + self._settings.access_token_ttl_s)
        refresh_until = int(now + self._settings.refresh_token_ttl_s)
        return self.add(Pair(shop_id, access, refresh, until, refresh_until))

    def _forget_expired(self) -> None:
        """A token that ended a day ago is no longer "expired" but unknown."""
        now, access = self._clock.now(), self.tickets.access
        for token in [token for token, (_, until) in access.items() if until < now - 86_400]:
            del access[token]
