"""The service forgets what is old, soon after its start and then once a day."""

from __future__ import annotations

import asyncio

import pytest

from sync.model import Problem
from sync.service import housekeeping
from sync.service.beside import beside
from sync.service.housekeeping import keep_house
from sync.store import StoreUnavailable, Tidied
from tests.sync.service.conftest import Watcher


class House:
    """A store that is busy at first."""

    def __init__(self) -> None:
        self.tidied, self.proved, self.busy = 0, 0, 3
        self.renewed = 0

    async def tidy(self) -> Tidied:
        self.tidied += 1
        return Tidied(
            sign_ins=0,
            journal=1,
            rounds=2,
            movements=3,
            counts=0,
            observations=4,
            pace=5,
            messages=6,
        )

    async def renew_all_asked(self) -> None:
        self.renewed += 1

    async def prove_home(self) -> None:
        self.proved += 1
        if self.proved <= self.busy:
            raise StoreUnavailable(Problem(code="store_busy"))


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "LOOK_EVERY_S", 0.001)
    monkeypatch.setattr(housekeeping, "FIRST_TIDY_S", 0.0)


async def test_it_tidies_once_the_store_is_free_and_then_not_before_tomorrow(hasty: None) -> None:
    house = House()
    async with beside(keep_house(house, Watcher())):
        async with asyncio.timeout(60):
            while house.proved < 10:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
    assert (house.tidied, house.renewed) == (1, 1)


async def test_a_fault_of_ours_is_told_and_ends_nothing(
    hasty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, watcher = House(), Watcher()
    monkeypatch.setattr(house, "prove_home", None)
    async with beside(keep_house(house, watcher)), asyncio.timeout(60):
        while len(watcher.faults) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    assert isinstance(watcher.faults[0], TypeError)
