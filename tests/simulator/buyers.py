"""The buyers of one cooperative, drawn once from a seed: every design meets the same ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.simulator import physics
from tests.simulator.physics import Physics

DAY_S = 86_400.0
TAKEN_AT_ONCE = 0.7  # cash on delivery; the others pay within ten minutes, or never
NEVER_PAYS = 0.03
CANCELS = 0.04
RETURNS = 0.02
UNPAID_LAPSES_S = 1800.0
QUANTITIES, ODDS = (1, 2, 3), (80, 15, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a cooperative's days are like; all of it assumed, none of it measured in a shop."""

    seed: int
    shops: Sequence[Physics] = physics.FIVE
    days: float = 20
    skus: int = 40
    buyers_per_day: float = 1500.0
    streams_per_day: float = 2.0  # livestreams: one shop, one SKU, most of it within two minutes
    rushes: int = 1  # this many moments at which all buyers of a campaign come together
    rush_buyers: int = 1000
    deliveries_per_day: float = 1.0  # of each SKU
    scarcity: float = 0.9  # units delivered for each unit that ordinary buyers want
    outages_per_shop_day: float = 0.05
    outage_s: float = 600.0
    restarts_per_day: float = 1.0
    restart_s: float = 40.0
    edits_per_day: float = 0.0  # somebody changes a figure in a seller centre
    bans_per_day: float = 0.0  # of one SKU in one shop, by the platform, for some hours
    ban_s: float = 21_600.0
    bundles: Mapping[int, Mapping[int, int]] = field(default_factory=dict)  # SKU -> parts

    @property
    def ends_at(self) -> float:
        return self.days * DAY_S


@dataclass(slots=True)
class Buyer:
    """Somebody who wants something, and what will become of it; delays in seconds."""

    at: float
    shop: int
    sku: int
    quantity: int
    pays_after: float  # 0: at once; infinity: never
    undone_after: float  # cancelled, sent back or lapsed; infinity: never
    comes_back: bool  # undone by sending it back
    told_after: float  # until the first push
    push_lost: bool
    push_doubled: bool
    listed_after: float


def popularity(world: World) -> list[float]:
    """How often each SKU is wanted, as parts of one: a few are wanted much."""
    weights = [1 / (rank + 1) ** 0.7 for rank in range(world.skus)]
    return [weight / sum(weights) for weight in weights]


def buyers(world: World) -> list[Buyer]:
    """Everybody who comes, in order of time."""
    dice = Random(f"buyers {world.seed}")
    visits = [*_strollers(world, dice), *_streams(world, dice), *_rushes(world, dice)]
    visits.sort()
    return [_buyer(world, dice, visit) for visit in visits if visit[0] < world.ends_at]


_Visit = tuple[float, int, int]  # when, which shop, which SKU


def _strollers(world: World, dice: Random) -> Iterator[_Visit]:
    """Ordinary buyers: a Poisson stream for each SKU in each shop, drawn as one."""
    yield from _crowd(world, dice, _moments(world, dice, world.buyers_per_day))


def _moments(world: World, dice: Random, per_day: float) -> Iterator[float]:
    at = dice.expovariate(per_day / DAY_S) if per_day else math.inf
    while at < world.ends_at:
        yield at
        at += dice.expovariate(per_day / DAY_S)


def _crowd(world: World, dice: Random, moments: Iterator[float]) -> Iterator[_Visit]:
    times = list(moments)
    shops = dice.choices(range(len(world.shops)), [s.traffic for s in world.shops], k=len(times))
    skus = dice.choices(range(world.skus), popularity(world), k=len(times))
    yield from zip(times, shops, skus, strict=True)


@dataclass(frozen=True, slots=True)
class Stream:
    """A livestream: when it begins, in which shop, of what."""

    begins: float
    shop: int
    sku: int


def streams(world: World) -> list[Stream]:
    """Which livestreams there are: people know of their own ahead."""
    dice, found = Random(f"buyers {world.seed}"), list[Stream]()
    for _ in (*_strollers(world, dice), *_streams(world, dice, found)):
        pass
    return found


def _streams(world: World, dice: Random, known: list[Stream] | None = None) -> Iterator[_Visit]:
    """A host shows one thing in one shop; one watcher in 20 looks for it elsewhere."""
    for begins in _moments(world, dice, world.streams_per_day):
        [(_, host, sku)] = _crowd(world, dice, iter([begins]))
        if known is not None:
            known.append(Stream(begins, host, sku))
        for _ in range(min(int(dice.lognormvariate(4.0, 0.8)), 500)):
            elsewhere = dice.random() < 0.05
            shop = dice.randrange(len(world.shops)) if elsewhere else host
            yield begins + dice.expovariate(1 / 60), shop, sku


def _rushes(world: World, dice: Random) -> Iterator[_Visit]:
    for _ in range(world.rushes):
        begins = dice.uniform(0.1, 0.9) * world.ends_at
        within = (begins + dice.random() for _ in range(world.rush_buyers))
        yield from _crowd(world, dice, within)


def _buyer(world: World, dice: Random, visit: _Visit) -> Buyer:
    at, shop, sku = visit
    pays_after = 0.0 if dice.random() < TAKEN_AT_ONCE else dice.uniform(20, 600)
    undone_after, comes_back = _fate(dice, pays_after)
    if undone_after == UNPAID_LAPSES_S:
        pays_after = math.inf
    return Buyer(
        at=at,
        shop=shop,
        sku=sku,
        quantity=dice.choices(QUANTITIES, ODDS)[0],
        pays_after=pays_after,
        undone_after=undone_after,
        comes_back=comes_back,
        told_after=dice.lognormvariate(math.log(physics.PUSH_S), physics.PUSH_SPREAD),
        push_lost=dice.random() < physics.PUSHES_LOST,
        push_doubled=dice.random() < physics.PUSHES_DOUBLED,
        listed_after=dice.random() ** 2 * world.shops[shop].list_lag_s,
    )


def _fate(dice: Random, pays_after: float) -> tuple[float, bool]:
    """After how long it is undone, if ever, and whether the goods travelled meanwhile."""
    luck = dice.random()
    if pays_after and luck < NEVER_PAYS / (1 - TAKEN_AT_ONCE):
        return UNPAID_LAPSES_S, False
    if luck > 1 - CANCELS:
        return pays_after + dice.expovariate(1 / 3600), False
    if luck > 1 - CANCELS - RETURNS:
        return pays_after + dice.uniform(2, 8) * DAY_S, True
    return math.inf, False


@dataclass(frozen=True, slots=True)
class Ban:
    """A listing that a platform takes off sale for a while."""

    begins: float
    ends: float
    shop: int
    sku: int


def bans(world: World) -> list[Ban]:
    """Which listings are banned when, the much sold as often as others."""
    dice = Random(f"bans {world.seed}")
    return [
        Ban(
            begins,
            begins + dice.expovariate(1 / world.ban_s),
            dice.randrange(len(world.shops)),
            dice.randrange(world.skus),
        )
        for begins in _moments(world, dice, world.bans_per_day)
    ]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Goods that reach the shelf."""

    at: float
    sku: int
    quantity: int


def deliveries(world: World) -> list[Delivery]:
    """Each SKU again and again, less than is wanted: most things sell out before the next."""
    dice = Random(f"deliveries {world.seed}")
    units = sum(q * odds for q, odds in zip(QUANTITIES, ODDS, strict=True)) / sum(ODDS)
    found = []
    wanted = popularity(world)
    for sku, alone in enumerate(wanted):
        if sku in world.bundles:
            continue
        boxed = sum(wanted[box] * parts.get(sku, 0) for box, parts in world.bundles.items())
        part = alone + boxed
        each = max(round(part * world.buyers_per_day * units * world.scarcity), 5)
        moments = [0.0, *_moments(world, dice, world.deliveries_per_day)]
        found += [Delivery(at, sku, each) for at in moments]
    return sorted(found, key=lambda delivery: delivery.at)


@dataclass(frozen=True, slots=True)
class Spell:
    """Something does not work for a while: a shop by its number, or our service (None)."""

    begins: float
    ends: float
    shop: int | None


def spells(world: World) -> list[Spell]:
    """When shops do not answer and when our service is down."""
    dice = Random(f"spells {world.seed}")
    found = [
        Spell(begins, begins + dice.expovariate(1 / world.outage_s), shop)
        for shop in range(len(world.shops))
        for begins in _moments(world, dice, world.outages_per_shop_day)
    ]
    found += [
        Spell(begins, begins + dice.expovariate(1 / world.restart_s), None)
        for begins in _moments(world, dice, world.restarts_per_day)
    ]
    return sorted(found, key=lambda spell: spell.begins)
