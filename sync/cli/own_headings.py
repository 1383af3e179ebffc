"""Asks once what the columns of a sheet of another hand are, and keeps the answers."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sync.catalog.editing.writing import on_one_line
from sync.catalog.reading import Reader, Unread, read
from sync.catalog.workbook import (
    BY_KEY,
    LEFT_ALONE,
    ForeignSheet,
    ReadBook,
    answered,
    book_of_foreign,
    folded,
    heading_of,
    read_foreign,
)
from sync.cli.people import can_be_asked
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.marketplace.spreadsheet import Grid

FILE: Final = "headings.yaml"  # in the config folder, beside shops.yaml
ABOVE: Final = (
    "# Cột của bảng tính tự kẻ -> trường của danh mục ('-': không dùng). ocop catalog import ghi."
)


def read_of_another_hand(session: Session, terminal: Terminal, grid: Grid) -> ReadBook:
    """Understand a sheet by its headings; what is not certain is asked about once.

    Raises `Refused` where no line of headings is found.
    """
    kept = session.config / FILE
    profile = _profile(terminal, kept)
    sheet = read_foreign(grid, profile)
    if sheet is None:
        raise Refused("headings_unknown")
    if sheet.unknown() and can_be_asked() and terminal.audience == "people":
        answers = _asked(terminal, sheet)
        _keep(kept, {folded(heading): key for heading, key in answers.items()})
        terminal.tell("headings_kept", file=str(kept))
        sheet = answered(sheet, answers)
    _tell(terminal, sheet)
    return book_of_foreign(sheet)


def _tell(terminal: Terminal, sheet: ForeignSheet) -> None:
    used = [
        f"{column.heading} = {heading_of(BY_KEY[column.key], terminal.language)}"
        for column in sheet.columns
        if column.key in BY_KEY
    ]
    left = tuple(column.heading for column in sheet.columns if column.key not in BY_KEY)
    terminal.tell("headings_read_as", sheet=sheet.name, row=sheet.row, columns="; ".join(used))
    if left:
        terminal.tell("headings_left_alone", columns=left)
    if sheet.skipped:
        terminal.tell("headings_skipped", lines=tuple(map(str, sheet.skipped)))


def _profile(terminal: Terminal, file: Path) -> Mapping[str, str]:
    """Read what was answered before; a file that cannot be read is named, and not used."""
    if not file.exists():
        return {}
    try:
        parts = {str(p.path[0]): p.value for p in Reader(read(file), str(file)).parts()}
    except Unread:
        terminal.note("headings_file_broken", file=str(file))
        return {}
    found: dict[str, str] = {}
    for heading, key in parts.items():
        if key == LEFT_ALONE or key in BY_KEY:
            found[folded(heading)] = str(key)
        else:
            terminal.note("headings_key_unknown", file=FILE, key=key, known=tuple(BY_KEY))
    return found


def _asked(terminal: Terminal, sheet: ForeignSheet) -> dict[str, str]:
    """Ask what each column is; whoever stops answering leaves the rest alone."""
    taken = {column.key for column in sheet.columns}
    answers: dict[str, str] = {}
    for column in sheet.unknown():
        free = [key for key in BY_KEY if key not in taken and not BY_KEY[key].rare]
        for number, key in enumerate(free, 1):
            name = heading_of(BY_KEY[key], terminal.language)
            terminal.note("headings_choice", number=number, name=name)
        terminal.note("headings_ask", heading=column.heading, example=column.example)
        key = _answer(free)
        answers[column.heading] = key
        taken.add(key)
    return answers


def _answer(free: Sequence[str]) -> str:
    line = sys.stdin.readline().strip()
    chosen = int(line) if line.isdecimal() and len(line) < 4 else 0
    return free[chosen - 1] if 0 < chosen <= len(free) else LEFT_ALONE


def _keep(file: Path, answers: Mapping[str, str]) -> None:
    there = file.read_text(encoding="utf-8") if file.exists() else f"{ABOVE}\n"
    ended = there if there.endswith("\n") else f"{there}\n"
    lines = [f"{on_one_line(said)}: {on_one_line(key)}\n" for said, key in answers.items()]
    file.write_text(ended + "".join(lines), encoding="utf-8")
