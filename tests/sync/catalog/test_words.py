"""What the law and the platforms watch for is found in its spellings; what only looks so is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sync.claims import canonical
from sync.claims.contact import contact
from sync.claims.disease import healing
from sync.claims.honest import honest
from sync.claims.stars import stars_claimed
from sync.claims.superlative import superlative
from sync.planning import project

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "OCOP 4 sao",
        "⭐⭐⭐⭐ OCOP",
        "OCOP4sao",
        "OCOP. Đạt hạng 4 sao",
        "Mỗi xã một sản phẩm 4 sao",
        "O.C.O.P 4 sao",
        "ocop 4-sao",
        "OCOP 04 sao",
        "4 star OCOP",
        "OCOP 4*",
        "OCOP bốn sao",
        "O\u200bCOP 4 sao",
    ],
)
def test_stars_are_read_in_every_spelling(text: str) -> None:
    assert stars_claimed(text) == 4


@pytest.mark.parametrize("text", ["khách sạn 5 sao", "trà sao khô OCOP", "OCOP Cà Mau", "4 sao"])
def test_other_stars_are_no_claim(text: str) -> None:
    assert stars_claimed(text) is None


HEALS = [
    "hạ đường huyết",
    "giảm cholesterol",
    "bổ thận",
    "chữa ho",
    "trị mất ngủ",
    "phòng ngừa cảm lạnh",
    "mát gan",
    "bác sĩ khuyên dùng",
    "hỗ trợ xơ gan",
    "giảm đau dạ dày",
    "kháng vi-rút",
    "chữa tiêu chảy",
    "đặc trị mụn",
    "chữa ung thư",
    "ổn định huyết áp",
]
NO_HEALING = [
    "người bị tiểu đường nên ăn ít",
    "cao huyết áp không nên dùng",
    "trị giá 200.000 đồng",
    "để nơi phòng lạnh",
    "cảm nhận vị ngọt",
    "giảm giá 10%",
    "Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh",
]
BEST = ["ngon nhất Việt Nam", "No.1", "bậc nhất", "hiện đại nhất", "thương hiệu số 1", "hàng đầu"]
NOT_BEST = [
    "ngon nhất khi ăn nóng",
    "hàng đầu mùa",
    "bảo quản tốt nhất ở 5 độ",
    "HTX Nông sản sạch số 1 Bạc Liêu",
    "ấp số 1/2",
    "thứ nhất",
]
CONTACTS = [
    "02903 123 456",
    "(0290) 3 123 456",
    "0912  345  678",
    "19001234",
    "1900 12 34",
    "inbox shop",
    "m.me/shop",
    "+84 912 345 678",
]
NO_CONTACTS = [
    "MST: 2001234567",
    "mã số thuế 0301234567",
    "01.01.2023 - 31.12.2025",
    "2023-2025",
    "8934563138165",
    "650.000 đồng",
]


@pytest.mark.parametrize(
    ("find", "texts", "there"),
    [
        (healing, HEALS, True),
        (healing, NO_HEALING, False),
        (superlative, BEST, True),
        (superlative, NOT_BEST, False),
        (contact, CONTACTS, True),
        (contact, NO_CONTACTS, False),
    ],
)
def test_claims_are_told_from_what_only_looks_like_one(
    *, find: Callable[[str], str | None], texts: list[str], there: bool
) -> None:
    assert [text for text in texts if (find(canonical(text)) is not None) != there] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tôm khô Tân Tiến OCOP 4 sao", "Tôm khô Tân Tiến"),
        ("OCOP 4 sao - Trà sen Cà Mau", "Trà sen Cà Mau"),
        ("Tôm đất phơi nắng. Đạt OCOP 4 sao cấp tỉnh. Ăn ngon.", "Tôm đất phơi nắng. Ăn ngon."),
    ],
)
def test_a_claim_is_cut_and_the_rest_stays(text: str, left: str) -> None:
    assert honest(text) == left


def test_stars_that_outlive_their_certificate_are_cut_and_nothing_else_waits(bench: Any) -> None:
    bench.change("name: Tôm khô Tân Tiến", "name: Tôm khô Tân Tiến OCOP 4 sao")
    bench.change("story: Tôm đất phơi nắng.", "story: Tôm đất phơi nắng. Đạt OCOP 4 sao. Dẻo ngọt.")
    configuration = bench.load()
    (product,) = configuration.products
    listing = project(product, configuration.shops[0], {}, TODAY)
    assert listing.title == "Tôm khô Tân Tiến"
    assert (listing.description or "").startswith("Tôm đất phơi nắng. Dẻo ngọt.\n\n")
    assert [each.fields for each in configuration.objections[product.code]] == [frozenset()] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    price:", "    brand: Tân Tiến OCOP 5 sao\n    price:"),
        ("net_content: 500 g", "net_content: 500 g, storage: Sản phẩm OCOP 5 sao"),
        ("address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau", "address: 'Ấp 1, xã Tân Tiến, OCOP 5 sao'"),
        ("name: HTX Tân Tiến", "name: HTX Tân Tiến OCOP 5 sao"),
        ("    price:", "    attributes: {OCOP 5 sao: có}\n    price:"),
    ],
)
def test_stars_are_looked_for_wherever_a_buyer_reads(bench: Any, old: str, new: str) -> None:
    bench.change(old, new)
    assert "ocop_claim_without_certificate" in {each.code for each in bench.load().problems}
