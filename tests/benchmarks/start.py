"""What a short command costs: processor time over an empty Python.

Bytecode is kept in a folder of the benchmark's own, whatever the environment says of keeping it:
without it every start compiles thousands of files anew, which no user's installation does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sync.cli import exits
from tests.benchmarks.replica import elsewhere
from tests.benchmarks.table import show
from tests.conformance.stall import CONFIG

TURNS, QUICK_TURNS = 5, 1
HEADS = ("command", "s of processor time", "over an empty Python")
SHOP, SHIPPED_ADDRESS = "shopee-ca-mau", "http://127.0.0.1:8711"
ANSWERS = {exits.FINE, exits.WOULD_CHANGE, exits.NOT_ALL_TRUE}  # some shops are never synced here
OCOP = ("-c", "from sync.cli import main; main()")


def run(*, quick: bool) -> None:
    """Run each command several times on the shipped catalog, against a replica of its own."""
    with tempfile.TemporaryDirectory() as folder, elsewhere("shopee") as mine:
        config, home = Path(folder, "config"), Path(folder, "home")
        environ = _with_bytecode(Path(folder, "bytecode"))
        _copy_config(config, mine["url"])
        common = ["--config", str(config), "--home", str(home)]
        commands: dict[str, Sequence[str]] = {
            "python -c pass": ("-c", "pass"),
            "ocop --help": (*OCOP, "--help"),
            "ocop check": (*OCOP, "check", *common),
            "ocop status": (*OCOP, "status", *common),
            "ocop sync": (*OCOP, "sync", "--shop", SHOP, *common),
            "ocop plan": (*OCOP, "plan", "--shop", SHOP, *common),
        }
        if not quick:
            _in_turn(commands, environ, 1)  # bytecode, the database, and all published
        figures = _in_turn(commands, environ, QUICK_TURNS if quick else TURNS)
    least = figures["python -c pass"]
    rows = [(name, f"{cpu_s:.2f}", f"{cpu_s / least:.0f}") for name, cpu_s in figures.items()]
    show("Start-up, shipped catalog, everything published (medians)", HEADS, rows)


def _copy_config(config: Path, address: str) -> None:
    for file in [*CONFIG.glob("*.yaml"), *CONFIG.glob("catalog/**/*.*")]:
        target = config / file.relative_to(CONFIG)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    shops = config / "shops.yaml"
    text = shops.read_text(encoding="utf-8")
    shops.write_text(text.replace(SHIPPED_ADDRESS, address), encoding="utf-8")


def _with_bytecode(folder: Path) -> dict[str, str]:
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return environ | {"PYTHONPYCACHEPREFIX": str(folder)}


def _in_turn(
    commands: Mapping[str, Sequence[str]], environ: Mapping[str, str], turns: int
) -> dict[str, float]:
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(turns):
        for name, arguments in commands.items():
            found[name].append(_cpu_s(arguments, environ))
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def _cpu_s(arguments: Sequence[str], environ: Mapping[str, str]) -> float:
    """Run Python to its end and count what it used; 0 where the system does not tell (Windows)."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=environ,
    )
    assert done.returncode in ANSWERS, done.stdout[-2000:] + done.stderr
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system
