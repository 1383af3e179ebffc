"""Catalogs for the tests of workbooks: any product that people may write, and where it goes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

import openpyxl

from sync.catalog.editing import edited, values_in
from sync.catalog.workbook import (
    Book,
    ReadBook,
    SheetChanges,
    SheetKind,
    Words,
    changes_in,
    columns_of,
    edits_of,
    known_rows,
    missing_rows,
    read_own,
    rows_of,
    said_by,
    shown_rows,
    written,
)
from sync.marketplace.spreadsheet import Grid, read_grid

FILE = "htx"
WORDS: Words = {
    "category": {"tra": "Trà", "tom-kho": "Tôm khô, ruốc khô"},
    "yes_no": {"yes": "có", "no": "không"},
    "certificate.issued_level": {"district": "huyện", "province": "tỉnh", "central": "trung ương"},
    "certificate.evidence": {"decision": "có quyết định", "news": "theo tin báo"},
}
AT = datetime(2026, 11, 30, tzinfo=UTC)


def book_of(content: bytes, kind: SheetKind = "products", channels: Sequence[str] = ()) -> Book:
    rows = list(rows_of(FILE, values_in(content)["products"]))
    columns = columns_of(kind, channels)
    said = [said_by(row, columns, WORDS) for row in shown_rows(kind, rows)]
    return Book(kind=kind, columns=columns, rows=said, words=WORDS, files=[FILE], at=AT)


def typed_into(workbook: bytes, cells: Mapping[tuple[str, str, str], Any]) -> bytes:
    """Type into a workbook, by code, SKU and key; ("", "", key) is the next free line."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book["SanPham"]
    places = {cell.value: cell.column or 0 for cell in sheet[2]}
    lines = {
        (sheet.cell(n, places["code"]).value, sheet.cell(n, places["sku"]).value or ""): n
        for n in range(3, sheet.max_row + 1)
    }
    free = max(lines.values(), default=2) + 1
    for (code, sku, key), value in cells.items():
        sheet.cell(lines.get((code, sku), free), places[key]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changes_of(
    workbook: bytes, content: bytes, grid: Grid | None = None
) -> tuple[ReadBook, SheetChanges]:
    """Read a workbook of ours against the catalog as it is now."""
    grid = grid or read_grid(workbook)
    book = read_own(grid)
    assert book is not None
    known = known_rows(rows_of(FILE, values_in(content)["products"]))
    return book, changes_in(book, known, WORDS, missing_rows(book, grid))


def taken_in(changes: SheetChanges, content: bytes) -> bytes:
    """Make the edits."""
    for product in changes.products:
        content = edited(content, edits_of(product, WORDS))
    return content


def exported(content: bytes, kind: SheetKind = "products", channels: Sequence[str] = ()) -> bytes:
    return written(book_of(content, kind, channels))


AWKWARD = [
    "=1+1", "+84", "-5", "@x", "012", "1.10", "12:30", "no", "~x", "_x0041_ b", "'nháy đơn",
    'nói "hay"', "a: b # c", "{x}", "emoji 🦐🦀", "Ngô Thị Ngọc\u00a0Giàu", "đường/chéo\\ngược",
    "65.000đ", "hết", "29/11/2026", "#REF! hay không", "S¶n phÈm", "a  b", "<b>&amp;", "50 %",
    "ﬁ ligature", "2026-02-30", "1e5", "TRUE", "https://vidu.vn/?a=1&b=2", "\u2028x", "ｆｕｌｌ",
]  # fmt: skip
LINES = ["Một.\nHai.", "Dòng đầu\n\nđoạn sau", "dài " * 60 + "hết", *AWKWARD[:8]]


def any_product(random: Random, number: int) -> dict[str, Any]:
    """Make a product with some of all fields; texts are the awkward ones, numbers as YAML's."""
    code = f"SP-{number}"

    def some(*choices: Any) -> Any:
        return random.choice(choices)

    def word() -> str:
        return str(random.choice(AWKWARD)).strip()

    product: dict[str, Any] = {
        "code": code,
        "name": word(),
        "category": some("tra", "tom-kho"),
        "title": some(None, word()),
        "sold": some(None, "no", "yes"),
        "story": some(None, str(random.choice(LINES))),
        "images": some(None, [word()], ["a.png", "b c.png"]),
        "brand": some(None, word()),
        "shipping": some(None, str(random.choice(LINES))),
        "product_set": some(None, str(random.randint(1, 26))),
        "trace_url": some(None, word()),
        "attributes": some(None, {"Vị": word()}, {"Vị": "mặn", "Loại": "một; hai"}),
        "certificate": some(None, _certificate(random, word)),
        "label": some(None, _label(random, word)),
        "overrides": some(None, {"shopee": {"price": "70000", "name": word()}}),
        "season": some(None, {"from": "15/08", "to": "30/11", "pre_order_days": "20"}),
        "prepare_days": some(None, "7"),
        "least_days_left": some(None, "30"),
        "en": some(None, _english(word)),
        "campaigns": some(None, [{"name": word(), "from": "2027-01-15 08:00", "to": "2027-01-31"}]),
    }
    if random.random() < 0.5:
        product["options"] = some(["Cỡ"], ["Cỡ", "Gói"])
        product["variants"] = [
            {
                "sku": f"{code}-{n}",
                "options": [f"{word()} {n}"] * len(product["options"]),
                **_sellable(random, word),
            }
            for n in range(random.randint(1, 3))
        ]
    else:
        product |= _sellable(random, word)
    return {key: value for key, value in product.items() if value is not None}


def _english(word: Any) -> dict[str, Any]:
    return {
        "name": word(),
        "story": "Dried in the sun.\nTwo days.",
        "unit": "bag",
        "attributes": {"Vị": word()},
        "of": {"name": "304b114e-203ca611"},
    }


def _sellable(random: Random, word: Any) -> dict[str, Any]:
    found = {
        "price": random.choice([None, "65000", "1250000"]),
        "list_price": random.choice([None, "70000"]),
        "stock": random.choice([None, "40", {"count": "0", "date": "2026-11-20"}]),
        "weight_g": random.choice([None, "250"]),
        "size_mm": random.choice([None, ["180", "120", "40"]]),
        "gtin": random.choice([None, "0012345678905", "8936012345676"]),
        "unit": random.choice([None, "gói"]),
        "net_content": random.choice([None, word()]),
        "pack": random.choice([None, "10 gói × 500 g"]),
        "made_of": random.choice([None, None, {"SP-0": "2", "SP-1": "1"}]),
        "lots": random.choice([None, [{"lot": word(), "best_before": "2027-05-01"}]]),
    }
    return {key: value for key, value in found.items() if value is not None}


def _certificate(random: Random, word: Any) -> dict[str, Any]:
    return {
        "stars": random.choice(["3", "4", "5"]),
        "issued_on": "2026-06-30",
        "issued_level": random.choice(["district", "province", "central"]),
        "evidence": random.choice(["decision", "news"]),
        "decision_no": word(),
    }


def _label(random: Random, word: Any) -> dict[str, Any]:
    life: Any = random.choice(
        ["6 tháng", {"value": "6", "unit": "tháng", "after_opening": "1 tháng"}]
    )
    return {
        "generic_name": word(),
        "ingredients": random.choice([[word()], ["tôm", "muối; đường"]]),
        "shelf_life": life,
        "declaration": {"number": word(), "date": "2026-02-10"},
        "alcohol_percent": random.choice(["29.5", "40"]),
        "storage": str(random.choice(LINES)),
        "en": {"storage": str(random.choice(LINES)), "ingredients": [word(), "salt; sugar"]},
    }
