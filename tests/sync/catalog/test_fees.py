"""The table of fees is read row by row; a wrong row is named and leaves the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sync.catalog.fees import read_fees
from sync.model import Dong, Fee

ROW = "  - {name: thanh toán, source: x, platforms: [shopee], percent: 6, since: 2026-01-01}\n"


def reading(folder: Path, rows: str) -> tuple[tuple[Fee, ...], list[str]]:
    file = folder / "fees.yaml"
    file.write_text(f"fees:\n{rows}", encoding="utf-8")
    found = read_fees(file)
    return found.fees, [problem.code for problem in found.problems]


def test_a_table_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert read_fees(tmp_path / "fees.yaml") == ((), [])


def test_a_row_is_read_with_its_days(tmp_path: Path) -> None:
    (fee,), problems = reading(tmp_path, ROW)
    assert problems == []
    assert (fee.percent, fee.fixed, fee.cap) == (6.0, Dong(0), None)
    assert (fee.since, fee.until) == (date(2026, 1, 1), date.max)


def test_a_wrong_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    crossed = "  - {name: a, source: b, since: 2026-02-01, until: 2026-01-01}\n"
    fees, problems = reading(tmp_path, f"{crossed}  - {{name: a, source: b, percent: 120}}\n{ROW}")
    assert [fee.name for fee in fees] == ["thanh toán"]
    assert sorted(problems) == ["fee_days_crossed", "percent_range"]


def test_the_table_that_comes_with_us_is_right() -> None:
    found = read_fees(Path(__file__).parents[3] / "config" / "fees.yaml")
    assert found.problems == []
    assert {platform for fee in found.fees for platform in fee.platforms} == {
        "shopee",
        "lazada",
        "tiktok",
    }
