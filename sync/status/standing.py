"""How everything stands: every shop, and what concerns more than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sync.status.shop_status import ShopStatus, state
from sync.store.instance import Instance

if TYPE_CHECKING:
    from sync.model import Aside, Problem, Value
    from sync.store import Decision


def scope_values(shop: str | None, code: str | None) -> dict[str, Value]:
    """Name a shop, a product; `all` has to be typed where neither is named."""
    return {"shop": shop, "product": code, "all": None if shop or code else "--all"}


def hold_values(hold: Decision) -> dict[str, Value]:
    """Tell what people hold back, who said so, and why."""
    return {**scope_values(hold.shop, hold.code), "who": hold.who, "note": hold.note or None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How everything stands: each shop, what people hold back, and whether a service is at work."""

    shops: Sequence[ShopStatus]
    holds: Sequence[Decision]
    doubt: Problem | None
    unknown: int  # answers that nobody expected
    service: Instance | None
    blocked: bool  # products that the catalog names cannot be read
    faulty: bool = False  # the configuration has errors, in the catalog or in the entry of a shop
    asides: Sequence[Aside] = ()  # what is set aside for a shop by the hour, now or later

    def fine(self, now: datetime) -> bool:
        """Whether every shop stands as wanted, as far as anybody has looked."""
        matches = all(state(one, now) in {"fine", "sent"} for one in self.shops)
        sound = not self.blocked and not self.faulty
        return matches and not self.holds and self.doubt is None and sound
