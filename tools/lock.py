"""Writes `requirements.lock` from `pyproject.toml`; with `--check`, only tells whether they agree.

What is pinned stays pinned: only what `pyproject.toml` asks for anew is looked up, so a release
made upstream today changes nothing here. `--upgrade` takes the newest of everything.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.setup import ROOT, find_uv

LOCK = ROOT / "requirements.lock"
COMPILE = "pip compile --quiet --universal --generate-hashes --no-header --no-annotate --group dev"


def compile_into(target: Path, *more: str) -> None:
    """Resolve into a file; the pins that it holds already are kept (no host is ever written)."""
    uv = find_uv()
    if uv is None:
        sys.exit("uv cannot be had here (pip install uv): the lock was not looked at.")
    command = [str(uv), *COMPILE.split(), *more, "pyproject.toml", "-o", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)


def pins(lock: Path) -> list[str]:
    """The pinned releases, without hashes: upstream may add a file to an old release."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return sorted(line.rstrip(" \\") for line in lines if line and not line.startswith(" "))


def check() -> int:
    """Compile again into a copy and compare; 1 when `make lock` is due."""
    with tempfile.TemporaryDirectory() as folder:
        again = Path(shutil.copy(LOCK, folder))
        compile_into(again)
        due = sorted(set(pins(LOCK)) ^ set(pins(again)))
    if due:
        print("requirements.lock does not follow pyproject.toml: run `make lock`.", *due, sep="\n")
    return 1 if due else 0


def main(arguments: list[str]) -> int:
    """Write the lock, or check it."""
    if arguments == ["--check"]:
        return check()
    compile_into(LOCK, *arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
