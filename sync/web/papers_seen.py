"""The calendar of papers and what is due of it: worked out once for a catalog and a day."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sync.catalog import Configuration
from sync.papers import Notice, calendar
from sync.papers.calendar import CalendarPaper
from sync.running.paper_notices import notices_of


@dataclass(frozen=True, slots=True)
class PapersSeen:
    """All papers of a catalog, and what is to be told of them on a day."""

    calendar: Sequence[CalendarPaper]
    notices: Sequence[Notice]


@dataclass(slots=True)
class PaperLooks:
    """Looks through a catalog of thousands of products for the first who asks."""

    _seen: PapersSeen | None = None
    _of: tuple[Configuration, date] | None = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def seen(self, configuration: Configuration, today: date) -> PapersSeen:
        """Say what there is by this catalog on this day."""
        async with self._looking:
            known, day = self._of or (None, None)
            if self._seen is None or known is not configuration or day != today:
                papers = await asyncio.to_thread(calendar, configuration.products)
                self._seen = PapersSeen(papers, await notices_of(configuration, today, papers))
                self._of = configuration, today
        return self._seen
