"""A design's knowledge of the shelf: the program's own ledger, fed in virtual time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sync.inventory import Balance, Bundles, movements_of, with_parts
from sync.model import BY_HAND, BundleContents, Movement, Order, OrderLine, ShopName, Sku
from tests.simulator.market import Sale

BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)


def moment(at: float) -> datetime:
    """Virtual time as the program knows it."""
    return BEGINNING + timedelta(seconds=at)


class Ledger:
    """How many of each SKU may be sold, as far as orders were taken in."""

    def __init__(self, skus: int, shops: int, bundles: Mapping[int, Mapping[int, int]]) -> None:
        self.bundles: Bundles = {
            Sku(str(box)): {Sku(str(part)): needed for part, needed in parts.items()}
            for box, parts in bundles.items()
        }
        self._contents = [
            BundleContents(sku=box, parts=parts, since=BEGINNING)
            for box, parts in self.bundles.items()
        ]
        self.sold = [0] * shops  # units, since whoever counts them began anew
        self.tallies = [Balance(counted=0) for _ in range(skus)]
        self.available = [0] * skus  # over all shops
        self._known: dict[int, list[Movement]] = defaultdict(list)

    def knows(self, sale: Sale) -> bool:
        """Whether this order was ever taken in."""
        return sale.number in self._known

    def take_in(self, sale: Sale) -> list[Movement]:
        """Take in an order as it now stands; what is known already moves nothing."""
        known = self._known[sale.number]
        alone = [movement for movement in known if not movement.bundle]
        fresh = movements_of(_order(sale), alone)
        for movement in with_parts(fresh, known, self._contents) if self._contents else fresh:
            known.append(movement)
            self._move(int(movement.sku), movement)
            if movement.kind != "returned" and not movement.bundle:
                self.sold[sale.shop] -= movement.quantity
        return fresh

    def received(self, sku: int, quantity: int) -> None:
        """Take in goods that a person put on the shelf."""
        movement = Movement(
            shop=BY_HAND,
            reference="",
            sku=Sku(""),
            reason="received",
            quantity=quantity,
            at=BEGINNING,
        )
        self._move(sku, movement)

    def _move(self, sku: int, movement: Movement) -> None:
        self.tallies[sku] = self.tallies[sku].after(movement)
        self.available[sku] = self.tallies[sku].available


def _order(sale: Sale) -> Order:
    return Order(
        shop=ShopName(str(sale.shop)),
        reference=str(sale.number),
        status=sale.status,
        placed_at=moment(sale.at),
        updated_at=moment(sale.updated_at),
        lines=(OrderLine(sku=Sku(str(sale.sku)), quantity=sale.quantity),),
    )
