"""Holds the fast world against the real one: the real engine's rounds on the real replicas.

The same buyers come to both. Rounds are run one after the other, since one clock serves them all:
so the news takes as many rounds as there are shops, where the service would run them together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.replica import Basket, Impossible, OrderLine, Platform, Replica
from sync.catalog import Configuration
from sync.model import Count, Product
from tests.benchmarks.table import say, show
from tests.conformance.stall import copies
from tests.simulator import physics
from tests.simulator.buyers import DAY_S, Buyer, World, buyers, deliveries
from tests.simulator.design import LISTS
from tests.simulator.mall import Stand, mall, pairs
from tests.simulator.physics import Physics
from tests.simulator.play import play
from tests.simulator.rules import RULES
from tests.simulator.shelf import Score, Shelf

HOURS = 2
RETRY_S = 2.0
POLL_S = 300.0
TICK_S = 0.001  # less would be lost in seconds since 1970


class Replay:
    """Buyers at replicas, and a service that runs a round of every shop for each push."""

    def __init__(self, world: World, stands: Sequence[Stand]) -> None:
        self.world, self.stands = world, stands
        self.score = Score()
        self.shelf = Shelf(world.skus, self.score)
        self.time = stands[0].time
        self.began = 0.0
        self._buyers = buyers(world)
        self._coming = [(buyer.at, number) for number, buyer in enumerate(self._buyers)]
        self._later: list[tuple[float, int, str]] = []  # when which buyer cancels which order
        self._signals: list[tuple[float, int]] = []
        self._unknown: dict[tuple[int, str], Buyer] = {}
        self._untold: list[list[Buyer]] = [[] for _ in stands]

    async def run(self) -> Score:
        """Open the shops, let the buyers come, and say how it went."""
        for delivery in deliveries(self.world):
            self.shelf.delivered(delivery.sku, delivery.quantity)
        for stand in self.stands:
            report = await stand.round()
            if not report.true:
                raise RuntimeError(f"{stand.shop.name}: {report.problems or report.plan.problems}")
            await stand.reviewed()
        for stand in self.stands:
            await stand.forget_calls()
        self.began = self.time.now()
        self.time.passes = self._let_buy
        heapify(self._coming)
        await self._serve()
        self.time.passes = lambda: None
        for stand in self.stands:
            self.score.calls["all"] += await stand.calls()
        return self.score

    @property
    def now(self) -> float:
        """Seconds since the first buyer could come."""
        return self.time.now() - self.began

    async def _serve(self) -> None:
        polled_at = 0.0
        while self.now < self.world.ends_at or self._signals:
            due = min(self._next(), polled_at + POLL_S)
            self.time.advance(max(due - self.now, TICK_S))
            if self.now >= polled_at + POLL_S:
                polled_at = self.now
                await self._rounds(range(len(self.stands)))
            elif self._signals and self._signals[0][0] <= self.now:
                _, shop = heappop(self._signals)
                others = [number for number in range(len(self.stands)) if number != shop]
                await self._rounds([shop, *others])

    def _next(self) -> float:
        coming = self._coming[0][0] if self._coming else math.inf
        later = self._later[0][0] if self._later else math.inf
        return min(coming, later, self._signals[0][0] if self._signals else math.inf)

    async def _rounds(self, shops: Sequence[int]) -> None:
        for shop in shops:
            told, self._untold[shop] = self._untold[shop], []
            await self.stands[shop].round()
            for buyer in told:
                self.score.told.add(self.now - buyer.at)
            await self._learn(shop)

    async def _learn(self, shop: int) -> None:
        """See which of a shop's orders the round has taken in; the others soon, again."""
        stand = self.stands[shop]
        asked = {order for number, order in self._unknown if number == shop}
        if not asked:
            return
        known = {m.reference for m in await stand.store.stock.of_orders(stand.shop.name, asked)}
        for order in asked & known:
            buyer = self._unknown.pop((shop, order))
            for number, untold in enumerate(self._untold):
                if number != shop:
                    untold.append(buyer)
        if asked - known:
            heappush(self._signals, (self.now + RETRY_S, shop))

    def _let_buy(self) -> None:
        """Whoever's time has come."""
        while self._coming and self._coming[0][0] <= self.now:
            number = heappop(self._coming)[1]
            self._visit(number, self._buyers[number])
        while self._later and self._later[0][0] <= self.now:
            _, buyer, order = heappop(self._later)
            self._cancel(self._buyers[buyer], order)

    def _visit(self, number: int, buyer: Buyer) -> None:
        stand = self.stands[buyer.shop]
        self.score.buyers += 1
        lines = [OrderLine(sku(buyer.sku), buyer.quantity)]
        try:
            basket = Basket(stand.credentials["shop"], lines, cod=True)
            order = replica_of(stand).place_order(basket)
        except Impossible:
            self.shelf.refused(buyer.sku, buyer.quantity)
            return
        self.shelf.sold(buyer.sku, buyer.quantity)
        self._unknown[buyer.shop, str(order["id"])] = buyer
        heappush(self._signals, (self.now + buyer.told_after, buyer.shop))
        if buyer.undone_after < math.inf and not buyer.comes_back:
            heappush(self._later, (self.now + buyer.undone_after, number, str(order["id"])))

    def _cancel(self, buyer: Buyer, order: str) -> None:
        replica_of(self.stands[buyer.shop]).move_order(order, "cancel")
        self.shelf.left[buyer.sku] += buyer.quantity
        heappush(self._signals, (self.now + buyer.told_after, buyer.shop))


def replica_of(stand: Stand) -> Platform:
    """The replica itself, for buyers who need no HTTP."""
    if stand.replica is None:
        raise RuntimeError("a stand in the mall has its replica")
    return stand.replica


def sku(number: int) -> str:
    """The name of a SKU in the catalog."""
    return f"BANSAO-{number:04d}"


async def replay(world: World, rule: str, replicas: Sequence[Replica]) -> Score:
    """Let the world's buyers come to real replicas that the real engine keeps true."""
    counts = {sku(d.sku): d.quantity for d in deliveries(world)}

    def arrange(configuration: Configuration) -> Configuration:
        shops = [replace(shop, stock_rule=RULES[rule]) for shop in configuration.shops]
        products = tuple(_counted(product, counts) for product in copies(world.skus))
        return replace(configuration, shops=tuple(shops), products=products)

    with TemporaryDirectory() as home:
        async with mall(replicas, arrange, Path(home)) as stands:
            return await Replay(world, stands).run()


def _counted(product: Product, counts: Mapping[str, int]) -> Product:
    variants = (replace(v, stock=Count(counts[v.sku])) for v in product.variants)
    return replace(product, variants=tuple(variants))


def _as_replicas(replicas: Sequence[Replica]) -> tuple[Physics, ...]:
    """The fast world's shops as the replicas and adapters are: absolute writes, short lags."""
    kinds = {kind.name: kind for kind in physics.FIVE}
    return tuple(
        replace(kinds[replica.name], writing="absolute", list_lag_s=1, pushes=True)
        for replica in replicas
    )


def small(seed: int, expected: int, replicas: Sequence[Replica]) -> World:
    """Two busy hours: so many ordinary buyers, a livestream or none, no trouble."""
    return World(
        seed=seed,
        shops=_as_replicas(replicas),
        days=HOURS * 3600 / DAY_S,
        skus=8,
        buyers_per_day=expected * DAY_S / (HOURS * 3600),
        streams_per_day=6,
        rushes=0,
        deliveries_per_day=0,
        scarcity=0.9 * HOURS * 3600 / DAY_S,
        outages_per_shop_day=0,
        restarts_per_day=0,
    )


async def run(seed: int, expected: int) -> None:
    """Play the same two hours fast and for real, and print both."""
    replicas = pairs()
    world = small(seed, expected, replicas)
    rows = []
    for rule in ("no reserve", "fixed 5"):
        rows.append(_row(f"simulated, {rule}", play(LISTS.by(rule), world)))
        rows.append(_row(f"real, {rule}", await replay(world, rule, replicas)))
    say("", f"pairs of replica and adapter: {', '.join(replica.name for replica in replicas)}")
    heads = ("world, rule", "buyers", "orders", "oversold", "turned away", "p50 s", "p95 s")
    show("The fast world held against the real one", heads, rows)


def _row(name: str, score: Score) -> tuple[object, ...]:
    seconds = (f"{score.told.below(part):.1f}" for part in (0.5, 0.95))
    return name, score.buyers, score.orders, score.oversold, score.turned_away, *seconds
