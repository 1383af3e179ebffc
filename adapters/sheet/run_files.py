"""Writes a run's files and pictures where a person finds them: all appear, or none counts."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from adapters.sheet.columns import BY_KEY, FORMAT, Column
from adapters.sheet.features import ROWS
from adapters.sheet.profiles import Profile
from adapters.sheet.records import Records, Run, write_whole
from adapters.sheet.runs import RunRow, shown
from adapters.sheet.workbook import as_csv, figures, workbook
from adapters.sheet.writing import digest
from sync.marketplace import Image, Uploaded
from sync.marketplace.spreadsheet import Cell

KEPT = "anh"  # below the shop's folder, each picture once, by its content
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same pictures make the same bytes


def keep(folder: Path, image: Image) -> Uploaded:
    """Put a picture by under its content's name."""
    kind = Path(image.filename).suffix.lower() or ".jpg"
    name = image.sha256 + kind
    file = folder / KEPT / name
    if not file.is_file() or file.stat().st_size != len(image.content):
        write_whole(file, image.content)
    return Uploaded(image.sha256, name)


def kept(folder: Path, sha256: str) -> Path | None:
    """Find a picture that was put by."""
    found = sorted((folder / KEPT).glob(f"{sha256}.*"))
    return found[0] if found else None


def packed(folder: Path, tasks: Iterable[RunRow]) -> bytes | None:
    """Pack the pictures of a run; None when it needs none. Raises FileNotFoundError."""
    wanted = {name: sha256 for task in tasks for name, sha256 in task.pictures}
    if not wanted:
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, sha256 in sorted(wanted.items()):
            file = kept(folder, sha256)
            if file is None:
                raise FileNotFoundError(name)
            entry = zipfile.ZipInfo(f"anh/{name}", LONG_AGO)
            entry.create_system = 3
            archive.writestr(entry, file.read_bytes())
    return buffer.getvalue()


SENT = "gui-di"
OUT_OF_DATE = "het-hieu-luc_"  # before the name of a file that another one has taken the place of
FIGURES_SHEET = "GiaTon"
VIETNAM = timezone(timedelta(hours=7))
FIGURE_COLUMNS: tuple[Column, ...] = tuple(
    BY_KEY[key] for key in ("sku", "price", "stock", "remote_id")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFiles:
    """Where one shop's runs are laid."""

    folder: Path
    profile: Profile
    records: Records

    def lay(self, run: Run, tasks: Sequence[RunRow]) -> list[str]:
        """Write a run's workbooks, twins, pictures and, last, the manifest that makes it count."""
        stem, files = stem_of(self.records, run), dict[str, bytes]()
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
        """Write the prices and stocks of everything that is, or may be, on sale there."""
        stem = f"{stem_of(self.records, run)}_giaton"
        entries = sorted(self.records.entries.values(), key=lambda entry: entry.sku)
        rows: list[Sequence[Cell]] = [
            (one.sku, one.figure("price"), one.figure("stock"), one.remote_id or None)
            for one in entries
            if one.may_sell
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
        return self.folder / SENT / f"{stem_of(self.records, run)}_giaton.xlsx"

    def carried(self, run: Run) -> list[Path]:
        """Find what a person carries of a run: its workbooks and its pictures."""
        stem = stem_of(self.records, run)
        found = sorted((self.folder / SENT).glob(f"{stem}*"))
        return [f for f in found if f.suffix in {".xlsx", ".zip"} and "_giaton" not in f.stem]

    def put_out_of_date(self, run: Run) -> None:
        """Say in the names of a run's files that none of its rows is to be carried any more."""
        stem = stem_of(self.records, run)
        for file in sorted((self.folder / SENT).glob(f"{stem}*")):
            if "_giaton" not in file.stem and not file.name.startswith(OUT_OF_DATE):
                file.replace(file.with_name(OUT_OF_DATE + file.name))

    def _part(
        self, name: str, tasks: Sequence[RunRow], meta: Mapping[str, str]
    ) -> dict[str, bytes]:
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

    def _meta(self, run: Run, tasks: Sequence[RunRow]) -> dict[str, str]:
        return {
            "format": FORMAT,
            "shop": self.records.shop,
            "profile": self.profile.name,
            "run": run.name,
            "created_at": run.created_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
            "previous_run": max(
                (name for name in self.records.runs if name < run.name), default=""
            ),
            "rows": str(len(tasks)),
            "plan": run.plan,
            "digest": _digest(tasks),
        }

    def _manifest(
        self, run: Run, tasks: Sequence[RunRow], files: Mapping[str, bytes]
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


def stem_of(records: Records, run: Run) -> str:
    """Name a run's files."""
    return f"{records.shop}_{created(run.created_at)}_{run.name}"


def created(moment: datetime) -> str:
    """Write a moment as part of a file's name."""
    return f"{moment.astimezone(VIETNAM):%Y%m%d-%H%M}"


def _digest(tasks: Sequence[RunRow]) -> str:
    return f"sha256:{digest([task.entry.hash for task in tasks])}"


def _row(task: RunRow) -> dict[str, object]:
    entry = task.entry
    return {
        "run_row": entry.run_row,
        "action": entry.action,
        "sku": entry.sku,
        "group": entry.row.get("group"),
        "row_hash": entry.hash,
        "images": [name for name, _ in task.pictures],
    }
