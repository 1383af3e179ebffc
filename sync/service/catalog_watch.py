"""Notices that somebody saved a file of the configuration."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch

PEOPLE_SAVE: Final = {".yaml", ".yml", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".heic", ".pdf"}
CALM_MS: Final = 400  # an editor empties a file, then fills it: half a save is none
AT_MOST_MS: Final = 5000


async def watch_catalog(folder: Path, saved: Callable[[Collection[Path]], Awaitable[None]]) -> None:
    """Tell of every save below the folder, until cancelled; raises what the folder does."""
    async for changes in awatch(
        folder, watch_filter=_saved_by_people, debounce=AT_MOST_MS, step=CALM_MS
    ):
        await saved({Path(path) for _, path in changes})


def _saved_by_people(_change: Change, path: str) -> bool:
    """Let databases and logs pass, should they lie in the same folder."""
    return Path(path).suffix.lower() in PEOPLE_SAVE
