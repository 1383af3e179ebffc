"""What people are to be told of papers, lots and seasons that end, and were not told yet."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from sync.catalog import Configuration
from sync.model import Alert
from sync.papers import CalendarPaper, Notice, calendar, lot_notices, notices, season_notices
from sync.store import Store
from sync.store.notices import NoticeId
from sync.transport.clock import Clock, legal_day


async def notices_of(
    configuration: Configuration, today: date, known: Sequence[CalendarPaper] | None = None
) -> Sequence[Notice]:
    """List what there is to tell today of these products; in a thread, for it is long.

    Their calendar is `known` where it was made already.
    """

    def found() -> list[Notice]:
        rounds = configuration.settings.rating_rounds
        products = configuration.products
        papers = calendar(products) if known is None else known
        of_papers = notices(papers, rounds, today)
        return [*of_papers, *season_notices(products, today), *lot_notices(products, today)]

    return await asyncio.to_thread(found)


async def paper_alerts(configuration: Configuration, today: date) -> list[Alert]:
    """List what is to be told of papers, as alerts whose end is no news."""
    return alerts_about(await notices_of(configuration, today))


def alerts_about(due: Sequence[Notice]) -> list[Alert]:
    """Make alerts of what is due."""
    return [Alert(f"paper|{each.key}|{each.milestone}", each.problem, ends=False) for each in due]


class PaperNotices:
    """Finds what is due today; what was noted as given is due no more, restarts included."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._all_given: tuple[Configuration | None, date] = None, date.min

    async def due(self, configuration: Configuration) -> Sequence[Notice]:
        """List what is to be told of these products' papers and seasons."""
        today = legal_day(self._clock)
        known, of_day = self._all_given
        if known is configuration and of_day == today:
            return ()

        all_due = await notices_of(configuration, today)
        given = await self._store.notices.given({each.key for each in all_due})
        due = [each for each in all_due if each.id not in given]
        self._all_given = (None if due else configuration), today
        return due

    async def note(self, given: Sequence[Notice]) -> None:
        """Remember that these were given."""
        await self._store.notices.note([NoticeId(*each.id) for each in given], self._clock.now())
