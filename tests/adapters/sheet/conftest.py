"""A shop reached by a workbook, empty and open for business."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.sheet.stall import Stall, stall_in


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_in(tmp_path) as opened:
        yield opened


@pytest.fixture
async def stocked(stall: Stall) -> Stall:
    """The same, everything published and confirmed."""
    await stall.open_for_business()
    return stall
