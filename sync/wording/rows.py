"""A short way to write many sentences: one row a code."""

from __future__ import annotations

from collections.abc import Mapping

from sync.wording.sentence import Sentence, Wording

Row = tuple[str, str, str, str]  # Vietnamese: what, what to do; English: what, what to do


def worded(rows: Mapping[str, Row]) -> dict[str, Sentence]:
    """Make sentences of rows."""
    return {code: Sentence(Wording(*row[:2]), Wording(*row[2:])) for code, row in rows.items()}
