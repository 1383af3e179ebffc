"""A memory that comes from another computer, and has lain still for long, is told as old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.app import opened
from sync.model import ShopName
from sync.store.home import HomeDoubted
from sync.transport.clock import Clock
from tests.conformance.stall import configured


@pytest.mark.parametrize(("days", "told"), [(0, "home_moved"), (3, "home_moved_older")])
async def test_an_older_backup_on_a_new_computer_is_noticed_as_older(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, told: str
) -> None:
    home, begun = tmp_path / "home", datetime.now(UTC)
    monkeypatch.setenv("OCOP_MACHINE", "may-cu")
    monkeypatch.setenv("OCOP_STATE", str(tmp_path / "old"))
    async with opened(configured("shopee"), home=home) as app:
        await app.store.rounds.start(ShopName("shopee-ca-mau"), begun)
        await app.prove_home()
        assert await app.home_doubt() is None
    monkeypatch.setenv("OCOP_MACHINE", "may-moi")
    monkeypatch.setenv("OCOP_STATE", str(tmp_path / "new"))
    later = Clock(now=lambda: begun + timedelta(days=days, hours=1))
    async with opened(configured("shopee"), home=home, clock=later) as app:
        doubt = await app.home_doubt()
        assert doubt is not None
        assert doubt.code == told
        with pytest.raises(HomeDoubted) as refused:
            await app.prove_home()
        assert refused.value.problem.code == told
