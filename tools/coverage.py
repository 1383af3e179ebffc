"""Holds the pure middle to its bar: the examples walk through every branch of it.

Properties are left out: what they happen to draw depends on what else is loaded, and a branch that
only luck comes by is not proved.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.setup import ROOT

MIDDLE = ("sync/model", "sync/planning", "sync/inventory", "sync/papers", "sync/status")
TESTS = tuple(f"tests/{folder}" for folder in MIDDLE)
SIMULATOR = "tests/sync/inventory/test_simulator.py"  # days of buyers: slow, and no examples
EXAMPLES = (*TESTS, f"--ignore={SIMULATOR}", "-m", "not hypothesis")
BAR = "100"  # of lines and branches together
SETTINGS = ("[run]", "branch = true", "parallel = true", "patch = subprocess", "source =")


def main() -> int:
    """Run the examples, print what they missed by file and line; 0 when that is nothing."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "coverage"
        settings = Path(folder) / "settings"
        lines = [*SETTINGS, *(f"    {room}" for room in MIDDLE)]  # of both workers
        settings.write_text("\n".join(lines), encoding="utf-8")
        rc = f"--rcfile={settings}"
        return (
            coverage(kept, "run", rc, "-m", "pytest", "-q", "-n", "2", *EXAMPLES)
            or coverage(kept, "combine", rc, "--quiet")
            or coverage(
                kept, "report", rc, "--show-missing", "--skip-covered", f"--fail-under={BAR}"
            )
        )


def coverage(kept: Path, *words: str) -> int:
    """Let coverage.py do one thing; its figures are kept outside the checkout."""
    command = (sys.executable, "-m", "coverage", *words)
    settings = {**os.environ, "COVERAGE_FILE": str(kept)}
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
