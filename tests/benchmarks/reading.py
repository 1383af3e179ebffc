"""What reading a catalog costs: over the bare events of its YAML, and again in a new process.

`python -m tests.benchmarks.reading FOLDER HOME` measures in a fresh process and prints JSON: with
an empty home the catalog is read and judged, with one that knows it only what changed is.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from sync.app import load_configuration
from sync.catalog import CatalogCache, KeptFiles, load
from sync.transport.clock import Clock, legal_day
from tests.benchmarks.catalogs import write_catalog
from tests.benchmarks.table import show

SIZES, QUICK_SIZES = (1_000, 10_000), (200,)
HEADS = ("products", "bare events s", "cold s", "× bare (aim 2.2)", "warm s", "× cold (aim 0.05)",
         "one file saved s", "after midnight s", "kB a product")  # fmt: skip


def run(*, quick: bool) -> None:
    """Measure catalogs of growing size, each three times in fresh processes."""
    rows = [_row(products) for products in (QUICK_SIZES if quick else SIZES)]
    show("A catalog read (processor seconds, 3 variants a product)", HEADS, rows)


def _row(products: int) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        write_catalog(Path(folder), products)
        cold, warm = _measured(folder, home), _measured(folder, home)
        file = next(Path(folder, "catalog").glob("*.yaml"))
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("stock: ", "stock: 1", 1), encoding="utf-8")
        saved = _measured(folder, home)
    return (
        f"{products:,}",
        f"{cold['bare_s']:.2f}",
        f"{cold['load_s']:.2f}",
        f"{cold['load_s'] / cold['bare_s']:.1f}",
        f"{warm['load_s']:.2f}",
        f"{warm['load_s'] / cold['load_s']:.3f}",
        f"{saved['load_s']:.2f}",
        f"{warm['night_s']:.2f}",
        f"{warm['grown_kb'] / products:.1f}" if warm["grown_kb"] else "–",
    )


def _measured(folder: str, home: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.reading", folder, home]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measured(folder: Path, home: Path) -> dict[str, Any]:
    """Run through the bare events, then load as a command does."""
    cpu = time.process_time()
    for file in (folder / "catalog").glob("*.yaml"):
        following = yaml.CSafeLoader(file.read_text(encoding="utf-8")).get_event
        while type(following()) is not yaml.StreamEndEvent:
            pass
    bare_s, before_kb, cpu = time.process_time() - cpu, _held_kb(), time.process_time()
    cache = CatalogCache(KeptFiles.of(home, folder))
    found = load_configuration(folder, {}, cache=cache)
    load_s, grown_kb = time.process_time() - cpu, max(_held_kb() - before_kb, 0)
    assert found.products
    cpu, tomorrow = time.process_time(), legal_day(Clock()) + timedelta(days=1)
    load(folder, today=tomorrow, environ={}, cache=cache)
    night_s = time.process_time() - cpu
    return {"bare_s": bare_s, "load_s": load_s, "grown_kb": grown_kb, "night_s": night_s}


def _held_kb() -> int:
    """Ask the kernel how much this process holds now; 0 where it does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), Path(sys.argv[2]))))
