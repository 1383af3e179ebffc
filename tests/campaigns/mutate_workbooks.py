"""Damaged result workbooks: read and taken into the records as `ocop sheet in` does."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from adapters.sheet.orders import MOST_PER_LINE
from adapters.sheet.records import Records
from adapters.sheet.result_file import read_result
from adapters.sheet.results import TakenResult
from adapters.sheet.take_in import ResultIntake
from sync.marketplace import Rejected
from sync.marketplace.spreadsheet import read_grid
from tests.adapters.sheet.stall import Stall, stall_in
from tests.campaigns import mutations
from tests.campaigns.report import Findings

TAKEN_WITHIN_S = 10.0
WHOLE_FILE_OF = 200  # so many: one is handed in as a file, and met by rounds afterwards
LONGEST_ID = 2000


async def take_in(size: int, seed: int, findings: Findings) -> None:
    """Read so many damaged workbooks; some are handed in, and a round goes on with what is left."""
    with tempfile.TemporaryDirectory() as folder:
        async with stall_in(Path(folder)) as stall:
            await stall.round()
            sound = [_answered(stall, "Đã đăng"), _answered(stall, "Từ chối"), _mixed(stall)]
            for number in range(size):
                dice = random.Random(f"workbook {seed} {number}")
                damaged = mutations.workbook(dice, dice.choice(sound))
                how = f"workbook {number} of --seed {seed}"
                for fault in _faults(stall, damaged, findings):
                    findings.add(how, fault)
                if number % WHOLE_FILE_OF == 0:
                    for fault in await _handed_in(stall, damaged):
                        findings.add(how, fault)
                    findings.count("workbooks: handed in")
                findings.count("workbooks: read")


def _answered(stall: Stall, word: str) -> bytes:
    return stall.answered(word, also=_sales(stall)).read_bytes()


def _mixed(stall: Stall) -> bytes:
    words = ("Đã đăng", "Từ chối", "Đang duyệt", None)
    answers = {sku: words[n % len(words)] for n, sku in enumerate(stall.skus)}
    told = {sku: word for sku, word in answers.items() if word}
    return stall.answered(told, also=_sales(stall)).read_bytes()


def _sales(stall: Stall) -> Any:
    """Some lines on the page of sales."""

    def write(sheet: Any, _keys: dict[str, int]) -> None:
        page = sheet.parent["BanHang"]
        for row, sku in enumerate(stall.skus[:3], 3):
            for column, value in enumerate((f"DH{row}", "20/11/2026", sku, row, "Mới"), 1):
                page.cell(row, column).value = value

    return write


def _faults(stall: Stall, damaged: bytes, findings: Findings) -> Iterator[str]:
    """Take it into the records without writing them; then whatever must not be in them."""
    began, market, records = time.monotonic(), stall.market, stall.records
    intake = ResultIntake(market._folder, market._shop, market._profile)
    try:
        result = read_result(read_grid(damaged), intake.profile)
        taken = intake._taken(records, result, "x.xlsx", stall.now())
    except Rejected as error:
        findings.count("workbooks: refused")
        if not error.problem.code.startswith(("workbook_", "row_", "not_a_workbook")):
            yield f"refused as {error.problem.code}"
        return
    except Exception as error:  # noqa: BLE001 this is what we look for
        yield f"taking in raised {error!r}"
        return
    findings.count("workbooks: taken")
    if (took_s := time.monotonic() - began) > TAKEN_WITHIN_S:
        yield f"taking in took {took_s:.1f} s"
    yield from _wrongly_taken(records, taken)


def _wrongly_taken(records: Records, taken: TakenResult) -> Iterator[str]:
    after = taken.records
    if after.entries.keys() != records.entries.keys():
        yield f"it brought or took SKUs: {after.entries.keys() ^ records.entries.keys()}"
    for sku, entry in after.entries.items():
        for name, value in (("price", entry.price), ("stock", entry.stock)):
            if value is not None and value < 0:
                yield f"{sku} has the {name} {value}"
        if entry.state == "listed" and len(entry.remote_id) > LONGEST_ID:
            yield f"{sku} has an id of {len(entry.remote_id)} letters"
    for sale in after.sales:
        if sale.sku not in records.entries or not 1 <= sale.quantity <= MOST_PER_LINE:
            yield f"{sale.quantity} of {sale.sku} were sold"
    yield from _placeless(taken.problems)


def _placeless(problems: Sequence[Any]) -> Iterator[str]:
    for problem in problems:
        if not isinstance(problem.values.get("row"), int):
            yield f"{problem.code} names no row: {dict(problem.values)}"


async def _handed_in(stall: Stall, damaged: bytes) -> list[str]:
    """Hand it in as a clerk does; a round afterwards goes on."""
    file = stall.home / "ket-qua-hong.xlsx"
    file.write_bytes(damaged)
    try:
        stall.market.take_in(file)
    except Rejected:
        pass
    except Exception as error:  # noqa: BLE001 this is what we look for
        return [f"handing in raised {error!r}"]
    try:
        await stall.round()
    except Exception as error:  # noqa: BLE001 this is what we look for
        return [f"a round after it raised {error!r}"]
    return []
