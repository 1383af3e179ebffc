"""A website of one's own: two products, an empty folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.site.stall import SiteStall, site_in


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[SiteStall]:
    async with site_in(tmp_path) as opened:
        yield opened


@pytest.fixture
async def published(stall: SiteStall) -> SiteStall:
    """The same, everything published."""
    report = await stall.round()
    assert {outcome.status for outcome in report.outcomes} == {"done"}, report.problems
    return stall
