"""The experiments, each printed as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.benchmarks.table import say, show
from tests.simulator import design, physics
from tests.simulator.buyers import World
from tests.simulator.design import OURS, RIVALS, Design
from tests.simulator.oracle import NAME
from tests.simulator.play import play_all
from tests.simulator.rules import RULES
from tests.simulator.shelf import Durations, Score

# Of 40 SKUs: boxes of one good, of two and of three, that share parts with one another.
BOXES = {3: {0: 2, 1: 1}, 8: {1: 1, 4: 1}, 13: {2: 3}, 18: {5: 1, 6: 2, 7: 1}, 23: {7: 2, 9: 1}}
BY_WORKBOOK = ("fixed 5", "even")
HEADS = (
    "design, rule",
    "orders",
    "oversold",
    "and in a rush",
    "left unsold",
    "turned away",
    "p50 s",
    "p95 s",
    "p99 s",
    "rush p99 s",
    "no push p99 s",
    "calls a sale",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many worlds each experiment plays, and of how many days."""

    days: float
    worlds: int
    million_days: float
    million_worlds: int


FULL = Size(days=5, worlds=2, million_days=20, million_worlds=42)
QUICK = Size(days=1, worlds=1, million_days=1, million_worlds=1)


def designs(world: World, size: Size) -> None:
    """Every design that offers everything everywhere, then each with rules that might help it."""
    plain: list[Design | None] = [None]
    ours = [OURS, design.LISTS, design.POLLING]
    plain += [each.by("no reserve") for each in (*ours, *RIVALS)]
    ruled = [OURS, design.STRICT, design.PLAIN, design.LISTS, design.POLLING, OURS.by("fixed 5")]
    rules = ("reserve 5", "fixed 5", "even")
    rivals = [rival.by(rule) for rule in rules for rival in RIVALS]
    _table("Designs side by side", [*plain, *ruled, *rivals], world, size.worlds)


def rules(world: World, size: Size) -> None:
    """Ours with webhooks, by every rule of sharing."""
    _table("Rules of sharing", [OURS.by(rule) for rule in RULES], world, size.worlds)


def order(world: World, size: Size) -> None:
    """Shops in shops.yaml as they come: the one that sells most first, or last."""
    for first, shops in (("best", world.shops), ("worst", world.shops[::-1])):
        played = [OURS, design.IN_ORDER]
        title = f"Odd units, {first} seller first"
        _table(title, played, replace(world, shops=shops), size.worlds)


def million(world: World, size: Size) -> None:
    """The default rule, for as long as it takes to sell a million times."""
    longer = replace(world, days=size.million_days)
    _table("A million orders", [OURS], longer, size.million_worlds)


def workbook(world: World, size: Size) -> None:
    """Voso by a workbook that a clerk takes in by hand; its part its own, or even."""
    for rule in BY_WORKBOOK:
        voso = replace(physics.VOSO_BY_WORKBOOK, rule=RULES[rule])
        mixed = replace(world, shops=(*world.shops[:-1], voso))
        _table(f"Voso by workbook, {rule}", [OURS, design.PLAIN], mixed, size.worlds)


def router(world: World, size: Size) -> None:
    """No push reaches us: each minute as before, or by the quota; TikTok lists orders late.

    Without the second in which a thousand come: then writing takes longest, however it is told.
    """
    world = replace(world, rushes=0)
    deaf = tuple(replace(shop, pushes=False) for shop in world.shops)
    prompt = tuple(replace(shop, list_lag_s=min(shop.list_lag_s, 5.0)) for shop in deaf)
    for title, shops in (
        ("Behind a router", deaf),
        ("Behind a router, every platform lists an order within 5 s", prompt),
    ):
        _table(title, list(design.ROUTED), replace(world, shops=shops), size.worlds)


def bundles(world: World, size: Size) -> None:
    """A fifth of the goods are boxes made of others: what hangs together is never sold twice."""
    boxed = replace(world, bundles=BOXES)
    _table("Bundles", [OURS, design.PLAIN, OURS.by("no reserve"), *RIVALS], boxed, size.worlds)


def live(world: World, size: Size) -> None:
    """Six livestreams a day, whose goods are set aside for their shop while they are on."""
    watched = replace(world, streams_per_day=6.0, scarcity=1.1, bundles=BOXES)
    rows = []
    for played, score in play_all([OURS, *design.LIVE], watched, size.worlds):
        away = f"{score.watchers_away / max(score.watchers, 1):.2%}"
        rows.append((*_row(played, score)[:6], f"{score.watchers:,}", away))
    show("Livestreams", (*HEADS[:6], "watchers", "of them turned away"), rows)


def bans(world: World, size: Size) -> None:
    """Of 200 listings some 40 a day are banned for six hours, with bundles and livestreams."""
    harsh = replace(world, bans_per_day=40.0, streams_per_day=6.0, bundles=BOXES)
    rows = []
    for each, score in play_all(design.BANNED, harsh, size.worlds):
        rows.append((*_row(each, score)[:6], f"{score.barred:,}"))
    show(f"Bans ({size.worlds} worlds)", (*HEADS[:6], "came to a ban"), rows)


def bundle_million(world: World, size: Size) -> None:
    """Boxes, livestreams with goods set aside, the default rule: a campaign of many worlds."""
    longer = replace(world, days=size.million_days, bundles=BOXES)
    worlds = max(size.million_worlds // 4, 1)
    for played, score in play_all([design.LIVE[0]], longer, worlds):
        rows = [(*_row(played, score), f"{score.boxes:,}")]
        show(f"Bundles and livestreams ({worlds} worlds)", (*HEADS, "boxes"), rows)


def drift(world: World, size: Size) -> None:
    """Somebody types figures in the seller centres: how soon is it noticed?"""
    edited = replace(world, edits_per_day=20.0)
    rows = []
    for played, score in play_all([OURS, design.POLLING, *RIVALS], edited, size.worlds):
        seen = score.drift
        rows.append(
            (
                _name(played),
                score.drifted,
                score.overwritten,
                seen.steps.total(),
                *(_seconds(seen.below(part)) for part in (0.5, 0.99, 1.0)),
            )
        )
    heads = ("design", "edits", "overwritten unseen", "noticed", "p50 s", "p99 s", "latest s")
    show("Foreign figures noticed", heads, rows)


def _table(title: str, played: Sequence[Design | None], world: World, worlds: int) -> None:
    rows = [_row(each, score) for each, score in play_all(played, world, worlds)]
    show(f"{title} ({worlds} worlds of {world.days:g} days)", HEADS, rows)


def _name(played: Design | None) -> str:
    return NAME if played is None else f"{played.name}, {played.rule}"


def _row(played: Design | None, score: Score) -> tuple[object, ...]:
    return (
        _name(played),
        f"{score.orders:,}",
        f"{score.oversold - score.oversold_in_rush:,}",
        f"{score.oversold_in_rush:,}",
        f"{score.unsold / score.delivered:.2%}",
        f"{score.turned_away / score.buyers:.2%}",
        *(_seconds(score.told.below(part)) for part in (0.5, 0.95, 0.99)),
        *(_seconds(told.below(0.99)) for told in _others(score)),
        f"{score.calls.total() / score.orders:.1f}",
    )


def _others(score: Score) -> tuple[Durations, Durations]:
    return score.told_of_rush, score.told_of_deaf


def _seconds(seconds: float) -> str:
    return "-" if math.isnan(seconds) else f"{seconds:.1f}" if seconds < 100 else f"{seconds:.0f}"


EXPERIMENTS = {
    "designs": designs,
    "rules": rules,
    "order": order,
    "router": router,
    "drift": drift,
    "workbook": workbook,
    "bundles": bundles,
    "live": live,
    "bans": bans,
    "bundle-million": bundle_million,
    "million": million,
}


def run(names: Sequence[str], world: World, size: Size) -> None:
    """Run experiments by their names."""
    say(f"seed {world.seed}; {world.skus} SKUs in {len(world.shops)} shops, "
        f"{world.buyers_per_day:,.0f} buyers a day and {world.rushes} rush of "
        f"{world.rush_buyers:,} in each world")  # fmt: skip
    for name in names:
        EXPERIMENTS[name](world, size)
