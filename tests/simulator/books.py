"""What one shop may be showing, kept by the program's own escrow in virtual time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sync.inventory import (
    ShopExposure,
    at_risk,
    shown_when_moved,
    shown_when_observed,
    shown_when_reserved,
    shown_when_written,
    without_reported_sales,
)
from sync.model import Movement, ShopName, ShownQuantity, Sku, Writing
from tests.simulator.ledger import moment
from tests.simulator.physics import Physics


class Books:
    """One shop's claims, one for each SKU."""

    def __init__(self, kind: Physics, skus: int) -> None:
        self.kind = kind
        self._late = timedelta(seconds=kind.orders_late_s)
        self._lag = timedelta(seconds=kind.settle_s)
        nothing = ShownQuantity(shop=ShopName(kind.name), sku=Sku(""), figure=0)
        self.shown = [nothing] * skus
        self.at_risk = [0] * skus  # the most that it may be showing, or have sold unseen
        self._unsure: set[int] = set()  # where sales may still turn up

    def standing(self, sku: int, seen: int, room: tuple[int, int], way: Writing) -> ShopExposure:
        """How things stand for a write over `seen`; `room`: shown elsewhere, and available."""
        mine, (elsewhere, available) = self.shown[sku], room
        doubt = max(mine.figure - seen, 0) if way == "compare" else 0
        return ShopExposure(
            seen=seen,
            most=mine.figure,
            elsewhere=elsewhere + mine.unseen + doubt,
            available=available,
        )

    def claim(self, sku: int, seen: int, figure: int, way: Writing) -> ShownQuantity:
        """Put a figure aside before it is written; answers what was in the books."""
        before = self.shown[sku]
        self._put(sku, shown_when_reserved(before, seen, figure, way))
        return before

    def wrote(self, sku: int, seen: int, figure: int, way: Writing, at: float) -> None:
        """It was accepted."""
        now = moment(at)
        after = shown_when_written(self.shown[sku], seen, figure, way)
        if way != "delta":
            until = now + self._late if after.unseen else after.unseen_until
            after = replace(after, unseen_until=until, as_of=now)
        self._put(sku, replace(after, written_at=now))

    def undone(self, sku: int, before: ShownQuantity) -> None:
        """It surely did not happen."""
        self._put(sku, before)

    def looked(self, sku: int, seen: int, at: float) -> None:
        """The figure was read."""
        self._put(
            sku, shown_when_observed(self.shown[sku], seen, moment(at), self._lag, self._late)
        )

    def moved(self, sku: int, movement: Movement) -> None:
        """An order of this shop was taken in."""
        self._put(sku, shown_when_moved(self.shown[sku], movement))

    def listed(self, at: float) -> list[int]:
        """Orders were read: which SKUs hide no sale any more?"""
        until, freed = moment(at), []
        for sku in list(self._unsure):
            before = self.shown[sku]
            self._put(sku, without_reported_sales(before, until))
            if self.shown[sku] != before:
                freed.append(sku)
        return freed

    def _put(self, sku: int, shown: ShownQuantity) -> None:
        self.shown[sku], self.at_risk[sku] = shown, at_risk([shown])
        (self._unsure.add if shown.unseen else self._unsure.discard)(sku)
