"""Finds cells in which a reader of values sees nothing: formulas not computed yet, and errors."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as Tree  # every part was examined before: no DOCTYPE, bounded

_SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SUSPECT: Final = re.compile(rb"<f|t=.e")
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def uncomputed_cells(archive: zipfile.ZipFile) -> Mapping[str, frozenset[str]]:
    """Name, by sheet, the cells that hold a formula without a value, or an error, as D5."""
    names = set(archive.namelist())
    parts = _parts(archive) if "xl/_rels/workbook.xml.rels" in names else {}
    found: dict[str, frozenset[str]] = {}
    for sheet, part in parts.items():
        content = archive.read(part) if part in names else b""
        if _SUSPECT.search(content):
            found[sheet] = frozenset(_cells(content))
    return found


def _parts(archive: zipfile.ZipFile) -> Mapping[str, str]:
    relations = Tree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 examined
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(_RELATION)}
    book = Tree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 examined
    return {
        one.get("name", ""): _path(targets.get(one.get(_ID), ""))
        for one in book.iter(f"{_SHEET}sheet")
    }


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _cells(content: bytes) -> list[str]:
    root = Tree.fromstring(content)  # noqa: S314 examined
    return [
        cell.get("r", "")
        for cell in root.iter(f"{_SHEET}c")
        if cell.get("t") == "e"
        or (cell.find(f"{_SHEET}f") is not None and not (cell.findtext(f"{_SHEET}v") or ""))
    ]
