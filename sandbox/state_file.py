"""The state file: all replicas of one sandbox in one JSON file, never half written."""

from __future__ import annotations

import asyncio
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from sandbox.settings import as_dict, change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.asgi_app import ReplicaApp

SAVE_EVERY_S = 0.5


class UnreadableState(ValueError):
    """The state file is there but cannot be understood; remove it to start afresh."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no state of these replicas")
        self.path = path


@dataclass
class ReplicaState:
    """One replica as it is kept."""

    clock_offset_s: float
    knobs: dict[str, Any]
    platform: dict[str, Any]


_STATES = TypeAdapter(dict[str, ReplicaState])


@dataclass
class StateFile:
    """Where the states of some replicas are kept; without a path nothing is kept."""

    path: Path | None
    apps: Sequence[ReplicaApp]
    saved: int = 0

    def load(self) -> None:
        """Bring every replica to its kept state; raises UnreadableState."""
        if self.path is None or not self.path.exists():
            return
        try:
            states = _STATES.validate_json(self.path.read_bytes())
            for app in self.apps:
                if (state := states.get(app.replica.name)) is not None:
                    _restore(app, state)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableState(self.path) from error

    async def keep(self) -> None:
        """Save now and then, while there is something new, until cancelled."""
        while True:
            await asyncio.sleep(SAVE_EVERY_S)
            self.save()

    def save(self) -> None:
        revision = sum(app.revision for app in self.apps)
        if self.path is None or revision == self.saved:
            return
        states = {app.replica.name: _snapshot(app) for app in self.apps}
        replace_file(self.path, _STATES.dump_json(states))
        self.saved = revision


def _snapshot(app: ReplicaApp) -> ReplicaState:
    platform = app.platform
    return ReplicaState(app.clock.offset_s, as_dict(platform.settings), platform.snapshot())


def _restore(app: ReplicaApp, state: ReplicaState) -> None:
    app.clock.offset_s = state.clock_offset_s
    known = as_dict(app.platform.settings)
    change(app.platform.settings, {n: value for n, value in state.knobs.items() if n in known})
    app.platform.restore(state.platform)


def replace_file(path: Path, content: bytes) -> None:
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
