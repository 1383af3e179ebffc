"""Tells in time of papers that end: once at each milestone, also after a restart."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from sync.catalog import Configuration
from sync.papers import Notice
from sync.service.observer import Observer
from sync.store import StoreUnavailable

LOOK_EVERY_S: Final = 600.0  # the day changes, and people edit


class Reminders(Protocol):
    """Knows what was told already; `PaperNotices` fits."""

    async def due(self, configuration: Configuration) -> Sequence[Notice]:
        """List what is to be told today and was not yet."""
        ...

    async def note(self, given: Sequence[Notice]) -> None:
        """Remember that these were told."""
        ...


async def watch_papers(
    reminders: Reminders, configuration: Callable[[], Configuration], observer: Observer
) -> None:
    """Tell until cancelled; what could not be noted as told is told again, rather than never."""
    while True:
        with contextlib.suppress(StoreUnavailable):
            if due := await reminders.due(configuration()):
                observer.papers([notice.problem for notice in due])
                await reminders.note(due)
        await asyncio.sleep(LOOK_EVERY_S)
