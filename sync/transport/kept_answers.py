"""Keeps what a marketplace said that stays the same for a while, with its date, in files."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple, Self, TypeVar
from urllib.parse import quote

from sync.marketplace import Call, Kept, Response, Unavailable
from sync.model import Problem, ShopName

Answer = TypeVar("Answer")
FOLDER: Final = "answers"  # below the home folder, one folder a shop
LONGEST: Final = timedelta(days=30)  # what is older says nothing any more


class KeptAnswer(NamedTuple):
    """What was answered, and when."""

    at: datetime
    response: Response


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The kept answers of one shop; a file that cannot be read or written is as good as none."""

    folder: Path
    now: Callable[[], datetime]
    renewing: bool = False

    @classmethod
    def of(cls, home: Path, shop: ShopName, now: Callable[[], datetime]) -> Self:
        """Those of a shop, below the home folder."""
        return cls(home / FOLDER / quote(shop, safe="").replace(".", "%2E"), now)

    def renewed(self) -> Self:
        """Make the same for one who asks for everything anew; drops what is too old."""
        self.forget_old()
        return replace(self, renewing=True)

    def recent(self, kept: Kept) -> Response | None:
        """Recall an answer that stands in for a call."""
        if self.renewing:
            return None
        found = self.find(kept.name)
        stands = timedelta(seconds=kept.stands_s)
        return found.response if found and self.now() - found.at < stands else None

    def find(self, name: str) -> KeptAnswer | None:
        """Recall an answer, unless it is too old to say anything."""
        try:
            head, _, content = self._file(name).read_bytes().partition(b"\n")
            told = json.loads(head)
            at, status = datetime.fromisoformat(told["at"]), int(told["status"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        fits = told["name"] == name and timedelta(0) <= self.now() - at < LONGEST
        return KeptAnswer(at, Response(status, {}, content)) if fits else None

    def put(self, name: str, response: Response) -> None:
        """Keep an answer in the place of an older one."""
        told = {"name": name, "at": self.now().isoformat(), "status": response.status}
        file = self._file(name)
        part = file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(json.dumps(told).encode() + b"\n" + response.content)
            part.replace(file)

    def forget_old(self) -> None:
        """Drop what is too old, and what a death left half written."""
        for file in self.folder.glob("*") if self.folder.is_dir() else ():
            with contextlib.suppress(OSError):
                written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
                if self.now() - written > LONGEST:
                    file.unlink()

    def newest(self) -> datetime | None:
        """Say when anything was last kept."""
        files = self.folder.glob("*.answer") if self.folder.is_dir() else ()
        times = [file.stat().st_mtime for file in files]
        return datetime.fromtimestamp(max(times), UTC) if times else None

    def _file(self, name: str) -> Path:
        return self.folder / f"{sha256(name.encode()).hexdigest()[:32]}.answer"


@dataclass(frozen=True, slots=True)
class KeptClient:
    """A `sync.marketplace.ApiClient` to nobody: it knows what was kept, and calls nothing."""

    answers: KeptAnswers

    async def call(self, call: Call[Answer]) -> Answer:
        found = self.answers.find(call.kept.name) if call.kept else None
        if found is None:
            raise Unavailable(Problem(code="never_asked", values={"path": call.endpoint}))
        return call.read(found.response)

    async def pause(self, seconds: float) -> None:
        """Wait for nobody."""
