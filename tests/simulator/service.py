"""A design at work: what it knows, and a lane for each shop that keeps the shop true."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import cache, partial
from random import Random

from sync.inventory import (
    QUIET_AFTER,
    Bundles,
    divided,
    free_for,
    hanging_together,
    safe_quantity,
)
from sync.inventory.allocation import DEMAND_DAYS, offered_once
from sync.model import Movement, Sku, Writing
from tests.simulator.agenda import Agenda
from tests.simulator.buyers import DAY_S, spells, streams
from tests.simulator.design import Design
from tests.simulator.lane import Lane
from tests.simulator.ledger import Ledger
from tests.simulator.market import STREAM_S, Market, Push, Sale
from tests.simulator.rules import NONE_ASIDE, NOWHERE_BANNED, Aside, offers, sharing
from tests.simulator.shelf import Score
from tests.simulator.workbook import Workbook

LEAD_S = 120.0  # so long before a livestream its goods are set aside


def _together(bundles: Bundles) -> dict[int, tuple[int, ...]]:
    """Which SKUs hang together with which, by their numbers."""
    found = hanging_together(bundles).items()
    return {int(sku): tuple(sorted(int(each) for each in skus)) for sku, skus in found}


def _dealt(
    bundles: Bundles,
    together: dict[int, tuple[int, ...]],
    sku: int,
    left: tuple[int, ...],
    aside: tuple[int, ...],
) -> int:
    """What of so many is dealt out to one of those that hang together."""
    names = [Sku(str(each)) for each in together[sku]]
    there, first = (dict(zip(names, units, strict=True)) for units in (left, aside))
    single = {each: units for each, units in there.items() if each not in bundles}
    own = {box: bundles[box] for box in names if box in bundles}
    return divided(single, own, names, first)[Sku(str(sku))] or 0


class Service:
    """One machine that serves all shops of one cooperative."""

    def __init__(self, design: Design, market: Market, agenda: Agenda) -> None:
        self.design, self.market, self.agenda = design, market, agenda
        self.score: Score = market.score
        self.dice = Random(f"network {market.world.seed}")
        self.ledger = Ledger(market.world.skus, len(market.fronts), market.world.bundles)
        self.together = _together(self.ledger.bundles)
        self.aside: dict[int, Aside] = {}  # by SKU, what of it is left
        self._dealt = cache(partial(_dealt, self.ledger.bundles, self.together))
        self.untold: list[dict[int, list[Sale]]] = [defaultdict(list) for _ in market.fronts]
        self.up = True
        self._moved_at = [-math.inf] * market.world.skus
        shops = sharing(design.rule, market.world.shops)
        self.guarded = design.escrow != "none" and offered_once(shops)
        self._shops, self._days = shops, deque[list[int]](maxlen=DEMAND_DAYS)
        self._offers = offers(shops, [0] * len(shops))
        agenda.at(DAY_S, self._day_ends)
        self._streams = streams(market.world) if design.aside else []
        for number, stream in enumerate(self._streams):
            agenda.at(max(stream.begins - LEAD_S, 0.0), self._set_aside, number)
            agenda.at(stream.begins + STREAM_S, self._give_back, number)
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
        aside, banned = self.aside.get(sku, NONE_ASIDE), self._banned(sku)
        if sku in lane.banned and not (lane.number in banned and lane.front.kind.empties_banned):
            return lane.trust.figure[sku]
        wish = self._offers(self._available(sku), aside, banned)[lane.number]
        return self._safe(lane, sku, wish) if self.guarded else wish

    def _banned(self, sku: int) -> frozenset[int]:
        """The shops that are known to have it banned, and have no share of it therefore."""
        if self.design.of_banned == "kept":
            return NOWHERE_BANNED
        return frozenset(lane.number for lane in self.lanes if sku in lane.banned)

    def _available(self, sku: int) -> int:
        """What is left of a SKU; of parts and bundles, what is dealt out to it."""
        if (together := self.together.get(sku)) is None:
            return self.ledger.available[sku]
        left = tuple(self.ledger.available[each] for each in together)
        return self._dealt(sku, left, tuple(self.aside.get(s, NONE_ASIDE)[1] for s in together))

    def _set_aside(self, number: int) -> None:
        stream = self._streams[number]
        self.aside[stream.sku] = stream.shop, self.design.aside
        self.spread([stream.sku])

    def _give_back(self, number: int) -> None:
        self.aside.pop(self._streams[number].sku, None)
        self.spread([self._streams[number].sku])

    def _room(self, lane: Lane, sku: int) -> tuple[int, int]:
        """What is shown elsewhere, and what is there, in units of the SKU."""
        if sku not in self.together:
            others = sum([each.books.at_risk[sku] for each in self.lanes])
            return others - lane.books.at_risk[sku], self.ledger.available[sku]
        left = {Sku(str(s)): self.ledger.available[s] for s in self.together[sku]}
        shown = {
            Sku(str(s)): sum(
                each.books.at_risk[s] for each in self.lanes if (each, s) != (lane, sku)
            )
            for s in self.together[sku]
        }
        return 0, free_for(Sku(str(sku)), left, shown, self.ledger.bundles) or 0

    def _safe(self, lane: Lane, sku: int, wish: int) -> int:
        """What may be shown now, by the program's own escrow."""
        room, way = self._room(lane, sku), self.way(lane, sku)
        standing = lane.books.standing(sku, lane.trust.figure[sku], room, way)
        return safe_quantity(wish, standing, way)

    def way(self, lane: Lane, sku: int) -> Writing:
        """How a figure is written over; in the quiet nobody buys within a write.

        A clerk's writing takes hours, and what is sold there makes no sound.
        """
        moved_at = max(self._moved_at[part] for part in self.market.shelf.parts(sku))
        quiet = self.agenda.now - moved_at >= QUIET_AFTER.total_seconds()
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
        self._use_up(sale, fresh)
        if any(movement.quantity for movement in fresh) and self.design.care == "careful":
            self._ask_others(sale.shop)
        for part in self.market.shelf.parts(sale.sku) if fresh else ():
            self._moved_at[part] = max(self._moved_at[part], sale.updated_at)
        return fresh

    def _ask_others(self, shop: int) -> None:
        for lane in self.lanes:
            if lane.number != shop:
                lane.ask()

    def _use_up(self, sale: Sale, fresh: Sequence[Movement]) -> None:
        """Take off what is set aside what its shop has sold of it."""
        shop, units = self.aside.get(sale.sku, NONE_ASIDE)
        if units and shop == sale.shop:
            moved = sum(each.quantity for each in fresh if each.kind != "returned")
            self.aside[sale.sku] = shop, max(units + moved, 0)

    def spread(self, skus: Iterable[int]) -> None:
        """Let every shop that should show something else know."""
        for each in dict.fromkeys(n for sku in skus for n in self.together.get(sku, (sku,))):
            for lane, offer in zip(self.lanes, self.wanted(each), strict=True):
                lane.want(each, offer)

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
