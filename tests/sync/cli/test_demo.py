"""The demo edits as a person would, and admits it when something is not as told."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import sync.cli.demo
import sync.cli.demo.stage
from sync.cli import exits
from sync.cli.demo.buying import wrong_figures
from sync.cli.demo.editing import edit_number
from sync.cli.demo.fast_clock import FastClock
from sync.cli.demo.stage import Stage
from sync.cli.demo.story import STEPS
from sync.cli.demo.truth import Expected, Untrue, expect
from sync.cli.session import starter_config
from sync.model import Code, ShopName, Sku
from sync.running.ledger import StockRow


@pytest.fixture
def few_products(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo play with the products of a few producers."""
    config = tmp_path / "few"
    shutil.copytree(starter_config(), config)
    files = sorted((config / "catalog").glob("*.yaml"))
    for file in files[4:]:
        if file.name != "htx-vi-du.yaml":  # whose certificate ends
            file.unlink()
    monkeypatch.setattr(sync.cli.demo.stage, "starter_config", lambda: config)


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
    async def boasting(stage: Stage) -> Expected:
        shop = next(iter(stage.shops.values()))
        expect("writes", 0, len(await shop.listings()) + 3)
        return Expected("demo_again_seen")

    steps = {"check": STEPS["check"], "again": boasting}
    monkeypatch.setattr(sync.cli.demo, "STEPS", steps)
    ran = ocop("demo", "--json")
    assert ran.code == exits.WRONG_INPUT
    assert "DỪNG: bước 2 không đúng như lời kể. writes: mong đợi 0, thấy 3." in ran.err
    told = ran.json()
    assert (told["true"], [step["step"] for step in told["steps"]]) == (False, ["check"])


@pytest.mark.usefixtures("few_products")
def test_every_step_of_the_demo_is_true(ocop: Any) -> None:
    ran = ocop("demo", "--json")
    assert ran.code == exits.FINE, ran.err
    told = ran.json()
    assert told["true"] is True
    steps = {step["step"]: step for step in told["steps"]}
    assert list(steps) == [
        "check", "publish", "carry", "again", "edit", "drift", "lost", "certificate", "buy",
        "add_up", "last", "website",
    ]  # fmt: skip
    assert steps["again"]["writes"] == steps["last"]["writes"] == 0
    shops = len(steps["add_up"]["rows"][0]["shown"].split(" · "))
    assert shops == 5
    # A price, a stock and a name, one by file; then a share for the shop that sells it from now on.
    assert 3 * (shops - 1) <= steps["edit"]["writes"] <= 4 * (shops - 1)
    for row in steps["add_up"]["rows"]:
        counted, ordered, given_back = (
            int(row[name]) for name in ("counted", "ordered", "given_back")
        )
        assert ordered > 0
        shown = sum(map(int, row["shown"].split(" · ")))
        left = counted - ordered + given_back
        assert left - 1 <= shown <= left, "each is offered once; by file, not again at once"


async def test_who_wait_at_the_same_time_wait_once_and_the_marketplaces_clocks_go_first() -> None:
    moved: list[float] = []
    lagging: list[bool] = []

    async def advance(seconds: float) -> None:
        before = time.now()
        await asyncio.sleep(0)
        lagging.append((time.now() - before).total_seconds() >= seconds)
        moved.append(seconds)

    time = FastClock(advance)
    began = time.now()
    async with asyncio.TaskGroup() as group:
        for seconds in (80.0, 10.0, 80.0, 40.0):
            group.create_task(time.sleep(seconds))
    waited_s = (time.now() - began).total_seconds()
    assert sum(moved) == pytest.approx(80.0, abs=5.0)
    assert sum(moved) <= waited_s < 160.0
    assert not any(lagging)


async def test_who_waits_after_another_waits_as_long_again() -> None:
    moved: list[float] = []

    async def advance(seconds: float) -> None:
        moved.append(seconds)

    time = FastClock(advance)
    began = time.now()
    await time.sleep(80.0)
    await time.sleep(80.0)
    assert sum(moved) == pytest.approx(160.0, abs=5.0)
    assert (time.now() - began).total_seconds() >= 160.0


def test_a_figure_that_the_rules_do_not_give_is_named() -> None:
    shop, other = ShopName("a"), ShopName("b")
    standings = [
        _standing("X", {shop: 3, other: 3}),
        _standing("Y", {shop: 2}),
        _standing("Z", {shop: 1}),
        _standing("UNCOUNTED", {shop: None}),
        _standing("ELSEWHERE", {other: 9}),
    ]
    shown = {"X": 3, "Y": 4, "UNCOUNTED": 7}
    assert wrong_figures(shop, standings, shown) == {"Y": (2, 4), "Z": (1, None)}


def _standing(sku: str, offers: dict[ShopName, int | None]) -> StockRow:
    return StockRow(sku=Sku(sku), code=Code(sku), account=None, offers=offers)


@pytest.mark.usefixtures("few_products")
def test_a_sale_that_the_other_shops_do_not_follow_stops_the_demo(
    ocop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody_tells(_stage: Stage, _sellers: Iterable[ShopName]) -> None:
        """Leave the other shops in the dark."""

    monkeypatch.setattr(Stage, "tell_sales", nobody_tells)
    steps = {name: STEPS[name] for name in ("publish", "carry", "buy", "add_up")}
    monkeypatch.setattr(sync.cli.demo, "STEPS", steps)
    ran = ocop("demo", "--json")
    assert ran.code == exits.WRONG_INPUT
    assert "DỪNG: bước 3 không đúng như lời kể." in ran.err


@pytest.mark.usefixtures("few_products")
def test_a_sale_that_the_ledger_does_not_know_stops_the_demo(
    ocop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sell_unseen(stage: Stage) -> Expected:
        shop = next(iter(stage.shops.values()))
        await shop.buy(stage.plain_products[0].variants[0].sku, 1)
        return Expected("demo_again_seen")

    steps = {"publish": STEPS["publish"], "again": sell_unseen, "add_up": STEPS["add_up"]}
    monkeypatch.setattr(sync.cli.demo, "STEPS", steps)
    ran = ocop("demo", "--json")
    assert ran.code == exits.WRONG_INPUT
    assert "DỪNG: bước 3 không đúng như lời kể." in ran.err
