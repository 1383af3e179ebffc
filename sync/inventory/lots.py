"""How many of what stands on the shelf are of which lot, and how many of them may be sold.

Lots bound what is offered; the count stays the count. First out is what ends first (FEFO), of the
lots that were on sale on that day:

    count ──► split among the lots that were there ──► each movement since, in its order ──► left
              off sale by then: all that they had      sold:     from what ends first
              others: what ends last is still whole    lost:     from what is off sale first
                                                       received: to what ends last and has room
                                                       returned: to what ends first and has room

Nobody tells which box went into which parcel. Where that is not known, a unit counts as of the lot
that is off sale: rather one good unit too few is offered than one that has ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sync.model import VIETNAM, Lot, Lots, Movement, StockAccount

ENDLESS = date.max  # of a lot that names no day


@dataclass(frozen=True, slots=True, kw_only=True)
class LotStock:
    """How many are left of a lot; None stands for what is on the shelf and in no lot."""

    lot: Lot | None
    units: int
    on_sale: bool


def last_day_on_sale(lot: Lot, least_days: int) -> date | None:
    """Say until when a lot may be sold: `least_days` before it ends; None: for ever."""
    return None if lot.best_before is None else lot.best_before - timedelta(days=least_days)


def is_on_sale(lot: Lot, day: date, least_days: int) -> bool:
    """Tell whether a lot may be sold on a day; of a recalled one nothing counts as sold before."""
    return not lot.recalled and day <= (last_day_on_sale(lot, least_days) or ENDLESS)


def lots_left(account: StockAccount, of_sku: Lots, today: date) -> list[LotStock]:
    """Say what is left of each lot, what ends first first; then what is in no lot, if any."""
    shelf, least_days = _Shelf(of_sku.lots, of_sku.least_days_left), of_sku.least_days_left
    counted_on = account.counted_at.astimezone(VIETNAM).date()
    shelf.count(max(account.count.quantity, 0), counted_on)
    for movement in sorted(account.movements, key=lambda movement: movement.at):
        if movement.at > account.counted_at:
            shelf.move(movement)
    found = [
        LotStock(lot=lot, units=units, on_sale=is_on_sale(lot, today, least_days))
        for lot, units in zip(shelf.lots, shelf.left, strict=True)
    ]
    if shelf.of_no_lot > 0:
        found.append(LotStock(lot=None, units=shelf.of_no_lot, on_sale=False))
    return found


def still_recalled(written: Sequence[Lot], known: Sequence[Lot]) -> tuple[Lot, ...]:
    """Keep recalled what was, while no person says otherwise: a line that is gone says nothing.

    Of a lot that is written no more it is kept while there may be goods of it; where none is
    written at all, all stay as they were known.
    """
    there = {lot.number: lot for lot in written}
    unsaid = {
        lot.number: replace(
            there.get(lot.number, lot),
            recalled_on=lot.recalled_on,
            recall_reason=lot.recall_reason,
            word="unsaid",
        )
        for lot in known
        if lot.recalled and _is_unsaid(lot, there.get(lot.number))
    }
    others = {} if there or not unsaid else {lot.number: lot for lot in known}
    return tuple((others | there | unsaid).values()) if unsaid else tuple(written)


def _is_unsaid(lot: Lot, now: Lot | None) -> bool:
    return lot.quantity != 0 if now is None else not (now.recalled or now.word == "lifted")


def as_they_stand(written: Iterable[Lot], left: Iterable[LotStock]) -> list[Lot]:
    """Give each lot as it holds now: with a recall of which the catalog says nothing any more."""
    standing = {each.lot.number: each.lot for each in left if each.lot}
    return [*({lot.number: lot for lot in written} | standing).values()]


def most_on_sale(left: Iterable[LotStock], reserved: int) -> int:
    """Say how many may be offered: what lots on sale have, less what is kept for orders."""
    return max(sum(each.units for each in left if each.on_sale) - reserved, 0)


class _Shelf:
    """What is left of each lot, in the order in which they end; a shelf may owe, never a lot."""

    def __init__(self, lots: Sequence[Lot], least_days: int) -> None:
        self.lots = sorted(lots, key=lambda lot: (lot.best_before or ENDLESS, lot.number))
        self.left = [0] * len(self.lots)
        self.of_no_lot = 0
        self._least_days = least_days

    def count(self, quantity: int, day: date) -> None:
        """Split a count: who cannot be told from what is off sale is not offered."""
        there = [n for n, lot in enumerate(self.lots) if lot.made_on is None or lot.made_on <= day]
        off = [n for n in there if not is_on_sale(self.lots[n], day, self._least_days)]
        rest = [n for n in reversed(there) if n not in off]
        self.of_no_lot = self._put(quantity, [*off, *rest])

    def move(self, movement: Movement) -> None:
        """Take off the shelf what went, or put on it what came."""
        day = movement.at.astimezone(VIETNAM).date()
        on = [n for n, lot in enumerate(self.lots) if is_on_sale(lot, day, self._least_days)]
        off = [n for n in range(len(self.lots)) if n not in on]
        units = movement.on_hand
        if units < 0:
            self._take(-units, [*off, *on] if movement.kind == "lost" else [*on, *off])
        elif movement.kind in {"received", "corrected"}:
            self.of_no_lot += self._put(units, [*reversed(on), *off])
        else:
            self.of_no_lot += self._put(units, [*off, *on])

    def _take(self, units: int, order: Sequence[int]) -> None:
        for n in order:
            taken = min(units, self.left[n])
            self.left[n] -= taken
            units -= taken
        self.of_no_lot -= units

    def _put(self, units: int, order: Sequence[int]) -> int:
        """Fill the lots up; answers what found no room."""
        if self.of_no_lot < 0:
            owed = min(units, -self.of_no_lot)
            self.of_no_lot += owed
            units -= owed
        for n in order:
            quantity = self.lots[n].quantity
            room = units if quantity is None else max(quantity - self.left[n], 0)
            put = min(units, room)
            self.left[n] += put
            units -= put
        return units
