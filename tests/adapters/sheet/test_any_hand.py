"""Whatever a hand does to a result: nothing raises, and nothing is confirmed that nobody wrote."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sheet.columns import COLUMNS, RESULTS
from adapters.sheet.profiles import DEFAULT
from adapters.sheet.records import Records
from adapters.sheet.result_file import read_result
from adapters.sheet.results import take
from sync.marketplace import Rejected
from sync.marketplace.spreadsheet import Grid, Unreadable, read_grid, word
from tests.adapters.sheet.stall import BEGINNING, stall_in

KEYS = [column.key for column in COLUMNS]
HEADINGS = [column.heading for column in COLUMNS]
CLEAR = {word(result) for result in RESULTS}

WORDS = st.sampled_from([*RESULTS, "da dang", "Đã  đăng ", "", "ok", "từ  chối", "１", "#N/A"])
VALUES = st.one_of(
    WORDS,
    st.text(max_size=12),
    st.sampled_from(
        ["７２０００", "72.000", 72000.0, "0", -1, True, None, "23/11/26", float("nan")]
    ),
    st.floats(),
    st.dates(),
)


@cache
def sent() -> tuple[Records, list[list[Any]]]:
    """The book of a shop that sent everything, and the lines that it sent."""

    async def make() -> tuple[Records, list[list[Any]]]:
        with TemporaryDirectory() as home:
            async with stall_in(Path(home)) as stall:
                await stall.round()
                return stall.records, [[row[key] for key in KEYS] for row in stall.rows()]

    return asyncio.run(make())


@st.composite
def handled(draw: st.DrawFn) -> list[list[Any]]:
    """A sheet after a hand was at it: answers, edits, blanks, copies, another order."""
    lines = [list(line) for line in sent()[1]]
    for line in lines:
        line[KEYS.index("result")] = draw(WORDS)
    for _ in range(draw(st.integers(0, 12))):
        row = draw(st.integers(0, len(lines) - 1))
        lines[row][draw(st.integers(0, len(KEYS) - 1))] = draw(VALUES)
    lines += [list(draw(st.sampled_from(lines))) for _ in range(draw(st.integers(0, 2)))]
    lines += [[], [draw(VALUES)] * draw(st.integers(0, 50))]
    rows = draw(st.permutations([HEADINGS, KEYS, *lines]))
    order = draw(st.permutations(range(len(KEYS))))
    return [[row[n] if n < len(row) else "" for n in order] for row in rows]


def answers_in(rows: list[list[Any]]) -> Mapping[str, set[str]]:
    """What the sheet says of each line, read by eye: the words beside its name."""
    head = next(row for row in rows if set(KEYS) <= {cell for cell in row if cell in KEYS})
    result, name = head.index("result"), head.index("run_row")
    said: dict[str, set[str]] = {}
    for row in rows:
        with contextlib.suppress(Unreadable):
            said.setdefault(str(row[name]), set()).add(word(row[result]))
    return said


@settings(max_examples=80)
@given(rows=handled())
def test_no_confirmation_is_invented_whatever_the_order_and_the_edits(
    rows: list[list[Any]],
) -> None:
    book, _ = sent()
    try:
        taken = take(book, read_result(Grid({"SanPham": rows}), DEFAULT), DEFAULT, BEGINNING)
    except Rejected:
        return
    said = answers_in(rows)
    for sku, entry in taken.records.entries.items():
        if entry.state != book.entries[sku].state:
            assert said.get(entry.run_row, set()) & CLEAR, sku
    assert len(taken.answers) <= len(book.entries)


def read_or_refused(content: bytes) -> str:
    """Say by which code a file was refused, or that it was read."""
    try:
        read_result(read_grid(content), DEFAULT)
    except Rejected as refused:
        return refused.problem.code
    return "read"


@settings(max_examples=150)
@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert read_or_refused(content)


@settings(max_examples=60)
@given(rows=handled(), delimiter=st.sampled_from(",;\t"))
def test_the_same_holds_for_a_csv(rows: list[list[Any]], delimiter: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        [["" if cell is None else cell for cell in row] for row in rows]
    )
    book, _ = sent()
    try:
        content = buffer.getvalue().encode("utf-8-sig", "replace")
        taken = take(book, read_result(read_grid(content), DEFAULT), DEFAULT, BEGINNING)
    except Rejected:
        return
    told = {entry.state for entry in taken.records.entries.values()}
    assert told <= {"sent", "listed", "review", "refused", "hidden", "absent"}
    assert len(taken.answers) <= len(book.entries)


@settings(max_examples=60)
@given(at=st.integers(0, 30_000), byte=st.integers(0, 255))
def test_a_workbook_with_one_byte_changed_is_read_or_refused(at: int, byte: int) -> None:
    content = bytearray(workbook_bytes())
    content[at % len(content)] = byte
    assert read_or_refused(bytes(content))


@cache
def workbook_bytes() -> bytes:
    async def make() -> bytes:
        with TemporaryDirectory() as home:
            async with stall_in(Path(home)) as stall:
                await stall.round()
                return stall.sent()[0].read_bytes()

    return asyncio.run(make())
