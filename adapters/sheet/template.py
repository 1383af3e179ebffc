"""Fills a template that a marketplace handed out, and keeps all of it that is not ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from adapters.sheet.profiles import Profile, ProfileColumn
from adapters.sheet.records import SkuRecord, write_whole
from adapters.sheet.runs import RunRow, shown
from adapters.sheet.writing import row_of
from sync.marketplace import Rejected
from sync.marketplace.spreadsheet import LARGEST_BYTES, TO_FILL, must_be_harmless, refused, word
from sync.model import Listing

FILLED = "dien-mau"


def filled(template: Path, listings: Sequence[Listing], profile: Profile, folder: Path) -> Path:
    """Fill a copy of the template, one line a SKU; raises `Rejected`.

    Formatting, hidden rows, validations and other sheets stay. A heading that no column names
    stays empty; a column whose heading is not there is an error before anything is written.
    """
    book = _opened(template)
    if profile.sheet not in book.sheetnames:
        raise refused("template_sheet_missing", sheet=profile.sheet, known=tuple(book.sheetnames))
    sheet = book[profile.sheet]
    columns = _columns(sheet, profile)
    for line, task in enumerate(_tasks(listings), profile.first_row):
        for place, column in columns:
            _put(sheet.cell(row=line, column=column), shown(task, place))
    buffer = io.BytesIO()
    book.save(buffer)
    target = folder / FILLED / template.name
    write_whole(target, buffer.getvalue())
    return target


def _opened(template: Path) -> Any:
    from openpyxl import load_workbook  # only a command that fills a template waits for it

    content = template.read_bytes() if template.stat().st_size <= LARGEST_BYTES else b""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise refused("not_a_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            must_be_harmless(archive, TO_FILL)
        return load_workbook(io.BytesIO(content), keep_links=True)
    except Rejected:
        raise
    except Exception as error:
        raise refused("workbook_damaged", why=type(error).__name__) from error


def _columns(sheet: Any, profile: Profile) -> list[tuple[ProfileColumn, int]]:
    """Find each of the profile's headings; what the clerk fills is not looked for."""
    there = {
        word(cell.value): cell.column
        for cell in sheet[profile.heading_row]
        if isinstance(cell.value, str)
    }
    wanted = [place for place in profile.places if _asked(place, profile)]
    missing = tuple(place.heading for place in wanted if word(place.heading) not in there)
    if missing or not wanted:
        raise refused("template_headings_missing", names=missing, row=profile.heading_row)
    return [(place, there[word(place.heading)]) for place in wanted]


def _asked(place: ProfileColumn, profile: Profile) -> bool:
    """Of a user's own profile only what is written in it; the rest we put around it ourselves."""
    return place.heading in profile.own


def _tasks(listings: Sequence[Listing]) -> Iterator[RunRow]:
    for listing in listings:
        for offer in listing.offers:
            row = row_of(listing, offer)
            yield RunRow(
                entry=SkuRecord(sku=offer.sku, code=listing.code, row=row), listing=listing
            )


def _put(cell: Any, value: str | int | None) -> None:
    """Write one value; a text stays a text whatever it begins with."""
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "\t"))
