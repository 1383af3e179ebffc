"""`ocop catalog`: a workbook goes out, comes back, is asked about, and can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from tests.sync.catalog.workbooks import typed_into

OPTIONS = ["--config", "dau-tien", "--home", "kho"]


@pytest.fixture
def catalog(ocop: Any, tmp_path: Path) -> Path:
    ocop("init", "dau-tien")
    (file,) = (tmp_path / "dau-tien" / "catalog").glob("*.yaml")
    return file


def test_a_workbook_there_and_back_and_undone(ocop: Any, catalog: Path, tmp_path: Path) -> None:
    before = catalog.read_bytes()
    book = tmp_path / "bang.xlsx"
    assert ocop("catalog", "export", "bang.xlsx", *OPTIONS).code == exits.FINE
    again = ocop("catalog", "export", "bang.xlsx", *OPTIONS)
    assert again.code == exits.WRONG_INPUT
    assert ocop("catalog", "import", "bang.xlsx", *OPTIONS).code == exits.FINE
    assert catalog.read_bytes() == before

    code = before.decode().partition("- code: ")[2].split()[0]
    book.write_bytes(typed_into(book.read_bytes(), {(code, "", "name"): "Tên mới"}))
    unasked = ocop("catalog", "import", "bang.xlsx", *OPTIONS)
    assert unasked.code == exits.WRONG_INPUT
    assert "Tên mới" in unasked.out
    assert catalog.read_bytes() == before

    taken = ocop("catalog", "import", "bang.xlsx", "--yes", "--json", *OPTIONS)
    assert taken.code == exits.FINE
    assert taken.json()["products"][0]["cells"][0]["after"] == "Tên mới"
    assert "name: Tên mới" in catalog.read_text(encoding="utf-8")

    number = str(taken.json()["edit"])
    assert ocop("undo", "edit", number, *OPTIONS).code == exits.FINE
    assert catalog.read_bytes() == before


def test_counts_go_into_the_books_once(ocop: Any, catalog: Path, tmp_path: Path) -> None:
    book = tmp_path / "dem.xlsx"
    ocop("catalog", "export", "dem.xlsx", "--stock", *OPTIONS)
    code = catalog.read_text(encoding="utf-8").partition("- code: ")[2].split()[0]
    book.write_bytes(typed_into(book.read_bytes(), {(code, "", "counted"): 7}))

    first = ocop("catalog", "import", "dem.xlsx", "--json", *OPTIONS)
    second = ocop("catalog", "import", "dem.xlsx", "--json", *OPTIONS)

    assert (first.json()["counted"], second.json()["counted"]) == (1, 0)
    (row,) = ocop("stock", "--sku", code, "--json", *OPTIONS).json()["stock"]
    assert row["counted"] == 7


def test_a_file_that_is_no_workbook_is_named(ocop: Any, catalog: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK?")
    (tmp_path / "b.csv").write_text("một,hai\n1,2\n", encoding="utf-8")

    for name, word in (("a.xlsx", "hỏng"), ("b.csv", "tiêu đề"), ("c.xlsx", "c.xlsx")):
        ran = ocop("catalog", "import", name, *OPTIONS)
        assert ran.code == exits.WRONG_INPUT
        assert word in ran.err


def test_a_csv_of_an_old_code_page_is_read_where_it_is_certain(
    ocop: Any, catalog: Path, tmp_path: Path
) -> None:
    old = "Teân haøng;Giaù baùn;Danh muïc\nMaät ong röøng;65000;maät ong\n"
    (tmp_path / "vni.csv").write_bytes(old.encode("cp1252"))

    ran = ocop("catalog", "import", "vni.csv", "--into", catalog.stem, "--json", "--yes", *OPTIONS)

    found = ran.json()
    [product] = found["products"] + found["problems"]
    assert "MAT-ONG-RUNG" in str(product)
