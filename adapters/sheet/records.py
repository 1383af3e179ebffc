"""What is known of every SKU of a shop, by what was sent and what came back; one JSON file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from sync.marketplace import Unavailable
from sync.marketplace.spreadsheet import Cell
from sync.model import Code, Listing, Problem, ShopName, Sku

RECORDS_FILE = "so.json"

Figure = Literal["price", "stock"]
State = Literal["absent", "sent", "listed", "review", "refused", "hidden", "unsure"]
SaleStatus = Literal["sold", "released", "returned"]
ON_SALE: frozenset[State] = frozenset({"listed", "hidden"})
AWAITED: frozenset[State] = frozenset({"sent", "review", "unsure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuRecord:
    """One SKU. `row` and `hash` are as last sent, `standing` and `edits` as last confirmed."""

    sku: Sku
    code: Code
    state: State = "absent"
    settled: State = "absent"  # what it was before it was last sent
    run_row: str = ""
    action: str = ""
    sent_at: datetime | None = None
    row: Mapping[str, Cell] = field(default_factory=dict)
    hash: str = ""
    pictures: tuple[str, ...] = ()  # sha256, as last sent
    standing: Mapping[str, Cell] = field(default_factory=dict)
    standing_hash: str = ""
    standing_pictures: tuple[str, ...] = ()
    edits: Mapping[str, Cell] = field(default_factory=dict)  # typed by hand, not by us
    price: int | None = None  # last handed over for what is on sale
    stock: int | None = None
    refused_as: str = ""  # the content and price that were refused
    refused_action: str = ""  # what a clerk would not do with what stands there
    reason: str = ""
    remote_id: str = ""
    remote_url: str = ""
    listed_on: str | None = None
    note: str = ""
    confirmed_at: datetime | None = None

    @property
    def run(self) -> str:
        """The run in which it was last sent."""
        return self.run_row.partition("-")[0]

    @property
    def is_being_added(self) -> bool:
        """Whether a person may have put it on sale already, and has not said so."""
        return self.state in AWAITED and self.settled not in ON_SALE

    @property
    def may_sell(self) -> bool:
        """Whether buyers may see its figures, now or once it is shown again."""
        return self.is_being_added or bool({self.state, self.settled} & ON_SALE)

    def figure(self, key: Figure) -> int | None:
        """Say which price or stock was handed over last: where nothing was since, with its row."""
        last = self.price if key == "price" else self.stock
        cell = self.row.get(key) if last is None and self.is_being_added else last
        return cell if isinstance(cell, int) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One sending: its number is never used again.

    `begun`: the records knows it, its files may be missing and are then laid anew.
    """

    name: str
    created_at: datetime
    state: Literal["begun", "sent", "closed"] = "begun"
    rows: int = 0
    figures: bool = False  # whether prices and stocks went with it
    plan: str = ""  # the digest of the plan that it carries out, where it is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One line of an order, as a clerk wrote it down."""

    order_id: str
    sku: Sku
    quantity: int
    status: SaleStatus
    ordered_on: str
    taken_at: datetime
    run: str = ""  # whose workbook says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All of it; `sent` and `shown` hold each product's listing as sent and as confirmed."""

    shop: ShopName
    last_run: int = 0
    entries: Mapping[Sku, SkuRecord] = field(default_factory=dict)
    sent: Mapping[Code, Listing] = field(default_factory=dict)
    shown: Mapping[Code, Listing] = field(default_factory=dict)
    runs: Mapping[str, Run] = field(default_factory=dict)
    taken: Mapping[str, str] = field(default_factory=dict)  # sha256 of a result -> its name
    sales: tuple[Sale, ...] = ()
    unread: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # run -> row -> the file
    stock_sent_at: datetime | None = None
    told_at: datetime | None = None  # when a clerk last told, of sales too

    def of(self, code: Code) -> list[SkuRecord]:
        """The SKUs of a product."""
        return [entry for entry in self.entries.values() if entry.code == code]

    def with_entries(self, entries: Iterable[SkuRecord]) -> Records:
        """Put these in the place of what was known of their SKUs."""
        return replace(self, entries={**self.entries, **{one.sku: one for one in entries}})


def id_of(listing: Listing) -> Code:
    """Say by which id the records know a listing: the code that it was first sent under."""
    return Code(listing.remote_id or listing.code)


RECORDS: TypeAdapter[Records] = TypeAdapter(Records)


def read_records(folder: Path, shop: ShopName) -> Records:
    """Open the records; a shop without one begins with an empty one. Raises `Unavailable`."""
    file = folder / RECORDS_FILE
    try:
        records = RECORDS.validate_json(file.read_bytes())
    except FileNotFoundError:
        return Records(shop=shop)
    except (OSError, ValidationError, ValueError) as error:
        values = {"file": str(file), "why": type(error).__name__}
        raise Unavailable(Problem(code="book_unreadable", values=values)) from error
    if records.shop != shop:
        values = {"file": str(file), "why": records.shop}
        raise Unavailable(Problem(code="book_unreadable", values=values))
    return records


def write_records(folder: Path, records: Records) -> None:
    """Write the records anew, then put it in the old one's place."""
    write_whole(folder / RECORDS_FILE, RECORDS.dump_json(records, exclude_defaults=True, indent=1))


def write_whole(file: Path, content: bytes) -> None:
    """Let a file appear with all of its content or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_name(f".{file.name}.part")
    with begun.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    begun.replace(file)
