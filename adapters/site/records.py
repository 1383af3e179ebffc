"""What a website remembers: its listings, the files that it wrote, and what is still to be done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from adapters.site.traced import TABLES, TracedLots
from sync.model import Code, Listing

RECORDS_FILE = "site.db"
THEME, SHOWN_THEME = "theme", "shown theme"  # what pages were last made with, and visitors see
_LISTING: TypeAdapter[Listing] = TypeAdapter(Listing)
_TABLES = """
CREATE TABLE IF NOT EXISTS listings (
  code TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, listing TEXT NOT NULL, updated_on TEXT NOT NULL,
  added_on TEXT NOT NULL, sold INTEGER NOT NULL, title TEXT NOT NULL, category TEXT NOT NULL,
  uploaded TEXT);
CREATE TABLE IF NOT EXISTS parts (
  name TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (name, code)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pending (
  path TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TEMP TABLE gone (code TEXT PRIMARY KEY);
"""


_PUT = """
INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (code) DO UPDATE
SET listing = excluded.listing, updated_on = excluded.updated_on, sold = excluded.sold,
    title = excluded.title, category = excluded.category
"""
_CARDS = """
SELECT slug, title, category, text FROM listings JOIN parts USING (code)
WHERE name = 'card' AND sold AND code NOT IN (SELECT code FROM gone) ORDER BY slug
"""
_PARTS = """
SELECT code, text FROM listings JOIN parts USING (code) WHERE name = ? AND sold AND text <> ''
AND code NOT IN (SELECT code FROM gone)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEntry:
    """A listing of the site; `parts` is what lists and feeds show of it, by their names."""

    code: Code
    slug: str
    listing: Listing
    updated_on: date
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What lists need of a product: `html` is its card, whole."""

    slug: str
    title: str
    category: str
    html: str


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of ours as it was put in place; `source` names what it was made of."""

    source: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file to be put in place; one with no `sha256` is to go."""

    path: str
    source: str
    sha256: str


@contextmanager
def open_records(folder: Path) -> Iterator[Records]:
    """Open the records of a site; what is written is there whole at the end, or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / RECORDS_FILE, timeout=30)
    try:
        connection.executescript(_TABLES + TABLES)
        with connection:
            yield Records(connection)
    finally:
        connection.close()


class Records:
    """The tables, in the words of the site."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql, self.traced = connection, TracedLots(connection)

    def slugs(self) -> dict[Code, str]:
        """Every address that was ever given, by code."""
        return dict(self._sql.execute("SELECT code, slug FROM listings"))

    def listing(self, code: Code) -> Listing | None:
        """The listing as it was last written."""
        row = self._sql.execute("SELECT listing FROM listings WHERE code = ?", (code,)).fetchone()
        return None if row is None else _LISTING.validate_json(row[0])

    def uploaded(self, codes: Iterable[Code] | None = None) -> Iterator[tuple[str, Listing]]:
        """Every listing as visitors see it, with its address; all of them, or these."""
        asked = "SELECT slug, uploaded FROM listings WHERE uploaded IS NOT NULL"
        rows = (
            self._sql.execute(f"{asked} ORDER BY code").fetchall()
            if codes is None
            else [
                row for code in codes for row in self._sql.execute(f"{asked} AND code = ?", (code,))
            ]
        )
        for slug, listing in rows:
            yield slug, _LISTING.validate_json(listing)

    def put(self, entry: SiteEntry) -> None:
        """Keep a listing as it is written now."""
        listing = entry.listing
        self._sql.execute(
            _PUT,
            (
                entry.code, entry.slug, _LISTING.dump_json(listing, exclude_defaults=True).decode(),
                entry.updated_on.isoformat(), entry.updated_on.isoformat(),
                listing.status != "hidden", listing.title or "", listing.category or "",
            ),
        )  # fmt: skip
        rows = [(name, entry.code, text) for name, text in entry.parts.items()]
        self._sql.executemany("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", rows)

    def rename(self, slug: str, code: Code) -> None:
        """Let a page go on where it lies, under the code that its product has now."""
        row = self._sql.execute("SELECT code FROM listings WHERE slug = ?", (slug,)).fetchone()
        if row is None or row[0] == code or self.listing(code) is not None:
            return
        for table in ("listings", "parts"):
            self._sql.execute(f"UPDATE {table} SET code = ? WHERE code = ?", (code, row[0]))  # noqa: S608 our own names

    def leave_out(self, codes: Iterable[Code]) -> None:
        """Name in no list and no feed, for as long as these records are open, what has no page."""
        self._sql.executemany("INSERT INTO gone VALUES (?)", [(code,) for code in codes])

    def cards(self) -> list[Card]:
        """What is on sale, for the lists."""
        rows = self._sql.execute(_CARDS)
        return [
            Card(slug=slug, title=title, category=category, html=card)
            for slug, title, category, card in rows
        ]

    def parts(self, name: str) -> dict[Code, str]:
        """What is on sale shows in a list or feed, ready, in the order of its codes."""
        return dict(self._sql.execute(f"{_PARTS} ORDER BY code", (name,)))

    def newest(self, name: str, most: int) -> list[str]:
        """The same of what was added last."""
        rows = self._sql.execute(f"{_PARTS} ORDER BY added_on DESC, code LIMIT ?", (name, most))
        return [text for _, text in rows]

    def codes(self) -> list[Code]:
        """Every product that has a page, also one that is sold no more."""
        return [code for (code,) in self._sql.execute("SELECT code FROM listings ORDER BY code")]

    def added_on(self, code: Code) -> date | None:
        """When its page was first made."""
        row = self._sql.execute("SELECT added_on FROM listings WHERE code = ?", (code,)).fetchone()
        return None if row is None else date.fromisoformat(row[0])

    def updated_on(self, code: Code) -> date | None:
        """When its page last changed."""
        row = self._sql.execute(
            "SELECT updated_on FROM listings WHERE code = ?", (code,)
        ).fetchone()
        return None if row is None else date.fromisoformat(row[0])

    def files(self) -> dict[str, WrittenFile]:
        """Every file of ours in the site."""
        rows = self._sql.execute("SELECT path, source, sha256, size, mtime_ns FROM files")
        return {path: WrittenFile(*rest) for path, *rest in rows}

    def pend(self, files: Iterable[PendingFile]) -> None:
        """Decide that these shall be put in place, or go."""
        rows = [(each.path, each.source, each.sha256) for each in files]
        self._sql.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", rows)

    def pending(self) -> list[PendingFile]:
        """What was decided and is not done."""
        rows = self._sql.execute("SELECT path, source, sha256 FROM pending ORDER BY path")
        return [PendingFile(*row) for row in rows]

    def settle(self, placed: Mapping[str, WrittenFile], gone: Iterable[str]) -> None:
        """Note that everything pending is done."""
        rows = [
            (path, file.source, file.sha256, file.size, file.mtime_ns)
            for path, file in placed.items()
        ]
        self._sql.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", rows)
        self._sql.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
        self._sql.execute("DELETE FROM pending")

    def note_uploaded(self) -> None:
        """What is written is what visitors see."""
        self._sql.execute("UPDATE listings SET uploaded = listing WHERE uploaded IS NOT listing")
        self.set_state(SHOWN_THEME, self.state(THEME))

    def state(self, name: str) -> str:
        """A word kept under a name; empty where there is none."""
        row = self._sql.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return "" if row is None else str(row[0])

    def set_state(self, name: str, value: str) -> None:
        """Keep a word under a name."""
        self._sql.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
