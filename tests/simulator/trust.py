"""What we believe that a shop shows, since when, and what makes us doubt it."""

from __future__ import annotations

import math


class Trust:
    """Per SKU: the figure that the shop should show by all we know.

    `as_of`: sales up to then are in the figure already. An absolute write swallows every sale
    before it, so that one taken in later must not be subtracted again: then the figure is wrong,
    and known to be.
    """

    def __init__(self, skus: int) -> None:
        self.figure = [0] * skus
        self.as_of = [-math.inf] * skus
        self.written_at = [-math.inf] * skus
        self.unlooked: set[int] = set()  # written, not read back yet
        self.sending: dict[int, int] = {}  # a write on its way, or whose answer was lost
        self.doubts: dict[int, float] = {}  # read otherwise than believed, and since when
        self.stuck: set[int] = set()  # a write was refused: not again before we know more

    @property
    def questionable(self) -> set[int]:
        """What to read back."""
        return self.unlooked | self.doubts.keys() | self.stuck

    def moved(self, sku: int, quantity: int, at: float) -> None:
        """The platform moved its figure for an order."""
        if at > self.as_of[sku]:
            self.figure[sku] += quantity
        self.stuck.discard(sku)

    def wrote(self, sku: int, figure: int, at: float) -> None:
        """A write was accepted."""
        self.figure[sku], self.written_at[sku] = figure, at
        self.unlooked.add(sku)
        self.cleared_of_doubt(sku)

    def doubted(self, sku: int, now: float) -> float:
        """Note that the figure was read otherwise; for how long that has been so, in seconds."""
        self.unlooked.discard(sku)
        return now - self.doubts.setdefault(sku, now)

    def believes(self, sku: int, figure: int, at: float) -> None:
        """Take the figure as it was read: no order explains it any more."""
        self.figure[sku], self.as_of[sku] = figure, at
        self.cleared(sku)

    def cleared(self, sku: int) -> None:
        """The figure was read back as believed."""
        self.unlooked.discard(sku)
        self.cleared_of_doubt(sku)

    def cleared_of_doubt(self, sku: int) -> None:
        """Nothing speaks against the figure."""
        self.sending.pop(sku, None)
        self.doubts.pop(sku, None)
        self.stuck.discard(sku)
