"""A small sample of every campaign; `python -m tests.campaigns NAME` is the whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.campaigns import (
    api,
    clocks,
    contain,
    creates,
    days,
    faults,
    mutate,
    saved,
    shortcut,
    site,
)
from tests.campaigns.report import Findings

ROOT = Path(__file__).parents[2]
SAMPLES: dict[str, Callable[[], Findings]] = {
    "api": partial(api.run, 2, 1, ()),
    "clocks": partial(clocks.run, 1, 1, ["shopee"]),
    "contain": partial(contain.run, 1, 1, (), ["order-garbled"]),
    "creates": partial(creates.run, 10, 1, ["lazada"]),
    "days": partial(days.run, 1, 1, 2),
    "faults": partial(faults.run, 1, 1, ["tiktok"]),
    "mutate": partial(mutate.run, 100, 1, ["postmart"]),
    "site": partial(site.run, 2, 1, ()),
    "saved": partial(saved.run, 1, 1, ["shopee"]),
    "shortcut": partial(shortcut.run, 2, 1, ["shopee"]),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_finds_no_fault(name: str) -> None:
    assert SAMPLES[name]().faults == []


@pytest.mark.skipif(sys.platform == "win32", reason="these campaigns fork")
@pytest.mark.parametrize(
    "sample",
    [
        "adopt --size 8 --platform shopee",
        "kill --size 1 --platform tiktok --seed 2",
        "store --size 1 --platform shopee --case disk-full",
    ],
)
def test_a_sample_of_processes_finds_no_fault(sample: str) -> None:
    command = [sys.executable, "-m", "tests.campaigns", *sample.split()]
    told = []
    for _ in range(2):  # a fault comes again with its seed; what does not was a busy machine's
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
        told.append(ended.stdout + ended.stderr)
        if ended.returncode == 0:
            return
    pytest.fail("\n".join(told))
