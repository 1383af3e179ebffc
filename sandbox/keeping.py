"""The state file: all replicas of one sandbox in one JSON file, never half written."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.knobs import settings, turn
from sandbox.replica import dump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.door import Door
    from sandbox.replica import Json

SAVE_EVERY_S = 0.5


class UnreadableState(ValueError):
    """The state file is there but cannot be understood; remove it to start afresh."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no state of these replicas")
        self.path = path


@dataclass
class StateFile:
    """Where the doors' states are kept; without a path nothing is kept."""

    path: Path | None
    doors: Sequence[Door]
    saved: int = 0

    def load(self) -> None:
        if self.path is None or not self.path.exists():
            return
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            for door in self.doors:
                if (own := kept.get(door.replica.name)) is not None:
                    _restore(door, own)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableState(self.path) from error

    async def keep(self) -> None:
        """Save now and then, while there is something new, until cancelled."""
        while True:
            await asyncio.sleep(SAVE_EVERY_S)
            self.save()

    def save(self) -> None:
        revision = sum(door.revision for door in self.doors)
        if self.path is None or revision == self.saved:
            return
        write_whole(self.path, dump({door.replica.name: _snapshot(door) for door in self.doors}))
        self.saved = revision


def _snapshot(door: Door) -> Json:
    return {
        "clock_offset_s": door.clock.offset_s,
        "knobs": settings(door.platform.knobs),
        "platform": door.platform.snapshot(),
    }


def _restore(door: Door, kept: Json) -> None:
    door.clock.offset_s = kept["clock_offset_s"]
    known = settings(door.platform.knobs)
    turn(door.platform.knobs, {n: value for n, value in kept["knobs"].items() if n in known})
    door.platform.restore(kept["platform"])


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
