"""Campaign "kill": SIGKILL a real `ocop sync` just before and just after every await of a round.

The round publishes, revises, reprices, restocks, withdraws and restores. After the death the same
command is started again, twice: then nothing is lost, nothing doubled, the ledger is right, and
there is nothing left to do.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.campaigns.await_points import Moment, points
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.processes import Ended, preload
from tests.campaigns.report import Findings
from tests.campaigns.world import (
    AFTER,
    SOLD,
    World,
    opened,
    place_beside,
    prepare,
)
from tests.ports import free_port

STARTS = 2  # after the death
ONE_OF = 4  # deaths: after these a third start must have nothing to do
PACE = "pace"  # whose turn it is: written before every call, and made anew by time alone


def run(
    size: int, seed: int, platforms: Sequence[str] = PLATFORMS, cases: Sequence[str] = ()
) -> Findings:
    """Die at so many (or these) moments of each platform's round, and say what was found.

    0: once in every world that a death can leave behind. Moments between which nothing was written
    down, here or there, leave the same world, and one of them, drawn by the seed, stands for all.
    """
    preload()
    findings, waits = Findings("kill"), points()
    findings.note(f"{len(waits)} awaits in the code of engine, transport and adapters")
    met: set[str] = set()
    for platform in platforms:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder) / "base"
            port = free_port()
            prepare(platform, base, port)
            seen = seen_at(platform, base, port, looking=not size)
            met |= {moment.point for moment in seen}
            chosen = list(map(Moment.read, cases)) or sample(seen, size, seed)
            worlds = f", which leave {len(set(seen.values()))} worlds" if not size else ""
            findings.note(f"{platform}: {len(seen)} moments{worlds}")
            for number, moment in enumerate(chosen):
                _die(platform, base, port, moment, findings, quiet=number % ONE_OF == 0)
    findings.note(f"{len(met & waits)} of {len(waits)} awaits were come to in these rounds")
    return findings


def sample(seen: Mapping[Moment, str], size: int, seed: int) -> list[Moment]:
    """Draw so many moments; 0: one of every world."""
    dice = random.Random(seed)
    if size:
        return dice.sample(sorted(seen), min(size, len(seen)))
    worlds: dict[str, list[Moment]] = defaultdict(list)
    for moment, left in seen.items():
        worlds[left].append(moment)
    return [dice.choice(moments) for moments in worlds.values()]


def seen_at(
    platform: str,
    base: Path,
    port: int,
    environ: Mapping[str, str] | None = None,
    *,
    looking: bool = False,
) -> dict[Moment, str]:
    """Every moment of an undisturbed round, and what a death then would leave, if asked for."""
    with copy_of(platform, base, port, environ) as world:
        notes = base.parent / "notes.json"
        ended = world.ocop("sync", notes_to=notes, look=Look(world) if looking else None)
        assert ended.code == 0, ended.out
        assert world.ocop("sync").code == 0
        faults = world.faults_of(AFTER, SOLD)
        assert faults == [], faults
    rows = json.loads(notes.read_text(encoding="utf-8"))["seen"]
    return {Moment.read(moment): left for moment, left in rows}


class Look:
    """What a death leaves behind: the store's committed rows, the home's files, the shop."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._store: sqlite3.Connection | None = None
        self._version: object = None
        self._rows = ""

    def __call__(self) -> str:
        state = json.dumps([self._committed(), self._files(), self._world.shop()], sort_keys=True)
        return hashlib.sha256(state.encode()).hexdigest()

    def _committed(self) -> str:
        if self._store is None:
            self._store = sqlite3.connect(self._world.home / "ocop.db")
        version = self._store.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version, self._rows = version, repr(list(self._tables(self._store)))
        return self._rows

    def _tables(self, store: sqlite3.Connection) -> Iterator[object]:
        names = store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (name,) in names.fetchall():
            if name == "leases":
                yield store.execute("SELECT shop, holder, epoch FROM leases").fetchall()
            elif name != PACE:
                yield store.execute(f"SELECT * FROM {name}").fetchall()

    def _files(self) -> list[tuple[str, str]]:
        home = self._world.home
        found = (file for file in sorted(home.rglob("*")) if file.is_file())
        return [
            (str(file.relative_to(home)), hashlib.sha256(file.read_bytes()).hexdigest())
            for file in found
            if not file.name.startswith("ocop.db")
        ]


def _die(
    platform: str, base: Path, port: int, moment: Moment, findings: Findings, *, quiet: bool
) -> None:
    with copy_of(platform, base, port) as world:
        died = world.ocop("sync", dies_at=moment)
        findings.count(f"{platform}: killed" if died.killed else f"{platform}: not come to")
        ends = [world.ocop("sync") for _ in range(STARTS)]
        faults = [*unseemly(died), *(fault for end in ends for fault in unseemly(end))]
        if ends[-1].code != 0:
            faults.append(f"exit codes after the death: {[end.code for end in ends]}")
        faults += world.faults_of(AFTER, SOLD)
        if quiet:
            faults += _still_to_do(world)
        for fault in faults:
            findings.add(f"{platform} {moment}", fault)


def _still_to_do(world: World) -> Iterator[str]:
    before, third = world.shop(), world.ocop("sync")
    if third.code != 0 or third.told["plans"][0]["changes"] or world.shop() != before:
        yield f"a third round still has to do: {_changes(third)}"


def unseemly(ended: Ended) -> Iterator[str]:
    """Say where a person saw a traceback."""
    if "Traceback" in ended.err or ended.code == 70:
        yield f"a traceback: {ended.err[-1500:]}"


def _changes(ended: Ended) -> object:
    return ended.code, [
        (each["kind"], each["code"], each["outcome"]) for each in ended.told["plans"][0]["changes"]
    ]


@contextmanager
def copy_of(
    platform: str, base: Path, port: int, environ: Mapping[str, str] | None = None
) -> Iterator[World]:
    """The prepared world once more, at the same address and place: a home knows its own."""
    place = place_beside(base)
    shutil.copytree(base, place)
    try:
        with opened(platform, place, port, environ) as world:
            yield world
    finally:
        shutil.rmtree(place)
