"""A shop that is reached by a workbook, and the clerk who carries its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from adapters.sheet.adapter import SheetShop
from adapters.sheet.records import Records, read_records
from sync.marketplace import Connection, TakenIn
from sync.model import Form
from tests.adapters.folder_stall import BEGINNING, NAME, FolderStall, no_line, stall_of

__all__ = ["BEGINNING", "FIRST", "NAME", "Stall", "stall_in"]

FIRST = 3  # the first line that holds a row
Change = Callable[[Any, dict[str, int]], None]


@dataclass
class Stall(FolderStall):
    """A folder of workbooks, and who fills them in."""

    market: SheetShop = field(init=False)

    def opened(self, connection: Connection) -> SheetShop:
        self.market = SheetShop(connection, no_line())
        return self.market

    @property
    def records(self) -> Records:
        return read_records(self.folder, NAME)

    def sent(self) -> list[Path]:
        """The workbooks that were sent, oldest first."""
        return sorted(
            (f for f in (self.folder / "gui-di").glob("*.xlsx") if "giaton" not in f.name),
            key=lambda file: file.name.rpartition("_r")[2],
        )

    def rows(self, file: Path | None = None) -> list[dict[str, Any]]:
        """What stands in a workbook, by key."""
        sheet: Any = openpyxl.load_workbook(file or self.sent()[-1])["SanPham"]
        keys = [cell.value for cell in sheet[2]]
        return [
            dict(zip(keys, (cell.value for cell in line), strict=True))
            for line in sheet.iter_rows(min_row=FIRST)
        ]

    def answered(
        self, answers: Mapping[str, str] | str, file: Path | None = None, also: Change | None = None
    ) -> Path:
        """Type what a clerk types into a copy of the newest (or a given) workbook."""
        source = file or self.sent()[-1]
        book = openpyxl.load_workbook(source)
        sheet: Any = book["SanPham"]
        keys = {cell.value: cell.column for cell in sheet[2]}
        for line in range(FIRST, sheet.max_row + 1):
            sku = sheet.cell(line, keys["sku"]).value
            answer = answers if isinstance(answers, str) else answers.get(sku)
            sheet.cell(line, keys["result"]).value = answer
            if answer == "Đã đăng":
                sheet.cell(line, keys["remote_id"]).value = f"SP-{sku}"
            if answer == "Từ chối":
                sheet.cell(line, keys["reject_reason"]).value = "Ảnh mờ"
        if also is not None:
            also(sheet, keys)
        target = self.home / f"ket-qua-{len(list(self.home.iterdir()))}.xlsx"
        book.save(target)
        return target

    def hand_in(
        self, answers: Mapping[str, str] | str, file: Path | None = None, also: Change | None = None
    ) -> TakenIn:
        self.later(minutes=1)
        return self.market.take_in(self.answered(answers, file, also))

    async def open_for_business(self) -> None:
        """Send everything and have all of it confirmed."""
        report = await self.round()
        assert {outcome.status for outcome in report.outcomes} == {"sent"}, report.problems
        assert self.hand_in("Đã đăng").listed == len(self.skus)
        await self.is_true()

    async def is_true(self) -> None:
        """A fresh process finds nothing to do, nothing that waits, and writes nothing."""
        self.reopen()
        files = self.files()
        report = await self.round()
        assert report.plan.changes == (), report.plan.changes
        assert report.problems == (), report.problems
        assert self.files() == files


def stall_in(home: Path, form: Form | None = None) -> AbstractAsyncContextManager[Stall]:
    """Open a shop that sells two products, with a fresh store and an empty folder."""
    return stall_of(Stall, home, "sheet", form=form)
