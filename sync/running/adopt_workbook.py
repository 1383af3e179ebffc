"""A workbook of what is doubtful in a shop that is taken over: a person fills in what is what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from python_calamine import CalamineError, load_workbook

from sync.model import Code, Product, Sku
from sync.planning.matching import Match

NEW: Final = frozenset({"mới", "moi", "new"})
KEY, ANSWER, SKU = 0, 8, 9
COLUMNS: Final = (
    ("adopt_key", 18), ("adopt_title", 50), ("adopt_options", 20), ("price", 12), ("stock", 8),
    ("adopt_sku_there", 20), ("adopt_why", 32), ("adopt_perhaps", 60), ("product", 22), ("sku", 24),
)  # fmt: skip
Cells = list[str | int | None]


class WorkbookUnread(Exception):
    """The file is no such workbook, or a cell of it makes no sense; `cell` names it."""

    def __init__(self, code: str, cell: str = "") -> None:
        super().__init__(code)
        self.code, self.cell = code, cell


@dataclass(slots=True)
class Answer:
    """What a person says of one listing: a product, or that it is none of ours yet.

    `skus` names the variant of an offer, by its place.
    """

    code: Code | None
    skus: dict[int, Sku] = field(default_factory=dict)


def write_workbook(
    file: Path,
    matches: Sequence[Match],
    products: Mapping[Code, Product],
    word: Callable[[str], str],
) -> None:
    """Write one line an offer; the last two columns are for whoever knows. Raises OSError."""
    with xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(word("word_adopt_sheet"))
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EEEEEE"})
        open_cell = book.add_format({"bg_color": "#FFF8DC"})
        for column, (name, width) in enumerate(COLUMNS):
            sheet.write_string(0, column, word(f"word_column_{name}"), bold)
            sheet.set_column(column, column, width, open_cell if column >= ANSWER else None)
        row = 0
        for match in matches:
            for cells in _rows(match, products, word):
                row += 1
                for column, value in enumerate(cells):
                    if isinstance(value, int):
                        sheet.write_number(row, column, value)
                    elif value:
                        sheet.write_string(row, column, value)
        sheet.freeze_panes(1, 2)


def _rows(
    match: Match, products: Mapping[Code, Product], word: Callable[[str], str]
) -> Iterator[Cells]:
    listing = match.listing
    perhaps = "; ".join(f"{c.code} ({products[c.code].name})" for c in match.candidates)
    for number, offer in enumerate(listing.offers):
        yield [
            f"{listing.remote_id}#{number + 1}",
            listing.title,
            " / ".join(offer.options),
            offer.price,
            offer.quantity,
            offer.sku,
            word(f"word_adopt_{match.reason}") if number == 0 else None,
            perhaps if number == 0 else None,
        ]


def read_workbook(file: Path) -> dict[str, Answer]:
    """Read what a person filled in, by the ids of listings; raises `WorkbookUnread`."""
    found: dict[str, Answer] = {}
    for row, cells in enumerate(_read(file), start=1):
        remote_id, _, number = _text(cells[KEY]).rpartition("#")
        if not remote_id or not number.isdecimal():
            if any(map(_text, cells)) and row > 1:
                raise WorkbookUnread("adopt_cell_unread", f"A{row}")
            continue
        said, sku = _text(cells[ANSWER]), _text(cells[SKU])
        if not said:
            continue
        code = None if said.lower() in NEW else Code(said)
        answer = found.setdefault(remote_id, Answer(code))
        if answer.code != code:
            raise WorkbookUnread("adopt_two_answers", f"I{row}")
        if sku:
            answer.skus[int(number) - 1] = Sku(sku)
    return found


def _read(file: Path) -> list[list[Any]]:
    try:
        rows = load_workbook(str(file)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise WorkbookUnread("adopt_workbook_unread") from error
    return [[*row, *[""] * (SKU + 1 - len(row))] for row in rows]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
