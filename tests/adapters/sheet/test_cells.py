"""What a spreadsheet makes of a value, and what we make of that."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.marketplace.spreadsheet import Unreadable
from sync.marketplace.spreadsheet import cells as reading

NAIVE = datetime(2026, 11, 23, 9)  # noqa: DTZ001 as a spreadsheet's reader gives it
RAW = st.one_of(
    st.text(),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize(
    "raw",
    [72000, 72000.0, "72000", "72.000", "72,000", "72 000 ₫", "72\u00a0000 đ", "７２０００",
     "72000.0", " 72.000 VNĐ "],
)  # fmt: skip
def test_a_price_is_read_however_it_is_written(raw: Any) -> None:
    assert reading.whole(raw) == 72000


@pytest.mark.parametrize(
    "raw",
    ["72,5", "72.5", 72.5, "1.2e5", "-5", -5, "7 2000", "72.00", "1.000,000", True, "bảy mươi",
     float("nan"), float("inf"), "#N/A", "72-80", "²"],
)  # fmt: skip
def test_what_is_no_whole_number_is_an_error_and_no_guess(raw: Any) -> None:
    with pytest.raises(Unreadable):
        reading.whole(raw)


@pytest.mark.parametrize(
    "raw",
    [NAIVE, date(2026, 11, 23), "23/11/2026", "2026-11-23", "23-11-2026", 46349,
     46349.0, "2026-11-23 00:00:00", "２３/11/2026"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(raw: Any) -> None:
    assert reading.day(raw) == "2026-11-23"


@pytest.mark.parametrize("raw", ["23/11/26", "11/23/2026", "mai", 5, 1e9, "31/02/2026", True])
def test_an_unclear_day_is_an_error(raw: Any) -> None:
    with pytest.raises(Unreadable):
        reading.day(raw)


def test_a_barcode_that_became_a_number_counts_while_its_digits_are_whole() -> None:
    assert reading.gtin(8936003721777.0) == "8936003721777"
    assert reading.gtin("8936003721777") == "8936003721777"
    with pytest.raises(Unreadable):
        reading.gtin(8936003721780.0)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("To\u0302m kho\u0302", "Tôm khô"),
        ("a\u00a0b \u200b", "a b"),
        ("a\r\nb\rc\u2028d ", "a\nb\nc\nd"),
        (12.0, "12"),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_text_is_cleaned_of_what_programs_add(raw: Any, text: str | None) -> None:
    assert reading.text(raw) == text


@pytest.mark.parametrize("kind", ["line", "text", "whole", "day", "choice"])
@given(raw=RAW)
def test_any_value_is_read_or_called_unreadable(kind: str, raw: Any) -> None:
    try:
        found = reading.cell(raw, kind, "gtin" if kind == "line" else "note")
    except Unreadable:
        return
    assert found is None or isinstance(found, str | int)


@given(raw=st.text())
def test_folding_a_word_twice_changes_nothing(raw: str) -> None:
    try:
        once = reading.word(raw)
    except Unreadable:
        return
    assert reading.word(once) == once
