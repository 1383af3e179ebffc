"""Shows the line of a file where something was found."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sync.catalog.reading.text import Unread, read_bytes, shown_lines
from sync.model import Location

WIDTH = 100  # characters of a long line that are shown
_SECRET = re.compile(
    r"""(\b(?:\w*secret|\w*token|password|database)["']?\s*:\s*)("[^"]*"|'[^']*'|[^\s,}]+)"""
)
_CONTROL: dict[int, int | str] = {code: 0x2400 + code for code in range(32)}
_CONTROL |= {9: " ", 127: 0x2421}


class Excerpt(NamedTuple):
    """A line fit for a terminal, and the column (from 1) at which the caret belongs."""

    line: str
    column: int


def excerpt(mark: Location) -> Excerpt | None:
    """Show the line of a mark, long ones cut around the column, secrets covered; None if lost."""
    path = Path(mark.file)
    try:
        status = path.stat()
        text = _lines_of(path, status.st_mtime_ns, status.st_size)
    except (OSError, Unread, ValueError):
        return None
    if not 1 <= mark.line <= len(text):
        return None
    return _cut(_shown(text[mark.line - 1]), mark.column)


@lru_cache(maxsize=2)
def _lines_of(path: Path, _mtime_ns: int, _size: int) -> list[str]:
    """Split a file once for all of its problems, which are shown one after another."""
    return shown_lines(read_bytes(path))


def _shown(line: str) -> str:
    covered = _SECRET.sub(lambda found: found[1] + "•" * len(found[2]), line)
    return covered.translate(_CONTROL)


def _cut(line: str, column: int) -> Excerpt:
    if len(line) <= WIDTH:
        return Excerpt(line, column)
    start = max(0, min(column - 1 - WIDTH // 2, len(line) - WIDTH))
    before, after = "…" if start else "", "…" if start + WIDTH < len(line) else ""
    return Excerpt(f"{before}{line[start : start + WIDTH]}{after}", column - start + len(before))
