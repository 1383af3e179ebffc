"""Orders that make no sense: told by what of them is legible, so that no other goods wait.

A line's SKU says what it is of; where that is not told, the listing's id on the platform does. An
order of which that is not known of every line may be of anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sync.marketplace.errors import Lost, MarketplaceError
from sync.marketplace.json_values import Json, rows, text, unclear
from sync.model import Problem, Sku


class UnreadLine(NamedTuple):
    """What a line is of: our SKU, the id of its listing, or what of both can be read."""

    sku: Sku | None = None
    remote_id: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadOrder:
    """An order that makes no sense; without lines it may be of anything."""

    reference: str = ""
    lines: tuple[UnreadLine, ...] = ()


class OrdersUnread(Lost):
    """Some orders of a list make no sense; all others were told before."""

    def __init__(self, problem: Problem, orders: Sequence[UnreadOrder]) -> None:
        super().__init__(problem)
        self.orders = tuple(orders)


class UnreadOrders:
    """Gathers the orders that make no sense while all others are read."""

    def __init__(self) -> None:
        self._why: MarketplaceError | None = None
        self._orders: list[UnreadOrder] = []

    def add(self, why: MarketplaceError, *orders: UnreadOrder) -> None:
        """Note one, or several; none named is one of which nothing is known."""
        self._why = self._why or why
        self._orders += orders or (UnreadOrder(),)

    def rows_of(self, value: object, name: str) -> list[Json]:
        """Take a list of orders, noting members that are none; raises `Lost` for no list."""
        if value is not None and not isinstance(value, list):
            raise unclear(name)
        found = rows(value)
        for _ in range(len(value or ()) - len(found)):
            self.add(unclear(name))
        return found

    def add_missing(
        self, why: MarketplaceError, asked: Collection[str], strays: Sequence[UnreadOrder]
    ) -> None:
        """Note those that were asked for and not told; `strays` came without a number we know.

        Where there are as many strays, they are those.
        """
        if asked:
            nameless = [UnreadOrder(reference) for reference in sorted(asked)]
            self.add(why, *(strays if len(strays) >= len(asked) else nameless))

    def tell(self) -> None:
        """Raise `OrdersUnread` if there were any: once, after all others."""
        if self._why is not None:
            raise OrdersUnread(self._why.problem, self._orders) from self._why


def unread_order(
    reference: object, lines: object, line_of: Callable[[Json], Iterable[UnreadLine]]
) -> UnreadOrder:
    """Say what of an order can be read; one row that is none may have been of anything."""
    told = rows(lines)
    whole = isinstance(lines, list) and len(told) == len(lines)
    found = tuple(line for row in told for line in line_of(row)) if whole else ()
    return UnreadOrder(text(reference), found)


def unread_line(sku: str | None, *remote_ids: object) -> UnreadLine:
    """Say what of a line can be read: a SKU of ours, or the first id that there is."""
    told = (text(each).strip() for each in remote_ids)
    remote_id = next((each for each in told if each not in ("", "0")), None)
    return UnreadLine(Sku(sku) if sku else None, remote_id)
