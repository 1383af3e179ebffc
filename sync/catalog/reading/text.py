"""Turns the bytes of a file into text, whatever program saved it."""

from __future__ import annotations

import codecs
import re
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from sync.catalog.reading.slips import slip_near
from sync.model import Location, Problem

# As libyaml counts lines, so that our places and its places agree.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WIDE = (  # the longer byte order marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(content: bytes, file: str) -> str:
    """Read UTF-8 (a byte order mark is welcome) as NFC text without control characters."""
    _refuse_wide(content, file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _invalid(content, error.start, file) from error
    if found := _UNPRINTABLE.search(text):
        where = _mark(text[: found.start()], file)
        raise unread("yaml_control_character", where, character=f"U+{ord(found[0]):04X}")
    return unicodedata.normalize("NFC", text)


def lines(text: str) -> list[str]:
    """Split text into lines as the reader counts them."""
    return _LINE_END.split(text)


def shown_lines(content: bytes) -> list[str]:
    """Split whatever bytes into lines to look at, columns as the reader counts them."""
    text = content.decode("utf-8-sig", errors="replace")
    return lines(unicodedata.normalize("NFC", text))


def unprintable(text: str) -> bool:
    """Whether the text holds a control character (a written escape can make one)."""
    return _UNPRINTABLE.search(text) is not None


def _refuse_wide(content: bytes, file: str) -> None:
    for mark, name in _WIDE:
        if content.startswith(mark):
            raise unread("yaml_encoding_utf16", Location(file, 1, 1), encoding=name)
    head = content[:512]  # without a mark: every second byte of plain letters is zero
    if max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4 > 0:
        raise unread("yaml_encoding_utf16", Location(file, 1, 1), encoding="UTF-16")


def _invalid(content: bytes, offset: int, file: str) -> Exception:
    before = content[:offset].decode("utf-8-sig", errors="replace")
    return unread("yaml_encoding_invalid", _mark(before, file), byte=f"0x{content[offset]:02X}")


def _mark(before: str, file: str) -> Location:
    """Find the place that follows this text."""
    above = lines(before)
    return Location(file, len(above), len(above[-1]) + 1)


MAX_FILE_BYTES = 16 * 1024 * 1024
_SUFFIXES = {".yaml", ".yml"}
# Copies that somebody put aside (.bak, .old, .orig, ~) are meant to be read by nobody.
_MISNAMED = re.compile(
    r"\.ya?ml(?:\.(?:txt|docx?|rtf|csv|xlsx?|json|html?)|[\s_]+)$", re.IGNORECASE
)


def catalog_files(folder: Path) -> list[Path]:
    """List the catalog files of a folder by name; hidden files and other kinds are left out."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES]
    except OSError as error:
        where = Location(printable(folder), 1, 1)
        code = "folder_missing" if isinstance(error, FileNotFoundError) else "file_unreadable"
        raise unread(code, where, reason=error.strerror or "") from error
    return sorted(path for path in found if not path.name.startswith("."))


def files_of_other_endings(folder: Path) -> list[Path]:
    """List what looks meant for a catalog file and is none: `tôm.yaml.txt`, `tôm.yaml.docx`."""
    try:
        names = sorted(path for path in folder.iterdir() if _MISNAMED.search(path.name))
    except OSError:  # which the reading of the folder has told
        return []
    return [path for path in names if not path.name.startswith((".", "~"))]


def read(path: Path) -> str:
    """Read a file as NFC text; raises `Unread` with the reason when that cannot be done."""
    return decode(read_bytes(path), printable(path))


def read_bytes(path: Path) -> bytes:
    """Read a regular file; a folder, a pipe, a loop of links or a vanished file is `Unread`."""
    where = Location(printable(path), 1, 1)
    if printable(path) != str(path):
        raise unread("file_name_unreadable", where)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise unread("file_not_regular", where)
        if status.st_size > MAX_FILE_BYTES:
            raise unread("file_too_large", where, most=MAX_FILE_BYTES // 1024**2)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise unread("file_vanished", where) from error
    except OSError as error:
        raise unread("file_unreadable", where, reason=error.strerror or "") from error


def printable(path: Path) -> str:
    """Write a path so that it can be shown; bytes that are not UTF-8 become question marks."""
    return str(path).encode("utf-8", errors="replace").decode("utf-8")


class Unread(Exception):
    """The rest of this file cannot be known; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def unread(code: str, where: Location, **values: str | int) -> Unread:
    """Make the error of a code at a place."""
    return Unread(Problem(code=code, values=values, where=where))


# libyaml's words (or how they begin) -> our code
_CAUSES = (
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_colon_missing"),
    ("found unexpected end of stream", "yaml_quote_open"),
    ("did not find expected ',' or", "yaml_bracket_open"),
    ("did not find expected '-' indicator", "yaml_indentation"),
    ("did not find expected key", "yaml_indentation"),
    ("found unknown escape character", "yaml_escape"),
    ("did not find expected hexdecimal number", "yaml_escape"),
    ("found character that cannot start any token", "yaml_character"),
)
# Best shown where they began: where they were opened, or where the colon is missing.
_OPENED = {"yaml_quote_open", "yaml_bracket_open", "yaml_colon_missing"}
_AFTER_VALUE = {"yaml_indentation", "yaml_bracket_open"}
_TAB_BEFORE_TEXT = re.compile(r"^[ ]*(?:-[ ]+)*\t")


_INCHES = re.compile(r"(?<=\d)\"")
PAIRS: Final = ("“”", "«»")


def alone(value: str, *, plain: bool) -> str | None:
    """Find a quote that has no other in a text; a straight one after a figure measures inches.

    `plain`: the text stands in no quotes itself, so that a straight one in it is one of its own.
    """
    for opens, closes in PAIRS:
        unpaired = value.count(opens) - value.count(closes)
        if unpaired:
            return opens if unpaired > 0 else closes
    straight = plain and '"' in value and _INCHES.sub("", value).count('"') % 2
    return '"' if straight else None


def syntax_error(error: yaml.YAMLError, text: str, file: str) -> Unread:
    """Turn libyaml's complaint into a problem at its place."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return unread("yaml_syntax", Location(file, 1, 1))
    mark = error.problem_mark
    line = mark.line + 1
    written = lines(text)
    for near in (line, line - 1):
        if 1 <= near <= len(written) and (tab := _TAB_BEFORE_TEXT.match(written[near - 1])):
            return unread("yaml_tab", Location(file, near, tab.end()))
    began = () if error.context_mark is None else (error.context_mark.line + 1,)
    if slip := slip_near(written, (line, line - 1, *began)):
        return unread(slip.code, Location(file, slip.line, slip.column))
    code = _cause(error.problem or "")
    if code in _AFTER_VALUE and _ends_quoted(written, mark):
        return unread("yaml_text_after_quote", Location(file, line, mark.column + 1))
    if code in _OPENED and error.context_mark is not None:
        mark = error.context_mark
    return unread(code, Location(file, min(mark.line + 1, len(written)), mark.column + 1))


def _ends_quoted(written: Sequence[str], mark: yaml.Mark) -> bool:
    """Whether a value in quotes stands right before, on the same line."""
    before = written[mark.line][: mark.column] if mark.line < len(written) else ""
    return before.endswith(" ") and before.rstrip().endswith(('"', "'"))


def _cause(problem: str) -> str:
    for words, code in _CAUSES:
        if problem.startswith(words):
            return code
    return "yaml_syntax"
