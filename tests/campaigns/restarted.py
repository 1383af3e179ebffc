"""Campaign "restarted": PostgreSQL is restarted at any await of a round of `ocop sync`.

Every connection ends there, whatever it was amid of. The round may end with "the database is out of
reach"; the next one, with the database back, makes all true. Needs a server of its own.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography.fernet import Fernet

from tests.campaigns.await_points import Moment
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.kill import copy_of, seen_at, unseemly
from tests.campaigns.processes import import_all, preload
from tests.campaigns.report import Findings
from tests.campaigns.world import AFTER, DATABASE, SOLD, World, prepare
from tests.ports import free_port
from tools import postgres

KEY = {"OCOP_SECRET_KEY": Fernet.generate_key().decode()}
ROUNDS = 1  # once the database is back


def run(
    size: int, seed: int, platforms: Sequence[str] = PLATFORMS, cases: Sequence[str] = ()
) -> Findings:
    """Restart it at so many (or these) moments of each platform's round."""
    preload()
    import_all(("psycopg", "sqlalchemy.dialects.postgresql.psycopg"))
    findings = Findings("restarted")
    for platform in platforms:
        with (
            tempfile.TemporaryDirectory() as folder,
            postgres.server() as server,
            postgres.database(server) as first,
        ):
            place = Place(platform, Path(folder) / "base", free_port(), server, first)
            prepare(platform, place.base, place.port, KEY | {DATABASE: first})
            _restarts(place, list(map(Moment.read, cases)), size, seed, findings)
    return findings


class Place(NamedTuple):
    """Where a prepared world lies, and the database that it is remembered in."""

    platform: str
    base: Path
    port: int
    server: str
    first: str

    @contextmanager
    def database(self) -> Iterator[Mapping[str, str]]:
        with postgres.database(self.server, self.first) as address:
            yield KEY | {DATABASE: address}


def _restarts(
    place: Place, moments: Sequence[Moment], size: int, seed: int, findings: Findings
) -> None:
    with place.database() as environ:
        seen = sorted(seen_at(place.platform, place.base, place.port, environ))
    findings.note(f"{place.platform}: {len(seen)} moments")
    drawn = random.Random(seed).sample(seen, min(size or len(seen), len(seen)))
    for moment in moments or drawn:
        with (
            place.database() as environ,
            copy_of(place.platform, place.base, place.port, environ) as world,
        ):
            _restart(world, place.server, moment, findings)


def _restart(world: World, server: str, moment: Moment, findings: Findings) -> None:
    restarts: list[bool] = []
    met = world.ocop(
        "sync", sleeps_at=moment, meanwhile=lambda: restarts.append(postgres.restart(server))
    )
    findings.count(f"{world.platform}: {'restarted' if restarts else 'not come to'}")
    ends = [world.ocop("sync") for _ in range(ROUNDS)]
    faults = [fault for end in (met, *ends) for fault in unseemly(end)]
    if ends[-1].code != 0:
        faults.append(
            f"exit codes: {[met.code, *(end.code for end in ends)]} {ends[-1].out[-600:]}"
        )
    for fault in [*faults, *world.faults_of(AFTER, SOLD)]:
        findings.add(f"{world.platform} --case {moment}", fault)
