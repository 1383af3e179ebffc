"""Five shops as buyers see them: each sells what it shows, and takes that off its own figure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from sync.model import OrderStatus
from tests.simulator.agenda import Agenda
from tests.simulator.buyers import Buyer, World, bans, buyers, deliveries, spells, streams
from tests.simulator.physics import Physics
from tests.simulator.shelf import Score, Shelf

RUSH_S = 1.0
STREAM_S = 600.0  # while so long, nearly all of its watchers come


@dataclass(frozen=True, slots=True)
class Sale:
    """An order as its platform has it at one time."""

    number: int
    shop: int
    sku: int
    quantity: int
    at: float
    status: OrderStatus
    updated_at: float
    listed_at: float  # from when lists show it so
    hurried: bool  # one of a rush


class Storefront:
    """One shop: what it shows, what it sold, and how many calls it has borne."""

    def __init__(self, agenda: Agenda, kind: Physics, skus: int) -> None:
        self.agenda, self.kind = agenda, kind
        self.figure = [0] * skus
        self.log: list[Sale] = []  # what its list of orders shows; taken from as it is read
        self.orders: dict[int, Sale] = {}
        self.edited: dict[int, float] = {}
        self.banned = Counter[int]()  # SKUs, each by how many bans are on
        self.down_until = 0.0
        self.calls: Counter[str] = Counter()
        self._free_at = 0.0
        self._stale = [0] * skus
        self._since = [-math.inf] * skus

    def turn(self) -> float:
        """Reserve a call and say how long to wait for it: GCRA, as the engine's pace."""
        step, now = 1 / self.kind.calls_per_s, self.agenda.now
        at = max(self._free_at, now)
        self._free_at = at + step
        return max(at - now - (self.kind.burst - 1) * step, 0.0)

    def write(self, sku: int, figure: int) -> None:
        """A client's write: readers see it only after the lag."""
        self._stale[sku] = self.read(sku)
        self.figure[sku], self._since[sku] = figure, self.agenda.now

    def read(self, sku: int) -> int:
        """What a reading client is told."""
        fresh = self.agenda.now >= self._since[sku] + self.kind.readback_lag_s
        return self.figure[sku] if fresh else self._stale[sku]

    def move(self, sku: int, quantity: int) -> None:
        """The platform's own doing: every reader sees it at once."""
        self.figure[sku] += quantity
        self._stale[sku] = self.figure[sku]

    def edit(self, sku: int, figure: int) -> None:
        """Somebody types another figure in the seller centre."""
        if figure != self.figure[sku]:
            self.move(sku, figure - self.figure[sku])
            self.edited.setdefault(sku, self.agenda.now)


@dataclass(slots=True)
class Push:
    """A message of a platform on its way to us."""

    shop: int
    order: int
    attempts: int = 0


class Market:
    """All that happens without us. `on_push` and `on_delivery` tell the design in question."""

    def __init__(self, world: World, agenda: Agenda, score: Score) -> None:
        self.world, self.agenda, self.score = world, agenda, score
        self.shelf = Shelf(world.skus, score, world.bundles)
        self.fronts = [Storefront(agenda, kind, world.skus) for kind in world.shops]
        self.buyers = buyers(world)
        self.on_sale: Callable[[Sale], None] = lambda _: None
        self.on_delivery: Callable[[int, int], None] = lambda _sku, _quantity: None
        self.on_push: Callable[[Push], bool] | None = None  # None: nobody listens; False: lost
        self._pushes: dict[int, Push] = {}
        self._on_air = Counter[tuple[int, int]]()  # shop and SKU of the livestreams that are on
        self._streams = streams(world)
        self._bans = bans(world)
        self._goods = deliveries(world)
        self._plan()

    def _plan(self) -> None:
        """Write down everybody and everything that comes by itself."""
        for number, delivery in enumerate(self._goods):
            self.agenda.at(delivery.at, self._deliver, number)
        for number, buyer in enumerate(self.buyers):
            self.agenda.at(buyer.at, self._visit, number)
        for spell in spells(self.world):
            if spell.shop is not None:
                self.agenda.at(spell.begins, self._fall, round(spell.ends * 1000) * 10 + spell.shop)
        for number, stream in enumerate(self._streams):
            self.agenda.at(stream.begins, self._go_on_air, number)
            self.agenda.at(stream.begins + STREAM_S, self._go_off_air, number)
        for number, ban in enumerate(self._bans):
            self.agenda.at(ban.begins, self._ban, number)
            self.agenda.at(ban.ends, self._lift, number)
        dice = Random(f"edits {self.world.seed}")
        for _ in range(round(self.world.edits_per_day * self.world.days)):
            at = dice.uniform(0, self.world.ends_at)
            self.agenda.at(at, self._edit, dice.randrange(len(self.fronts) * self.world.skus))

    def _go_on_air(self, number: int) -> None:
        self._on_air[self._streams[number].shop, self._streams[number].sku] += 1

    def _go_off_air(self, number: int) -> None:
        self._on_air[self._streams[number].shop, self._streams[number].sku] -= 1

    def _ban(self, number: int) -> None:
        self.fronts[self._bans[number].shop].banned[self._bans[number].sku] += 1

    def _lift(self, number: int) -> None:
        self.fronts[self._bans[number].shop].banned[self._bans[number].sku] -= 1

    def _fall(self, packed: int) -> None:
        ends_ms, shop = divmod(packed, 10)
        self.fronts[shop].down_until = max(self.fronts[shop].down_until, ends_ms / 1000)

    def _edit(self, packed: int) -> None:
        shop, sku = divmod(packed, self.world.skus)
        self.score.drifted += 1
        self.fronts[shop].edit(sku, max(self.fronts[shop].figure[sku] - 2, 0) or 7)

    def _deliver(self, number: int) -> None:
        delivery = self._goods[number]
        self.shelf.delivered(delivery.sku, delivery.quantity)
        self.on_delivery(delivery.sku, delivery.quantity)

    def _visit(self, number: int) -> None:
        buyer = self.buyers[number]
        front = self.fronts[buyer.shop]
        if front.banned[buyer.sku]:
            self.score.barred += 1
            return
        self.score.buyers += 1
        watches = self._on_air[buyer.shop, buyer.sku] > 0
        self.score.watchers += watches
        if front.figure[buyer.sku] < buyer.quantity:
            self.score.watchers_away += self.shelf.refused(buyer.sku, buyer.quantity) and watches
            return
        front.move(buyer.sku, -buyer.quantity)
        missing = self.shelf.sold(buyer.sku, buyer.quantity)
        if missing and self._hurried(number):
            self.score.oversold_in_rush += missing
        self._place(number, buyer)

    def _place(self, number: int, buyer: Buyer) -> None:
        now = self.agenda.now
        sale = Sale(
            number=number,
            shop=buyer.shop,
            sku=buyer.sku,
            quantity=buyer.quantity,
            at=now,
            status="reserved" if buyer.pays_after else "sold",
            updated_at=now,
            listed_at=now + buyer.listed_after,
            hurried=self._hurried(number),
        )
        self._tell(sale)
        self.on_sale(sale)
        if 0 < buyer.pays_after < math.inf:
            self.agenda.at(now + buyer.pays_after, self._pay, number)
        if buyer.undone_after < math.inf:
            self.agenda.at(now + buyer.undone_after, self._undo, number)

    def _hurried(self, number: int) -> bool:
        """Whether so many came together that it can only be a rush."""
        ahead = min(number + 300, len(self.buyers) - 1)
        behind = max(number - 300, 0)
        at = self.buyers[number].at
        return self.buyers[ahead].at - at < RUSH_S or at - self.buyers[behind].at < RUSH_S

    def hears_of(self, sale: Sale) -> bool:
        """Whether a push tells of an order at once: its shop has pushes, and this one came."""
        return self.fronts[sale.shop].kind.pushes and not self.buyers[sale.number].push_lost

    def _pay(self, number: int) -> None:
        self._change(number, "sold")

    def _undo(self, number: int) -> None:
        """Cancelled or lapsed: the platform gives it back by itself. Sent back: we put it back."""
        buyer = self.buyers[number]
        self.shelf.back(buyer.sku, buyer.quantity)
        if not buyer.comes_back:
            self.fronts[buyer.shop].move(buyer.sku, buyer.quantity)
        self._change(number, "returned" if buyer.comes_back else "released")

    def _change(self, number: int, status: OrderStatus) -> None:
        buyer, now = self.buyers[number], self.agenda.now
        sale = self.fronts[buyer.shop].orders[number]
        listed_at = now + buyer.listed_after
        sale = replace(sale, status=status, updated_at=now, listed_at=listed_at)
        self._tell(sale)
        self.on_sale(sale)

    def _tell(self, sale: Sale) -> None:
        """Put it into the list of orders, and send a push of it."""
        front, buyer = self.fronts[sale.shop], self.buyers[sale.number]
        front.log.append(sale)
        front.orders[sale.number] = sale
        if self.on_push is None or not front.kind.pushes:
            return
        first = front.kind.retries_s[0] if buyer.push_lost else buyer.told_after
        self._send(Push(sale.shop, sale.number, int(buyer.push_lost)), first)
        if buyer.push_doubled:
            self._send(Push(sale.shop, sale.number), buyer.told_after + 5)

    def _send(self, push: Push, after: float) -> None:
        number = len(self._pushes)
        self._pushes[number] = push
        self.agenda.at(self.agenda.now + after, self._arrive, number)

    def _arrive(self, number: int) -> None:
        push = self._pushes[number]
        retries = self.fronts[push.shop].kind.retries_s
        if self.on_push is None or self.on_push(push) or push.attempts >= len(retries):
            return
        wait = retries[push.attempts]
        push.attempts += 1
        self.agenda.at(self.agenda.now + wait, self._arrive, number)
