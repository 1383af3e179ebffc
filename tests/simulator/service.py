"""A design at work: what it knows, and a lane for each shop that keeps the shop true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from sync.stock import Standing, safe
from tests.simulator.agenda import Agenda
from tests.simulator.buyers import spells
from tests.simulator.design import Design
from tests.simulator.lane import Lane
from tests.simulator.ledger import Ledger
from tests.simulator.market import Market, Push, Sale
from tests.simulator.rules import sharing
from tests.simulator.shelf import Score


class Service:
    """One machine that serves all shops of one cooperative."""

    def __init__(self, design: Design, market: Market, agenda: Agenda) -> None:
        self.design, self.market, self.agenda = design, market, agenda
        self.score: Score = market.score
        self.dice = Random(f"network {market.world.seed}")
        self.ledger = Ledger(market.world.skus)
        self.untold: list[dict[int, list[Sale]]] = [defaultdict(list) for _ in market.fronts]
        self.up = True
        self._offers = sharing(design.rule, market.world.shops)
        self._spells = [spell for spell in spells(market.world) if spell.shop is None]
        market.on_delivery = self._received
        if design.hears:
            market.on_push = self._hear
        self.lanes = [Lane(self, number) for number in range(len(market.fronts))]
        for lane in self.lanes:
            lane.start()
        for number, spell in enumerate(self._spells):
            agenda.at(spell.begins, self._fail, number)

    def wanted(self, sku: int) -> Sequence[int]:
        """What each shop should show of a SKU."""
        available = self.ledger.available(sku)
        wishes = self._offers(available)
        if self.design.raises == "at once":
            return wishes
        shown = sum(lane.trust.at_risk(sku) for lane in self.lanes)
        return [
            safe(wish, _standing(lane.trust.most(sku), shown, available), lane.way)
            for wish, lane in zip(wishes, self.lanes, strict=True)
        ]

    def take_in(self, sale: Sale) -> int:
        """Take in an order, and say by how much its platform has moved its own figure for it."""
        if not self.ledger.knows(sale) and sale.status in ("reserved", "sold"):
            for shop, untold in enumerate(self.untold):
                if shop != sale.shop:
                    untold[sale.sku].append(sale)
        fresh = self.ledger.take_in(sale)
        return sum(m.quantity for m in fresh if m.kind != "returned")

    def spread(self, skus: Iterable[int]) -> None:
        """Let every shop that should show something else know."""
        for sku in skus:
            for lane, offer in zip(self.lanes, self.wanted(sku), strict=True):
                lane.want(sku, offer)

    def _received(self, sku: int, quantity: int) -> None:
        """Somebody writes down what came: kept by the store, whether the service is up or not."""
        self.ledger.received(sku, quantity)
        self.spread([sku])

    def _hear(self, push: Push) -> bool:
        if self.up:
            self.lanes[push.shop].hear(push.order)
        return self.up

    def _fail(self, number: int) -> None:
        """The machine stops: what was on its way is lost, what was remembered is not."""
        self.up = False
        for lane in self.lanes:
            lane.stop()
        self.agenda.at(self._spells[number].ends, self._recover, number)

    def _recover(self, number: int) -> None:
        later = self._spells[number + 1 :]
        if self.up or any(spell.begins <= self.agenda.now < spell.ends for spell in later):
            return
        self.up = True
        for lane in self.lanes:
            lane.start()


def _standing(most: int, shown: int, available: int) -> Standing:
    return Standing(seen=most, most=most, elsewhere=shown - most, available=available)
