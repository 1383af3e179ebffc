"""Looks now and again whether the catalog that is followed has a newer version."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

from sync.catalog.followed import FetchFailed
from sync.model import Problem
from sync.service.observer import Observer

TOLD_AGAIN_S: Final = 86_400.0


async def watch_followed(
    follow: Callable[[], str | None],
    every_s: float,
    saved: Callable[[], Awaitable[None]],
    observer: Observer,
) -> None:
    """Go out with each new version, until cancelled; the same trouble is told once a day."""
    told: Problem | None = None
    told_at = monotonic()
    while True:
        await asyncio.sleep(every_s)
        try:
            version = await asyncio.to_thread(follow)
        except FetchFailed as error:
            if error.problem != told or monotonic() - told_at > TOLD_AGAIN_S:
                told, told_at = error.problem, monotonic()
                observer.catalog_followed(None, told)
                if error.cause is not None:
                    observer.catalog_followed(None, error.cause)
            continue
        told = None
        if version is not None:
            observer.catalog_followed(version, None)
            await saved()
