"""Turns the bytes of a file into text, whatever program saved it."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sync.catalog.reading.unread import unread
from sync.model import Location

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
