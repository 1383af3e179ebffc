"""Set-up is done once, and again when what it stands on has changed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from tools import setup
from tools.lock import pins


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the three files that decide."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "STAMP", tmp_path / ".venv" / "ready")
    (tmp_path / "tools").mkdir()
    for name in ("requirements.lock", "pyproject.toml", "tools/setup.py"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def stand_up(checkout: Path) -> None:
    """Leave behind what a set-up leaves."""
    python = setup.python_of(checkout / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    setup.STAMP.write_text(setup.fingerprint(), encoding="utf-8")


def test_a_fresh_checkout_is_not_ready(checkout: Path) -> None:
    assert not setup.is_ready()


def test_what_was_set_up_stays_set_up(checkout: Path) -> None:
    stand_up(checkout)
    assert setup.is_ready()


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "tools/setup.py"])
def test_a_changed_file_asks_for_set_up_again(checkout: Path, name: str) -> None:
    stand_up(checkout)
    (checkout / name).write_text("something else", encoding="utf-8")
    assert not setup.is_ready()


def test_a_moved_checkout_is_set_up_again(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_up(checkout)
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    checkout.rename(moved)
    monkeypatch.setattr(setup, "ROOT", moved)
    monkeypatch.setattr(setup, "STAMP", moved / ".venv" / "ready")
    assert not setup.is_ready()


def test_an_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert "3.11" in (setup.missing() or "")
    assert "3.9" in (setup.missing() or "")


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert "python3-venv" in (setup.missing() or "")


def test_a_lock_is_compared_by_its_pins_alone(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    pinned = "b==2 ; os_name == 'nt' \\\n    --hash=sha256:1\na==1 \\\n    --hash=sha256:2\n"
    lock.write_text(pinned, encoding="utf-8")
    assert pins(lock) == ["a==1", "b==2 ; os_name == 'nt'"]


def test_our_bytecode_is_written_once_and_for_all(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setattr(setup, "python_of", lambda _: Path(sys.executable))
    (checkout / "sync").mkdir()
    (checkout / "sync" / "one.py").write_text("ONE = 1\n", encoding="utf-8")
    setup.compile_ours()
    assert list((checkout / "sync" / "__pycache__").glob("one.*.pyc"))
