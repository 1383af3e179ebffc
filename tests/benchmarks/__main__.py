"""`python -m tests.benchmarks`: what the program costs, as ratios within one run.

Name benchmarks to run only those; `--quick` runs them all small, to see that they still work.
Nothing here passes or fails by the time it took.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from tests.benchmarks import (
    calls,
    installation,
    line,
    page,
    reading,
    sale,
    save,
    scale,
    site,
    start,
)
from tests.benchmarks.table import say

Run = Callable[..., Coroutine[Any, Any, None] | None]

BENCHMARKS: Mapping[str, Run] = {
    "scale": scale.run,
    "reading": reading.run,
    "installation": installation.run,
    "calls": calls.run,
    "line": line.run,
    "start": start.run,
    "sale": sale.run,
    "save": save.run,
    "page": page.run,
    "site": site.run,
}


def main() -> None:
    """Run what was asked for."""
    asked = _asked()
    say(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}")  # fmt: skip
    for name in asked.names or BENCHMARKS:
        made = BENCHMARKS[name](quick=asked.quick)
        if made is not None:
            asyncio.run(made)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="|".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="small, to see that they still work")
    asked = parser.parse_args()
    if strangers := set(asked.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(strangers))}")
    return asked


if __name__ == "__main__":
    main()
