"""The clerk of a marketplace without an API, played: does what each file asks, and answers it.

Shares nothing with what writes and reads the files: it finds its way by what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import openpyxl

from sync.model import ShopName, Sku

SENT: Final = "gui-di"
TASKS, FIGURES, SALES = "SanPham", "GiaTon", "BanHang"
HEADINGS: Final = 2  # rows above the first task: headings for people, keys for programs
LISTED, REFUSED, HIDDEN = "Đã đăng", "Từ chối", "Đã ẩn"
WHY_REFUSED: Final = "Tên trùng với sản phẩm khác trên sàn"
BECOMES: Final = {"Thêm": LISTED, "Sửa": LISTED, "Hiện": LISTED, "Ẩn": HIDDEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkListing:
    """What the marketplace shows of a SKU, once the clerk has typed it in."""

    price: int
    stock: int
    status: str = LISTED
    said: str = ""  # its name and description


class ClerkSale(NamedTuple):
    """A line of the sheet of sales."""

    order_id: str
    day: str
    sku: Sku
    quantity: int
    status: str = "Mới"


class Clerk:
    """Works through the files in a shop's folder; `shown` is the shop as its buyers see it."""

    def __init__(self, shop: ShopName, folder: Path) -> None:
        self.shop, self._folder = shop, folder
        self.shown: dict[Sku, ClerkListing] = {}
        self.refused: set[Sku] = set()
        self._carried: set[Path] = set()
        self._answered: dict[Path, int] = {}  # the results, and how many tasks each answers
        self._sales: list[ClerkSale] = []

    def unseen(self) -> list[Path]:
        """The workbooks that nobody has carried out yet, oldest first."""
        sent = sorted((self._folder / SENT).glob("*.xlsx"), key=lambda file: file.stem)
        return [file for file in sent if file not in self._carried]

    def carry_out(self, refuse: Mapping[Sku, str] | None = None) -> list[Path]:
        """Do what every new file asks but for what is refused; answers the result files."""
        results = {}
        for file in self.unseen():
            book: Any = openpyxl.load_workbook(file)
            if TASKS in book.sheetnames:
                tasks = self._do(book[TASKS], refuse or {})
                results[self._kept(book, file.stem)] = tasks
            else:
                self._price(book[FIGURES])
            self._carried.add(file)
        self._answered |= results
        return list(results)

    def tasks_in(self, result: Path) -> int:
        """How many tasks the file asked for that this result answers."""
        return self._answered[result]

    def prices(self) -> dict[Sku, int]:
        """What buyers pay for each SKU."""
        return {sku: one.price for sku, one in self.shown.items()}

    def stock(self) -> dict[str, int]:
        """How many of each SKU buyers can take."""
        return {sku: one.stock for sku, one in self.shown.items() if one.status == LISTED}

    def taken(self) -> dict[str, int]:
        """How many of each SKU buyers have taken."""
        taken: dict[str, int] = {}
        for sale in self._sales:
            taken[sale.sku] = taken.get(sale.sku, 0) + sale.quantity
        return taken

    def sell(self, sku: Sku, quantity: int, day: str) -> Path:
        """A buyer buys; the sale is written into the first result, which goes back once more."""
        left = self.shown[sku]
        self.shown[sku] = replace(left, stock=left.stock - quantity)
        self._sales.append(ClerkSale(f"DH-{len(self._sales) + 1:03d}", day, sku, quantity))
        first = next(iter(self._answered))
        book: Any = openpyxl.load_workbook(first)
        for sale in self._sales:
            book[SALES].append(sale)
        return self._kept(book, f"{first.stem}_{len(self._sales)}")

    def _do(self, sheet: Any, refuse: Mapping[Sku, str]) -> int:
        rows = list(_rows(sheet))
        for row in rows:
            sku = Sku(row["sku"].value)
            if sku in refuse:
                self.refused.add(sku)
                row["result"].value, row["reject_reason"].value = REFUSED, refuse[sku]
                continue
            self.refused.discard(sku)
            result = BECOMES[row["action"].value]
            row["result"].value, row["remote_id"].value = result, f"SP-{sku}"
            self._show(row, sku, result)
        return len(rows)

    def _show(self, row: Mapping[str, Any], sku: Sku, result: str) -> None:
        """A new listing brings its price and stock; later both come in their own file."""
        before = self.shown.get(sku)
        if before is None:
            before = ClerkListing(price=row["price"].value, stock=row["stock"].value)
        said = f"{row['name'].value}\n{row['description'].value}"
        self.shown[sku] = replace(before, status=result, said=said)

    def _price(self, sheet: Any) -> None:
        for row in _rows(sheet):
            sku, price, stock = (row[key].value for key in ("sku", "price", "stock"))
            self.shown[sku] = replace(self.shown[sku], price=price, stock=stock)

    def _kept(self, book: Any, stem: str) -> Path:
        file = self._folder.parent / f"{stem}_ket-qua.xlsx"
        book.save(file)
        return file


def _rows(sheet: Any) -> Iterator[Mapping[str, Any]]:
    """The cells of each row, by the keys in the second line."""
    keys = [cell.value for cell in sheet[HEADINGS]]
    for row in sheet.iter_rows(min_row=HEADINGS + 1):
        yield dict(zip(keys, row, strict=True))
