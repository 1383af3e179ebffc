"""Any product survives YAML, Excel, LibreOffice and YAML again; what was typed is all that changes.

One workbook holds them all: a start of LibreOffice costs seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sync.catalog.editing import file_of, values_in
from sync.catalog.workbook import changes_in, known_rows, read_own
from sync.marketplace.spreadsheet import Grid, read_grid
from tests.libreoffice import needs_libreoffice, resaved
from tests.sync.catalog.workbooks import (
    WORDS,
    any_product,
    changes_of,
    exported,
    taken_in,
    typed_into,
)

MANY = 50
NOT_IN_A_SHEET = {"overrides", "season", "campaigns", "lots", "of"}  # these are edited in YAML
TYPED: Mapping[tuple[str, str, str], Any] = {
    ("SP-0", "", "name"): "Tên mới: loại một",
    ("SP-1", "", "brand"): "Năm Căn",
    ("SP-2", "", "label.storage"): "Để nơi khô.\nĐậy kín.",
    ("SP-3", "", "title"): "Tên riêng cho sàn",
    ("SP-3", "", "en.name"): "Dried shrimp",
}


@pytest.fixture(scope="module")
def catalog() -> bytes:
    """A file of many products with comments between, before and behind what they say."""
    random = Random(20261130)
    products = [any_product(random, number) for number in range(MANY)]
    lines = file_of({"name": "HTX Ví dụ"}, products).decode().split("\n")
    commented = []
    for line in lines:
        if line.startswith("  - code:"):
            commented.append("  # lời của người viết")
            line += "   # mã"  # noqa: PLW2901
        commented.append(line)
    content = "\n".join(commented).encode()
    assert len(values_in(content)["products"]) == MANY
    return content


@pytest.fixture(scope="module")
def saved(catalog: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook, typed into in four places, as LibreOffice saved it."""
    needs_libreoffice()
    file: Path = tmp_path_factory.mktemp("bang") / "danh-muc.xlsx"
    file.write_bytes(typed_into(exported(catalog), TYPED))
    return resaved(file).read_bytes()


def test_only_what_was_typed_is_written_and_every_other_byte_stays(
    catalog: bytes, saved: bytes
) -> None:
    _, changes = changes_of(saved, catalog)
    assert changes.problems == ()
    assert {(c.code, c.sku, c.column.key) for p in changes.products for c in p.cells} == set(TYPED)

    done = taken_in(changes, catalog)

    before, after = values_in(catalog)["products"], values_in(done)["products"]
    assert [_without_typed(one) for one in after] == [_without_typed(one) for one in before]
    assert after[0]["name"] == "Tên mới: loại một"
    assert after[2]["label"]["storage"] == "Để nơi khô.\nĐậy kín."
    assert done.count(b"# ") == catalog.count(b"# ")
    behind = catalog[catalog.index(b"code: SP-4 ") :]
    assert done.endswith(behind)


def test_a_workbook_alone_makes_the_same_catalog_anew(catalog: bytes, saved: bytes) -> None:
    grid = read_grid(saved)
    bare = Grid({name: rows for name, rows in grid.sheets.items() if name != "_goc"})
    book = read_own(bare)
    assert book is not None
    changes = changes_in(book, known_rows(()), WORDS)
    assert changes.problems == ()

    there = {one["code"]: one for one in values_in(catalog)["products"]}
    fresh = {one["code"]: one for one in values_in(taken_in(changes, b""))["products"]}

    assert fresh.keys() == there.keys()
    for code, product in fresh.items():
        if code not in {"SP-0", "SP-1", "SP-2", "SP-3"}:
            assert _as_told(product) == _as_told(there[code])


def _without_typed(product: Mapping[str, Any]) -> Any:
    keys = {key for code, _, key in TYPED if code == product["code"]}
    rest = {name: value for name, value in product.items() if name not in keys}
    if "en.name" in keys:
        rest["en"] = {k: v for k, v in (rest.get("en") or {}).items() if k != "name"}
        rest = {name: value for name, value in rest.items() if value != {}}
    if "label.storage" in keys:
        rest["label"] = {k: v for k, v in (rest.get("label") or {}).items() if k != "storage"}
        rest = {name: value for name, value in rest.items() if value != {}}
    return rest


def _as_told(product: Mapping[str, Any]) -> Any:
    """Compare what is said; blanks at the ends say nothing."""
    return _plain(product)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in NOT_IN_A_SHEET}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(str(value).split()).replace("S¶n phÈm", "Sản phẩm")  # new text is converted
