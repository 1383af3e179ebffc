"""A design at work: what it knows, and a lane for each shop that keeps the shop true."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from random import Random

from sync.inventory import QUIET_AFTER, safe_quantity
from sync.inventory.allocation import DEMAND_DAYS, offered_once
from sync.model import Movement, Writing
from tests.simulator.agenda import Agenda
from tests.simulator.buyers import DAY_S, spells
from tests.simulator.design import Design
from tests.simulator.lane import Lane
from tests.simulator.ledger import Ledger
from tests.simulator.market import Market, Push, Sale
from tests.simulator.rules import offers, sharing
from tests.simulator.shelf import Score
from tests.simulator.workbook import Workbook


class Service:
    """One machine that serves all shops of one cooperative."""

    def __init__(self, design: Design, market: Market, agenda: Agenda) -> None:
        self.design, self.market, self.agenda = design, market, agenda
        self.score: Score = market.score
        self.dice = Random(f"network {market.world.seed}")
        self.ledger = Ledger(market.world.skus, len(market.fronts))
        self.untold: list[dict[int, list[Sale]]] = [defaultdict(list) for _ in market.fronts]
        self.up = True
        self._moved_at = [-math.inf] * market.world.skus
        shops = sharing(design.rule, market.world.shops)
        self.guarded = design.escrow != "none" and offered_once(shops)
        self._shops, self._days = shops, deque[list[int]](maxlen=DEMAND_DAYS)
        self._offers = offers(shops, [0] * len(shops))
        agenda.at(DAY_S, self._day_ends)
        self._spells = [spell for spell in spells(market.world) if spell.shop is None]
        market.on_delivery = self._received
        if design.hears:
            market.on_push = self._hear
        self.lanes = [
            (Workbook if front.kind.by == "files" else Lane)(self, number)
            for number, front in enumerate(market.fronts)
        ]
        for lane in self.lanes:
            lane.start()
        for number, spell in enumerate(self._spells):
            agenda.at(spell.begins, self._fail, number)

    def wanted(self, sku: int) -> Sequence[int]:
        """What each shop should show of a SKU."""
        return [self.wanted_of(lane, sku) for lane in self.lanes]

    def wanted_of(self, lane: Lane, sku: int) -> int:
        """What one shop should show of a SKU: its share, as far as that is safe now."""
        wish = self._offers(self.ledger.available[sku])[lane.number]
        return self._safe(lane, sku, wish) if self.guarded else wish

    def _safe(self, lane: Lane, sku: int, wish: int) -> int:
        """What may be shown now, by the program's own escrow."""
        others = sum([each.books.at_risk[sku] for each in self.lanes]) - lane.books.at_risk[sku]
        room, way = (others, self.ledger.available[sku]), self.way(lane, sku)
        standing = lane.books.standing(sku, lane.trust.figure[sku], room, way)
        return safe_quantity(wish, standing, way)

    def way(self, lane: Lane, sku: int) -> Writing:
        """How a figure is written over; in the quiet nobody buys within a write.

        A clerk's writing takes hours, and what is sold there makes no sound.
        """
        quiet = self.agenda.now - self._moved_at[sku] >= QUIET_AFTER.total_seconds()
        trusted = self.design.escrow == "while lively" and lane.front.kind.by == "calls" and quiet
        return "compare" if trusted and lane.way == "absolute" else lane.way

    def _day_ends(self, _number: int) -> None:
        """At midnight, look back on what each shop sold; the shares stay as they are till then."""
        self._days.append(self.ledger.sold)
        self.ledger.sold = [0] * len(self._shops)
        if self.design.odd_units == "by sales":
            sold = [sum(of_shop) for of_shop in zip(*self._days, strict=True)]
            self._offers = offers(self._shops, sold)
        self.agenda.at(self.agenda.now + DAY_S, self._day_ends)

    def take_in(self, sale: Sale) -> Sequence[Movement]:
        """Take in an order, and say what it moved that was not known."""
        if not self.ledger.knows(sale) and sale.status in ("reserved", "sold"):
            for shop, untold in enumerate(self.untold):
                if shop != sale.shop:
                    untold[sale.sku].append(sale)
        fresh = self.ledger.take_in(sale)
        if any(movement.quantity for movement in fresh) and self.design.care == "careful":
            for lane in self.lanes:
                if lane.number != sale.shop:
                    lane.ask()
        if fresh:
            self._moved_at[sale.sku] = max(self._moved_at[sale.sku], sale.updated_at)
        return fresh

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
