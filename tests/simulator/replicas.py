"""Holds the fast world against the real one: the real engine at the real replicas.

The same buyers come to both. Each push wakes an errand of its shop, which wakes one of each other
shop, all at once, as `ocop serve` does it; rounds come every five minutes. Virtual time passes only
while every errand waits for an answer: our own work takes none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.replica import Basket, Impossible, OrderLine, Platform, Replica
from sync.catalog import Configuration
from sync.model import Count, Product, Sku
from tests.benchmarks.table import say, show
from tests.conformance.stall import copies
from tests.simulator import physics
from tests.simulator.attendant import Attendant
from tests.simulator.buyers import DAY_S, Buyer, World, buyers, deliveries
from tests.simulator.design import OURS
from tests.simulator.mall import Stand, mall, pairs
from tests.simulator.physics import Physics
from tests.simulator.play import play
from tests.simulator.rules import RULES
from tests.simulator.shelf import Score, Shelf

HOURS = 2
ROUNDS_TO_OPEN = 2  # one publishes, the next has what was reviewed meanwhile


class Replay:
    """Buyers at replicas, and the engine that hears of them."""

    def __init__(self, world: World, stands: Sequence[Stand]) -> None:
        self.world = world
        self.score = Score()
        self.shelf = Shelf(world.skus, self.score)
        self.time = stands[0].time
        self.attendant = Attendant(stands, self.score)
        self.began = 0.0

    async def run(self) -> Score:
        """Open the shops, let the buyers come, and say how it went."""
        for delivery in deliveries(self.world):
            self.shelf.delivered(delivery.sku, delivery.quantity)
        for _ in range(ROUNDS_TO_OPEN):
            for stand in self.attendant.stands:
                await stand.round()
                await stand.reviewed()
        for stand in self.attendant.stands:
            await stand.forget_calls()
        self.began = self.time.now()
        for number, buyer in enumerate(buyers(self.world)):
            self.time.at(self.began + buyer.at, partial(self._visit, number, buyer))
        async with self.attendant.at_work():
            await self.time.pass_until(self.began + self.world.ends_at)
        for stand in self.attendant.stands:
            self.score.calls["all"] += await stand.calls()
        return self.score

    def _visit(self, number: int, buyer: Buyer) -> None:
        stand = self.attendant.stands[buyer.shop]
        self.score.buyers += 1
        lines = [OrderLine(sku(buyer.sku), buyer.quantity)]
        try:
            basket = Basket(stand.credentials["shop"], lines, cod=True)
            order = str(replica_of(stand).place_order(basket)["id"])
        except Impossible:
            self.shelf.refused(buyer.sku, buyer.quantity)
            return
        self.shelf.sold(buyer.sku, buyer.quantity)
        self.attendant.sold(buyer, sku(buyer.sku), order)
        if buyer.undone_after < math.inf and not buyer.comes_back:
            undo = partial(self._cancel, buyer, order)
            self.time.at(self.time.now() + buyer.undone_after, undo)

    def _cancel(self, buyer: Buyer, order: str) -> None:
        replica_of(self.attendant.stands[buyer.shop]).move_order(order, "cancel")
        self.shelf.left[buyer.sku] += buyer.quantity
        self.attendant.push(buyer, order)


def replica_of(stand: Stand) -> Platform:
    """The replica itself, for buyers who need no HTTP."""
    if stand.replica is None:
        raise RuntimeError("a stand in the mall has its replica")
    return stand.replica


def sku(number: int) -> Sku:
    """The name of a SKU in the catalog."""
    return Sku(f"BANSAO-{number:04d}")


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


def _counted(product: Product, counts: Mapping[Sku, int]) -> Product:
    variants = (replace(v, stock=Count(counts[v.sku])) for v in product.variants)
    return replace(product, variants=tuple(variants))


def _as_replicas(replicas: Sequence[Replica]) -> tuple[Physics, ...]:
    """The fast world's shops as the replicas are: they list an order at once, and all push."""
    kinds = {kind.name: kind for kind in physics.KINDS}
    return tuple(replace(kinds[replica.name], list_lag_s=1, pushes=True) for replica in replicas)


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
    for rule in ("even", "no reserve", "fixed 5"):
        rows.append(_row(f"simulated, {rule}", play(OURS.by(rule), world)))
        rows.append(_row(f"real, {rule}", await replay(world, rule, replicas)))
    say("", f"pairs of replica and adapter: {', '.join(replica.name for replica in replicas)}")
    heads = ("world, rule", "buyers", "orders", "oversold", "turned away", "p50 s", "p95 s")
    show("The fast world held against the real one", heads, rows)


def _row(name: str, score: Score) -> tuple[object, ...]:
    seconds = (f"{score.told.below(part):.1f}" for part in (0.5, 0.95))
    return name, score.buyers, score.orders, score.oversold, score.turned_away, *seconds
