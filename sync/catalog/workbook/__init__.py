"""The catalog as a workbook: written for people to edit, and read back value by value."""

from sync.catalog.workbook.cells import Words, as_text
from sync.catalog.workbook.changes import (
    CellChange,
    ProductChange,
    SheetChanges,
    changes_in,
    today_where_counted,
)
from sync.catalog.workbook.columns import (
    BOOK,
    BY_KEY,
    COUNTED,
    COUNTED_ON,
    SheetColumn,
    SheetKind,
    columns_of,
)
from sync.catalog.workbook.edits import edits_of
from sync.catalog.workbook.headings import (
    LEFT_ALONE,
    ForeignSheet,
    answered,
    book_of_foreign,
    folded,
    read_foreign,
)
from sync.catalog.workbook.reading import ReadBook, missing_rows, read_own
from sync.catalog.workbook.rows import CatalogRow, channels_in, rows_of, said_by, shown_rows
from sync.catalog.workbook.targets import known_rows
from sync.catalog.workbook.writing import Book, heading_of, written

__all__ = [
    "BOOK", "BY_KEY", "COUNTED", "COUNTED_ON", "LEFT_ALONE", "Book", "CatalogRow", "CellChange",
    "ForeignSheet", "ProductChange", "ReadBook", "SheetChanges", "SheetColumn", "SheetKind",
    "Words", "answered", "as_text", "book_of_foreign", "changes_in", "channels_in", "columns_of",
    "edits_of", "folded", "heading_of", "known_rows", "missing_rows", "read_foreign", "read_own",
    "rows_of", "said_by", "shown_rows", "today_where_counted", "written",
]  # fmt: skip
