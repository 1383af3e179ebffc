"""What a pack must say of its contents is asked for, at its line, and freezes no price or stock."""

from __future__ import annotations

from typing import Any

import pytest

LABEL = "label: {net_content: 500 g, ingredients: [tôm đất, muối], shelf_life: 6 tháng,"
OWN = "storage: Nơi khô ráo, declaration: {number: 01/TT/2026}}"


@pytest.mark.parametrize(
    ("old", "new", "code", "severity"),
    [
        ("allergens: [giáp xác], ", "", "allergens_missing", "warning"),
        ("[giáp xác]", "[đậu phộng]", "allergens_missing", "warning"),
        ("[tôm đất, muối]", "[cá cơm, tôm, muối]", "allergens_missing", "warning"),
        ("6 tháng", "còn dài", "shelf_life_vague", "warning"),
        ("500 g", "một bịch", "net_content_vague", "warning"),
        ("500 g", "500 g hoặc 1 kg", "net_content_of_one", "warning"),
        ("storage: Nơi khô ráo, ", "", "storage_missing", "note"),
        (", declaration: {number: 01/TT/2026}", "", "self_declaration_missing", "note"),
        ("    stock: 40\n", "    stock: 40\n    unit: bịch\n", "unit_unknown", "warning"),
    ],
)
def test_what_a_pack_does_not_say_is_asked_for(
    bench: Any, old: str, new: str, code: str, severity: str
) -> None:
    bench.change(old, new)
    problem = bench.only()
    assert (problem.code, problem.severity) == (code, severity)
    assert not (problem.fields or frozenset()) & {"price", "quantity"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[tôm đất, muối]", "[muối, cà chua, sữa ong chúa]"),
        ("[giáp xác]", "[tôm]"),
        ("6 tháng", "24 tháng kể từ ngày sản xuất"),
        ("6 tháng", "vô thời hạn"),
        ("500 g", "14 cái (210 g)"),
        ("500 g", "5 hũ"),
        ("    stock: 40\n", "    stock: 40\n    unit: Keo\n"),
        (", declaration: {number: 01/TT/2026}", ", declaration: {number: 12/2026/ĐKSP}"),
    ],
)
def test_what_is_said_plainly_is_not_asked_for(bench: Any, old: str, new: str) -> None:
    bench.change(old, new)
    assert bench.load().problems == ()


def test_the_net_content_is_asked_of_the_variant_that_does_not_tell_it(bench: Any) -> None:
    bench.change("500 g", "500 g hoặc 1 kg")
    bench.change(
        "    price: 650000\n    stock: 40\n",
        "    price: 650000\n    options: [Gói]\n    variants:\n"
        "      - {sku: A, options: [500 g], stock: 1}\n"
        "      - {sku: B, options: [Lốc], net_content: 1 kg, stock: 1}\n"
        "      - {sku: C, options: [Thùng], stock: 1}\n",
    )
    problem = bench.only()
    assert (problem.code, problem.values["sku"]) == ("net_content_of_variant", "C")
    assert bench.place(problem) == ("catalog/tan-tien.yaml", 16, 9)


def test_variants_that_each_tell_their_content_need_no_label_for_it(bench: Any) -> None:
    bench.change("net_content: 500 g, ", "")
    assert bench.only().code == "food_label_incomplete"
    bench.change(
        "    price: 650000\n    stock: 40\n",
        "    price: 650000\n    options: [Gói]\n    variants:\n"
        "      - {sku: A, options: [Nhỏ], net_content: 100 g, stock: 1}\n"
        "      - {sku: B, options: [Lớn], net_content: 1 kg, stock: 1}\n",
    )
    assert bench.load().problems == ()


def test_processed_food_is_asked_for_its_declaration_where_it_is_sold_for_real(bench: Any) -> None:
    bench.change(", declaration: {number: 01/TT/2026}", "")
    bench.change("secret: bimat-cua-app", "secret_env: KHOA", "shops.yaml")
    bench.change("    sandbox: http://127.0.0.1:8711\n", "", "shops.yaml")
    bench.change("access_token: bimat-truy-cap", "access_token_env: VE", "shops.yaml")
    bench.change("  name: HTX Tân Tiến\n", "  name: HTX Tân Tiến\n  tax_code: '2001234565'\n")
    problem = bench.only(environ={"KHOA": "a", "VE": "b"})
    assert (problem.code, problem.severity) == ("self_declaration_missing", "warning")


@pytest.mark.parametrize(("product_set", "asked"), [(2, 0), (3, 0), (4, 0), (5, 1), (17, 1)])
def test_fresh_and_raw_food_needs_no_declaration(bench: Any, product_set: int, asked: int) -> None:
    bench.change(", declaration: {number: 01/TT/2026}", "")
    bench.change("    stock: 40\n", f"    stock: 40\n    product_set: {product_set}\n")
    assert len(bench.load().problems) == asked


def test_a_cosmetic_tells_what_is_in_it_and_who_was_notified(bench: Any) -> None:
    bench.change("category: tom-kho", "category: gio\n    product_set: 19")
    bench.change(f"{LABEL} allergens: [giáp xác], {OWN}", "label: {ingredients: [dầu dừa]}")
    found = {problem.code: problem for problem in bench.load().problems}
    assert set(found) == {"cosmetic_label_incomplete", "cosmetic_notification_missing"}
    lacking = found["cosmetic_label_incomplete"]
    assert lacking.values["fields"] == ("usage", "shelf_life")
    assert not (lacking.fields or frozenset()) & {"price", "quantity"}
    assert lacking.where is not None


def test_a_health_food_tells_its_uses_for_whom_and_the_dose(bench: Any) -> None:
    bench.change("    stock: 40\n", "    stock: 40\n    product_set: 18\n")
    found = {problem.code: problem for problem in bench.load().problems}
    assert "health_food_label_incomplete" in found
    lacking = found["health_food_label_incomplete"]
    assert lacking.values["fields"] == ("Công dụng", "Đối tượng sử dụng", "usage")
    assert lacking.severity == "warning"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("tax_code: abc", ["seller_tax_code_form"]),
        ("tax_code: '2001234565'", []),
        ("tax_code: 2001234565-001", []),
        ("tax_code: '096123456789'", ["seller_tax_code_form"]),
        (
            "tax_code: '096123456789'\n  legal_form: hộ kinh doanh\n  representative: Lê Thị B",
            [],
        ),
        ("tax_code: '2001234565'\n  legal_form: hộ kinh doanh", ["seller_representative_missing"]),
        (
            "tax_code: '2001234565'\n  legal_form: hộ kinh doanh\n  representative: Lê Thị B",
            [],
        ),
        ("legal_form: hợp tác xã", ["seller_identity_missing"]),
    ],
)
def test_a_real_marketplace_believes_who_sells(bench: Any, written: str, codes: list[str]) -> None:
    bench.change("secret: bimat-cua-app", "secret_env: KHOA", "shops.yaml")
    bench.change("    sandbox: http://127.0.0.1:8711\n", "", "shops.yaml")
    bench.change("access_token: bimat-truy-cap", "access_token_env: VE", "shops.yaml")
    bench.change("  name: HTX Tân Tiến\n", f"  name: HTX Tân Tiến\n  {written}\n")
    found = bench.load(environ={"KHOA": "a", "VE": "b"}).problems
    assert [problem.code for problem in found] == codes


def test_a_seller_without_an_address_is_asked_for_it(bench: Any) -> None:
    bench.change("secret: bimat-cua-app", "secret_env: KHOA", "shops.yaml")
    bench.change("    sandbox: http://127.0.0.1:8711\n", "", "shops.yaml")
    bench.change("access_token: bimat-truy-cap", "access_token_env: VE", "shops.yaml")
    bench.change("  address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau\n", "  tax_code: '2001234565'\n")
    found = {p.code for p in bench.load(environ={"KHOA": "a", "VE": "b"}).problems}
    assert found == {"seller_address_missing", "food_maker_address_missing"}
