"""Campaign "asleep": SIGSTOP `ocop sync` at any await; a sale and another sync pass; wake it.

A closed lid, a debugger, a machine that swaps. The woken process writes nothing: what it had ready
is of then. Only what was past the last look at the lease was on the wire already (`_send`).
Afterwards the same command, twice: nothing doubled, ledger right, nothing left to do.
"""

from __future__ import annotations

import inspect
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.campaigns.await_points import Moment
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.kill import copy_of, sample, seen_at, unseemly
from tests.campaigns.processes import Ended, preload
from tests.campaigns.report import Findings
from tests.campaigns.world import AFTER, SOLD, World, prepare
from tests.ports import free_port

SKU, UNITS = "MATONG-0007", 2  # sold while it sleeps; the catalog says nothing new of it
LOCKED = 4  # it sleeps amid a transaction: nobody else can write until it wakes
YESES = 3


@dataclass
class Night:
    """What happens while the process sleeps."""

    world: World
    syncs: list[Ended] = field(default_factory=list)
    shop: object = None

    def __call__(self) -> None:
        self.world.order(SKU, UNITS)
        self.syncs += [self.world.ocop("sync") for _ in range(2)]
        self.shop = self.world.shop()


def run(
    size: int, seed: int, platforms: Sequence[str] = PLATFORMS, cases: Sequence[str] = ()
) -> Findings:
    """Fall asleep at so many (or these) moments of a round; 0: once in every world."""
    preload()
    findings = Findings("asleep")
    for platform in platforms:
        with tempfile.TemporaryDirectory() as folder:
            base, port = Path(folder) / "base", free_port()
            prepare(platform, base, port)
            seen = seen_at(platform, base, port, looking=not size)
            findings.note(f"{platform}: {len(seen)} moments")
            for moment in list(map(Moment.read, cases)) or sample(seen, size, seed):
                with copy_of(platform, base, port) as world:
                    _sleep(world, moment, findings)
    return findings


def _sleep(world: World, moment: Moment, findings: Findings) -> None:
    night, how = Night(world), f"{world.platform} --case {moment}"
    woken = world.ocop("sync", sleeps_at=moment, meanwhile=night)
    kept_out = bool(night.syncs) and night.syncs[-1].code == LOCKED
    told = "slept" if night.syncs else "not come to"
    findings.count(f"{world.platform}: {'held the store' if kept_out else told}")
    faults = list(unseemly(woken))
    if night.syncs and not kept_out and night.shop != world.shop() and not _on_the_wire(moment):
        faults.append(f"the woken process wrote: {woken.code} {woken.out[-600:]}")
    ends = [world.ocop("sync") for _ in range(2)]
    if _on_the_wire(moment):
        for _ in range(YESES):
            world.ocop("approve", "--yes")
            ends.append(world.ocop("sync"))
    faults += [fault for end in (*night.syncs, *ends) for fault in unseemly(end)]
    if ends[-1].code != 0:
        faults.append(f"exit codes in the end: {[end.code for end in ends]} {ends[-1].out[-900:]}")
    sold = SOLD | {SKU: UNITS} if night.syncs else SOLD
    for fault in [*faults, *world.faults_of(AFTER, sold)]:
        findings.add(how, fault)


def _on_the_wire(moment: Moment) -> bool:
    """Whether the lease was asked for already, and nothing is left but to send."""
    path, line, _ = moment.point.rsplit(":", 2)
    begins, ends = _sending()
    in_send = path == "sync/transport/client.py" and begins <= int(line) <= ends
    return in_send or path == "sync/transport/http.py"


@cache
def _sending() -> tuple[int, int]:
    """Say between which lines of its file `PacedClient._send` stands."""
    from sync.transport.client import PacedClient  # not before it can be traced

    lines, begins = inspect.getsourcelines(PacedClient._send)
    return begins, begins + len(lines)
