"""Looks now and again whether the repository that holds the catalog has a newer commit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sync.catalog.followed import FetchFailed
from sync.model import Problem
from sync.service.observer import Observer


async def watch_repository(
    follow: Callable[[], str | None],
    every_s: float,
    saved: Callable[[], Awaitable[None]],
    observer: Observer,
) -> None:
    """Go out with each new commit, until cancelled; the same trouble is told once."""
    told: Problem | None = None
    while True:
        await asyncio.sleep(every_s)
        try:
            commit = await asyncio.to_thread(follow)
        except FetchFailed as error:
            if error.problem != told:
                told = error.problem
                observer.catalog_followed(None, told)
            continue
        told = None
        if commit is not None:
            observer.catalog_followed(commit, None)
            await saved()
