"""The mutation score of the pure middle: `python -m tools.mutation [ROOM ...] [--survivors]`

mutmut changes one thing in a function (a comparison, a number, an argument) and runs the pure tests
that come through it; a mutant that no test notices survives. ROOM is planning, guard or inventory;
none means all three. A run that breaks off goes on where it was: `mutants/` holds what is known.
Install what it needs once: `.venv/bin/python -m pip install "mutmut>=3.8"`, or with uv
`uv pip install --group mutation`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = {
    "planning": ["sync.planning.*"],
    "guard": ["sync.planning.guard*"],
    "inventory": ["sync.inventory.*"],
}
SURVIVED, NO_TESTS = 0, 33  # exit codes that mutmut keeps; any other means that it was noticed


def main() -> int:
    """Run what is not known yet, then say how many were noticed, by module and by room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], default=list(ROOMS))
    parser.add_argument("--survivors", action="store_true", help="name those that nobody noticed")
    asked = parser.parse_args()
    patterns = [pattern for room in asked.rooms for pattern in ROOMS[room]]
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *patterns]
    ended = subprocess.run(command, cwd=ROOT, check=False)
    for room in asked.rooms:
        _tell(room, survivors=asked.survivors)
    return ended.returncode


def _tell(room: str, *, survivors: bool) -> None:
    noticed = tried = 0
    for meta in sorted((ROOT / "mutants/sync" / _folder(room)).rglob("*.meta")):
        known = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        codes = Counter(code for code in known.values() if code is not None)
        tried += codes.total()
        left = codes[SURVIVED] + codes[NO_TESTS]
        noticed += codes.total() - left
        if codes:
            name = meta.relative_to(ROOT / "mutants").as_posix().removesuffix(".meta")
            print(f"  {name}: {codes.total() - left} of {codes.total()}, {len(known)} in all")
        if survivors:
            print(*(f"    {key}" for key, code in known.items() if code == SURVIVED), sep="\n")
    if tried:
        print(f"{room}: {noticed} of {tried} mutants noticed, {100 * noticed / tried:.1f} %")


def _folder(room: str) -> str:
    return "planning/guard" if room == "guard" else room


if __name__ == "__main__":
    sys.exit(main())
