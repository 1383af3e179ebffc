"""The mutation score of the pure middle: `python -m tools.mutation [ROOM ...] [--sample N]`

One thing in a function is changed (a comparison, a number, an argument), and the example tests that
come through that function run; a mutant that no test notices survives. A room is planning, guard
or inventory; none means all three. `--sample 300` tries that many of each room, drawn by `--seed`,
and gives the interval in which the score of all lies (95 %). `--survivors` shows what was changed.
What the mutants of `tools/equivalent_mutants.txt` change makes no difference: they are left out.

mutmut writes the mutants; trying them is ours: the tests are collected once, and each mutant is
tried in a fork. Install what it needs once: `uv pip install --group mutation`.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COPIED = ("sync", "adapters", "sandbox", "config", "tools", "tests", "pyproject.toml")
TESTS = ("tests/sync/planning", "tests/sync/inventory")
LEFT_OUT = ("tests/sync/planning/test_codes.py", "tests/sync/inventory/test_simulator.py")
ROOMS = {
    "planning": ("sync/planning", "guard"),
    "guard": ("sync/planning/guard", ""),
    "inventory": ("sync/inventory", ""),
}
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
ASKED, TOLD = "OCOP_MUTANTS", "OCOP_MUTANTS_TOLD"  # files, for `tools.mutation_session`
OF_NORMAL = 1.96  # so many standard deviations hold 95 %


class Mutant(NamedTuple):
    """One change of one function; `name` is mutmut's, `what` the changed lines."""

    name: str
    what: str


def main() -> int:
    """Try the mutants, then say how many were noticed, by room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=0, help="mutants a room; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--survivors", action="store_true", help="show what nobody noticed")
    asked = parser.parse_args()
    rooms = asked.rooms or list(ROOMS)
    if not ROOMS.keys() >= set(rooms):
        parser.error(f"the rooms are {', '.join(ROOMS)}")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        _copy(copy)
        of_room = {room: list(_mutants(copy, room)) for room in rooms}
        chosen = {
            room: _sample(found, asked.sample, f"{room} {asked.seed}")
            for room, found in of_room.items()
        }
        noticed = _try(copy, [mutant.name for some in chosen.values() for mutant in some])
    for room, some in chosen.items():
        _tell(room, some, noticed, len(of_room[room]))
        if asked.survivors:
            print(*(f"{m.name}\n{m.what}" for m in some if not noticed[m.name]), sep="\n")
    return 0


def _copy(copy: Path) -> None:
    copy.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)


def _mutants(copy: Path, room: str) -> Iterator[Mutant]:
    """Write the mutants of a room into the copy, beside what they are mutants of."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    folder, but = ROOMS[room]
    known = _equivalent()
    for file in sorted((copy / folder).rglob("*.py")):
        place = file.relative_to(copy)
        if but and but in place.parts:
            continue
        mutated = mutate_file_contents(str(place), file.read_text(encoding="utf-8"))
        file.write_text(mutated.code, encoding="utf-8")
        module = ".".join(place.with_suffix("").parts).removesuffix(".__init__")
        whole = _functions(mutated.code)
        for name in mutated.mutant_names:
            what = _difference(whole, name.rpartition(".")[2])
            if f"{module} {_one_line(what)}" not in known:
                yield Mutant(f"{module}.{name.rpartition('.')[2]}", what)


def _equivalent() -> frozenset[str]:
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _functions(code: str) -> Mapping[str, list[str]]:
    lines = code.splitlines()
    return {
        node.name: lines[node.lineno - 1 : node.end_lineno]
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _difference(functions: Mapping[str, list[str]], name: str) -> str:
    original = name.rpartition("__mutmut_")[0] + "__mutmut_orig"
    pair = (functions.get(original, []), functions.get(name, []))
    changed = difflib.unified_diff(*pair, lineterm="", n=0)
    return "\n".join(line for line in changed if _is_changed(line))


def _is_changed(line: str) -> bool:
    return line[:3] not in {"---", "+++"} and line[:2] != "@@" and "__mutmut_" not in line


def _one_line(what: str) -> str:
    """The change as `tools/equivalent_mutants.txt` names it."""
    return " ".join(what.replace("# type: ignore # mutmut generated", "").split())


def _sample(found: list[Mutant], size: int, seed: str) -> list[Mutant]:
    return random.Random(seed).sample(found, min(size, len(found))) if size else found


def _try(copy: Path, names: Iterable[str]) -> dict[str, bool]:
    """Let the tests of the copy look at each mutant; says which were noticed."""
    asked, told = copy / "asked.json", copy / "told.jsonl"
    asked.write_text(json.dumps(list(names)), encoding="utf-8")
    left_out = (f"--ignore={name}" for name in LEFT_OUT)
    command = [sys.executable, "-m", "pytest", "-p", "tools.mutation_session", "-q"]
    command += ["--tb=native", "--assert=plain"]  # nobody reads why a mutant was noticed
    command += ["-m", "not hypothesis", *left_out, *TESTS]
    settings = {**os.environ, ASKED: str(asked), TOLD: str(told)}
    subprocess.run(command, cwd=copy, env=settings, check=True)
    rows = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
    return {row["mutant"]: row["noticed"] for row in rows}


def _tell(room: str, some: list[Mutant], noticed: Mapping[str, bool], of_all: int) -> None:
    tried, good = len(some), sum(noticed[mutant.name] for mutant in some)
    low, high = interval(good, tried) if tried < of_all else (good / tried, good / tried)
    print(
        f"{room}: {good} of {tried} mutants noticed, {100 * good / tried:.1f} % "
        f"(of all {of_all} between {100 * low:.1f} and {100 * high:.1f} %)"
    )


def interval(good: int, tried: int) -> tuple[float, float]:
    """Say between which shares that of all lies, 95 times of 100 (Wilson)."""
    share, spread = good / tried, OF_NORMAL**2 / tried
    middle = (share + spread / 2) / (1 + spread)
    wide = OF_NORMAL * math.sqrt(share * (1 - share) / tried + spread / (4 * tried)) / (1 + spread)
    return max(0.0, middle - wide), min(1.0, middle + wide)


if __name__ == "__main__":
    sys.exit(main())
