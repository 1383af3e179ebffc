"""What a result file says, before anybody asks whether it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.sheet.columns import BY_KEY, FORMAT, META, SALES, SALES_COLUMNS
from adapters.sheet.profiles import Profile, ProfileColumn
from adapters.sheet.reading import ReadColumn, ResultLine, lines_of
from sync.marketplace.spreadsheet import Grid, Rows, Unreadable, refused, text, word

TIED = frozenset({"sku", "result"})


@dataclass(frozen=True, slots=True)
class ResultFile:
    """The lines of a result, its sales, and what its hidden sheet says of where it belongs.

    `export` tells a marketplace's own list, which names no row of ours and is matched by SKU.
    """

    meta: Mapping[str, str]
    lines: Sequence[ResultLine]
    export: bool
    sales: Sequence[ResultLine] = field(default_factory=list)


def read_result(grid: Grid, profile: Profile) -> ResultFile:
    """Find the lines; raises `Rejected` where the columns that it takes are nowhere."""
    meta = meta_of(grid)
    if meta and meta.get("format") != FORMAT:
        raise refused("workbook_format", found=meta.get("format", ""), known=FORMAT)
    own = grid.one_of("SanPham")
    lines = None if own is None else lines_of(own, _own_fields(profile), TIED)
    if lines is None and profile.results:
        lines = _exported(grid, profile)
    if lines is None:
        raise refused("workbook_columns", names=(BY_KEY["sku"].heading, BY_KEY["result"].heading))
    export = not any("run_row" in line.columns for line in lines)
    return ResultFile(meta, lines, export, _sales(grid))


def meta_of(grid: Grid) -> dict[str, str]:
    """Read the hidden sheet; a file without one says nothing of where it belongs."""
    meta: dict[str, str] = {}
    for row in grid.sheets.get(META, ()):
        try:
            key, value = text(row[0]), text(row[1])
        except (Unreadable, IndexError):
            continue
        if key:
            meta[key] = value or ""
    return meta


def _exported(grid: Grid, profile: Profile) -> list[ResultLine] | None:
    """Read a marketplace's own list by the headings that the profile names."""
    fields = [ReadColumn(key, frozenset({word(name)})) for name, key in profile.results.items()]
    if not any(one.key == "sku" for one in fields):
        fields += [ReadColumn("sku", frozenset(_headings(profile, "sku")))]
    names = [profile.sheet, *grid.sheets]
    sheets: list[Rows] = [grid.sheets[name] for name in names if name in grid.sheets]
    found = (lines_of(sheet, fields, TIED) for sheet in sheets)
    return next((lines for lines in found if lines is not None), None)


def _headings(profile: Profile, key: str) -> set[str]:
    return {word(p.heading) for p in profile.places if p.key == key} | {word(BY_KEY[key].heading)}


def _own_fields(profile: Profile) -> list[ReadColumn]:
    placed = {place.key: place for place in profile.places if _readable(place)}
    called: dict[str, set[str]] = {}
    for heading, key in profile.results.items():
        called.setdefault(key, set()).add(word(heading))
    return [
        ReadColumn(
            key,
            frozenset(_headings(profile, key) | called.get(key, set())),
            BY_KEY[key].type,
            place.unit,
        )
        for key, place in placed.items()
    ]


def _readable(place: ProfileColumn) -> bool:
    return place.key in BY_KEY and place.value is None and not place.format


def _sales(grid: Grid) -> list[ResultLine]:
    rows = grid.sheets.get(SALES)
    fields = [ReadColumn(c.key, frozenset({word(c.heading)}), c.type) for c in SALES_COLUMNS]
    needed = frozenset({"order_id", "sku", "quantity"})
    return (rows and lines_of(rows, fields, needed)) or []
