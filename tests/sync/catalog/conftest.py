"""A small sound configuration that the tests break, one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from sync.catalog import CatalogCache, Configuration, load
from sync.model import Problem

TODAY = date(2026, 11, 23)

CATEGORIES = """\
tom-kho: {name: Tôm khô, food: true, product_set: 8, shopee: "Thực phẩm > Tôm khô"}
gio: {name: Giỏ lác, food: false, shopee: "Nhà cửa > Giỏ"}
"""
SHOPS = """\
apps:
  thu: {platform: shopee, key: "1", secret: bimat-cua-app}
shops:
  - name: gian-thu
    app: thu
    account: "227"
    sandbox: http://127.0.0.1:8711
    access_token: bimat-truy-cap
"""
CATALOG = """\
cooperative:
  name: HTX Tân Tiến
  address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau
products:
  - code: TOMKHO
    name: Tôm khô Tân Tiến
    category: tom-kho
    story: Tôm đất phơi nắng.
    images: [images/tom.png]
    label: {net_content: 500 g, ingredients: [tôm đất, muối], shelf_life: 6 tháng, \
allergens: [giáp xác], storage: Nơi khô ráo, declaration: {number: 01/TT/2026}}
    price: 650000
    stock: 40
    weight_g: 560
    size_mm: [200, 150, 60]
"""


class Workbench:
    """A configuration folder that may be broken and loaded again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog = folder / "catalog"
        (self.catalog / "images").mkdir(parents=True)
        Image.new("RGB", (500, 500), "orange").save(self.catalog / "images" / "tom.png")
        self.write("categories.yaml", CATEGORIES)
        self.write("shops.yaml", SHOPS)
        self.write("catalog/tan-tien.yaml", CATALOG)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, old: str, new: str, name: str = "catalog/tan-tien.yaml") -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def load(
        self,
        today: date = TODAY,
        environ: Mapping[str, str] | None = None,
        cache: CatalogCache | None = None,
    ) -> Configuration:
        return load(self.folder, today=today, environ=environ or {}, cache=cache)

    def only(self, today: date = TODAY, environ: Mapping[str, str] | None = None) -> Problem:
        problems = self.load(today, environ).problems
        assert len(problems) == 1, problems
        return problems[0]

    def place(self, problem: Problem) -> tuple[str, int, int]:
        assert problem.where is not None
        file = Path(problem.where.file).relative_to(self.folder)
        return file.as_posix(), problem.where.line, problem.where.column


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path / "config")
