"""One SKU as a row of the workbook, and what names exactly this content; pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace

from adapters.sheet.columns import CONTENT, FIGURES
from adapters.sheet.records import id_of
from sync.marketplace.spreadsheet import Cell
from sync.marketplace.text_normalize import clean
from sync.model import Listing, Offer, Picture, Sku

Row = Mapping[str, Cell]  # by the key of its column; a day is written 2026-11-23

PATH = re.compile(r"\s*>\s*")
UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
DAY_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
FALLBACK_UNIT = "cái"

BY_ATTRIBUTE: Mapping[str, str] = {
    "Mô tả ngắn": "short",
    "Đơn vị tính": "unit",
    "Quy cách đóng gói": "pack",
    "Trọng lượng": "net_content",
    "Thành phần": "ingredients",
    "Hạn sử dụng": "shelf_life",
    "Hạn sử dụng sau khi mở": "shelf_life_opened",
    "Hướng dẫn sử dụng": "usage",
    "Hướng dẫn bảo quản": "storage",
    "Thông tin cảnh báo": "warning",
    "Xuất xứ": "origin",
    "Tên tổ chức chịu trách nhiệm sản xuất": "producer",
    "Địa chỉ tổ chức chịu trách nhiệm sản xuất": "producer_address",
    "Chứng nhận OCOP": "stars",
    "Số quyết định OCOP": "decision_no",
    "Cơ quan công nhận OCOP": "issued_by",
    "Ngày công nhận OCOP": "issued_on",
    "Công nhận OCOP có hiệu lực đến": "expires_on",
    "Số tự công bố": "declaration_no",
    "Liên kết truy xuất nguồn gốc": "trace_url",
}
PAPERS = ("stars", "decision_no", "issued_by", "issued_on", "expires_on")


def normalize(listing: Listing) -> Listing:
    """Say what a confirmed row would tell of this listing."""
    known = {n: clean(t) for n, t in (listing.attributes or {}).items() if n in BY_ATTRIBUTE}
    offers = tuple(replace(offer, size_mm=None) for offer in listing.offers)
    return replace(
        listing,
        title=listing.title and " ".join(clean(listing.title).split()),
        description=listing.description and clean(listing.description),
        brand=listing.brand and clean(listing.brand),
        attributes=None if listing.attributes is None else known,
        offers=offers,
    )


def row_of(listing: Listing, offer: Offer) -> dict[str, Cell]:
    """Write one offer of a listing as a row: all columns that are ours but those of its run."""
    attributes = listing.attributes or {}
    told = {key: attributes.get(name) for name, key in BY_ATTRIBUTE.items()}
    path = PATH.split(listing.category) if listing.category else []
    row: dict[str, Cell] = {
        **told,
        "sku": offer.sku,
        "group": id_of(listing) if listing.option_names else None,
        "name": listing.title,
        "short": told["short"] or _slogan(listing.description or ""),
        "description": listing.description,
        "category": path[-1] if path else None,
        "category_code": listing.category if path and path[-1].isdecimal() else None,
        "brand": listing.brand or attributes.get("Thương hiệu"),
        "price": offer.price,
        "stock": offer.quantity,
        "list_price": offer.list_price,
        "unit": told["unit"] or offer.unit or FALLBACK_UNIT,
        "pack": told["pack"] or _pack(offer),
        "net_content": offer.net_content or told["net_content"],
        "weight_g": offer.weight_g,
        "variant": _variant(listing, offer),
        "gtin": offer.gtin,
        "images": "; ".join(picture_names(listing, offer.sku)),
        **_papers(told),
    }
    return {key: _cleaned(row.get(key)) for key in CONTENT}


def _cleaned(cell: Cell) -> Cell:
    return (clean(cell) or None) if isinstance(cell, str) else cell


def _papers(told: Mapping[str, str | None]) -> dict[str, Cell]:
    """Stars are claimed with the decision that gives them, or not at all."""
    if not told["decision_no"]:
        return dict.fromkeys(PAPERS)
    stars = (told["stars"] or "")[:1]
    days = {key: iso_day(told[key]) for key in ("issued_on", "expires_on")}
    return {"stars": stars or None, **days}


def iso_day(text: str | None) -> str | None:
    """Write 23/11/2026 as 2026-11-23."""
    found = DAY_FIRST.fullmatch(text or "")
    return f"{found[3]}-{found[2]}-{found[1]}" if found else None


def _slogan(description: str) -> str | None:
    """Take the first sentence of the story where it is short enough."""
    found = SENTENCE.match(" ".join(description.partition("\n\n")[0].split()))
    return found[0] if found and len(found[0]) <= 140 else None


def _pack(offer: Offer) -> str:
    """Say what one of it is: "10 gói × 500 g" as written, else "túi 500 g", else its options."""
    if offer.pack or not offer.net_content:
        return offer.pack or ", ".join(offer.options)
    unit = "" if offer.unit in {None, "kg"} else f"{offer.unit} "
    return unit + offer.net_content


def _variant(listing: Listing, offer: Offer) -> str | None:
    named = zip(listing.option_names, offer.options, strict=False)
    return "; ".join(f"{name}: {value}" for name, value in named) or None


def safe(sku: Sku) -> str:
    """Make a file's name of a SKU."""
    text = UNSAFE.sub("_", sku)
    return text if text == sku else f"{text}-{hashlib.sha256(sku.encode()).hexdigest()[:4]}"


def picture_names(listing: Listing, sku: Sku) -> list[str]:
    """Name the pictures of a row, the cover first."""
    return [
        f"{safe(sku)}_{number}{suffix(picture)}"
        for number, picture in enumerate(listing.images or (), 1)
    ]


def suffix(picture: Picture) -> str:
    """Tell the kind of picture from the name under which it was put by."""
    _, dot, kind = (picture.remote_id or "").rpartition(".")
    return dot + kind if dot else ".jpg"


def row_hash(listing: Listing, row: Row) -> str:
    """Name a row's content but for price and stock: 16 hex digits; pictures count by content."""
    named = {key: row.get(key) for key in CONTENT if key not in FIGURES}
    pictures = [picture.sha256 for picture in listing.images or ()]
    return digest(named | {"images": pictures})[:16]


def digest(value: object) -> str:
    """Hash a value by its canonical JSON: sorted keys, no white space, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
