"""Knows a home folder again: a copy on another computer, or an older one put back, is noticed.

Beside the database lies which installation it is and where it was made. How far it had come is
written down outside the home as well, in the state folder of this computer's user: a home that
knows less than that is an older copy, and a home that this computer has no such note of came from
another one. Two homes that work on the same shops would take each other's tokens away, and each
would know of half of what was counted by hand.
"""

from __future__ import annotations

import json
import os
import re
import socket
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from sync.model.zone import VIETNAM

if TYPE_CHECKING:
    from sync.model import Problem, Settings, Value
    from sync.store.errors import StoreUnavailable

FILE: Final = "installation.json"
DATABASE: Final = "ocop.db"
RESTORED: Final = "restored.json"  # a backup was put back, and nobody has accepted it so far
ELSEWHERE: Final = "database.json"  # the home's memory lies there, and not in the home
EXCHANGE: Final = "exchange"  # the workbooks that people carry, one folder a shop
MACHINE_VARIABLE: Final = "OCOP_MACHINE"  # names the computer where its host name does not stay
DATABASE_VARIABLE: Final = "OCOP_DATABASE"  # what documents and compose.yaml call the address
STATE_VARIABLE: Final = "OCOP_STATE"  # the state folder, where it shall be another


def database_address(settings: Settings, home: Path, environ: Mapping[str, str]) -> str:
    """Say where we remember: what the settings name, else SQLite in the home folder.

    Raises `StoreUnavailable` where they mean a database that they do not tell: a file in its stead
    would be another memory, an empty one.
    """
    named = environ.get(settings.database_env) if settings.database_env else settings.database
    if settings.database_unread or (settings.database_env and not named):
        raise _unnamed(settings.database_env)
    if not named and (noted := _read(home / ELSEWHERE)) is not None:
        raise _gone_from(str(noted.get("place")), home)
    return named or in_home(home)


def is_in_home(settings: Settings, home: Path, environ: Mapping[str, str]) -> bool:
    """Tell whether the database lies in the home, as far as the settings tell."""
    there = {in_home(home), in_home(home.absolute())}
    if settings.database_unread or settings.database_env:
        return environ.get(settings.database_env or "") in there
    return settings.database in {None, *there}


def in_home(home: Path) -> str:
    """Give the address of the SQLite file in a home."""
    return f"sqlite:///{(home / DATABASE).as_posix()}"


def _unnamed(variable: str | None) -> StoreUnavailable:
    from sync.model import Problem  # which brings pydantic: few have no database
    from sync.store.errors import StoreUnavailable

    if variable is None or not re.fullmatch(r"[A-Z_][A-Z0-9_]*", variable):  # it may be a secret
        return StoreUnavailable(Problem(code="store_unnamed"))
    return StoreUnavailable(Problem(code="store_variable_empty", values={"variable": variable}))


def _gone_from(place: str, home: Path) -> StoreUnavailable:
    from sync.model import Problem  # which brings pydantic: few have no database
    from sync.store.errors import StoreUnavailable

    values: dict[str, Value] = {"place": place, "here": in_home(home.absolute())}
    return StoreUnavailable(Problem(code="store_gone_from", values=values))


def is_shared(address: str) -> bool:
    """Tell whether many processes on many machines work on this database: a server's."""
    return not address.startswith("sqlite")


class HomeDoubted(Exception):
    """This home may not be the one that is in use: a person must say so first."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Installation:
    """Which installation a home is, and on which computer and in which folder it is at home."""

    id: str
    machine: str
    folder: str


@dataclass(frozen=True, slots=True)
class HomeProgress:
    """How far an installation had come when it was last seen on this computer."""

    folder: str
    newest_round: int
    at: str  # ISO 8601


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder on this computer; without a state folder nothing is noted outside of it."""

    folder: Path
    machine: str
    state_folder: Path | None

    @classmethod
    def of(cls, folder: Path, environ: Mapping[str, str]) -> Self:
        """Find what this computer calls itself, and where its user's state is kept."""
        machine = environ.get(MACHINE_VARIABLE) or socket.gethostname()
        return cls(Path(os.path.normpath(folder.absolute())), machine, _state_folder(environ))

    def prove(self, newest_round: int, now: datetime) -> None:
        """Note how far this home has come; raises `HomeDoubted` if it may not be the one in use."""
        found = self.doubt(newest_round)
        if found is not None:
            raise HomeDoubted(found)
        installation = self._installation() or self._settled()
        self._note(installation, newest_round, now)

    def doubt(self, newest_round: int) -> Problem | None:
        """Say why this home may not be the one in use."""
        doubted = self._doubted(newest_round)
        if doubted is None:
            return None
        from sync.model import Problem  # which brings pydantic: few homes are doubted

        code, values = doubted
        return Problem(code=code, values=values)

    def _doubted(self, newest_round: int) -> tuple[str, dict[str, Value]] | None:
        installation, restored = self._installation(), self._restored()
        if installation is None:
            return restored  # else a new one
        noted = self._noted(installation)
        here = str(self.folder)
        elsewhere = noted is None and installation.machine != self.machine
        if elsewhere or not self._is(installation.folder):
            found = {"machine": installation.machine, "folder": installation.folder}
            return "home_moved", {**found, "here": here}
        if noted is not None and newest_round < noted.newest_round:
            missing = noted.newest_round - newest_round
            return "home_older", {"rounds": missing, "until": noted.at}
        return restored

    def _restored(self) -> tuple[str, dict[str, Value]] | None:
        noted = _read(self.folder / RESTORED)
        return None if noted is None else ("home_restored", {"at": str(noted.get("at"))})

    def _is(self, folder: str) -> bool:
        """Whether that is this very folder, by whatever way it was reached (a link, a mount)."""
        if folder == str(self.folder):
            return True
        with suppress(OSError, ValueError):
            return os.path.samefile(folder, self.folder)  # noqa: PTH121
        return False

    def accept(self, newest_round: int, now: datetime) -> None:
        """Take a person's word that this home is the one in use from now on."""
        self._note(self._settled(), newest_round, now)
        with suppress(OSError):
            (self.folder / RESTORED).unlink()

    def remember_elsewhere(self, place: str | None) -> None:
        """Note where the memory lies if not in the home: no lost settings lead to another one."""
        if place is None:
            with suppress(OSError):
                (self.folder / ELSEWHERE).unlink()
        elif _read(self.folder / ELSEWHERE) != {"place": place}:
            _write(self.folder / ELSEWHERE, {"place": place})

    def _settled(self) -> Installation:
        installation = Installation(uuid.uuid4().hex, self.machine, str(self.folder))
        _write(self.folder / FILE, asdict(installation))
        return installation

    def _installation(self) -> Installation | None:
        found = _read(self.folder / FILE)
        try:
            return None if found is None else Installation(**found)
        except TypeError:
            return None

    def _note(self, installation: Installation, newest_round: int, now: datetime) -> None:
        if self.state_folder is not None:
            noted = HomeProgress(
                str(self.folder),
                newest_round,
                now.astimezone(VIETNAM).isoformat(timespec="seconds"),
            )
            _write(self.state_folder / f"{installation.id}.json", asdict(noted))

    def _noted(self, installation: Installation) -> HomeProgress | None:
        if self.state_folder is None:
            return None
        found = _read(self.state_folder / f"{installation.id}.json")
        try:
            return None if found is None else HomeProgress(**found)
        except TypeError:
            return None


def note_restored(home: Path, now: datetime) -> None:
    """Write down that a backup is put back: no count of rounds tells what it does not know of."""
    at = now.astimezone(VIETNAM).isoformat(timespec="seconds")
    _write(home / RESTORED, {"at": at})


def _state_folder(environ: Mapping[str, str]) -> Path | None:
    """Find the folder by the customs of the system; None where nothing names one."""
    if named := environ.get(STATE_VARIABLE):
        return Path(named)
    if base := environ.get("LOCALAPPDATA") or environ.get("XDG_STATE_HOME"):
        return Path(base) / "ocop-sync"
    user = environ.get("HOME")
    return Path(user) / ".local" / "state" / "ocop-sync" if user else None


def _read(file: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write(file: Path, content: Mapping[str, Any]) -> None:
    """Write as a whole or not at all; what cannot be noted is no reason to stop."""
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
