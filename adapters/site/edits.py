"""Reads back what somebody typed into a page of ours: its title and its description."""

from __future__ import annotations

from html.parser import HTMLParser

MARK = "data-field"
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
LONGEST = 200_000


class _Reader(HTMLParser):
    """Collects the words under each element that is marked as a field."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, list[str]] = {}
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append(dict(attrs).get(MARK))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for field in filter(None, self._open):
            self.words.setdefault(field, []).extend(data.split())


def fields_in(page: str) -> dict[str, str]:
    """Say what a page shows in each marked field, its words with single blanks between them."""
    reader = _Reader()
    reader.feed(page[:LONGEST])
    return {field: " ".join(words) for field, words in reader.words.items()}
