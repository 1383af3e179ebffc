"""Keeps in the home what platforms answered that nobody expected, a file for each new thing."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

FOLDER: Final = "unknown"  # below the home folder
MOST: Final = 100  # kinds that are kept, the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAnswer:
    """One new thing of one endpoint: `name` as it stood there, `case` the anonymous answer.

    Times are ISO 8601; `kind` is field, word or code.
    """

    shop: str
    platform: str
    endpoint: str
    kind: str
    name: str
    first_at: str
    last_at: str
    times: int
    status: int
    body: Any

    @property
    def last(self) -> datetime:
        """When it was met last."""
        return datetime.fromisoformat(self.last_at)

    @property
    def id(self) -> str:
        """A short name, by which a person asks for it."""
        told = json.dumps([self.platform, self.endpoint, self.kind, self.name])
        return sha256(told.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class UnknownAnswers:
    """Those of one home, a file each; what cannot be written is not kept, and harms nothing."""

    folder: Path

    @classmethod
    def of(cls, home: Path) -> UnknownAnswers:
        return cls(home / FOLDER)

    def all(self) -> list[UnknownAnswer]:
        """Recall them, the newest first."""
        files = self.folder.glob("*.json") if self.folder.is_dir() else ()
        found = [one for file in files if (one := _read(file))]
        return sorted(found, key=lambda one: one.last_at, reverse=True)

    def named(self, call: str) -> UnknownAnswer | None:
        """Recall the newest of an endpoint, told by its path or the end of it, or one by its id."""
        return next((one for one in self.all() if _is(one, call)), None)

    def put(self, new: UnknownAnswer) -> None:
        """Keep one, or count it once more; the oldest of too many goes."""
        file = self.folder / f"{new.id}.json"
        before = _read(file)
        told = asdict(new)
        if before is not None:
            told |= {"first_at": before.first_at, "times": before.times + 1}
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(".part")
            part.write_bytes(orjson.dumps(told))
            part.replace(file)
            for old in self.all()[MOST:]:
                (self.folder / f"{old.id}.json").unlink(missing_ok=True)


def _read(file: Path) -> UnknownAnswer | None:
    try:
        return UnknownAnswer(**orjson.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _is(one: UnknownAnswer, call: str) -> bool:
    return call in {one.id, one.endpoint} or one.endpoint.endswith(f"/{call.lstrip('/')}")
