"""From a file's bytes to plain values that know where they were written."""

from sync.catalog.reading.excerpt import excerpt
from sync.catalog.reading.parts import Locations, Part, Path, Reader
from sync.catalog.reading.text import Unread, catalog_files, files_of_other_endings, read

__all__ = [
    "Locations",
    "Part",
    "Path",
    "Reader",
    "Unread",
    "catalog_files",
    "excerpt",
    "files_of_other_endings",
    "read",
]
