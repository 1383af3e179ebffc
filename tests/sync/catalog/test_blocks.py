"""What the program adds to a catalog looks as if a person of the house had written it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sync.catalog.editing import (
    Add,
    Value,
    edited,
    file_of,
    new_file,
    new_product,
    new_variant,
)
from sync.model import Code

CONFIG = Path(__file__).parents[3] / "config" / "catalog"
TEA: dict[str, Value] = {
    "variants": [
        {"price": 65000, "sku": "TRA-100", "options": ["100 g"], "weight_g": 130},
        {"sku": "TRA-200", "options": ["200 g"], "stock": {"count": 5, "date": "2026-11-30"}},
    ],
    "label": {"storage": "nơi khô", "generic_name": "Trà"},
    "certificate": {"issued_on": "2026-06-30", "stars": 4},
    "options": ["Khối lượng"],
    "images": ["images/tra.png"],
    "brand": "",
    "gtin": "0012",
    "name": "Trà: loại một",
    "code": "TRA",
    "category": "tra",
}
HOUSE = """\
  - code: TRA
    name: "Trà: loại một"
    category: tra
    images: [images/tra.png]
    label:
      generic_name: Trà
      storage: nơi khô
    certificate:
      stars: 4
      issued_on: 2026-06-30
    gtin: "0012"
    options: [Khối lượng]
    variants:
      - {sku: TRA-100, options: [100 g], price: 65000, weight_g: 130}
      - {sku: TRA-200, options: [200 g], stock: {count: 5, date: 2026-11-30}}
"""


def test_a_new_file_holds_schema_cooperative_and_products_a_line_apart() -> None:
    written = file_of({"address": "Cà Mau", "name": "HTX Hoa"}, [TEA, {**TEA, "code": "TRA-2"}])

    assert written.decode() == (
        "# yaml-language-server: $schema=../catalog.schema.json\n"
        "\n"
        "cooperative:\n"
        "  name: HTX Hoa\n"
        "  address: Cà Mau\n"
        "\n"
        "products:\n" + HOUSE + "\n" + HOUSE.replace("code: TRA", "code: TRA-2")
    )


def test_a_product_joins_a_file_of_one_with_a_blank_line_between() -> None:
    content = (CONFIG / "gao-hong-dan.yaml").read_bytes()

    assert edited(content, [new_product(TEA)]) == content + ("\n" + HOUSE).encode()
    first = edited(content, [new_product(TEA, at=0)]).decode()
    assert HOUSE + "\n  - code: HONGDAN-MBD\n" in first


def test_a_new_variant_stands_on_a_line_of_its_own_in_the_order_of_the_others() -> None:
    content = (CONFIG / "gao-hong-dan.yaml").read_bytes()
    variant = new_variant({"price": 9000, "options": ["1 kg"], "sku": "GAO-1", "gtin": None})

    done = edited(content, [Add(code=Code("HONGDAN-MBD"), path=("variants",), value=variant)])

    assert done == content + b"      - {sku: GAO-1, options: [1 kg], price: 9000}\n"


@pytest.mark.parametrize("file", sorted(CONFIG.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_catalog_written_anew_says_the_same(file: Path) -> None:
    there = yaml.load(file.read_bytes(), yaml.BaseLoader)

    again = yaml.load(file_of(there["cooperative"], there["products"]), yaml.BaseLoader)

    assert again == _without_silence(there)


def test_what_is_no_day_is_left_as_it_was_said() -> None:
    written = new_file({"name": "H", "papers": [{"number": "1", "issued_on": "2026-02-30"}]})

    assert b'issued_on: "2026-02-30"' in written


def _without_silence(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_silence(v) for k, v in value.items() if v not in ("", [], {})}
    return [_without_silence(one) for one in value] if isinstance(value, list) else value
