"""A website in a folder, and a reader who believes what it says."""

from __future__ import annotations

import json
import re
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from adapters.site.adapter import SITE, SiteShop
from sync.marketplace import Connection
from sync.model import StockRule
from tests.adapters.folder_stall import FolderStall, no_line, stall_of

SETTINGS: dict[str, Any] = {
    "address": "https://htxvidu.vn",
    "name": "Đặc sản Cà Mau",
    "seller": {
        "name": "Hợp tác xã Ví Dụ",
        "address": "Xã Tân Tiến, tỉnh Cà Mau",
        "tax_code": "2001234565",
        "phone": "0290 3812 345",
    },
    "feeds": ["meta"],
    "undeclared_in_feeds": True,
}
_MARKUP = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


class Pages(Protocol):
    """A website's folder, and how its files are read."""

    @property
    def site(self) -> Path: ...

    def page(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def product_pages(self) -> dict[str, str]:
        pages = sorted(self.site.glob("san-pham/*/index.html"))
        return {page.parent.name: page.read_text(encoding="utf-8") for page in pages}


@dataclass
class SiteStall(FolderStall, Pages):
    """One site, and what its pages say."""

    market: SiteShop = field(init=False)

    def opened(self, connection: Connection) -> SiteShop:
        self.market = SiteShop(connection, no_line())
        return self.market

    @property
    def site(self) -> Path:
        return self.folder / SITE

    def markup(self, page: str) -> list[dict[str, Any]]:
        return [json.loads(found) for found in _MARKUP.findall(page)]

    def whole(self) -> dict[str, bytes]:
        return {
            str(file.relative_to(self.site)): file.read_bytes()
            for file in sorted(self.site.rglob("*"))
            if file.is_file()
        }


def site_in(home: Path, **settings: Any) -> AbstractAsyncContextManager[SiteStall]:
    """Open a site that shows two products, with a fresh store and an empty folder."""
    rule = StockRule(share="shown")
    return stall_of(SiteStall, home, "site", settings={**SETTINGS, **settings}, stock_rule=rule)
