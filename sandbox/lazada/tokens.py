"""Who may enter which shop, and for how long: codes, access tokens, a refresh chain that ends."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.lazada.errors import gateway_error
from sandbox.lazada.settings import APP_KEY, CODE_LIFE_S, SELLERS

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.lazada.settings import LazadaSettings


UNUSED = 1e12  # the well-known refresh tokens wait for ever; their chain starts with first use


@dataclass
class Tickets:
    """Each token or code with the seller whose shop it opens and the second at which it ends."""

    access: dict[str, tuple[str, float]] = field(default_factory=dict)
    refresh: dict[str, tuple[str, float]] = field(default_factory=dict)
    codes: dict[str, tuple[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fresh pair of tokens, and how many seconds each has to live."""

    seller_id: str
    access_token: str
    refresh_token: str
    expires_in: int
    refresh_expires_in: int


class Tokens:
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, clock: Clock, knobs: LazadaSettings) -> None:
        self._clock, self._knobs = clock, knobs
        self.tickets = Tickets()
        until = clock.now() + knobs.access_token_ttl_s
        for seller in SELLERS:
            self.tickets.access[seller.access_token] = (seller.seller_id, until)
            self.tickets.refresh[seller.refresh_token] = (seller.seller_id, UNUSED)

    def opens(self, access_token: str) -> str | None:
        """The seller whose shop the token opens now."""
        seller_id, until = self.tickets.access.get(access_token, ("", 0.0))
        return seller_id if self._clock.now() < until else None

    def code(self, seller_id: str) -> str:
        """A one-time code, as the redirect after the seller's consent carries it."""
        code = f"0_{APP_KEY}_{secrets.token_hex(16)}"
        self.tickets.codes[code] = (seller_id, self._clock.now() + CODE_LIFE_S)
        return code

    def exchange(self, code: str) -> Pair:
        seller_id, until = self.tickets.codes.pop(code, ("", 0.0))
        now = self._clock.now()
        if now >= until:
            raise gateway_error("InvalidCode", "Invalid authorization code")
        return self._grant(seller_id, now + self._knobs.refresh_token_ttl_s)

    def renew(self, refresh_token: str) -> Pair:
        """The next pair; the end of the chain stays where the consent put it."""
        seller_id, until = self.tickets.refresh.get(refresh_token, ("", 0.0))
        now = self._clock.now()
        if now >= until:
            message = "The specified refresh token is invalid or expired"
            raise gateway_error("IllegalRefreshToken", message)
        del self.tickets.refresh[refresh_token]
        return self._grant(seller_id, min(until, now + self._knobs.refresh_token_ttl_s))

    def _grant(self, seller_id: str, chain_ends: float) -> Pair:
        now = self._clock.now()
        self._end_soon(seller_id, now)
        until = now + self._knobs.access_token_ttl_s
        pair = Pair(
            seller_id,
            "50000" + secrets.token_hex(27),
            "50001" + secrets.token_hex(27),
            round(until - now),
            round(chain_ends - now),
        )
        self.tickets.access[pair.access_token] = (seller_id, until)
        self.tickets.refresh[pair.refresh_token] = (seller_id, chain_ends)
        return pair

    def _end_soon(self, seller_id: str, now: float) -> None:
        """The previous access token keeps working for the grace, those before it are forgotten."""
        access = self.tickets.access
        for token, (owner, until) in list(access.items()):
            if until <= now:
                del access[token]
            elif owner == seller_id:
                access[token] = (owner, min(until, now + self._knobs.old_token_grace_s))
