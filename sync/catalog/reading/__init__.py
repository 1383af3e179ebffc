"""From a file's bytes to plain values that know where they were written."""

from sync.catalog.reading.excerpt import excerpt
from sync.catalog.reading.parts import Part, Reader
from sync.catalog.reading.places import Path, Places
from sync.catalog.reading.text import Unread, catalog_files, files_of_other_endings, read

__all__ = [
    "Part",
    "Path",
    "Places",
    "Reader",
    "Unread",
    "catalog_files",
    "excerpt",
    "files_of_other_endings",
    "read",
]
