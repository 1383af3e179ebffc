"""Workbooks and CSV files that people fill in: read within bounds, written without formulas."""

from sync.marketplace.spreadsheet.bounds import LARGEST_BYTES, TO_FILL, must_be_harmless, refused
from sync.marketplace.spreadsheet.cells import (
    Cell,
    Unreadable,
    cell,
    day,
    gtin,
    letter,
    text,
    whole,
    word,
)
from sync.marketplace.spreadsheet.grid import OLE, Grid, Raw, Rows, read_grid
from sync.marketplace.spreadsheet.writing import DANGEROUS, Formats, new_book, write

__all__ = [
    "DANGEROUS", "LARGEST_BYTES", "OLE", "TO_FILL", "Cell", "Formats", "Grid", "Raw", "Rows",
    "Unreadable", "cell", "day", "gtin", "letter", "must_be_harmless", "new_book", "read_grid",
    "refused", "text", "whole", "word", "write",
]  # fmt: skip
