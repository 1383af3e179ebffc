"""Plays designs in worlds: the same buyers, the same troubles, on all processors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from tests.simulator.agenda import Agenda
from tests.simulator.buyers import World
from tests.simulator.design import Design
from tests.simulator.market import Market
from tests.simulator.oracle import Oracle
from tests.simulator.service import Service
from tests.simulator.shelf import Score


def play(design: Design | None, world: World) -> Score:
    """Let one world pass; no design is what no tool can avoid."""
    agenda, score = Agenda(), Score()
    market = Market(world, agenda, score)
    if design is None:
        Oracle(market, agenda)
    else:
        Service(design, market, agenda)
    agenda.run(world.ends_at)
    for front in market.fronts:
        score.calls.update(front.calls)
    score.least_calls = score.orders * len(market.fronts)  # one to learn of it, one for each other
    return score


def play_all(
    designs: Sequence[Design | None], world: World, worlds: int
) -> Iterator[tuple[Design | None, Score]]:
    """Let so many worlds pass, each with a seed of its own, and add up; one design at a time."""
    seeds = [replace(world, seed=world.seed + number) for number in range(worlds)]
    with ProcessPoolExecutor() as processors:
        for design in designs:
            yield design, _sum(processors.map(play, [design] * worlds, seeds))


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        total += score
    return total
