"""The demo edits as a person would, and admits it when something is not as told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sync.cli.demo
from sync.cli import exits
from sync.cli.demo.stage import Stage, Untrue, edit_number, expect
from sync.cli.demo.story import STEPS, Told


@pytest.mark.parametrize(
    ("line", "edited"),
    [
        ("    stock: 40   # đếm rồi", "    stock: 47   # đếm rồi"),
        ("    stock: {count: 40, date: 2026-11-20}", "    stock: {count: 47, date: 2026-11-20}"),
    ],
)
def test_an_edit_touches_the_number_and_nothing_else(
    tmp_path: Path, line: str, edited: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"    stock: 1\n{line}\r\n    price: 5\n", encoding="utf-8", newline="")
    edit_number(file, 2, "stock", add=7)
    assert file.read_bytes() == f"    stock: 1\n{edited}\r\n    price: 5\n".encode()


def test_a_number_that_is_not_there_is_no_demo(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("price: 5\n", encoding="utf-8")
    with pytest.raises(Untrue):
        edit_number(file, 1, "stock", add=7)


def test_a_step_that_is_not_as_told_stops_the_demo_with_1(
    ocop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def boasting(stage: Stage) -> Told:
        expect("writes", 0, len(await stage.listings(stage.shop)) + 3)
        return "demo_again_seen", {}

    steps = {"check": STEPS["check"], "again": boasting}
    monkeypatch.setattr(sync.cli.demo, "STEPS", steps)
    ran = ocop("demo", "--json")
    assert ran.code == exits.WRONG_INPUT
    assert "DỪNG: bước 2 không đúng như lời kể. writes: mong đợi 0, thấy 3." in ran.err
    told = ran.json()
    assert (told["true"], [step["step"] for step in told["steps"]]) == (False, ["check"])
