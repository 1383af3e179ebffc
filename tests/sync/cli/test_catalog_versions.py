"""`ocop catalog save`, `fetch`, `versions`: what two people with one database see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits

LAN, MINH = ("--config", "lan", "--home", "kho-lan"), ("--config", "minh", "--home", "kho-minh")


@pytest.fixture
def shared(ocop: Any, tmp_path: Path) -> Path:
    for name in ("lan", "minh"):
        ocop("init", name)
        told = (tmp_path / name / "settings.yaml").read_text("utf-8")
        address = f"sqlite:///{(tmp_path / 'chung.db').as_posix()}"
        told += f"database: {address}\ncatalog: {{database: yes}}\n"
        (tmp_path / name / "settings.yaml").write_text(told, "utf-8")
    for file in (tmp_path / "minh" / "catalog").glob("*.yaml"):
        file.unlink()
    (file,) = (tmp_path / "lan" / "catalog").glob("*.yaml")
    return file


def test_saved_fetched_and_read_by_every_command(ocop: Any, shared: Path, tmp_path: Path) -> None:
    never = ocop("check", *MINH)
    assert (never.code, "ocop catalog save" in never.err) == (exits.WRONG_INPUT, True)
    assert ocop("catalog", "save", "--check", *LAN).code == exits.FINE
    assert "ocop catalog save" in ocop("check", *MINH).err
    assert shared.name in ocop("catalog", "save", *LAN).out
    assert ocop("check", *MINH).code == exits.FINE
    empty = ocop("catalog", "save", *MINH)
    assert (empty.code, "ocop catalog fetch" in empty.err) == (exits.WRONG_INPUT, True)
    fetched = ocop("catalog", "fetch", "--json", *MINH).json()
    assert shared.name in fetched["changed"]
    assert ocop("catalog", "fetch", "--json", *MINH).json()["changed"] == []
    listed = ocop("catalog", "versions", "--json", *MINH).json()
    assert [each["version"] for each in listed["versions"]] == [fetched["version"]]
    assert f"{fetched['version'][:12]} *" in ocop("catalog", "versions", *LAN).out


def test_what_cannot_be_read_is_not_saved_and_its_place_is_told(
    ocop: Any, shared: Path, tmp_path: Path
) -> None:
    shared.write_text("products: [\n", "utf-8")
    refused = ocop("catalog", "save", *LAN)
    assert refused.code == exits.WRONG_INPUT
    assert f"{shared.name}:" in refused.out
    shared.write_text("", "utf-8")
    assert ocop("catalog", "versions", "--json", *LAN).json()["versions"] == []


def test_who_has_not_said_so_is_told_where_to_say_it(ocop: Any) -> None:
    ocop("init", "lan")
    refused = ocop("catalog", "fetch", *LAN)
    assert (refused.code, "database: yes" in refused.err) == (exits.WRONG_INPUT, True)
