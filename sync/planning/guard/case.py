"""One change, and all that is known when it is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sync.model import Change, Offer, Problem, Sku
from sync.planning.product_state import Link, by_sku
from sync.planning.shop_state import GuardInput, ShopState


@dataclass(frozen=True, slots=True)
class GuardCase:
    """One change up for judgement."""

    change: Change
    situation: ShopState
    caution: GuardInput

    @property
    def link(self) -> Link | None:
        """What we remember of its product here."""
        return self.situation.links.get(self.change.code)

    @property
    def applied(self) -> dict[Sku, Offer]:
        """What we last applied, by SKU."""
        return by_sku(self.link.applied.offers) if self.link and self.link.applied else {}

    @property
    def doubts(self) -> Sequence[Problem]:
        """What others found wrong with its product."""
        return self.caution.doubts.get(self.change.code, ())


Rule = Callable[[GuardCase], Problem | None]


def first_found(rules: Sequence[Rule], matter: GuardCase) -> Problem | None:
    """Ask the rules in order; the first that finds something speaks."""
    return next((found for rule in rules if (found := rule(matter))), None)
