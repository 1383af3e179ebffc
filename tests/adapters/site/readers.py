"""Reads a site as others do: machines, feed readers, visitors who believe what they see."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import extruct
import feedparser

from tests.adapters.site.stall import SETTINGS, Pages, SiteStall

ADDRESS = SETTINGS["address"]
STOCK = {"https://schema.org/InStock": "in_stock", "https://schema.org/OutOfStock": "out_of_stock"}


@dataclass(frozen=True)
class Told:
    """What one place says of a pack: its price in dong, whether it is there."""

    price: int
    stock: str


def in_markup(stall: Pages) -> dict[str, Told]:
    found = {}
    for page in stall.product_pages().values():
        for node in extruct.extract(page, syntaxes=["json-ld"])["json-ld"]:
            for pack in node.get("hasVariant", [node] if node.get("sku") else []):
                if (offer := pack.get("offers")) is None:
                    continue  # what is sold no more
                stock = STOCK[offer["availability"]] if "availability" in offer else "ask"
                found[pack["sku"]] = Told(int(offer["price"]), stock)
    return found


class _Rows(HTMLParser):
    """Reads the table of packs as a visitor does: by the text that stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, dict[str, str]] = {}
        self._sku, self._kind = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._sku = given.get("data-sku") or self._sku if tag != "table" else ""
        self._kind = (given.get("class") or "").partition(" ")[0] if tag == "span" else ""

    def handle_data(self, data: str) -> None:
        if self._sku and self._kind in {"price", "stock"}:
            self.rows.setdefault(self._sku, {}).setdefault(self._kind, data)


def seen(stall: Pages) -> dict[str, Told]:
    reader = _Rows()
    for page in stall.product_pages().values():
        reader.feed(page)
    words = {"Còn hàng": "in_stock", "Tạm hết hàng": "out_of_stock", "Hỏi còn hàng": "ask"}
    return {
        sku: Told(int(row["price"].removesuffix(" ₫").replace(".", "")), words[row["stock"]])
        for sku, row in reader.rows.items()
    }


def in_google(stall: Pages) -> dict[str, Told]:
    feed = feedparser.parse(str(stall.site / "feeds" / "google-vi.xml"))
    assert not feed.bozo, feed.get("bozo_exception")
    return {
        row["g_id"]: Told(_price(row.get("g_sale_price", row["g_price"])), row["g_availability"])
        for row in feed.entries
    }


def in_meta(stall: Pages) -> dict[str, Told]:
    rows = csv.DictReader(io.StringIO(stall.page("feeds/meta-vi.csv")), strict=True)
    return {
        row["id"]: Told(
            _price(row["sale_price"] or row["price"]), row["availability"].replace(" ", "_")
        )
        for row in rows
    }


def _price(told: str) -> int:
    amount, _, currency = told.partition(" ")
    assert currency == "VND"
    return int(amount)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"a", "img", "link", "script", "source"}:
            named = [given.get(key) for key in ("href", "src", "srcset")]
            self.found += [part.split()[0] for each in named if each for part in each.split(", ")]


def links_of(page: str) -> Iterator[str]:
    reader = _Links()
    reader.feed(page)
    yield from reader.found


def assert_stands(stall: SiteStall, page: str, link: str) -> None:
    if link.startswith(("tel:", "mailto:", "#", "https://zalo.me/", f"{ADDRESS}/mua?")):
        return
    if link.startswith(ADDRESS):
        path = stall.site / link.removeprefix(ADDRESS).lstrip("/")
    else:
        assert "://" not in link, f"{page} asks {link}"
        path = (stall.site / page).parent / link
    path = path / "index.html" if path.is_dir() else path
    assert path.resolve().is_relative_to(stall.site.resolve())
    assert path.is_file(), f"{page} leads to {link}"
