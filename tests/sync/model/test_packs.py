from __future__ import annotations

from typing import Any

import pytest

from sync.model import Code, Dong, Label, Location, Party, Product, Sku, Variant
from sync.model.packs import (
    net_content_of,
    net_contents,
    packs_of,
    sizes_in,
    unit_of,
    with_plain_sizes,
)


def product(*variants: dict[str, Any], name: str = "Tôm khô", label: str | None = None) -> Product:
    """A product with these variants."""
    return Product(
        code=Code("T"),
        name=name,
        category="tom-kho",
        cooperative=Party(name="HTX Ví dụ"),
        source=Location("a.yaml", 1, 1),
        label=Label(net_content=label),
        variants=tuple(
            Variant(sku=Sku(f"T{n}"), price=Dong(1000), **each) for n, each in enumerate(variants)
        ),
    )


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("500gr", {(500.0, "g")}),
        ("0,5 kg hoặc 1 ký", {(500.0, "g"), (1000.0, "g")}),
        ("Chai 500ML, 1 lít", {(500.0, "ml"), (1000.0, "ml")}),
        ("Gạo ST25, 35 độ đạm", set()),
        ("1.000 g", {(1.0, "g")}),
    ],
)
def test_the_sizes_in_a_text_are_found_in_every_spelling(
    text: str, sizes: set[tuple[float, str]]
) -> None:
    assert sizes_in(text) == sizes


@pytest.mark.parametrize(
    ("variant", "label", "content"),
    [
        ({"net_content": "480 g", "options": ("500 g",)}, "1 kg", "480 g"),
        ({"options": ("Túi", "500 g")}, "1 kg", "500 g"),
        ({"options": ("Hộp quà",)}, "1 kg", "1 kg"),
        ({"options": ("Loại mới",)}, "100 g, 200 g hoặc 500 g", None),
        ({}, None, None),
    ],
)
def test_the_net_content_belongs_to_the_variant(
    variant: dict[str, Any], label: str | None, content: str | None
) -> None:
    one = product(variant, {"options": ("Khác",)}, label=label)
    assert net_content_of(one, one.variants[0]) == content


def test_a_product_that_is_sold_in_one_way_has_the_net_content_of_its_label() -> None:
    alone = product({}, label="100 g, kèm gói muối 5 g")
    assert net_contents(alone) == ("100 g, kèm gói muối 5 g",)


def test_net_contents_are_told_once_each_and_the_labels_where_no_variant_has_any() -> None:
    sizes = [{"options": (size,)} for size in ("100 g", "500 g", "100 g")]
    assert net_contents(product(*sizes)) == ("100 g", "500 g")
    assert net_contents(product({}, {}, label="100 g hoặc 500 g")) == ("100 g hoặc 500 g",)
    assert net_contents(product({}, {})) == ()


@pytest.mark.parametrize(
    ("name", "options", "label", "unit"),
    [
        ("Mắm cá lóc Cái Nước", (), "500 g", None),
        ("Tôm khô loại 1", ("Hộp 500 g",), "500 g", "hộp"),
        ("Tôm khô loại 1", ("500 g/gói",), "500 g", "gói"),
        ("Tôm khô hộp 250g", (), "250 g", "hộp"),
        ("Muối hạt", (), "500 g mỗi gói", "gói"),
        ("Muối hạt", ("Lốc 10 gói",), "500 g mỗi gói", "lốc"),
        ("Yến chưng", ("1 hũ",), "70 ml", "hũ"),
        ("Yến sào", ("50 g", "Hộp quà"), None, "hộp"),
        ("Cua thịt sống", (), "0,5 kg", None),
        ("Cua thịt sống", (), "1 kg", "kg"),
        ("Cua thịt sống", ("1 kg",), None, "kg"),
        ("Cua thịt sống", ("2,1 kg",), None, None),
        ("Mật ong U Minh", ("Chai",), "500 ml", "chai"),
        ("Con cua Năm Căn 3 con", (), None, None),
    ],
)
def test_a_unit_is_the_packs_and_never_a_word_of_a_name(
    name: str, options: tuple[str, ...], label: str | None, unit: str | None
) -> None:
    one = product({"options": options}, name=name, label=label)
    assert unit_of(one, one.variants[0]) == unit


def test_a_unit_that_is_written_is_taken() -> None:
    one = product({"unit": "Keo", "options": ("Hộp quà",)}, label="1 kg")
    assert unit_of(one, one.variants[0]) == "keo"


@pytest.mark.parametrize(
    ("variants", "label", "packs"),
    [
        (({"unit": "hũ"},), "60 g", ("hũ 60 g",)),
        (({"unit": "hũ"},), "60 g mỗi hũ", ("60 g mỗi hũ",)),
        (({"pack": "10 gói × 500 g", "unit": "lốc"},), "5 kg", ("10 gói × 500 g",)),
        (({},), "1 kg", ("1 kg",)),
        (({},), None, ()),
        (({"unit": "túi", "options": ("1 kg",)}, {"options": ("1 kg",)}), None, ("1 kg",)),
        (({"pack": "lốc 5 hũ"}, {"options": ("1 hũ",)}), "70 ml", ("lốc 5 hũ", "70 ml")),
        (({}, {}), None, ()),
    ],
)
def test_packs_are_named_by_what_is_in_them(
    variants: tuple[dict[str, Any], ...], label: str | None, packs: tuple[str, ...]
) -> None:
    assert packs_of(product(*variants, label=label)) == packs


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Túi 0,5 kg", "túi 500g"), ("Túi 500 gr", "túi 500g"), ("Chai 1 lít", "chai 1000ml")],
)
def test_one_size_is_written_in_one_way(text: str, plain: str) -> None:
    assert with_plain_sizes(text) == plain
