"""What no tool can avoid: one that hears each sale with its first push and writes at once.

It never misses a push, never waits for a turn, needs no reading, and adds and subtracts without
overwriting anything. What it oversells was sold in two shops while the news was on its way.
"""

from __future__ import annotations

from random import Random

from tests.simulator.agenda import Agenda
from tests.simulator.calls import WAYS_S
from tests.simulator.market import Market, Sale

NAME = "what no tool can avoid"


class Oracle:
    """Every shop shows everything; only the way of the news takes time."""

    def __init__(self, market: Market, agenda: Agenda) -> None:
        self.market, self.agenda = market, agenda
        self._dice = Random(f"network {market.world.seed}")
        self._news: list[tuple[int, int, int]] = []  # shop, SKU, by how much
        market.on_sale = self._sold
        market.on_delivery = self._received

    def _sold(self, sale: Sale) -> None:
        change = self._change(sale)
        if not change:
            return
        heard_s = self.market.buyers[sale.number].told_after
        for shop in range(len(self.market.fronts)):
            if shop != sale.shop or sale.status == "returned":
                self._write(shop, sale.sku, change, heard_s)

    def _change(self, sale: Sale) -> int:
        """What an order's new status does to the other shops."""
        if sale.status in ("released", "returned"):
            return sale.quantity
        return -sale.quantity if sale.at == sale.updated_at else 0

    def _received(self, sku: int, quantity: int) -> None:
        for shop in range(len(self.market.fronts)):
            self._write(shop, sku, quantity, 0.0)

    def _write(self, shop: int, sku: int, change: int, heard_s: float) -> None:
        way_s = self._dice.choice(WAYS_S)
        arrives = max(self.agenda.now + heard_s + way_s, self.market.fronts[shop].down_until)
        self.agenda.at(arrives, self._arrive, len(self._news))
        self._news.append((shop, sku, change))

    def _arrive(self, number: int) -> None:
        shop, sku, change = self._news[number]
        front = self.market.fronts[shop]
        if self.agenda.now < front.down_until:
            self.agenda.at(front.down_until, self._arrive, number)
            return
        front.calls["writes"] += 1
        front.move(sku, change)
