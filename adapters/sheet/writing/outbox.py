"""Lays a run's files into the folder of what was sent: all of them appear, or none counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from adapters.sheet.book import Book, Run, write_whole
from adapters.sheet.columns import BY_KEY, FORMAT, Column
from adapters.sheet.features import ROWS
from adapters.sheet.profiles import Profile
from adapters.sheet.rows import Cell, digest
from adapters.sheet.writing.pictures import packed
from adapters.sheet.writing.task import Task, shown
from adapters.sheet.writing.text import as_csv
from adapters.sheet.writing.workbook import figures, workbook

SENT = "gui-di"
FIGURES_SHEET = "GiaTon"
VIETNAM = timezone(timedelta(hours=7))
FIGURE_COLUMNS: tuple[Column, ...] = tuple(
    BY_KEY[key] for key in ("sku", "price", "stock", "remote_id")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """Where one shop's runs are laid."""

    folder: Path
    profile: Profile
    book: Book

    def lay(self, run: Run, tasks: Sequence[Task]) -> list[str]:
        """Write a run's workbooks, twins, pictures and, last, the manifest that makes it count."""
        stem, files = stem_of(self.book, run), dict[str, bytes]()
        parts = [tasks[start : start + ROWS] for start in range(0, len(tasks), ROWS)]
        for number, part in enumerate(parts, 1):
            name = stem if len(parts) == 1 else f"{stem}_{number}"
            files |= self._part(name, part, self._meta(run, tasks))
        pictures = packed(self.folder, tasks)
        if pictures is not None:
            files[f"{stem}_anh.zip"] = pictures
        self._put(files)
        manifest = json.dumps(self._manifest(run, tasks, files), ensure_ascii=False, indent=1)
        write_whole(self.folder / SENT / f"{stem}.json", manifest.encode())
        return list(files)

    def lay_figures(self, run: Run) -> list[str]:
        """Write the prices and stocks of everything that is on sale there."""
        stem = f"{stem_of(self.book, run)}_giaton"
        entries = sorted(self.book.entries.values(), key=lambda entry: entry.sku)
        rows: list[Sequence[Cell]] = [
            (one.sku, one.price, one.stock, one.remote_id or None)
            for one in entries
            if one.state in {"listed", "hidden"} or one.settled in {"listed", "hidden"}
        ]
        meta = self._meta(run, ())
        head = [[c.heading for c in FIGURE_COLUMNS], [c.key for c in FIGURE_COLUMNS]]
        files = {
            f"{stem}.xlsx": figures(rows, FIGURE_COLUMNS, meta, FIGURES_SHEET),
            f"{stem}.csv": as_csv([*head, *rows], ","),
            f"{stem}.semicolon.csv": as_csv([*head, *rows], ";"),
        }
        self._put(files)
        return list(files)

    def figures_of(self, run: Run) -> Path:
        """Say where a run's prices and stocks lie."""
        return self.folder / SENT / f"{stem_of(self.book, run)}_giaton.xlsx"

    def carried(self, run: Run) -> list[Path]:
        """Find what a person carries of a run: its workbooks and its pictures."""
        stem = stem_of(self.book, run)
        found = sorted((self.folder / SENT).glob(f"{stem}*"))
        return [f for f in found if f.suffix in {".xlsx", ".zip"} and "_giaton" not in f.stem]

    def _part(self, name: str, tasks: Sequence[Task], meta: Mapping[str, str]) -> dict[str, bytes]:
        places = self.profile.places
        lines: list[Sequence[Cell]] = [[place.heading for place in places]]
        lines.append([place.column.key for place in places])
        lines += [[shown(task, place) for place in places] for task in tasks]
        return {
            f"{name}.xlsx": workbook(self.profile, tasks, meta),
            f"{name}.csv": as_csv(lines, ","),
            f"{name}.semicolon.csv": as_csv(lines, ";"),
        }

    def _put(self, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            write_whole(self.folder / SENT / name, content)

    def _meta(self, run: Run, tasks: Sequence[Task]) -> dict[str, str]:
        return {
            "format": FORMAT,
            "shop": self.book.shop,
            "profile": self.profile.name,
            "run": run.name,
            "created_at": run.created_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
            "previous_run": max((name for name in self.book.runs if name < run.name), default=""),
            "rows": str(len(tasks)),
            "plan": run.plan,
            "digest": _digest(tasks),
        }

    def _manifest(
        self, run: Run, tasks: Sequence[Task], files: Mapping[str, bytes]
    ) -> dict[str, object]:
        told = [
            {
                "name": name,
                "sha256": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "bytes": len(content),
            }
            for name, content in files.items()
        ]
        return {**self._meta(run, tasks), "files": told, "rows": [_row(task) for task in tasks]}


def stem_of(book: Book, run: Run) -> str:
    """Name a run's files."""
    return f"{book.shop}_{created(run.created_at)}_{run.name}"


def created(moment: datetime) -> str:
    """Write a moment as part of a file's name."""
    return f"{moment.astimezone(VIETNAM):%Y%m%d-%H%M}"


def _digest(tasks: Sequence[Task]) -> str:
    return f"sha256:{digest([task.entry.hash for task in tasks])}"


def _row(task: Task) -> dict[str, object]:
    entry = task.entry
    return {
        "run_row": entry.run_row,
        "action": entry.action,
        "sku": entry.sku,
        "group": entry.row.get("group"),
        "row_hash": entry.hash,
        "images": [name for name, _ in task.pictures],
    }
