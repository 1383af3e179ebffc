"""Looks now and again whether the catalog that is followed has a newer version."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sync.catalog.followed import FetchFailed
from sync.model import Problem
from sync.service.observer import Observer


async def watch_followed(
    follow: Callable[[], str | None],
    every_s: float,
    saved: Callable[[], Awaitable[None]],
    observer: Observer,
) -> None:
    """Go out with each new version, until cancelled; the same trouble is told once."""
    told: Problem | None = None
    while True:
        await asyncio.sleep(every_s)
        try:
            version = await asyncio.to_thread(follow)
        except FetchFailed as error:
            if error.problem != told:
                told = error.problem
                observer.catalog_followed(None, told)
            continue
        told = None
        if version is not None:
            observer.catalog_followed(version, None)
            await saved()
