"""Tells by the rounds that a home's database remembers whether it is the one in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from sync.model.zone import VIETNAM
from sync.store.home import Home, HomeDoubted, is_in_home

if TYPE_CHECKING:
    from sync.model import Problem, Settings, Value
    from sync.store.rounds import Rounds
    from sync.store.store import Store

LAIN_STILL: Final = timedelta(days=1)  # a memory that is in use is not so far behind


@dataclass(frozen=True, slots=True)
class HomeProof:
    """A home and the rounds that its database remembers: together they tell if it is in use.

    A database that lies elsewhere tells nothing: it is no copy when the home is.
    """

    home: Home
    rounds: Rounds
    elsewhere: str | None  # where the database lies if not in the home, without what opens it

    @classmethod
    def of(cls, folder: Path, settings: Settings, environ: Mapping[str, str], store: Store) -> Self:
        """Find out whether the database lies in the home."""
        elsewhere = None if is_in_home(settings, folder, environ) else store.place
        return cls(Home.of(folder, environ), store.rounds, elsewhere)

    async def prove(self, now: datetime) -> None:
        """Make sure that this memory is the one in use, before it writes; raises `HomeDoubted`."""
        self.home.remember_elsewhere(self.elsewhere)
        if self.elsewhere is not None:
            return
        try:
            self.home.prove(await self.rounds.newest(), now)
        except HomeDoubted as error:
            problem = _dated(error.problem, await self.rounds.newest_at(), now)
            raise HomeDoubted(problem) from error

    async def doubt(self, now: datetime) -> Problem | None:
        """Say why this memory may not be the one in use."""
        if self.elsewhere is not None:
            return None
        found = self.home.doubt(await self.rounds.newest())
        return found and _dated(found, await self.rounds.newest_at(), now)

    async def accept(self, now: datetime) -> None:
        """Take a person's word that this memory is the one in use from now on."""
        if self.elsewhere is None:
            self.home.accept(await self.rounds.newest(), now)


def _dated(doubt: Problem, until: datetime | None, now: datetime) -> Problem:
    """Say of a memory from elsewhere that it is old, if its last round is long ago.

    This computer has no note of how far the one in use has come: that round tells.
    """
    if doubt.code != "home_moved" or until is None or now - until < LAIN_STILL:
        return doubt
    values: dict[str, Value] = {
        **doubt.values,
        "until": until.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "days": (now - until).days,
    }
    return replace(doubt, code="home_moved_older", values=values)
