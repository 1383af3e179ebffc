"""What was sold: units and money by order, and summed by whatever is asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sync.model import BY_HAND, Dong, Movement, ShopName, Sku

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    """Units of one SKU that an order took and nobody brought back; `shop` "" is by hand."""

    shop: ShopName
    reference: str
    sku: Sku
    at: datetime  # when it was ordered
    units: int
    price: Dong | None  # of one unit; None: nobody told


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesSum:
    """What was sold in all; the money is of the units whose price is known."""

    orders: int
    units: int
    money: Dong
    unpriced: int  # units


def sold_lines(moved: Iterable[Movement]) -> list[SoldLine]:
    """Read the movements of whole orders; what was cancelled or came back again is not sold.

    Of a bundle that is the bundle itself: its parts went with it.
    """
    of_line: dict[tuple[ShopName, str, Sku], list[Movement]] = {}
    for movement in moved:
        if movement.bundle:
            continue
        key = movement.shop, movement.reference, movement.sku
        of_line.setdefault(key, []).append(movement)
    found = (_line(known) for known in of_line.values() if _is_sale(known))
    return sorted(
        (line for line in found if line.units > 0), key=lambda x: (x.at, x.shop, x.reference, x.sku)
    )


def sales_by(lines: Iterable[SoldLine], key: Callable[[SoldLine], Key]) -> Mapping[Key, SalesSum]:
    """Sum lines up; an order that has lines under several keys counts under each."""
    groups: dict[Key, list[SoldLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return {name: sales_sum(group) for name, group in groups.items()}


def sales_sum(lines: Iterable[SoldLine]) -> SalesSum:
    """Sum all lines up."""
    listed = list(lines)
    return SalesSum(
        orders=len({(line.shop, line.reference) for line in listed}),
        units=sum(line.units for line in listed),
        money=Dong(sum(line.units * line.price for line in listed if line.price is not None)),
        unpriced=sum(line.units for line in listed if line.price is None),
    )


def _is_sale(known: Iterable[Movement]) -> bool:
    """Tell sales by hand from deliveries, losses and counts; all that shops move is of orders."""
    return any(m.shop != BY_HAND or m.kind == "sold_by_hand" for m in known)


def _line(known: list[Movement]) -> SoldLine:
    first = min(known, key=lambda movement: movement.at)
    return SoldLine(
        shop=first.shop,
        reference=first.reference,
        sku=first.sku,
        at=first.at,
        units=-sum(movement.quantity for movement in known),
        price=next((m.price for m in known if m.price is not None), None),
    )
