"""Lazada's tokens: a token says which seller it opens, and the chain of refreshes ends."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sandbox import tokens
from sandbox.lazada.errors import gateway_error
from sandbox.lazada.settings import APP_KEY, CODE_LIFE_S, SELLERS

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.lazada.settings import LazadaSettings

Tickets = tokens.Tickets[str]
Pair = tokens.TokenPair[str]


class Tokens(tokens.TokenBook[str]):
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, clock: Clock, settings: LazadaSettings) -> None:
        super().__init__(clock)
        self._settings = settings
        until = clock.now() + settings.access_token_ttl_s
        for seller in SELLERS:  # their chain of refreshes starts with first use
            given = (seller.access_token, seller.refresh_token)
            self.add(Pair(seller.seller_id, *given, until, tokens.NEVER_ENDS))

    def opens(self, access_token: str | None) -> str | None:
        """The seller whose shop the token opens now."""
        return self.opened_by(access_token)

    def code(self, seller_id: str) -> str:
        return self.add_code(f"0_{APP_KEY}_{secrets.token_hex(16)}", seller_id, CODE_LIFE_S)

    def exchange(self, code: str) -> Pair:
        seller_id = self.spend_code(code)
        if seller_id is None:
            raise gateway_error("InvalidCode", "Invalid authorization code")
        return self._grant(seller_id, self._clock.now() + self._settings.refresh_token_ttl_s)

    def renew(self, refresh_token: str) -> Pair:
        """The next pair; the end of the chain stays where the consent put it."""
        seller_id, until = self.tickets.refresh.get(refresh_token, ("", 0.0))
        now = self._clock.now()
        if now >= until:
            message = "The specified refresh token is invalid or expired"
            raise gateway_error("IllegalRefreshToken", message)
        del self.tickets.refresh[refresh_token]
        return self._grant(seller_id, min(until, now + self._settings.refresh_token_ttl_s))

    def _grant(self, seller_id: str, chain_ends: float) -> Pair:
        self.end_soon(seller_id, self._settings.old_token_grace_s)
        made = ("50000" + secrets.token_hex(27), "50001" + secrets.token_hex(27))
        until = self._clock.now() + self._settings.access_token_ttl_s
        return self.add(Pair(seller_id, *made, until, chain_ends))
