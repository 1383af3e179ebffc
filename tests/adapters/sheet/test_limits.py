"""A workbook that would harm its reader is refused while it is small, read or filled."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from adapters.sheet.profiles import profile_of
from adapters.sheet.template import filled
from sync.marketplace import Rejected
from sync.marketplace.spreadsheet import read_grid
from sync.model import Form, FormColumn

HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
FORM = Form(name="x", base="default", sheet="Sheet", columns={"Tên": FormColumn(key="name")})


def with_sheet(xml: str | bytes, **parts: bytes) -> bytes:
    """A sound workbook with another first sheet."""
    book, sound, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active["A1"] = "Tên"  # type: ignore[index]
    book.save(sound)
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content: str | bytes = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = xml
            out.writestr(name, parts.get(Path(name).stem, content))
    return made.getvalue()


def sheet(rows: str, after: str = "") -> str:
    return f"{HEAD}<sheetData>{rows}</sheetData>{after}</worksheet>"


LONG = "x" * 30_000
STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f"<si><t>{LONG}</t></si></sst>"
).encode()
BOMBS = {
    "a cell in the last corner": with_sheet(sheet("<row><c r='XFD1048576'><v>1</v></c></row>")),
    "the same without quotes that a pattern finds": with_sheet(
        sheet("<row r = '1048576'><c><is><t>a</t></is></c></row>")
    ),
    "prefixed names": with_sheet(
        sheet("<row><c r='XFD9'><v>1</v></c></row>")
        .replace("xmlns=", "xmlns:x=")
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("<x:?xml", "<?xml")
    ),
    "one long text in thousands of cells": with_sheet(
        sheet("<row><c t='s'><v>0</v></c></row>" * 9_000),
        sharedStrings=STRINGS,
    ),
    "a range merged over the whole sheet": with_sheet(
        sheet("<row/>", "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>")
    ),
    "a row that no number of a reader holds": with_sheet(  # it aborted the process
        sheet(f"<row r='{'9' * 24}'><c r='A{'9' * 24}'><v>1</v></c></row>")
    ),
    "a cell written otherwise": with_sheet(sheet("<row><c r='xfd1048576'><v>1</v></c></row>")),
    "a row below the first": with_sheet(sheet("<row r='-5'><c r='A-5'><v>1</v></c></row>")),
    "rows merged whole": with_sheet(
        sheet("<row/>", "<mergeCells><mergeCell ref='1:1048576'/></mergeCells>")
    ),
    "a link from the whole sheet": with_sheet(
        sheet("<row/>", "<hyperlinks><hyperlink ref='A1:XFD1048576' location='x'/></hyperlinks>")
    ),
    "very many attributes": with_sheet(
        sheet("<row " + " ".join(f"a{number}='1'" for number in range(300)) + "/>")
    ),
    "entities": with_sheet(
        '<!DOCTYPE a [<!ENTITY b "cccc">]>' + sheet("<row><c><v>&b;</v></c></row>")
    ),
    "entities in UTF-16": with_sheet(
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>').encode(
            "utf-16"
        )
    ),
    "a part that unpacks to more than all may": with_sheet(b" " * (101 * 1024 * 1024)),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_by_name_wherever_it_is_handed_in(bomb: bytes, tmp_path: Path) -> None:
    assert len(bomb) < 500_000
    file = tmp_path / "a.xlsx"
    file.write_bytes(bomb)
    for read in (
        lambda: read_grid(bomb),
        lambda: filled(file, [], profile_of(FORM), tmp_path / "out"),
    ):
        with pytest.raises(Rejected) as refused:
            read()
        assert refused.value.problem.code in {"workbook_too_large", "workbook_damaged"}


def test_formats_far_out_and_empty_cells_are_no_harm() -> None:
    rows = "<row r='1'><c r='A1'><v>5</v></c></row><row r='1048576'><c r='XFD1048576' s='1'/></row>"
    assert read_grid(with_sheet(sheet(rows))).sheets["Sheet"][0][0] == 5


def test_a_csv_of_an_old_code_page_is_told_how_to_be_saved() -> None:
    with pytest.raises(Rejected) as refused:
        read_grid("Mã SKU,Kết quả\r\nA,Đã đăng\r\n".encode("cp1258", "replace"))
    assert refused.value.problem.code == "workbook_old_code_page"
