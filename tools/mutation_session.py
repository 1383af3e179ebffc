"""A pytest plugin that tries mutants: the tests are collected once, each mutant runs in a fork.

For `tools.mutation` alone, in its copy of the sources; needs POSIX.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tools.mutation import ASKED, TOLD

Tests = Mapping[str, Sequence[int]]  # which of the session's tests come through a function
Covered = tuple[Tests, Sequence[int], float]  # and through how many each comes; seconds of all
LONGEST_S, TIMES_AS_LONG = 10, 3


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try every mutant that is asked for, and tell of each whether a test noticed it."""
    asked: list[str] = json.loads(Path(os.environ[ASKED]).read_text(encoding="utf-8"))
    through, breadth, whole_s = _covered(session)
    with Path(os.environ[TOLD]).open("w", encoding="utf-8") as told:
        for number, mutant in enumerate(asked):
            tests = sorted(through.get(_function(mutant), ()), key=breadth.__getitem__)
            noticed = bool(tests) and _is_noticed(session, mutant, tests, whole_s)
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
        through, breadth, whole_s = json.load(line)
    os.waitpid(child, 0)
    return through, breadth, whole_s


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
    began = time.perf_counter()
    for place in range(len(session.items)):
        assert _passes(session, place), session.items[place].nodeid
        breadth.append(len(met))
        for name in met:
            through[name].append(place)
        met.clear()
    return through, breadth, time.perf_counter() - began


def _passes(session: pytest.Session, place: int) -> bool:
    """Run one test; all it set up is torn down."""
    reports: list[Any] = runtestprotocol(session.items[place], log=False, nextitem=None)
    return not any(report.failed for report in reports)


def _is_noticed(session: pytest.Session, mutant: str, tests: Sequence[int], whole_s: float) -> bool:
    from mutmut.mutation.trampoline import set_mutant_under_test

    if (child := os.fork()) == 0:  # type: ignore[attr-defined,unused-ignore]
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        # A mutant may never end.
        signal.alarm(LONGEST_S + int(TIMES_AS_LONG * whole_s))  # type: ignore[attr-defined,unused-ignore]
        set_mutant_under_test(mutant)
        os._exit(0 if all(_passes(session, place) for place in tests) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
