# mypy: no-warn-unreachable
"""Processes made by fork: `ocop` and replicas start at once, and can really be killed.

The campaign's own process imports everything once, runs no event loop and no thread, and forks.
Not for Windows: the campaigns run where CI runs.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.campaigns.await_points import TRACER, Moment, trace

trace()

from sandbox.server import discover, serving  # noqa: E402

if TYPE_CHECKING:
    from sync.marketplace import Features

NEVER_BLOCKS_S = 600.0
LEASE_S, LOOKING_LEASE_S = "1", "60"  # looking at every moment takes long


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said; a killed one has code -9."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """What it said to a machine."""
        return json.loads(self.out)

    @property
    def killed(self) -> bool:
        if sys.platform == "win32":
            raise NotImplementedError
        return self.code == -signal.SIGKILL


def fork(work: Callable[[], int]) -> int:
    """Start a process that does this work and ends with its code; returns its id."""
    if sys.platform == "win32":
        raise NotImplementedError
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        code = work()
    except BaseException:  # noqa: BLE001 its own traceback, as a process of its own has it
        import traceback

        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def wait(pid: int, within_s: float = NEVER_BLOCKS_S) -> int:
    """Wait for its end; its exit code, or minus the signal that ended it."""
    if sys.platform == "win32":
        raise NotImplementedError
    ends = time.monotonic() + within_s
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > ends:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise TimeoutError(f"process {pid} did not end")
        time.sleep(0.003)


def preload() -> None:
    """Import what `ocop` imports late, and let nothing wait longer than it must here."""
    import encodings.idna
    import encodings.utf_8_sig  # noqa: F401

    import adapters.partner
    import adapters.shopee.publish
    import sync.cli.rounds
    import sync.cli.stock
    import sync.store.migrate  # noqa: F401
    from adapters.partner.features import features_of
    from sync.platforms import platforms

    setattr(adapters.shopee.publish, "INIT_GAP_S", 0.02)  # noqa: B010  they are imported there
    for platform in platforms().values():
        _hasten(platform.features)
    setattr(adapters.partner, "features_of", lambda profile: _hasten(features_of(profile)))  # noqa: B010


def import_all(names: Iterable[str]) -> None:
    """Import what a command imported late: no process forked from now on has to."""
    for name in names:
        if name not in sys.modules:
            with suppress(ImportError):  # what only a running program could import
                importlib.import_module(name)


def _hasten(features: Features) -> Features:
    """The replicas of a campaign lag in nothing unless it asks for it."""
    object.__setattr__(features, "settle_s", 0.5)
    object.__setattr__(features, "orders_late_s", 0.2)
    return features


def ocop(
    *arguments: str,
    dies_at: Moment | None = None,
    environ: Mapping[str, str] | None = None,
    notes_to: Path | None = None,
    look: Callable[[], str] | None = None,
    first: Callable[[], None] | None = None,
    sleeps_at: Moment | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Ended:
    """Run the command line in a process of its own; it may leave notes of what it came to."""

    def work() -> int:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        os.environ.update(environ or {})
        TRACER.counts.clear()
        TRACER.seen.clear()
        TRACER.dies_at, TRACER.sleeps_at, TRACER.look = dies_at, sleeps_at, look
        if first is not None:
            first()
        from sync.cli.main import run

        code = run([*arguments, "--json"], {"OCOP_LEASE_S": lease_s, **(environ or {})})
        if notes_to is not None:
            notes = {"seen": TRACER.seen, "modules": sorted(sys.modules)}
            notes_to.write_text(json.dumps(notes), encoding="utf-8")
        return code

    lease_s = LOOKING_LEASE_S if look else LEASE_S
    os.environ |= {"OCOP_LEASE_S": lease_s, "SSL_CERT_FILE": os.devnull}  # no call is encrypted
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = fork(work)
        code = _awaken(pid, meanwhile) if meanwhile else wait(pid)
        out.seek(0)
        err.seek(0)
        return Ended(code, out.read().decode(), err.read().decode())


def _awaken(pid: int, meanwhile: Callable[[], None]) -> int:
    """Wait until it sleeps, do something else, wake it; its exit code."""
    if sys.platform == "win32":
        raise NotImplementedError
    _, status = os.waitpid(pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        return os.waitstatus_to_exitcode(status)
    try:
        meanwhile()
    finally:
        os.kill(pid, signal.SIGCONT)
    return wait(pid)


@contextmanager
def replica(name: str, port: int, state: Path | None) -> Iterator[dict[str, str]]:
    """One replica in a process of its own; ended gently, so that it keeps its state."""
    found = next(each for each in discover() if each.name == name)
    reads, writes = os.pipe()

    def work() -> int:
        asyncio.run(_serve())
        return 0

    async def _serve() -> None:
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        base = port - found.port_offset
        async with serving([found], base, state, quotas="lifted") as credentials:
            os.write(writes, json.dumps(credentials[name]).encode() + b"\n")
            await stopped.wait()

    pid = fork(work)
    try:
        os.close(writes)
        with os.fdopen(reads, encoding="utf-8") as line:
            yield json.loads(line.readline())
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
            wait(pid, 10)
