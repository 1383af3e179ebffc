"""Who may enter which shop, and for how long: codes, access tokens, single-use refresh tokens."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.tiktok.facts import CODE_LIFE_S, SHOPS
from sandbox.tiktok.fields import Refusal

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.tiktok.settings import TikTokSettings


@dataclass
class Tickets:
    """Each token or code with the shop that it opens and the second at which it ends."""

    access: dict[str, tuple[str, float]] = field(default_factory=dict)
    refresh: dict[str, tuple[str, float]] = field(default_factory=dict)
    codes: dict[str, tuple[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fresh access token with the refresh token that renews it once; ends are absolute."""

    shop_id: str
    access_token: str
    access_until: int
    refresh_token: str
    refresh_until: int


class Tokens:
    """Grants and checks tokens by the replica's clock."""

    def __init__(self, clock: Clock, knobs: TikTokSettings) -> None:
        self._clock, self._knobs = clock, knobs
        self.tickets = Tickets()
        now = clock.now()
        for shop in SHOPS:
            access, refresh = now + knobs.access_token_ttl_s, now + knobs.refresh_token_ttl_s
            self.tickets.access[shop.access_token] = (shop.shop_id, access)
            self.tickets.refresh[shop.refresh_token] = (shop.shop_id, refresh)

    def owner(self, access_token: str) -> tuple[str, float] | None:
        """The shop that a token opens, and until when."""
        return self.tickets.access.get(access_token)

    def code(self, shop_id: str) -> str:
        """A one-time code, as the redirect after the seller's consent carries it."""
        code = "ROW_" + uuid.uuid4().hex
        self.tickets.codes[code] = (shop_id, self._clock.now() + CODE_LIFE_S)
        return code

    def exchange(self, code: str) -> Pair:
        shop_id, until = self.tickets.codes.pop(code, ("", 0.0))
        if self._clock.now() >= until:
            raise Refusal(36004004, "invalid auth code", status=200)
        return self._grant(shop_id)

    def renew(self, refresh_token: str) -> Pair:
        if refresh_token not in self.tickets.refresh:
            raise Refusal(36004005, "can not find related auth record", status=200)
        shop_id, until = self.tickets.refresh[refresh_token]
        if self._clock.now() >= until or self._knobs.deauthorized:
            raise Refusal(36004001, "rt has expired", status=200)
        del self.tickets.refresh[refresh_token]
        return self._grant(shop_id)

    def forget(self, shop_id: str) -> None:
        """The seller ends the authorization: every token of the shop is dead."""
        for kind in (self.tickets.access, self.tickets.refresh, self.tickets.codes):
            for token in [token for token, (owner, _) in kind.items() if owner == shop_id]:
                del kind[token]

    def _grant(self, shop_id: str) -> Pair:
        now = self._clock.now()
        self._forget_expired(now)
        pair = Pair(
            shop_id,
            "ROW_" + uuid.uuid4().hex,
            int(now + self._knobs.access_token_ttl_s),
            "ROW_" + uuid.uuid4().hex,
            int(now + self._knobs.refresh_token_ttl_s),
        )
        self.tickets.access[pair.access_token] = (shop_id, float(pair.access_until))
        self.tickets.refresh[pair.refresh_token] = (shop_id, float(pair.refresh_until))
        return pair

    def _forget_expired(self, now: float) -> None:
        """A token that ended a day ago is no longer "expired" but unknown."""
        access = self.tickets.access
        for token in [token for token, (_, until) in access.items() if until < now - 86_400]:
            del access[token]
