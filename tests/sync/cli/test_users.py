"""`ocop users`: somebody is taken in, changed, and let out again, and the log says by whom."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from sync.cli import exits

OPTIONS = ["--config", "dau-tien", "--home", "kho"]


@pytest.fixture
def users(ocop: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call `ocop users ...`, typing a password where it is asked for."""
    ocop("init", "dau-tien")

    def call(*words: str, types: str = "") -> Any:
        monkeypatch.setattr(sys, "stdin", io.StringIO(types))
        return ocop("users", *words, *OPTIONS)

    return call


def test_somebody_is_taken_in_changed_and_let_out_and_the_log_tells(ocop: Any, users: Any) -> None:
    assert "ocop users add" in users().out
    assert users("add", "Bình", "htx", "--cooperative", "x").code == exits.WRONG_INPUT
    assert "người dùng đầu tiên" in users("add", "Lan", "lien-hiep").err.lower()
    assert "quá dễ đoán" in users("add", "Lan", "chu", types="1234567890\n").err
    added = users("add", "Lan", "chu", types="mười con cua biển\n")
    assert (added.code, "/enter?token=" in added.out) == (exits.FINE, False)
    assert "mười con cua" not in added.out + added.err
    linked = users("add", "Bình", "htx", "--cooperative", "hop-tac-xa-mau")
    assert "/enter?token=" in linked.out
    assert users("role", "bình", "xem").code == exits.FINE
    assert users("password", "Bình", types="hai mươi con tôm\n").code == exits.FINE
    (binh, lan) = users("list", "--json").json()["users"]
    assert (binh["role"], binh["cooperatives"], binh["has_password"]) == ("viewer", [], True)
    assert (lan["role"], lan["has_password"]) == ("owner", True)
    assert "chủ duy nhất" in users("remove", "Lan").err
    assert users("remove", "Bình").code == exits.FINE
    noted = [one["note"] for one in ocop("log", *OPTIONS, "--json").json()["decisions"]]
    assert noted == [
        "remove Bình", "password Bình", "role Bình viewer", "add Bình cooperative hop-tac-xa-mau",
        "add Lan owner",
    ]  # fmt: skip


def test_a_token_is_shown_once_and_dropped(users: Any) -> None:
    users("add", "Lan", "chu", types="mười con cua biển\n")
    made = users("token", "Lan", "kho", "--json").json()
    assert made["token"].startswith("ocop_")
    assert made["token"] not in users("token", "Lan").out
    assert users("token", "Lan", "kho", "--drop", "--json").json()["tokens"] == []
    assert users("token", "Lan", "kho", "--drop").code == exits.WRONG_INPUT
    assert users("link").code == exits.WRONG_INPUT
    assert "/enter?token=" in users("link", "Lan").out
