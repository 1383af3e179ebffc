"""One change, and all that is known when it is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sync.model import Change, Link, Offer, Problem, Sku
from sync.planning.product_state import by_sku
from sync.planning.shop_state import GuardInput, ShopState


@dataclass(frozen=True, slots=True)
class GuardCase:
    """One change up for judgement."""

    change: Change
    shop_state: ShopState
    guard_input: GuardInput

    @property
    def link(self) -> Link | None:
        """What we remember of its product here."""
        return self.shop_state.links.get(self.change.code)

    @property
    def applied(self) -> dict[Sku, Offer]:
        """What we last applied, by SKU."""
        return by_sku(self.link.applied.offers) if self.link and self.link.applied else {}

    @property
    def objections(self) -> Sequence[Problem]:
        """What others found wrong with its product."""
        return self.guard_input.objections.get(self.change.code, ())


Rule = Callable[[GuardCase], Problem | None]


def first_found(rules: Sequence[Rule], case: GuardCase) -> Problem | None:
    """Ask the rules in order; the first that finds something speaks."""
    return next((found for rule in rules if (found := rule(case))), None)
