"""One service for one home: who holds it, and whether it is at work.

The lock is that of an empty SQLite database: the one lock on files that all systems know and that
ends with its process, however that dies. Who holds it stands in a file beside it.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from sync.model.zone import VIETNAM

LOCK: Final = "serve.lock"
HOLDER: Final = "serve.json"
PATIENCE_S: Final = 1.0  # `ocop status` holds the lock for a moment when it looks


@dataclass(frozen=True, slots=True)
class Instance:
    """A service at work: on which computer, as which process, since when (ISO 8601)."""

    host: str
    pid: int
    started_at: str


class AlreadyServing(Exception):
    """Another service is at work on this home; None: nobody knows which."""

    def __init__(self, instance: Instance | None) -> None:
        super().__init__(instance)
        self.instance = instance


@contextmanager
def only_instance(home: Path) -> Iterator[None]:
    """Be the one service of this home until the block ends; raises `AlreadyServing`."""
    with contextlib.closing(lock_of(home, LOCK, PATIENCE_S)) as lock:
        if not locked(lock):
            raise AlreadyServing(_holder(home))
        me = Instance(socket.gethostname(), os.getpid(), _now())
        (home / HOLDER).write_text(json.dumps(asdict(me)), encoding="utf-8")
        yield


@contextmanager
def numbered_worker(home: Path) -> Iterator[int]:
    """Be one of those that do the work in this home until the block ends; yields the number."""
    for number in count(1):
        with contextlib.closing(lock_of(home, f"worker-{number}.lock", 0.0)) as lock:
            if locked(lock):
                yield number
                return


def running_instance(home: Path) -> Instance | None:
    """Say which service is at work on this home, if one is."""
    if not (home / LOCK).exists():
        return None
    with contextlib.closing(lock_of(home, LOCK, 0.0)) as lock:
        return None if locked(lock) else _holder(home) or Instance("?", 0, "")


def _now() -> str:
    return datetime.now(VIETNAM).isoformat(timespec="seconds")


def lock_of(home: Path, name: str, patience_s: float) -> sqlite3.Connection:
    """Open a lock of this home; closing it lets go."""
    home.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(home / name, timeout=patience_s, isolation_level=None)


def locked(lock: sqlite3.Connection) -> bool:
    """Take a lock, with the patience that it was opened with; False where another holds it."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True


def _holder(home: Path) -> Instance | None:
    """Read who holds the lock; None while that is being written."""
    try:
        return Instance(**json.loads((home / HOLDER).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
