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
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from sync.model.zone import VIETNAM

if TYPE_CHECKING:
    from sync.model import Problem, Settings, Value
    from sync.store.errors import StoreUnavailable
    from sync.store.rounds import Rounds

FILE: Final = "installation.json"
DATABASE: Final = "ocop.db"
EXCHANGE: Final = "exchange"  # the workbooks that people carry, one folder a shop
LAIN_STILL: Final = timedelta(days=1)  # a memory that is in use is not so far behind
MACHINE_VARIABLE: Final = "OCOP_MACHINE"  # names the computer where its host name does not stay
STATE_VARIABLE: Final = "OCOP_STATE"  # the state folder, where it shall be another


def database_address(settings: Settings, home: Path, environ: Mapping[str, str]) -> str:
    """Say where we remember: what the settings name, else SQLite in the home folder.

    Raises `StoreUnavailable` where they mean a database that they do not tell: a file in its stead
    would be another memory, an empty one.
    """
    named = environ.get(settings.database_env) if settings.database_env else settings.database
    if settings.database_unread or (settings.database_env and not named):
        raise _unnamed(settings.database_env)
    return named or _in_home(home)


def is_in_home(settings: Settings, home: Path, environ: Mapping[str, str]) -> bool:
    """Tell whether the database lies in the home, as far as the settings tell."""
    if settings.database_unread or settings.database_env:
        return environ.get(settings.database_env or "") == _in_home(home)
    return settings.database in {None, _in_home(home)}


def _in_home(home: Path) -> str:
    return f"sqlite:///{(home / DATABASE).as_posix()}"


def _unnamed(variable: str | None) -> StoreUnavailable:
    from sync.model import Problem  # which brings pydantic: few have no database
    from sync.store.errors import StoreUnavailable

    if variable is None or not re.fullmatch(r"[A-Z_][A-Z0-9_]*", variable):  # it may be a secret
        return StoreUnavailable(Problem(code="store_unnamed"))
    return StoreUnavailable(Problem(code="store_variable_empty", values={"variable": variable}))


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
        installation = self._installation()
        if installation is None:
            return None  # a new one
        noted = self._noted(installation)
        here = str(self.folder)
        elsewhere = noted is None and installation.machine != self.machine
        if elsewhere or not self._is(installation.folder):
            found = {"machine": installation.machine, "folder": installation.folder}
            return "home_moved", {**found, "here": here}
        if noted is not None and newest_round < noted.newest_round:
            missing = noted.newest_round - newest_round
            return "home_older", {"rounds": missing, "until": noted.at}
        return None

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


@dataclass(frozen=True, slots=True)
class HomeProof:
    """A home and the rounds that its database remembers: together they tell if it is in use.

    No `rounds` where the database lies elsewhere: that one is no copy when the home is.
    """

    home: Home
    rounds: Rounds | None

    @classmethod
    def of(
        cls, folder: Path, settings: Settings, environ: Mapping[str, str], rounds: Rounds
    ) -> Self:
        """Find out whether the database lies in the home."""
        lies_here = is_in_home(settings, folder, environ)
        return cls(Home.of(folder, environ), rounds if lies_here else None)

    async def prove(self, now: datetime) -> None:
        """Make sure that this memory is the one in use, before it writes; raises `HomeDoubted`."""
        if self.rounds is not None:
            try:
                self.home.prove(await self.rounds.newest(), now)
            except HomeDoubted as error:
                problem = _dated(error.problem, await self.rounds.newest_at(), now)
                raise HomeDoubted(problem) from error

    async def doubt(self, now: datetime) -> Problem | None:
        """Say why this memory may not be the one in use."""
        found = self.home.doubt(await self.rounds.newest()) if self.rounds else None
        if self.rounds is None or found is None:
            return None
        return _dated(found, await self.rounds.newest_at(), now)

    async def accept(self, now: datetime) -> None:
        """Take a person's word that this memory is the one in use from now on."""
        if self.rounds is not None:
            self.home.accept(await self.rounds.newest(), now)


def _dated(doubt: Problem, until: datetime | None, now: datetime) -> Problem:
    """Say of a memory from elsewhere that it is old, if its last round is long ago.

    This computer has no note of how far the one in use has come: that round tells.
    """
    if doubt.code != "home_moved" or until is None or now - until < LAIN_STILL:
        return doubt
    values: dict[str, Value] = {
        **doubt.values,
        "until": until.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "days": (now - until).days,
    }
    return replace(doubt, code="home_moved_older", values=values)


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
