"""Plays worlds that are drawn at random on each platform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.campaigns.report import Findings

World = TypeVar("World")


def played(
    findings: Findings,
    platforms: Sequence[str],
    drawn: tuple[int, int],
    worlds: SearchStrategy[World],
    play: Callable[[str, World], None],
) -> Findings:
    """Play so many worlds, by a seed, on each platform.

    Where a play raises AssertionError, the world is made as short as it can be and told.
    """
    size, seed_ = drawn

    def on(platform: str) -> None:
        @seed(seed_)
        @settings(
            max_examples=size, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(worlds)
        def one(world: World) -> None:
            findings.count(f"{platform}: worlds")
            play(platform, world)

        one()

    for platform in platforms:
        try:
            on(platform)
        except AssertionError as error:
            findings.add(f"{platform} --size {size} --seed {seed_}", str(error))
    return findings
