"""Tells in time of papers that end: once at each milestone, also after a restart."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Final, Protocol

from sync.papers import Notice
from sync.service.observer import Observer
from sync.store import StoreUnavailable

LOOK_EVERY_S: Final = 600.0  # the day changes, and people edit


class Calendar(Protocol):
    """Knows what was told already; `App` fits."""

    async def due_notices(self) -> Sequence[Notice]:
        """List what is to be told today and was not yet."""
        ...

    async def note_given(self, given: Sequence[Notice]) -> None:
        """Remember that these were told."""
        ...


async def watch_papers(calendar: Calendar, observer: Observer) -> None:
    """Tell until cancelled; what could not be noted as told is told again, rather than never."""
    while True:
        with contextlib.suppress(StoreUnavailable):
            if due := await calendar.due_notices():
                observer.papers([notice.problem for notice in due])
                await calendar.note_given(due)
        await asyncio.sleep(LOOK_EVERY_S)
