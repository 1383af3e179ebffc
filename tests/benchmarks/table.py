"""Prints figures as a table that can be pasted into a document as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence


def say(*lines: str) -> None:
    """Print lines, at once."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print one table; all but the first column stand to the right."""
    body = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [heads, *body]) for column in range(len(heads))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    say("", title, "", *(_line(row, widths) for row in [heads, rule, *body]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return f"| {' | '.join([first[0].ljust(first[1]), *(c.rjust(w) for c, w in others)])} |"
