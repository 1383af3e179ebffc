"""Who may enter: tokens by client credentials, one live token per connection."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.partner.envelope import Refusal
from sandbox.partner.facts import DAY_S, HOUR_S

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.partner.profiles import Connection, MarketProfile, PartnerSettings

_ALIVE = {"first": (0,), "both": (0, 1), "second": (1,)}


@dataclass
class Tickets:
    """Each token with its shop, its end and when a newer one ends it; and when they were made."""

    access: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    issued: dict[str, list[float]] = field(default_factory=dict)  # shop -> seconds


class Tokens:
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, profile: MarketProfile, clock: Clock, settings: PartnerSettings) -> None:
        self._profile, self._clock, self._settings = profile, clock, settings
        self.tickets = Tickets()
        until = clock.now() + settings.token_ttl_s
        for known in profile.connections:
            self.tickets.access[known.token] = (known.shop_code, until, until)

    def owner(self, token: str) -> str:
        """The code of the shop that the token opens; Refusal 4011 or 4012."""
        now = self._clock.now()
        shop_code, until, replaced = self.tickets.access.get(token, ("", now + 1, now))
        if now >= until:
            raise Refusal(4011)
        if now >= replaced or self._settings.connection_revoked:
            raise Refusal(4012)
        return shop_code

    def known(self, client_id: str, secret: str) -> Connection:
        """The connection that these credentials open; Refusal 4013."""
        alive = _ALIVE.get(self._settings.secrets_alive, ())
        for each in self._profile.connections:
            valid = [each.secrets[place] for place in alive]
            open_to = each.client_id == client_id and secret in valid
            if open_to and not self._settings.connection_revoked:
                return each
        raise Refusal(4013)

    def grant(self, shop_code: str) -> str:
        """A new token; the one before it lives on for the grace. Refusal 4290 after too many."""
        now = self._clock.now()
        made = [at for at in self.tickets.issued.get(shop_code, []) if at > now - HOUR_S]
        if self._settings.tokens_per_hour and len(made) >= self._settings.tokens_per_hour:
            wait_s = max(1, int(made[0] + HOUR_S - now) + 1)
            raise Refusal(4290, {"scope": "auth"}, retry_after_s=wait_s)
        self.tickets.issued[shop_code] = [*made, now]
        self._end_others(shop_code, now)
        token = "pt_" + secrets.token_hex(12)
        until = now + self._settings.token_ttl_s
        self.tickets.access[token] = (shop_code, until, until)
        return token

    def _end_others(self, shop_code: str, now: float) -> None:
        access = self.tickets.access
        for token, (owner, until, replaced) in list(access.items()):
            if until < now - DAY_S:
                del access[token]
            elif owner == shop_code:
                access[token] = (owner, until, min(replaced, now + self._settings.token_grace_s))
