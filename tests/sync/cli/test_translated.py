"""What of the English is missing or old is told by commands, and confirmed by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from tests.sync.catalog.test_english import written

OPTIONS = ["--config", "dau-tien", "--home", "kho"]
MISSING = ["check", "--lang-missing", "en", *OPTIONS]


@pytest.fixture
def catalog(ocop: Any, tmp_path: Path) -> Path:
    ocop("init", "dau-tien")
    folder = tmp_path / "dau-tien" / "catalog"
    for file in folder.glob("*.yaml"):
        file.unlink()
    file = folder / "tan-tien.yaml"
    file.write_text(written(), encoding="utf-8")
    return file


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_english_is_noted_grows_old_and_is_confirmed(ocop: Any, catalog: Path) -> None:
    ran = ocop(*MISSING)
    assert ran.code == exits.FINE
    assert "ocop catalog translated" in ran.out
    noted = ocop("catalog", "translated", "--json", *OPTIONS).json()
    assert (noted["texts"], noted["products"]) == (5, ["TOMKHO"])
    assert ocop("catalog", "translated", *OPTIONS).out.startswith("Không có bản tiếng Anh nào")

    edit(catalog, "storage: Nơi khô ráo", "storage: Ngăn mát tủ lạnh")
    old = ocop(*MISSING, "--json")
    assert old.code == exits.NOT_ALL_TRUE
    assert old.json()["products"][0]["outdated"] == ["label.storage"]
    assert "hướng dẫn bảo quản" in ocop(*MISSING).out
    assert "ocop catalog translated" in ocop("check", *OPTIONS).out
    assert ocop("catalog", "translated", *OPTIONS).out.startswith("Không có bản tiếng Anh nào")
    before = catalog.read_bytes()
    assert ocop("catalog", "translated", "TOMKHO", *OPTIONS).code == exits.FINE
    assert ocop(*MISSING).code == exits.FINE
    assert ocop("undo", "edit", "2", *OPTIONS).code == exits.FINE
    assert catalog.read_bytes() == before


def test_what_is_missing_is_told_by_product_and_field(ocop: Any, catalog: Path) -> None:
    edit(catalog, "        storage: In a dry place\n", "")
    ran = ocop(*MISSING)
    assert ran.code == exits.NOT_ALL_TRUE
    assert "hướng dẫn bảo quản" in ran.out
    assert "0/1 sản phẩm" in ran.out
    edit(catalog, "    en: {name: Tan Tien dried shrimp, story: Shrimp dried in the sun.}\n", "")
    edit(catalog, "      en:\n        ingredients: [shrimp, salt]\n", "")
    edit(catalog, "        allergens: [crustaceans]\n", "")
    assert "TOMKHO" in ocop(*MISSING).out


def test_only_english_can_be_asked_for(ocop: Any, catalog: Path) -> None:
    assert catalog.exists()
    assert ocop("check", "--lang-missing", "fr", *OPTIONS).code == exits.MISTYPED
    assert ocop("catalog", "translated", "KHONG-CO", *OPTIONS).code == exits.WRONG_INPUT
