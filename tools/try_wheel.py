"""Installs our wheel into an empty environment, far from the checkout, and asks it to work there.

Only what `pyproject.toml` names for everybody is installed with it, so a package that the program
imports but only developers have is found here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.lock import LOCK, pins
from tools.setup import PROGRAMS, find_uv, python_of, run

FIRST_WORDS = (("--help",), ("check",), ("check", "--json"))


def build(folder: Path) -> Path:
    """Make the wheel."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> None:
    """Install it with the releases that the lock pins."""
    pinned = wheel.with_name("pinned.txt")
    pinned.write_text("\n".join(pins(LOCK)), encoding="utf-8")
    run(sys.executable, "-m", "venv", environment)
    python, uv = python_of(environment), find_uv()
    pip = (uv, "pip", "install", "--python", python) if uv else (python, "-m", "pip", "install")
    run(*pip, "--quiet", "--constraint", pinned, wheel)


def main() -> int:
    """Build, install, and run the first commands; 0 when all of them end well."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        environment = folder / "environment"
        install(build(folder), environment)
        ocop = environment / PROGRAMS / "ocop"
        settings = {**os.environ, "OCOP_HOME": str(folder / "home")}
        for words in FIRST_WORDS:
            done = subprocess.run(
                [ocop, *words], cwd=folder, env=settings, stdout=subprocess.DEVNULL, check=False
            )
            print(f"ocop {' '.join(words)}: exit {done.returncode}")
            if done.returncode != 0:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
