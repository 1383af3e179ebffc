"""Refuses a workbook that would harm its reader, before any reader builds anything from it.

A few kilobytes can ask for terabytes: one cell in the last row and column, a text of 32,000
letters that a million cells point to, a merged range over the whole sheet, zip parts that unpack
to gigabytes. Every part is parsed here once, as a stream, and only counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from sync.marketplace.errors import Rejected
from sync.model import Problem, Value

LARGEST_BYTES = 10 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 20_000, 200
MOST_PARTS = 2_000
MOST_ATTRIBUTES = 200  # of one element: readers compare each with all
ROW = re.compile(r"[0-9]{1,7}", re.ASCII)
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
CONTENT = frozenset({"v", "is", "f"})  # a cell that holds one of these is filled


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may come out of a workbook; a reader that keeps styles takes more memory for it."""

    unpacked: int = 100 * 1024 * 1024
    text: int = 64 * 1024 * 1024  # characters that the cells show, shared ones counted each time
    merged: int = 100_000  # cells of merged ranges
    elements: int = 12_000_000


TO_READ = Bounds()
TO_FILL = Bounds(unpacked=32 * 1024 * 1024, elements=2_000_000)


def refused(code: str, **values: Value) -> Rejected:
    """Refuse a file."""
    return Rejected([Problem(code=code, values=values)])


def must_be_harmless(archive: zipfile.ZipFile, bounds: Bounds = TO_READ) -> None:
    """Look into every part; raises `Rejected`."""
    if len(archive.namelist()) > MOST_PARTS:
        raise refused("workbook_too_large")
    parts = _unpacked(archive, bounds)
    lengths: list[int] = []
    for content in parts.values():
        if b"sst" in content[:2000]:
            lengths += _Examined(bounds).of(content).lengths
    for content in parts.values():
        _Examined(bounds, lengths).of(content)


def _unpacked(archive: zipfile.ZipFile, bounds: Bounds) -> Mapping[str, bytes]:
    """Unpack what is XML, within bounds; the sizes that the archive tells are not believed."""
    left, parts = bounds.unpacked, dict[str, bytes]()
    for part in archive.infolist():
        with archive.open(part) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise refused("workbook_too_large")
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            parts[part.filename] = content
    return parts


@dataclass(slots=True)
class _Examined:
    """One part, counted; `shared` are the lengths of the texts that cells point to."""

    bounds: Bounds
    shared: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)  # of this part's own shared texts
    _row: int = 0
    _column: int = 0
    _points: bool = False  # whether the cell at hand points to a shared text
    _value: str = ""
    _inside: str = ""
    _text: int = 0
    _merged: int = 0
    _elements: int = 0

    def of(self, content: bytes) -> _Examined:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.buffer_text = True
        try:
            parser.ParseFile(io.BytesIO(content))
        except expat.ExpatError as error:
            raise refused("workbook_damaged", why=type(error).__name__) from None
        return self

    def _start(self, qualified: str, given: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > self.bounds.elements or len(given) > MOST_ATTRIBUTES:
            raise refused("workbook_too_large")
        name = qualified.rpartition(" ")[2]
        match name:
            case "row":
                self._row, self._column = _row(given.get("r"), self._row + 1), 0
            case "c":
                self._at(given.get("r", ""))
                self._points = given.get("t") == "s"
            case "mergeCell" | "hyperlink":  # readers make every cell of such a range
                self._merge(given.get("ref", ""))
            case "si":
                self.lengths.append(0)
            case _ if name in CONTENT:
                self._must_be_near()
        if name in {"v", "t"}:
            self._inside, self._value = name, ""

    def _end(self, qualified: str) -> None:
        name = qualified.rpartition(" ")[2]
        if name == "v" and self._points:
            index = _number(self._value, -1)
            self._count(self.shared[index] if 0 <= index < len(self.shared) else 0)
        if name == self._inside:
            self._inside = ""

    def _characters(self, text: str) -> None:
        if self._inside == "t" and self.lengths:
            self.lengths[-1] += len(text)
        elif self._inside == "v":
            self._value = (self._value + text)[:12]
        self._count(len(text))

    def _at(self, place: str) -> None:
        """Follow a cell to its place; one that is written otherwise each reader reads otherwise."""
        if not place:
            self._column += 1
            return
        self._row, self._column = _place(place)

    def _must_be_near(self) -> None:
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise refused("workbook_too_large")

    def _merge(self, range_: str) -> None:
        first, _, last = range_.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        self._merged += (abs(bottom - top) + 1) * (abs(right - left) + 1)
        if self._merged > self.bounds.merged:
            raise refused("workbook_too_large")

    def _count(self, characters: int) -> None:
        self._text += characters
        if self._text > self.bounds.text:
            raise refused("workbook_too_large")


def _no_doctype(*_: object) -> None:
    raise refused("workbook_damaged", why="DOCTYPE")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _row(text: str | None, otherwise: int) -> int:
    if text is not None and not ROW.fullmatch(text):
        raise refused("workbook_damaged", why="row")
    return otherwise if text is None else int(text)


def _place(text: str) -> tuple[int, int]:
    """Read where a cell is, as every writer writes it; raises `Rejected`."""
    found = PLACE.fullmatch(text)
    if found is None:
        raise refused("workbook_damaged", why="cell")
    return int(found[2]), _column(found[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
