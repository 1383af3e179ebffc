"""Adds up one SKU: what was counted, what came, what went, and what is left to sell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from sync.model import Movement, StockAccount

IN_AND_OUT = {  # every other kind is a sale or takes one back
    "received": "received",
    "lost": "lost",
    "returned": "returned",
    "received_back": "returned",
    "corrected": "received",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where the units of one SKU are: counted + received - lost - sold + returned = balance."""

    counted: int
    received: int = 0
    lost: int = 0
    sold: int = 0  # less what was cancelled
    returned: int = 0
    held: int = 0

    def after(self, movement: Movement) -> Balance:
        """Add one movement."""
        name = IN_AND_OUT.get(movement.kind, "sold")
        sign = -1 if name in ("lost", "sold") else 1
        moved = {name: getattr(self, name) + sign * movement.on_hand}
        return replace(self, held=self.held + movement.held, **moved)

    @property
    def reserved(self) -> int:
        """What is kept for orders that are not paid for yet."""
        return max(self.held, 0)

    @property
    def balance(self) -> int:
        """What the shelf should hold; below zero, more was sold than there was."""
        return self.counted + self.received - self.lost - self.sold + self.returned

    @property
    def on_hand(self) -> int:
        """What the shelf holds."""
        return max(self.balance, 0)

    @property
    def missing(self) -> int:
        """How many were sold that are not there."""
        return max(-self.balance, 0)

    @property
    def available(self) -> int:
        """What may be sold over all shops: never negative, never more than is on hand."""
        return max(self.on_hand - self.reserved, 0)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a SKU's history, and how things stood after it; the first is the count."""

    movement: Movement | None
    at: datetime
    balance: Balance


def balance_of(account: StockAccount) -> Balance:
    """Add up a count and what moved after it."""
    opening = _opening(account)
    return reduce(Balance.after, _since(account), opening) if account.movements else opening


def history(account: StockAccount) -> Iterator[HistoryLine]:
    """Tell, line by line from the last count on, how a SKU came to stand where it does."""
    balance = _opening(account)
    yield HistoryLine(None, account.counted_at, balance)
    for movement in sorted(_since(account), key=lambda m: (m.at, m.shop, m.reference)):
        balance = balance.after(movement)
        yield HistoryLine(movement, movement.at, balance)


def _opening(account: StockAccount) -> Balance:
    return Balance(counted=max(account.count.quantity, 0), held=account.held_before)


def _since(account: StockAccount) -> Iterator[Movement]:
    return (movement for movement in account.movements if movement.at > account.counted_at)
