"""Writes the twins of a workbook as text, for programs that read nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from adapters.sheet.rows import Cell
from adapters.sheet.writing.workbook import DANGEROUS

BOM = "\ufeff"


def as_csv(rows: Sequence[Sequence[Cell]], delimiter: str) -> bytes:
    """Write rows: UTF-8 with BOM, CRLF, every field quoted, no field a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[_field(cell) for cell in row] for row in rows])
    return (BOM + buffer.getvalue()).encode()


def _field(cell: Cell) -> str:
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return f"'{cell}"
    return "" if cell is None else str(cell)
