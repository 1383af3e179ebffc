"""How loading and planning grow with the catalog: seconds, memory, growth from size to size.

Each figure comes from a fresh process, which does what a round of `ocop plan` does, on a store of
its own. What a shop shows is made up from what is wanted, so nothing here waits for a network.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.catalogs import write_catalog
from tests.benchmarks.table import show

SIZES = (1_000, 10_000, 100_000)
QUICK_SIZES = (100, 1_000)
KINDS = {"first": "first publish", "unchanged": "no change"}
STEPS = ("load", "stock", "project", "see", "recall", "plan")
HEADS = (
    "plan",
    "products",
    *(f"{step} s" for step in STEPS),
    "in all s",
    "peak MB",
    "×time",
    "×MB",
)


def run(*, quick: bool) -> None:
    """Measure each size, against an empty shop and against one that shows everything already."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for products in QUICK_SIZES if quick else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_catalog(Path(folder), products)
            found["first"].append(_measured(folder, "first"))
            _run(folder, "remember")
            found["unchanged"].append(_measured(folder, "unchanged"))
    rows = [
        _row(KINDS[kind], now, before)
        for kind, figures in found.items()
        for now, before in zip(figures, [None, *figures], strict=False)
    ]
    show("A round that looks and plans (processor seconds, 3 variants a product)", HEADS, rows)


def _measured(folder: str, kind: str) -> dict[str, Any]:
    figures = _run(folder, kind)
    expected = figures["products"] if kind == "first" else 0
    assert figures["changes"] == expected, figures
    return figures


def _run(folder: str, kind: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.planning", folder, kind]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _row(kind: str, now: dict[str, Any], before: dict[str, Any] | None) -> tuple[str, ...]:
    steps = now["cpu_s"]
    return (
        kind,
        f"{now['products']:,}",
        *(f"{steps[step]:.2f}" for step in STEPS),
        f"{_total_s(now):.2f}",
        f"{now['peak_mb']:.0f}" if now["peak_mb"] else "–",
        f"{_total_s(now) / _total_s(before):.1f}" if before else "",
        f"{now['peak_mb'] / before['peak_mb']:.1f}" if before and now["peak_mb"] else "",
    )


def _total_s(figures: dict[str, Any]) -> float:
    return float(sum(figures["cpu_s"].values()))
