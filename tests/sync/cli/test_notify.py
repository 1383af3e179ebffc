"""`ocop notify` tries every way to tell people, and says which of them took the message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits

OPTIONS = ["--config", "dau-tien", "--home", "kho"]


@pytest.fixture
def settings(ocop: Any, tmp_path: Path) -> Path:
    """The settings of a first configuration."""
    ocop("init", "dau-tien")
    return tmp_path / "dau-tien" / "settings.yaml"


def adding(settings: Path, notify: str) -> None:
    text = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(f"{text}\nnotify:\n{notify}\n", encoding="utf-8")


def test_nobody_to_tell_is_said_with_what_to_do(ocop: Any, settings: Path) -> None:
    assert settings.parent.is_dir()
    found = ocop("notify", *OPTIONS)
    assert found.code == exits.FINE
    assert "docs/notify.md" in found.out


def test_a_trial_and_a_summary_reach_a_file(ocop: Any, settings: Path, tmp_path: Path) -> None:
    adding(settings, "  file: tin.txt")
    assert ocop("notify", *OPTIONS).code == exits.FINE
    assert ocop("notify", "--digest", *OPTIONS).code == exits.FINE
    lines = (tmp_path / "kho" / "tin.txt").read_text(encoding="utf-8")
    assert "thử gửi tin" in lines
    assert "Hôm qua bán được:" in lines


def test_a_way_that_takes_nothing_is_named_with_its_reason(ocop: Any, settings: Path) -> None:
    adding(settings, "  webhooks: [{name: chat, url: 'http://127.0.0.1:1/x'}]")
    found = ocop("notify", *OPTIONS)
    assert found.code == exits.NOT_ALL_TRUE
    assert "webhook:chat" in found.out
    assert "không kết nối được." in found.out
