"""Every marketplace that has a replica is held to the same suite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest

from sandbox.server import discover
from sync.platforms import platforms
from tests.conformance.extent import ELSEWHERE, OF_A_PROFILE, TWICE
from tests.conformance.stall import Stall, stall_of


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "platform_name" in metafunc.fixturenames:
        module = metafunc.module.__name__.rpartition(".")[2]
        left_out = ELSEWHERE.get(module, frozenset())
        left_out |= frozenset() if module in OF_A_PROFILE else TWICE
        names = [name for name in platform_names() if name not in left_out]
        metafunc.parametrize("platform_name", names, scope="session")


@cache
def platform_names() -> list[str]:
    """Every marketplace that has a replica."""
    return sorted(platforms().keys() & {replica.name for replica in discover()})


@pytest.fixture
async def stall(platform_name: str, tmp_path: Path) -> AsyncIterator[Stall]:
    """One shop on a fresh replica, selling three products that differ in kind."""
    async with stall_of(platform_name, tmp_path) as opened:
        yield opened


@pytest.fixture
async def stocked(stall: Stall) -> Stall:
    """The same, published already."""
    report = await stall.round()
    assert report.true, report.problems
    await stall.reviewed()
    return stall


@pytest.fixture(autouse=True)
def _only_where_it_can(request: pytest.FixtureRequest, platform_name: str) -> None:
    """Skip what a platform says it cannot do, or is exempt from, with its own reason."""
    features = platforms()[platform_name].features
    for marker in request.node.iter_markers("needs"):
        if missing := set(marker.args) - features.can:
            pytest.skip(f"{platform_name} cannot {sorted(missing)}")
    case = request.node.originalname
    if case in features.exempt:
        pytest.skip(features.exempt[case])
