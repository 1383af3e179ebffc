"""`python -m tests.simulator`: designs that share one shelf among five shops, side by side.

Name experiments to run only those; `--quick` plays short worlds. `replicas` holds the simulation
against the real engine on the real replicas.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform

from tests.benchmarks.table import say
from tests.simulator import replicas, report
from tests.simulator.buyers import World

NAMES = (*report.EXPERIMENTS, "replicas")


def main() -> None:
    """Run what was asked for."""
    asked = _asked()
    say(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}")  # fmt: skip
    size = report.QUICK if asked.quick else report.FULL
    names = asked.names or NAMES
    world = World(seed=asked.seed, days=size.days)
    report.run([name for name in names if name != "replicas"], world, size)
    if "replicas" in names:
        asyncio.run(replicas.run(asked.seed, 15 if asked.quick else 150))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="|".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="short worlds, to see that they work")
    parser.add_argument("--seed", type=int, default=4, help="of all chance (default: 4)")
    asked = parser.parse_args()
    if strangers := set(asked.names) - set(NAMES):
        parser.error(f"no such experiment: {', '.join(sorted(strangers))}")
    return asked


if __name__ == "__main__":
    main()
