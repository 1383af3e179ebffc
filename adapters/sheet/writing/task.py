"""One row of a run: what a person is asked to do with one SKU."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.sheet.book import Entry
from adapters.sheet.columns import BY_KEY
from adapters.sheet.profiles import Place
from adapters.sheet.rows import Cell, Row
from sync.model import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`changed` names the keys that differ from what stands there; `entry` is as it will be."""

    entry: Entry
    listing: Listing
    changed: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()  # names in the zip, with their sha256


def shown(task: Task, place: Place) -> Cell:
    """Say what stands in a column of this row, in the column's own spelling."""
    if place.value is not None:
        return place.value
    cell = _cell(task, place.key)
    if isinstance(cell, int) and place.unit == "kg":
        return f"{cell / 1000:.{place.decimals}f}"
    if isinstance(cell, str) and place.column.type == "day" and place.format:
        return _day_as(cell, place.format)
    return cell


def _day_as(day: str, form: str) -> str:
    year, month, of_month = day.split("-")
    return form.replace("dd", of_month).replace("mm", month).replace("yyyy", year)


def _cell(task: Task, key: str) -> Cell:
    entry = task.entry
    if key.startswith("category_") and key[-1].isdigit():
        path = (task.listing.category or "").split(" > ")
        level = int(key[-1]) - 1
        return path[level] if level < len(path) else None
    ties: Row = {
        "run_row": entry.run_row,
        "action": entry.action,
        "changed": "; ".join(BY_KEY[name].heading for name in task.changed) or None,
        "row_hash": entry.hash,
        "remote_id": entry.remote_id or None,
        "remote_url": entry.remote_url or None,
    }
    return ties[key] if key in ties else entry.row.get(key)
