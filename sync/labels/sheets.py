"""Sheets of labels as one page to print: no script, no file beside it, sizes in millimetres."""

from __future__ import annotations

import base64
import hashlib
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from sync.labels.content import LabelContent
from sync.model import Language
from sync.wording import say
from sync.wording.listing.words import day

HERE: Final = Path(__file__).parent
LEAST_CODE_MM: Final = 20.0
CUT_CODE_MM: Final = 25.0  # where people cut by hand, and not always straight
LEAST_MODULE_MM: Final = 0.396  # GS1 General Specifications, codes read at a till
QUIET_MODULES: Final = 4  # of white around a code, on every side
STEP_MM: Final = 0.5
LETTERS_MM: Final = (3.2, 2.9, 2.6, 2.3, 2.0, 1.8)  # of small labels, the largest that fits
_WIDE: Final = 0.55  # how wide a letter is, of its height; rather too wide than cut off
_HIGH: Final = 1.2  # of a line
_PADDING_MM: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of labels; without `columns` labels flow one below the other, to be cut."""

    width_mm: float
    height_mm: float
    label_width_mm: float
    label_height_mm: float | None = None  # None: as high as what it says
    columns: int = 1
    rows: int = 1
    left_mm: float = 0.0
    top_mm: float = 0.0
    gap_mm: float = 0.0  # between columns

    @property
    def fits(self) -> int:
        """How many labels go on one sheet."""
        return self.columns * self.rows


def _a4(across: float, high: float, columns: int, rows: int, **margins: float) -> Sheet:
    return Sheet(
        width_mm=210,
        height_mm=297,
        label_width_mm=across,
        label_height_mm=high,
        columns=columns,
        rows=rows,
        **margins,
    )


def _roll(across: float, high: float) -> Sheet:
    return Sheet(width_mm=across, height_mm=high, label_width_mm=across, label_height_mm=high)


# Sheets as shops sell them, by how many labels are on one; rolls by the size of a label.
SHEETS: Final[Mapping[str, Sheet]] = {
    "cut": Sheet(
        width_mm=210, height_mm=297, label_width_mm=92, columns=2, left_mm=10, top_mm=12, gap_mm=6
    ),
    "a4-12": _a4(63.5, 72, 3, 4, left_mm=7.25, top_mm=4.5, gap_mm=2.5),
    "a4-21": _a4(63.5, 38.1, 3, 7, left_mm=7.25, top_mm=15.15, gap_mm=2.5),
    "a4-24": _a4(70, 37, 3, 8, top_mm=0.5),
    "a4-40": _a4(48.5, 25.4, 4, 10, left_mm=8, top_mm=21.5),
    "a4-65": _a4(38.1, 21.2, 5, 13, left_mm=4.75, top_mm=10.7, gap_mm=2.5),
    "roll-50x30": _roll(50, 30),
    "roll-40x30": _roll(40, 30),
    "roll-35x22": _roll(35, 22),
}


class SheetTooSmall(Exception):
    """The labels of this sheet cannot hold the code and the words."""


@dataclass(frozen=True, slots=True)
class DrawnLabel:
    """A label with its code drawn."""

    content: LabelContent
    code: Markup
    letters: int  # which of the sizes


def single_code(address: str) -> bytes:
    """Draw a code alone, as an SVG in millimetres."""
    return drawn_code(address)[0].encode()


def drawn_code(address: str, least_mm: float = LEAST_CODE_MM) -> tuple[str, float]:
    """Draw an address at level M or better; answers an SVG, and how many millimetres it is wide."""
    code = segno.make_qr(address, error="m")
    modules = code.symbol_size(scale=1, border=QUIET_MODULES)[0]
    wide = math.ceil(max(least_mm, modules * LEAST_MODULE_MM) / STEP_MM) * STEP_MM
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        scale=wide / modules,
        unit="mm",
        border=QUIET_MODULES,
        light="#fff",
        xmldecl=False,
        nl=False,
    )
    return drawn.getvalue().decode(), wide


def sheet_page(
    labels: Sequence[LabelContent], sheet: Sheet, copies: int, language: Language = "vi"
) -> str:
    """Write the page; raises `SheetTooSmall`."""
    drawn = [label for each in labels for label in [_drawn(each, sheet)] * copies]
    whole = sheet.label_height_mm is None
    return _template().render(
        pages=[drawn]
        if whole
        else [drawn[n : n + sheet.fits] for n in range(0, len(drawn), sheet.fits)],
        sheet=sheet,
        whole=whole,
        language=language,
        style=Markup(style_of(sheet)),  # noqa: S704 numbers of ours
        day=lambda when: day(when, language),
        say=lambda code, **values: say(code, values, language).what,
    )


def style_of(sheet: Sheet) -> str:
    """Write the style sheet of a sheet, exactly as it stands in its page."""
    return _style().render(sheet=sheet, letters=LETTERS_MM)


def policy_of(sheet: Sheet) -> str:
    """Say what a browser may do with the page: nothing but show it in its own style."""
    digest = base64.b64encode(hashlib.sha256(style_of(sheet).encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    )


def _drawn(content: LabelContent, sheet: Sheet) -> DrawnLabel:
    by_hand = sheet.label_height_mm is None
    svg, wide = drawn_code(content.address, CUT_CODE_MM if by_hand else LEAST_CODE_MM)
    code = Markup(svg)  # noqa: S704 drawn by segno, of numbers alone
    if sheet.label_height_mm is None:
        return DrawnLabel(content, code, 0)
    room = (sheet.label_width_mm - wide - 3 * _PADDING_MM, sheet.label_height_mm - _PADDING_MM)
    if sheet.label_height_mm < wide or (letters := _letters(content, *room)) is None:
        raise SheetTooSmall
    return DrawnLabel(content, code, letters)


def _letters(content: LabelContent, wide_mm: float, high_mm: float) -> int | None:
    """Find the largest letters in which the words of a small label fit beside its code."""
    dated = "HSD: 31/12/2099"
    words = (
        content.name,
        content.pack or content.net_content,
        f"Lô: {content.lot.number}",
        dated,
        dated,
    )
    for at, letters in enumerate(LETTERS_MM):
        a_line = int(wide_mm / (letters * _WIDE))
        if a_line < max(len(word) for text in words for word in text.split()):
            continue
        lines = sum(_lines(text, a_line) for text in words if text)
        if lines * letters * _HIGH <= high_mm:
            return at
    return None


def _lines(text: str, most: int) -> int:
    """Count the lines of a text that is broken at blanks."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > most:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + (1 if used else 0)
    return lines


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template() -> Template:
    return _environment().get_template("sheet.html")


def _style() -> Template:
    return _environment().get_template("sheet.css")
