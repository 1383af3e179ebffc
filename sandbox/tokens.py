"""Who may enter which shop, and for how long: one-time codes, access tokens, refresh tokens.

What differs between platforms (how a token looks, how long it lives, what a refusal says) is said
by each one's own `tokens.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sandbox.clock import Clock

Owner = TypeVar("Owner", int, str)
NEVER_ENDS = 1e12


@dataclass
class Tickets(Generic[Owner]):
    """Each token or code with the shop that it opens and the second at which it ends."""

    access: dict[str, tuple[Owner, float]] = field(default_factory=dict)
    refresh: dict[str, tuple[Owner, float]] = field(default_factory=dict)
    codes: dict[str, tuple[Owner, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class TokenPair(Generic[Owner]):
    """A fresh access token with the refresh token that renews it once; ends are seconds."""

    owner: Owner
    access_token: str
    refresh_token: str
    access_until: float
    refresh_until: float


class TokenBook(Generic[Owner]):
    """The tokens and codes of one platform, judged by the replica's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.tickets: Tickets[Owner] = Tickets()

    def add(self, pair: TokenPair[Owner]) -> TokenPair[Owner]:
        self.tickets.access[pair.access_token] = (pair.owner, pair.access_until)
        self.tickets.refresh[pair.refresh_token] = (pair.owner, pair.refresh_until)
        return pair

    def owner(self, access_token: str) -> tuple[Owner, float] | None:
        """The shop that a token opens, and until when; None for an unknown one."""
        return self.tickets.access.get(access_token)

    def opened_by(self, access_token: str | None) -> Owner | None:
        """The shop that a token opens now."""
        owner, until = self.tickets.access.get(access_token or "", (None, 0.0))
        return owner if self._clock.now() < until else None

    def add_code(self, code: str, owner: Owner, life_s: float) -> str:
        """A one-time code, as the redirect after the seller's consent carries it."""
        self.tickets.codes[code] = (owner, self._clock.now() + life_s)
        return code

    def spend_code(self, code: str) -> Owner | None:
        """The shop that the code opens now; it opens nothing any more."""
        owner, until = self.tickets.codes.pop(code, (None, 0.0))
        return owner if self._clock.now() < until else None

    def end_soon(self, owner: Owner, grace_s: float) -> None:
        """Its present access tokens keep working for the grace; those that ended are forgotten."""
        now, access = self._clock.now(), self.tickets.access
        for token, (known, until) in list(access.items()):
            if until <= now:
                del access[token]
            elif known == owner:
                access[token] = (known, min(until, now + grace_s))
