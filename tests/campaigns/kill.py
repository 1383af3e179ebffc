"""Campaign "kill": SIGKILL a real `ocop sync` just before and just after every await of a round.

The round publishes, revises, reprices, restocks, withdraws and restores. After the death the same
command is started again, twice: then nothing is lost, nothing doubled, the ledger is right, and
there is nothing left to do.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
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
    free_port,
    opened,
    place_beside,
    prepare,
)

STARTS = 2  # after the death


def run(size: int, seed: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """Die at so many moments of each platform's round (0: at all), and say what was found."""
    preload()
    findings, waits = Findings("kill"), points()
    findings.note(f"{len(waits)} awaits in the code of engine, transport and adapters")
    met: set[str] = set()
    for platform in platforms:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder) / "base"
            port = free_port()
            prepare(platform, base, port)
            counts = counts_of(platform, base, Path(folder), port)
            met |= {point for point, _ in counts}
            chosen = moments(counts, size, seed)
            all_of_them = sum(counts.values())
            findings.note(f"{platform}: {len(counts)} places are come to, {all_of_them} moments")
            for moment in chosen:
                _die(platform, base, port, moment, findings)
    findings.note(f"{len(met & waits)} of {len(waits)} awaits were come to in these rounds")
    return findings


def moments(counts: Counter[tuple[str, str]], size: int, seed: int) -> list[Moment]:
    """The first and the last time that each place is come to, and one between; or a sample."""
    dice = random.Random(seed)
    found = {
        Moment(point, phase, nth)
        for (point, phase), times in counts.items()
        for nth in (1, times, dice.randint(1, times))
    }
    whole = sorted(found)
    return dice.sample(whole, min(size, len(whole))) if size else whole


def counts_of(platform: str, base: Path, folder: Path, port: int) -> Counter[tuple[str, str]]:
    """How often each place is come to in an undisturbed round."""
    with copy_of(platform, base, port) as world:
        written = folder / "counts.json"
        ended = world.ocop("sync", counts_to=written)
        assert ended.code == 0, ended.out
        assert world.ocop("sync").code == 0
        faults = world.faults_of(AFTER, SOLD)
        assert faults == [], faults
    rows = json.loads(written.read_text(encoding="utf-8"))
    return Counter({(point, phase): times for point, phase, times in rows})


def _die(platform: str, base: Path, port: int, moment: Moment, findings: Findings) -> None:
    with copy_of(platform, base, port) as world:
        died = world.ocop("sync", dies_at=moment)
        findings.count(f"{platform}: killed" if died.killed else f"{platform}: not come to")
        ends = [world.ocop("sync") for _ in range(STARTS)]
        faults = [*_unseemly(died), *(fault for end in ends for fault in _unseemly(end))]
        if ends[-1].code != 0:
            faults.append(f"exit codes after the death: {[end.code for end in ends]}")
        faults += world.faults_of(AFTER, SOLD)
        before, quiet = world.shop(), world.ocop("sync")
        if quiet.code != 0 or quiet.told["plans"][0]["changes"] or world.shop() != before:
            faults.append(f"a third round still has to do: {_changes(quiet)}")
        for fault in faults:
            findings.add(f"{platform} {moment}", fault)


def _unseemly(ended: Ended) -> Iterator[str]:
    if "Traceback" in ended.err or ended.code == 70:
        yield f"a traceback: {ended.err[-1500:]}"


def _changes(ended: Ended) -> object:
    return ended.code, [
        (each["kind"], each["code"], each["outcome"]) for each in ended.told["plans"][0]["changes"]
    ]


@contextmanager
def copy_of(platform: str, base: Path, port: int) -> Iterator[World]:
    """The prepared world once more, at the same address and place: a home knows its own."""
    place = place_beside(base)
    shutil.copytree(base, place)
    try:
        with opened(platform, place, port) as world:
            yield world
    finally:
        shutil.rmtree(place)
