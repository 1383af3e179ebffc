"""The one shelf, as it truly is, and what the referee counts while it is sold from five shops."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

STEPS_PER_E = 40  # of the scale that durations are counted on: steps of 2.5 %
NO_BUNDLES: Mapping[int, Mapping[int, int]] = {}


class Durations:
    """So many durations that only their distribution is kept."""

    def __init__(self) -> None:
        self.steps: Counter[int] = Counter()

    def add(self, seconds: float) -> None:
        """Count one."""
        self.steps[math.ceil(math.log(max(seconds, 1e-3)) * STEPS_PER_E)] += 1

    def below(self, part: float) -> float:
        """The duration that this part of them does not exceed, in seconds."""
        left = part * self.steps.total()
        for step in sorted(self.steps):
            left -= self.steps[step]
            if left <= 0:
                return math.exp(step / STEPS_PER_E)
        return math.nan

    @property
    def longest(self) -> float:
        """The longest of them, in seconds."""
        return self.below(1.0)


@dataclass
class Score:
    """What is reported of a design; scores of several worlds add up."""

    buyers: int = 0
    orders: int = 0
    oversold: int = 0  # units sold that were not there
    oversold_in_rush: int = 0  # of these, so many in a rush
    barred: int = 0  # besides, so many came to a banned listing
    turned_away: int = 0  # buyers who were shown too few while the shelf had enough
    watchers: int = 0  # buyers of what a livestream shows, in its shop
    watchers_away: int = 0  # of these, turned away
    boxes: int = 0  # orders of bundles
    unsold: int = 0  # units that lay there at the next delivery though such a buyer had come
    delivered: int = 0
    told: Durations = field(default_factory=Durations)  # from a sale to a write elsewhere
    told_of_deaf: Durations = field(default_factory=Durations)  # the same, where no push came
    told_of_rush: Durations = field(default_factory=Durations)  # the same, of sales in a rush
    drift: Durations = field(default_factory=Durations)  # until a foreign figure was noticed
    drifted: int = 0
    overwritten: int = 0  # foreign figures that were put right before anybody looked
    calls: Counter[str] = field(default_factory=Counter)
    least_calls: int = 0

    def __iadd__(self, other: Score) -> Score:
        for name, value in vars(other).items():
            if isinstance(value, Durations):
                getattr(self, name).steps.update(value.steps)
            elif isinstance(value, Counter):
                getattr(self, name).update(value)
            else:
                setattr(self, name, getattr(self, name) + value)
        return self


class Shelf:
    """How many are left of each SKU; below zero, so many were sold that are not there."""

    def __init__(
        self, skus: int, score: Score, bundles: Mapping[int, Mapping[int, int]] = NO_BUNDLES
    ) -> None:
        self.left = [0] * skus
        self.score, self.bundles = score, bundles
        self._missed = [0] * skus

    def delivered(self, sku: int, quantity: int) -> None:
        """Put goods on it; what a buyer wanted in vain and still lies there was left unsold."""
        self.score.unsold += min(max(self.left[sku], 0), self._missed[sku])
        self.score.delivered += quantity
        self._missed[sku] = 0
        self.left[sku] += quantity

    def sold(self, sku: int, quantity: int) -> int:
        """Take goods from it that a shop has sold; answers how many of them are not there."""
        missing = 0
        for part, needed in self.parts(sku).items():
            missing += max(quantity * needed - max(self.left[part], 0), 0)
            self.left[part] -= quantity * needed
        self.score.orders += 1
        self.score.boxes += sku in self.bundles
        self.score.oversold += missing
        return missing

    def back(self, sku: int, quantity: int) -> None:
        """Put back what a sale had taken."""
        for part, needed in self.parts(sku).items():
            self.left[part] += quantity * needed

    def parts(self, sku: int) -> Mapping[int, int]:
        """What one of it takes off the shelf."""
        return self.bundles.get(sku) or {sku: 1}

    def refused(self, sku: int, quantity: int) -> bool:
        """Note a buyer whom a shop had too few for; whether the shelf had enough."""
        parts = self.parts(sku).items()
        enough = all(self.left[part] >= quantity * needed for part, needed in parts)
        if enough:
            self.score.turned_away += 1
            for part, needed in parts:
                self._missed[part] += quantity * needed
        return enough
