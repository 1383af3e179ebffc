"""What people allow, hold back and take back at the command line, on a practice marketplace."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits

PRICE = re.compile(r"price: (\d+)")


class Person(io.StringIO):
    """Somebody in front of the screen who types these lines."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def price(ocop: Any, first: list[str], tmp_path: Path) -> Any:
    """Publish the first product, then write another price for it; answers the file's own."""
    assert ocop("sync", *first).code == exits.FINE
    (file,) = (tmp_path / "dau-tien" / "catalog").glob("*.yaml")
    written = file.read_text(encoding="utf-8")
    (found,) = PRICE.findall(written)

    def write(times: float = 1.0) -> int:
        changed = int(int(found) * times)
        file.write_text(PRICE.sub(f"price: {changed}", written), encoding="utf-8")
        return changed

    return write


def shown(ocop: Any, first: list[str]) -> Any:
    """What the last change of a price did."""
    entries = ocop("log", *first, "--json").json()["entries"]
    return next(e for e in entries if e["kind"] == "reprice")


def test_a_held_change_is_asked_about_allowed_and_done_once(
    ocop: Any, first: list[str], price: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    price(0.1)
    assert ocop("sync", *first).code == exits.NOT_ALL_TRUE
    assert ocop("approve", *first).code == exits.WRONG_INPUT  # nobody sits there
    monkeypatch.setattr(sys, "stdin", Person("k\n"))
    refused = ocop("approve", *first)
    assert refused.code == exits.NOT_ALL_TRUE
    assert "Việc 1/1 chờ bạn duyệt" in refused.out
    monkeypatch.setattr(sys, "stdin", Person("gì?\nc\n"))
    assert ocop("approve", *first).code == exits.FINE
    assert ocop("sync", *first).code == exits.FINE
    told = ocop("log", *first, "--json").json()
    (decision,) = told["decisions"]
    assert (decision["verdict"], decision["change"]["kind"]) == ("approve", "reprice")
    assert decision["who"]
    assert decision["used_at"]
    price(1)
    assert ocop("approve", "--yes", *first).code == exits.FINE
    assert ocop("sync", *first).code == exits.FINE
    price(0.1)
    assert ocop("sync", *first).code == exits.NOT_ALL_TRUE  # the same again is asked anew


def test_what_is_on_hold_waits_until_it_is_released(
    ocop: Any, first: list[str], price: Any
) -> None:
    assert ocop("hold", *first).code == exits.MISTYPED
    assert ocop("hold", "--all", "--product", "X", *first).code == exits.MISTYPED  # all, or one?
    assert "Không có gì đang dừng" in ocop("release", "--all", *first).out
    held = ocop("hold", "--all", "--note", "kiểm kho", *first)
    assert held.code == exits.FINE
    assert re.search(r"ocop release .*--all", held.out)
    assert ocop("hold", "--all", *first).code == exits.FINE  # said twice it is still one
    price(1.2)
    waiting = ocop("sync", *first)
    assert waiting.code == exits.NOT_ALL_TRUE
    assert "kiểm kho" in waiting.out
    assert "chờ bạn duyệt 0, 1 việc chưa làm được" in waiting.out
    assert "chưa làm được" in ocop("log", *first).out
    assert "Đang dừng lại, theo lời" in (told := ocop("status", *first).out)
    assert ": kiểm kho." in told
    status = ocop("status", *first, "--json")
    assert status.code == exits.NOT_ALL_TRUE
    assert [hold["note"] for hold in status.json()["holds"]] == ["kiểm kho"]
    assert ocop("release", "--all", *first).code == exits.FINE
    assert ocop("sync", *first).code == exits.FINE
    assert ocop("status", *first).code == exits.FINE


def test_what_a_round_did_is_taken_back_and_stays_so_until_the_catalog_changes(
    ocop: Any, first: list[str], price: Any
) -> None:
    wrong = price(1.2)
    ocop("sync", *first)
    run = shown(ocop, first)["run"]
    undone = ocop("undo", str(run), "--yes", *first)
    assert undone.code == exits.FINE, undone.out
    back = shown(ocop, first)
    assert (back["before"]["price"], back["outcome"]) == (wrong, "done")
    assert ocop("plan", *first).code == exits.FINE
    assert ocop("undo", str(run), "--yes", *first).code == exits.NOT_ALL_TRUE
    right = price(1.1)
    assert ocop("sync", *first).code == exits.FINE
    assert shown(ocop, first)["after"] == {"price": right}
    decisions = ocop("log", *first, "--json").json()["decisions"]
    assert {one["verdict"] for one in decisions} == {"undo", "approve"}


def test_a_run_that_did_nothing_of_the_kind_is_said_so(
    ocop: Any, first: list[str], price: Any
) -> None:
    assert ocop("undo", "999", "--yes", *first).code == exits.WRONG_INPUT
    assert ocop("undo", "1", "--field", "giá", "--yes", *first).code == exits.WRONG_INPUT


def test_a_copied_home_writes_to_no_shop_before_a_person_said_so(
    ocop: Any, first: list[str], price: Any, tmp_path: Path
) -> None:
    (tmp_path / "kho").rename(tmp_path / "kho-khac")
    moved = [*first[:2], "--home", "kho-khac"]
    planned = ocop("plan", *moved, "--json")
    assert (planned.code, planned.json()["home"]["code"]) == (exits.OUT_OF_REACH, "home_moved")
    assert re.search(r"ocop home .*--accept", ocop("plan", *moved).out)
    refused = ocop("sync", *moved)
    assert refused.code == exits.OUT_OF_REACH
    assert re.search(r"ocop home .*--accept", refused.err)
    assert ocop("home", *moved).code == exits.NOT_ALL_TRUE
    assert ocop("status", *moved).code == exits.NOT_ALL_TRUE
    assert ocop("home", "--accept", *moved).code == exits.FINE
    assert ocop("sync", *moved).code == exits.FINE


def test_where_it_takes_two_people_one_alone_allows_nothing(
    ocop: Any, first: list[str], price: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "dau-tien" / "settings.yaml"
    settings.write_text("approvals: two_people\n", encoding="utf-8")
    passwords = {"Lan": "mười con cua biển\n", "Minh": "hai mươi con tôm\n"}

    def typed(line: str, *command: str) -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO(line))
        return ocop(*command, *first)

    def approve(name: str, password: str) -> Any:
        return typed(password, "approve", "--yes", "--user", name)

    for name, password in passwords.items():
        assert typed(password, "users", "add", name, "chu").code == exits.FINE
    price(0.1)
    assert ocop("approve", "--yes", *first).code == exits.WRONG_INPUT
    (plan,) = ocop("plan", *first, "--json").json()["plans"]
    assert ocop("sync", "--approve", plan["digest"], *first).code == exits.NOT_ALL_TRUE
    assert approve("Lan", "sai mật khẩu rồi\n").code == exits.WRONG_INPUT
    assert approve("ai đó", passwords["Lan"]).code == exits.WRONG_INPUT
    assert "hai người" in approve("Lan", passwords["Lan"]).out
    approve("Lan", passwords["Lan"])
    assert ocop("sync", *first).code == exits.NOT_ALL_TRUE
    approve("Minh", passwords["Minh"])
    assert ocop("sync", *first).code == exits.FINE
    said = ocop("log", *first, "--json").json()["decisions"]
    assert [one["who"] for one in said if one["verdict"] == "approve"] == ["Minh", "Lan", "Lan"]
