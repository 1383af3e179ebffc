"""The cooperatives' own website, as its visitors and the readers of its feeds see it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from sync.model import ShopName
from tests.adapters.site.readers import Told, in_google, in_markup, in_meta, seen
from tests.adapters.site.stall import SETTINGS, Pages

WEBSITE = ShopName("trang-web")
ENTRY = f"""
  - name: {WEBSITE}
    platform: site
    stock_rule: {{share: shown}}
    settings:
      address: {SETTINGS["address"]}
      name: Đặc sản Cà Mau
      seller: {{name: HTX Ví Dụ, address: Cà Mau, tax_code: "2001234565", phone: 0290 3812 345}}
      orders: checkout
      checkout: "{SETTINGS["address"]}/mua?sku={{sku}}"
      policies: {{payment: Chuyển khoản, delivery: 2 ngày, returns: 7 ngày}}
      feeds: [google, meta]
      undeclared_in_feeds: true
"""
HEADING = re.compile(r'<h1 data-field="title">(.*?)</h1>')
ROW = re.compile(r'<tr data-sku="(.*?)">')


@dataclass(frozen=True)
class Window(Pages):
    """What stands in the website's folder."""

    folder: Path

    @property
    def site(self) -> Path:
        return self.folder

    def titles(self) -> dict[str, str]:
        """Say what the page that sells a SKU is called."""
        pages = self.product_pages().values()
        return {
            sku: unescape(heading[1])
            for page in pages
            if (heading := HEADING.search(page))
            for sku in ROW.findall(page)
        }

    def offers(self) -> dict[str, Told]:
        """Say what visitors see of each SKU."""
        return seen(self)

    def faults(self) -> Iterator[str]:
        """Say where pages, their markup and the feeds differ, and what stands there twice."""
        offers = self.offers()
        yield from self._differs("markup", offers, in_markup(self))
        counted = {sku: told for sku, told in offers.items() if told.stock != "ask"}
        for name, feed in (("Google", in_google(self)), ("Meta", in_meta(self))):
            ended = {sku: told for sku, told in feed.items() if sku not in offers}
            yield from (
                f"the feed for {name} sells {sku}, no page does"
                for sku, told in ended.items()
                if told.stock == "in_stock"
            )
            of_pages = {sku: told for sku, told in feed.items() if sku in offers}
            yield from self._differs(name, counted, of_pages)
        times = Counter(sku for page in self.product_pages().values() for sku in ROW.findall(page))
        yield from (f"{sku} stands on {n} pages" for sku, n in times.items() if n > 1)

    def _differs(self, where: str, pages: dict[str, Told], told: dict[str, Told]) -> Iterator[str]:
        for sku in sorted(pages.keys() | told):
            if pages.get(sku) != told.get(sku):
                yield f"{sku} is {told.get(sku)} for {where}, {pages.get(sku)} on its page"
