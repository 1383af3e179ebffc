"""Reads a result file and records all that it says, or sets it aside with the reason."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from adapters.sheet.orders import is_news, sales_in, with_sales, with_unread
from adapters.sheet.profiles import Profile
from adapters.sheet.records import (
    Records,
    read_records,
    write_records,
    write_whole,
)
from adapters.sheet.result_file import ResultFile, meta_of, read_result
from adapters.sheet.results import TakenResult, counted, take
from sync.marketplace import Rejected, TakenIn
from sync.marketplace.spreadsheet import LARGEST_BYTES, read_grid, refused
from sync.model import Problem, ShopName

ACCEPTED, REFUSED = "nhan-ve", "tu-choi"
KEPT_FOR = timedelta(days=365)  # buyers' names may stand in these files: nobody keeps them for ever


@dataclass(frozen=True, slots=True)
class ResultIntake:
    """One shop's."""

    folder: Path
    shop: ShopName
    profile: Profile

    def addressee(self, file: Path) -> ShopName | None:
        """Say whose result a file says it is."""
        try:
            shop = meta_of(read_grid(_bytes(file))).get("shop")
        except Rejected:
            return None
        return ShopName(shop) if shop else None

    def take_in(self, file: Path, now: datetime) -> TakenIn:
        """Record what a file confirms; raises `Rejected` when nothing of it counts."""
        content = _bytes(file)
        records = read_records(self.folder, self.shop)
        name = hashlib.sha256(content).hexdigest()
        if name in records.taken:
            again = Problem(code="taken_in_before", severity="note", values={"file": file.name})
            return TakenIn(file=file.name, problems=(again,))
        result = read_result(read_grid(content), self.profile)
        taken = self._taken(records, result, file.name, now)
        known = {**taken.records.taken, name: file.name}
        after = replace(taken.records, taken=known, told_at=now)
        write_whole(self.folder / ACCEPTED / f"{now:%Y%m%d-%H%M%S}_{file.name}", content)
        write_records(self.folder, after)
        self.forget_old(now)
        return _report(file.name, taken)

    def forget_old(self, now: datetime) -> None:
        """Delete what was handed in long ago; what it said stays in the records."""
        moment = now - KEPT_FOR
        for folder in (ACCEPTED, REFUSED):
            for file in (self.folder / folder).glob("*"):
                with contextlib.suppress(OSError):
                    if file.stat().st_mtime < moment.timestamp():
                        file.unlink()

    def set_aside(self, file: Path, why: str) -> Path:
        """Keep a copy of a refused file, and why beside it."""
        copy = self.folder / REFUSED / file.name
        if file.stat().st_size <= LARGEST_BYTES:
            write_whole(copy, file.read_bytes())
        write_whole(copy.with_name(f"{copy.name}.txt"), why.encode())
        return copy

    def _taken(self, records: Records, result: ResultFile, file: str, now: datetime) -> TakenResult:
        """Take the rows and the sales; a file may bring nothing but sales."""
        run = result.meta.get("run", "")
        sold, problems = sales_in(records, result.sales, run, now)
        try:
            taken = take(records, result, self.profile, now)
        except Rejected as error:
            if error.problem.code != "workbook_unfilled" or not is_news(records, sold):
                raise
            taken = TakenResult(records, (), (), 0)
        after = with_unread(with_sales(taken.records, sold), run, file, problems)
        return replace(taken, records=after, problems=(*taken.problems, *problems))


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > LARGEST_BYTES:
        raise refused("workbook_too_large")
    return file.read_bytes()


def _report(name: str, taken: TakenResult) -> TakenIn:
    return TakenIn(
        file=name,
        listed=counted(taken, "listed"),
        reviewing=counted(taken, "review"),
        hidden=counted(taken, "hidden"),
        refused=counted(taken, "refused"),
        absent=counted(taken, "absent"),
        unanswered=taken.unanswered,
        problems=taken.problems,
    )
