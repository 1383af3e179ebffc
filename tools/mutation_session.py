"""A pytest plugin that tries mutants: the tests are collected once, each mutant runs in a fork.

For `tools.mutation` alone, in its copy of the sources; needs POSIX.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import struct
import sys
import traceback
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tools.mutation import ASKED, TOLD

Tests = Mapping[str, Sequence[int]]  # which of the session's tests come through a function
Covered = tuple[Tests, Sequence[int]]  # and through how many each comes
LONGEST_S = 5.0  # of processor time, for one test


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try every mutant that is asked for, and tell of each whether a test noticed it."""
    asked: list[str] = json.loads(Path(os.environ[ASKED]).read_text(encoding="utf-8"))
    through, breadth = _covered(session)
    first: dict[str, list[int]] = {}  # the tests of a function, those that noticed lately first
    gc.collect()
    gc.freeze()  # what is collected in a fork would be copied for it
    with Path(os.environ[TOLD]).open("w", encoding="utf-8") as told:
        for number, mutant in enumerate(asked):
            function = _function(mutant)
            if function not in first:
                first[function] = sorted(through.get(function, ()), key=breadth.__getitem__)
            noticed = _is_noticed(session, mutant, first[function])
            told.write(json.dumps({"mutant": mutant, "noticed": noticed}) + "\n")
            told.flush()
            if number % 100 == 0:
                sys.stderr.write(f"{number} of {len(asked)} tried\n")
    return True


def _function(mutant: str) -> str:
    return mutant.rpartition("__mutmut_")[0]


def _covered(session: pytest.Session) -> Covered:
    """Run all tests once, in a fork so that nothing they keep is kept: who comes through what."""
    reads, writes = os.pipe()
    if (child := os.fork()) == 0:  # type: ignore[attr-defined,unused-ignore]
        try:
            found = _walked_through(session)
            with os.fdopen(writes, "w", encoding="utf-8") as out:
                json.dump(found, out)
        except BaseException:  # noqa: BLE001 nothing may go on in the child
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as line:
        through, breadth = json.load(line)
    os.waitpid(child, 0)
    return through, breadth


def _walked_through(session: pytest.Session) -> Covered:
    from mutmut.mutation import trampoline

    met: set[str] = set()
    through: dict[str, list[int]] = defaultdict(list)
    breadth: list[int] = []

    def hit(name: str, caller: str | None = None) -> None:
        del caller
        met.add(name)

    setattr(trampoline, "record_trampoline_hit", hit)  # noqa: B010 it is looked up there
    trampoline.set_mutant_under_test("stats")
    for place in range(len(session.items)):
        assert _passes(session, place), session.items[place].nodeid
        breadth.append(len(met))
        for name in met:
            through[name].append(place)
        met.clear()
    return through, breadth


def _passes(session: pytest.Session, place: int) -> bool:
    """Run one test; all it set up is torn down."""
    reports: list[Any] = runtestprotocol(session.items[place], log=False, nextitem=None)
    return not any(report.failed for report in reports)


def _is_noticed(session: pytest.Session, mutant: str, tests: list[int]) -> bool:
    """Run the tests in a fork until one fails; that one comes first from now on."""
    from mutmut.mutation.trampoline import set_mutant_under_test

    reads, writes = os.pipe()
    if (child := os.fork()) == 0:  # type: ignore[attr-defined,unused-ignore]
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        set_mutant_under_test(mutant)
        for place in tests:
            os.write(writes, struct.pack("i", place))
            # A mutant may never end: then it is killed by its processor time.
            signal.setitimer(signal.ITIMER_PROF, LONGEST_S)  # type: ignore[attr-defined,unused-ignore]
            if not _passes(session, place):
                os._exit(1)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as line:
        tried = line.read()
    noticed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    if noticed and tried:
        (place,) = struct.unpack("i", tried[-4:])
        tests.insert(0, tests.pop(tests.index(place)))
    return noticed
