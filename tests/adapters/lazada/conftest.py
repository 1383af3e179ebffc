"""A Lazada shop on a fresh replica, with the engine around it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conformance.stall import Stall, stall_of


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    """One shop that sells three products: without options, with one, with two."""
    async with stall_of("lazada", tmp_path) as opened:
        yield opened


@pytest.fixture
async def stocked(stall: Stall) -> Stall:
    """The same, published and through its review."""
    report = await stall.round()
    assert report.true, report.problems
    await stall.reviewed()
    return stall
