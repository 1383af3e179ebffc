"""What is left of a price: fees and tax off, by the rows that hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sync.model import Dong, Fee


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Of what is sold for `price`: each fee by its name, and the rest."""

    price: Dong
    fees: tuple[tuple[str, Dong], ...]

    @property
    def net(self) -> Dong:
        """What the cooperative keeps; below zero, the fees are more than the price."""
        return Dong(self.price - sum(amount for _, amount in self.fees))


def fees_of(fees: Iterable[Fee], platform: str, category: str, on: date) -> list[Fee]:
    """Pick the rows that hold for a category on a platform on a day."""
    return [
        fee
        for fee in fees
        if fee.since <= on <= fee.until
        and (not fee.platforms or platform in fee.platforms)
        and (not fee.categories or category in fee.categories)
    ]


def income_of(price: Dong, fees: Sequence[Fee], units: int = 1) -> Income:
    """Take the fees off the price of one unit, of an order of so many; each is rounded up."""
    return Income(price=price, fees=tuple((fee.name, _amount(price, fee, units)) for fee in fees))


OrderLines = Sequence[tuple[int, Dong, Sequence[Fee]]]  # units, price of one, its fees


def income_of_order(lines: OrderLines) -> list[Income]:
    """Say what each fee takes of each line of an order, and what is left; `price` is of all units.

    A fee of the order is shared out by units, to the dong: the lines add up to what is left of it.
    """
    total, before, found = sum(count for count, _, _ in lines), 0, list[Income]()
    for count, price, fees in lines:
        after, taken = before + count, list[tuple[str, Dong]]()
        for fee in fees:
            of_unit = replace(fee, fixed=Dong(0)) if fee.per == "order" else fee
            amount = count * _amount(price, of_unit, 1)
            if fee.per == "order":
                amount += fee.fixed * after // total - fee.fixed * before // total
            taken.append((fee.name, Dong(amount)))
        found.append(Income(price=Dong(count * price), fees=tuple(taken)))
        before = after
    return found


def net_of_order(lines: OrderLines) -> list[Dong]:
    """Say what is left of each line of an order, fees off."""
    return [income.net for income in income_of_order(lines)]


def price_for(net: Dong, fees: Sequence[Fee], most: Dong) -> Dong | None:
    """Find the price that leaves `net` of one unit; None where not even `most` does.

    It is the lowest but for the rounding of fees, a dong for each.
    """
    low, high = 0, int(most)
    if income_of(most, fees).net < net:
        return None
    while low < high:
        middle = (low + high) // 2
        if income_of(Dong(middle), fees).net >= net:
            high = middle
        else:
            low = middle + 1
    return Dong(low)


def _amount(price: Dong, fee: Fee, units: int) -> Dong:
    share = -(-price * round(fee.percent * 1000) // 100_000)
    fixed = fee.fixed if fee.per == "unit" else -(-fee.fixed // max(units, 1))
    amount = share + fixed
    return Dong(amount if fee.cap is None else min(amount, fee.cap))
