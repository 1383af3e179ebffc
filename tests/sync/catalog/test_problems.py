"""Every mistake in a catalog file is named, at its line and column."""

from __future__ import annotations

from typing import Any

import pytest

FILE = "catalog/tan-tien.yaml"
PAPER = "decision_no: 1/QĐ-UBND, issued_on: 2026-01-01, expires_on: 2029-01-01"
STOCK = "    stock: 40\n"

# what is replaced, by what, code, severity, line, column
MISTAKES = [
    ("category: tom-kho", "category: tom-kho\n    code: B", "yaml_duplicate_key", "stop", "8:5"),
    ("    weight_g: 560", "    wieght_g: 560", "unknown_field_near", "stop", "13:5"),
    ("    weight_g: 560", "    tồn kho: 560", "unknown_field_near", "stop", "13:5"),
    ("    weight_g: 560", "    qwxyz: 560", "unknown_field", "stop", "13:5"),
    ("    name: Tôm khô Tân Tiến\n", "", "missing_field", "stop", "5:5"),
    ("name: Tôm khô Tân Tiến", "name:", "missing_field", "stop", "6:10"),
    ("    price: 650000\n", "", "missing_field", "stop", "5:5"),
    ("name: Tôm khô Tân Tiến", "name: [a]", "wrong_type_text", "stop", "6:11"),
    ("[tôm đất, muối]", "tôm", "wrong_type_list", "stop", "10:46"),
    (
        "cooperative:\n  name: HTX Tân Tiến\n  address:",
        "cooperative: HTX\n#",
        "wrong_type_mapping",
        "stop",
        "1:14",
    ),
    ("weight_g: 560", "weight_g: 0,5 kg", "wrong_type_whole", "stop", "13:15"),
    ("weight_g: 560", "weight_g: 0", "number_not_positive", "stop", "13:15"),
    ("[200, 150, 60]", "[200, 150]", "size_form", "stop", "14:14"),
    ("price: 650000", "price: 65.000đ", "price_form", "stop", "11:12"),
    ("price: 650000", "price: 65k", "price_form", "stop", "11:12"),
    ("price: 650000", 'price: "65,000"', "price_form", "stop", "11:12"),
    ("price: 650000", "price: 65 ngàn", "price_form", "stop", "11:12"),
    ("price: 650000", "price: nhiều", "price_unreadable", "stop", "11:12"),
    ("price: 650000", "price: 0", "price_zero", "stop", "11:12"),
    ("price: 650000", "price: -5", "price_zero", "stop", "11:12"),
    ("price: 650000", "price: 650500", "price_not_thousand", "warning", "11:12"),
    ("stock: 40", "stock: -4", "stock_negative", "stop", "12:12"),
    ("stock: 40", "stock: 4.5", "stock_fractional", "stop", "12:12"),
    ("stock: 40", "stock: 1.000", "stock_form", "stop", "12:12"),
    ("stock: 40", "stock: hết", "stock_in_words", "stop", "12:12"),
    ("stock: 40", "stock: {count: 1, date: 30/02/2026}", "wrong_type_date", "stop", "12:29"),
    ("stock: 40", "stock: {count: 1, date: 2026-02-30}", "wrong_type_date", "stop", "12:29"),
    ("stock: 40", "stock: {count: 1, date: 2026-12-30}", "count_in_future", "warning", "12:12"),
    ("stock: 40", "stock: {count: 1, date: 0001-01-01}", "date_too_far", "stop", "12:29"),
    (STOCK, STOCK + "    season: {from: 9999-12-1, to: 1/9}\n", "season_day_form", "stop", "13:20"),
    (STOCK, STOCK + "    season: {from: 9999-12-01, to: 1/9}\n", "date_too_far", "stop", "13:20"),
    (
        STOCK,
        STOCK + "    season: {from: 1/8, to: 1/9, pre_order_days: 99999}\n",
        "days_too_many",
        "stop",
        "13:50",
    ),
    (STOCK, STOCK + "    least_days_left: 999999999\n", "days_too_many", "stop", "13:22"),
    (
        STOCK,
        STOCK + "    lots: [{lot: A, best_before: 9999-12-31}]\n",
        "date_too_far",
        "stop",
        "13:34",
    ),
    (STOCK, "", "stock_missing", "warning", "5:5"),
    (STOCK, STOCK + "    gtin: '8934563138166'\n", "gtin_check_digit", "stop", "13:11"),
    (STOCK, STOCK + "    gtin: 89x\n", "gtin_form", "stop", "13:11"),
    (STOCK, STOCK + "    list_price: 2000000\n", "discount_over_half", "warning", "11:12"),
    (STOCK, STOCK + "    list_price: 2000\n", "list_price_below_price", "warning", "13:17"),
    (STOCK, STOCK + "    season: {from: 15/08}\n", "missing_field", "stop", "13:13"),
    (STOCK, STOCK + "    season: {from: 15/13, to: 1/9}\n", "day_of_year_form", "stop", "13:20"),
    (STOCK, STOCK + "    season: {from: thu, to: 1/9}\n", "season_day_form", "stop", "13:20"),
    (STOCK, STOCK + "    season: {from: 31/9/2026, to: 1/9}\n", "wrong_type_date", "stop", "13:20"),
    (
        STOCK,
        STOCK + "    season: {from: 1/8, to: 1/9, meanwile: hide}\n",
        "unknown_field_near",
        "stop",
        "13:34",
    ),
    (
        STOCK,
        STOCK + "    season: {from: 15/8, to: 2026-09-01}\n",
        "season_days_mixed",
        "stop",
        "13:30",
    ),
    (
        STOCK,
        STOCK + "    season: {from: 2026-09-02, to: 2026-09-01}\n",
        "season_days_crossed",
        "stop",
        "13:36",
    ),
    (
        STOCK,
        STOCK + "    season: {from: 2026-01-02, to: 2026-09-01}\n",
        "season_over",
        "warning",
        "13:36",
    ),
    (STOCK, STOCK + "    product_set: 26\n", "tourism_not_goods", "stop", "13:18"),
    (STOCK, STOCK + "    product_set: 25\n", "live_animal", "hold", "13:18"),
    (STOCK, STOCK + "    product_set: 27\n", "product_set_unknown", "stop", "13:18"),
    (STOCK, STOCK + "    trace_url: abc\n", "url_form", "warning", "13:16"),
    ("name: Tôm khô Tân Tiến", "name: Sừng tê giác", "wild_animal", "stop", "6:11"),
    ("tỉnh Cà Mau", "tỉnh Cà Màu", "place_unknown", "warning", "3:12"),
    ("HTX Tân Tiến", "HTX Tôm &amp; Khô", "html_in_text", "warning", "2:9"),
    ("HTX Tân Tiến", "HTX Taân Tieán, Öu Minh", "text_of_old_code", "hold", "2:9"),
    ("HTX Tân Tiến", "HTX Tân Tiến #2", "yaml_text_after_hash", "warning", "2:9"),
    (STOCK, STOCK + "    brand: #1 Cà Mau\n", "yaml_text_after_hash", "warning", "13:11"),
    (STOCK, STOCK + "    sku: TOM-1\n", "sku_of_product", "stop", "13:5"),
    (STOCK, STOCK + '    "price\u00a0": 5\n', "yaml_odd_space", "stop", "13:5"),
    (
        "name: Tôm khô Tân Tiến",
        "name: Tôm khô #1 Cà Mau",
        "yaml_text_after_hash",
        "warning",
        "6:11",
    ),
    ("name: Tôm khô Tân Tiến", "name: “Tôm khô Tân Tiến", "text_quote_alone", "warning", "6:11"),
    ("name: Tôm khô Tân Tiến", "name: Tôm khô” Tân Tiến", "text_quote_alone", "warning", "6:18"),
    ("name: Tôm khô Tân Tiến", "name: 'Tôm «khô Tân Tiến'", "text_quote_alone", "warning", "6:16"),
    ("name: Tôm khô Tân Tiến", 'name: Tôm khô "Tân Tiến', "text_quote_alone", "warning", "6:19"),
    ("[200, 150, 60]", "[20, 15, 6]", "size_too_small", "warning", "14:14"),
    ("weight_g: 560", "weight_g: 56", "weight_below_content", "warning", "13:15"),
    ("xã Tân Tiến", "xã Tân Tiền", "place_unknown", "warning", "3:12"),
    (STOCK, STOCK + "    origin_now: tỉnh Minh Hải\n", "place_unknown", "warning", "13:17"),
    (
        "6 tháng, allergens: [giáp xác], storage: Nơi khô ráo, declaration: {number: 01/TT/2026}}",
        (
            "6 tháng, alcohol_percent: 29, warning: Trên 18 tuổi, allergens: [giáp xác], "
            "storage: Nơi khô ráo, declaration: {number: 1/TT/2026}}\n    product_set: 15"
        ),
        "strong_alcohol",
        "hold",
        "10:101",
    ),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n"
            "      - {sku: X, options: [a], stock: 1, gtin: '8934563138165'}\n"
            "      - {sku: Y, options: [b], stock: 1}\n"
        ),
        "gtin_missing",
        "note",
        "15:9",
    ),
    (STOCK, STOCK + "    made_of: {}\n", "list_empty", "stop", "13:14"),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n"
            "      - {sku: X, options: [a], stock: 1, price: 1000}\n"
            "      - {sku: Y, options: [b], stock: 1, price: 2000}\n"
        ),
        "price_of_no_variant",
        "warning",
        "11:12",
    ),
    (STOCK, "    made_of: {XYZ-123: 2}\n", "part_unknown", "stop", "12:15"),
    (STOCK, STOCK + "    made_of: {XYZ-123: 0}\n", "number_not_positive", "stop", "13:24"),
    (STOCK, "    made_of: {TOMKHO: 1}\n", "part_is_a_bundle", "stop", "12:15"),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n      - {sku: TOM-500, options: [a], stock: 1}\n"
            "      - {sku: Y, options: [b], made_of: {TOM-50: 2}}\n"
        ),
        "part_unknown_near",
        "stop",
        "15:42",
    ),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n      - {sku: X, options: [a], stock: 1}\n"
            "      - {sku: Y, options: [b], stock: 3, made_of: {X: 2}}\n"
        ),
        "bundle_counted",
        "stop",
        "15:32",
    ),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n      - {sku: X, options: [a], stock: 1}\n"
            "      - {sku: Y, options: [b], made_of: {X: 2}, lots: [{lot: L1}]}\n"
        ),
        "bundle_lots",
        "stop",
        "15:49",
    ),
    (STOCK, STOCK + "    lots: [{lot: L1}, {lot: L1}]\n", "lot_twice", "stop", "13:29"),
    (
        STOCK,
        STOCK + "    lots: [{lot: L1, made_on: 2028-11-02, best_before: 2027-11-01}]\n",
        "lot_days_crossed",
        "stop",
        "13:56",
    ),
    (
        STOCK,
        STOCK + "    least_days_left: 30\n    lots: [{lot: L1, best_before: 2026-12-25}]\n",
        "lot_ends",
        "warning",
        "14:35",
    ),
    (
        STOCK,
        STOCK + "    least_days_left: 60\n    lots: [{lot: L1, best_before: 2026-12-25}]\n",
        "lot_ended",
        "warning",
        "14:35",
    ),
    (
        STOCK,
        STOCK + "    lots: [{lot: L1, quantity: 40, recalled: 2026-11-20}]\n",
        "lot_recalled",
        "warning",
        "13:46",
    ),
    (
        STOCK,
        STOCK + "    lots: [{lot: L1, recalled: {date: 2026-11-20, reason: mốc}}]\n",
        "lot_recalled_all",
        "warning",
        "13:32",
    ),
    (
        STOCK,
        STOCK + "    lots: [{lot: L1, quantity: 30}]\n",
        "lots_fewer_than_counted",
        "warning",
        "13:11",
    ),
    (STOCK, STOCK + "    options: [A]\n", "variants_missing", "stop", "13:5"),
    (STOCK, STOCK + "    options: []\n", "list_empty", "stop", "13:14"),
    (STOCK, STOCK + "    options: [A, B, C]\n", "options_over_two", "stop", "13:14"),
    (STOCK, "    variants: [{sku: A, stock: 1}]\n", "options_missing", "stop", "5:5"),
    (STOCK, STOCK + "    overrides: {shoppe: {sold: no}}\n", "override_unused", "warning", "13:17"),
    (
        STOCK,
        STOCK + "    overrides: {shopee: {prices: {A: 1000}}}\n",
        "override_sku_unknown",
        "stop",
        "13:35",
    ),
    (STOCK, STOCK + "    overrides: {shopee: {sold: x}}\n", "wrong_type_yes_no", "stop", "13:32"),
    (
        STOCK,
        "    options: [A]\n    variants: [{sku: X, options: [a, b], stock: 1}]\n",
        "options_mismatch",
        "stop",
        "13:34",
    ),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n      - {sku: X, options: [a], stock: 1}\n"
            "      - {sku: Y, options: [a], stock: 1}\n"
        ),
        "options_repeated",
        "stop",
        "15:27",
    ),
    (
        STOCK,
        (
            "    options: [A]\n    variants:\n      - {sku: X, options: [a], stock: 1}\n"
            "      - {sku: X, options: [b], stock: 1}\n"
        ),
        "sku_reused",
        "stop",
        "15:15",
    ),
    (
        STOCK,
        STOCK + "    options: [A]\n    variants: [{sku: X, options: [a], stock: 1}]\n",
        "belongs_to_variants",
        "stop",
        "12:5",
    ),
    (
        STOCK,
        "    options: [A, A]\n    variants: [{sku: X, options: [a, b], stock: 1}]\n",
        "option_names_same",
        "stop",
        "12:14",
    ),
    ("code: TOMKHO", "code: TOM KHO", "code_form", "stop", "5:11"),
    ("category: tom-kho", "category: tom_khoo", "category_unknown_near", "stop", "7:15"),
    ("category: tom-kho", "category: qqq", "category_unknown", "stop", "7:15"),
    ("images/tom.png", "images/Tom.png", "picture_missing_near", "stop", "9:14"),
    ("images/tom.png", "xyz/q.png", "picture_missing", "stop", "9:14"),
    ("images/tom.png", "tan-tien.yaml", "picture_unreadable", "stop", "9:14"),
    ("images/tom.png", "images", "picture_unreadable", "stop", "9:14"),
    ("net_content: 500 g, ", "", "food_label_incomplete", "stop", "10:12"),
    (
        "  address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau\n",
        "",
        "food_maker_address_missing",
        "stop",
        "9:12",
    ),
    (
        "shelf_life: 6 tháng",
        "shelf_life: 6 tháng, food_safety_certificate: {number: 1, expires_on: 2026-01-01}",
        "food_safety_certificate_expired",
        "stop",
        "10:133",
    ),
    (
        "shelf_life: 6 tháng",
        "shelf_life: 6 tháng, food_safety_certificate: {number: 1, expires_on: 2026-12-01}",
        "paper_expiring",
        "warning",
        "10:133",
    ),
    (STOCK, STOCK + "    product_set: 14\n", "alcohol_label_incomplete", "stop", "10:12"),
    (
        "Tân Tiến\n    cat",
        "Tân Tiến OCOP 4 sao\n    cat",
        "ocop_claim_without_certificate",
        "stop",
        "6:11",
    ),
    ("Tôm đất phơi nắng.", "Ngon nhất vùng.", "superlative", "warning", "8:12"),
    ("Tôm đất phơi nắng.", "Gọi 0909 123 456.", "contact_in_text", "hold", "8:12"),
    ("Tôm đất phơi nắng.", "Ngừa bệnh.", "disease_claim", "hold", "8:12"),
    ("name: Tôm khô Tân Tiến", "name: TÔM KHÔ TÂN TIẾN", "title_all_capitals", "warning", "6:11"),
    ("name: Tôm khô Tân Tiến", "name: 'Tôm  khô'", "title_spaces", "warning", "6:11"),
    (STOCK, STOCK + "    certificate: {stars: 2}\n", "ocop_stars_invalid", "stop", "13:26"),
    (
        STOCK,
        STOCK + "    certificate: {stars: 4}\n",
        "ocop_certificate_incomplete",
        "warning",
        "13:18",
    ),
    (
        STOCK,
        STOCK + f"    certificate: {{stars: 5, issued_level: province, {PAPER}}}\n",
        "ocop_certificate_level",
        "warning",
        "13:43",
    ),
    (
        STOCK,
        STOCK + f"    certificate: {{stars: 4, issued_level: city, {PAPER}}}\n",
        "wrong_type_choice",
        "stop",
        "13:43",
    ),
    (
        STOCK,
        STOCK + f"    certificate: {{stars: 4, withdrawn: yes, {PAPER}}}\n",
        "ocop_certificate_withdrawn",
        "note",
        "13:40",
    ),
    (
        STOCK,
        STOCK + f"    certificate: {{stars: 4, {PAPER}}}\n".replace("2029-01-01", "2029-06-01"),
        "ocop_certificate_long",
        "warning",
        "13:88",
    ),
    (
        STOCK,
        STOCK + f"    certificate: {{stars: 4, {PAPER}}}\n".replace("2029-01-01", "2026-12-20"),
        "ocop_certificate_expiring",
        "warning",
        "13:88",
    ),
    (
        STOCK,
        STOCK + f"    certificate: {{stars: 4, {PAPER}}}\n".replace("2026-01-01", "2026-12-20"),
        "ocop_certificate_not_yet",
        "warning",
        "13:64",
    ),
    ("products:", "  phone: 1\nproducts:", "unknown_field", "stop", "4:3"),
    ("products:", "product:", "unknown_field_near", "stop", "4:1"),
]

CAMPAIGN = STOCK + "    campaigns:\n      - {{from: 2027-01-15, to: 2027-01-31, {}}}\n"
OVERLAPPING = CAMPAIGN + "      - {{from: 2027-01-31 20:00, to: 2027-02-02, percent: 5{}}}\n"
CAMPAIGNS = [
    (
        STOCK,
        CAMPAIGN.format("percent: 5").replace("2027-01-31", "9999-12-31"),
        "date_too_far",
        "stop",
        "14:32",
    ),
    (STOCK, CAMPAIGN.format("percent: 51"), "campaign_over_half", "stop", "14:53"),
    (STOCK, CAMPAIGN.format("percent: 0"), "percent_range", "stop", "14:53"),
    (STOCK, CAMPAIGN.format("price: 324000"), "campaign_over_half", "stop", "14:51"),
    (STOCK, CAMPAIGN.format("price: 650000"), "campaign_not_cheaper", "stop", "14:51"),
    (
        STOCK,
        CAMPAIGN.format("prices: {TOMKHO: 650000}"),
        "campaign_not_cheaper",
        "stop",
        "14:61",
    ),
    (
        STOCK,
        CAMPAIGN.format("price: 600000, percent: 5"),
        "campaign_price_or_percent",
        "stop",
        "14:9",
    ),
    (STOCK, CAMPAIGN.format("name: Tết"), "campaign_price_or_percent", "stop", "14:9"),
    (
        STOCK,
        CAMPAIGN.format("percent: 5, shops: [shoppe]"),
        "campaign_shop_unknown",
        "warning",
        "14:64",
    ),
    (
        STOCK,
        CAMPAIGN.format("price: 600000, prices: {TOM: 600000}"),
        "override_sku_unknown",
        "stop",
        "14:68",
    ),
    (
        STOCK,
        STOCK + "    campaigns: [{from: 2027-01-15 9:00, to: 2027-01-15 8:00, percent: 5}]\n",
        "campaign_days_crossed",
        "stop",
        "13:45",
    ),
    (
        STOCK,
        STOCK + "    campaigns: [{from: Tết, to: 2027-01-15, percent: 5}]\n",
        "moment_form",
        "stop",
        "13:24",
    ),
    (STOCK, OVERLAPPING.format("percent: 10", ""), "campaign_overlaps", "stop", "15:9"),
    (
        STOCK,
        STOCK + "    overrides: {shopee: {price: 1000000, net: 900000}}\n",
        "net_beside_price",
        "warning",
        "13:42",
    ),
]


@pytest.mark.parametrize(("old", "new", "code", "severity", "place"), [*MISTAKES, *CAMPAIGNS])
def test_a_mistake_is_named_at_its_place(
    bench: Any, old: str, new: str, code: str, severity: str, place: str
) -> None:
    bench.change(old, new)
    problem = bench.only()
    assert (problem.code, problem.severity) == (code, severity)
    assert bench.place(problem) == (FILE, *map(int, place.split(":")))


def test_a_wrong_price_shows_the_digits_to_write(bench: Any) -> None:
    bench.change("price: 650000", "price: 1,2 triệu")
    assert bench.only().values["digits"] == 1200000


def test_more_stars_than_the_certificate_gives_are_stopped(bench: Any) -> None:
    bench.change(STOCK, STOCK + f"    certificate: {{stars: 3, {PAPER}}}\n")
    bench.change("Tôm đất phơi nắng.", "Đạt OCOP bốn sao.")
    problem = bench.only()
    assert (problem.code, problem.values) == ("ocop_claim_wrong_stars", {"claimed": 4, "stars": 3})


def test_stars_that_the_certificate_gives_may_be_told(bench: Any) -> None:
    bench.change(STOCK, STOCK + f"    certificate: {{stars: 4, {PAPER}}}\n")
    bench.change("Tôm đất phơi nắng.", "Đạt OCOP 4 sao.")
    assert bench.load().problems == ()


def test_a_certificate_that_ends_before_it_begins_is_stopped(bench: Any) -> None:
    paper = PAPER.replace("2029", "2025")
    bench.change(STOCK, STOCK + f"    certificate: {{stars: 4, {paper}}}\n")
    codes = [problem.code for problem in bench.load().problems]
    assert codes == ["ocop_certificate_dates", "ocop_certificate_expired"]


def test_health_food_needs_its_sentence_and_a_person(bench: Any) -> None:
    bench.change(STOCK, STOCK + "    product_set: 18\n")
    codes = {problem.code for problem in bench.load().problems}
    label = {"health_food_label_incomplete"}
    assert codes == {"health_food_sentence_missing", "medicine"} | label
    bench.change(
        "Tôm đất phơi nắng.",
        "Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh.",
    )
    assert {problem.code for problem in bench.load().problems} == {"medicine"} | label


def test_a_picture_whose_name_claims_stars_is_told(bench: Any) -> None:
    picture = bench.catalog / "images" / "tom.png"
    picture.rename(picture.with_name("ocop-4-sao.png"))
    bench.change("images/tom.png", "images/ocop-4-sao.png")
    problem = bench.only()
    assert (problem.code, bench.place(problem)) == ("picture_claims_stars", (FILE, 9, 14))


def test_what_is_no_food_needs_no_food_label(bench: Any) -> None:
    bench.change("category: tom-kho", "category: gio")
    text = (bench.folder / FILE).read_text(encoding="utf-8")
    label = next(line for line in text.splitlines() if line.startswith("    label:"))
    bench.change(f"{label}\n", "")
    assert bench.load().problems == ()


SECOND = """\
cooperative: {name: HTX B, address: Cà Mau}
products:
  - {code: B, name: Giỏ lác, category: gio, price: 1000, stock: 1, gtin: "8934563138165"}
"""


@pytest.mark.parametrize(
    ("first", "second", "code", "place", "other"),
    [
        ("", ("code: B", "code: TOMKHO"), "code_reused", (3, 12), ":5:11"),
        (
            "    gtin: '8934563138165'\n",
            ("", ""),
            "gtin_reused",
            ("tan-tien", 13, 11),
            "hai.yaml:3:74",
        ),
        (
            "    gtin: '08934563138165'\n",
            ("", ""),
            "gtin_reused",
            ("tan-tien", 13, 11),
            "hai.yaml:3:74",
        ),
    ],
)
def test_what_stands_in_two_files_names_both_places(
    bench: Any, first: str, second: tuple[str, str], code: str, place: tuple[Any, ...], other: str
) -> None:
    bench.change(STOCK, STOCK + first)
    file = "catalog/zz-hai.yaml" if code == "code_reused" else "catalog/hai.yaml"
    bench.write(file, SECOND.replace(*second))
    problem = bench.only()
    assert problem.code == code
    assert problem.where.line == place[-2]
    assert problem.where.column == place[-1]
    assert problem.values["other"].endswith(other)
    assert bench.load().products == ()


def test_a_sku_may_not_be_another_products_code(bench: Any) -> None:
    bench.change(STOCK, "    options: [A]\n    variants: [{sku: B, options: [a], stock: 1}]\n")
    bench.write("catalog/zz.yaml", SECOND)
    problem = bench.only()
    assert (problem.code, bench.place(problem)) == ("sku_reused", (FILE, 13, 22))
    assert problem.values["other"].endswith("zz.yaml:3:12")
    assert bench.load().blocked == {"TOMKHO", "B"}


def test_a_sku_may_be_its_own_products_code(bench: Any) -> None:
    bench.change(STOCK, "    options: [A]\n    variants: [{sku: TOMKHO, options: [a], stock: 1}]\n")
    assert bench.load().problems == ()


def test_problems_of_all_files_come_together_in_order(bench: Any) -> None:
    bench.change("price: 650000", "price: 0")
    bench.write("catalog/a.yaml", "cooperative: [")
    bench.write("settings.yaml", "langage: vi")
    bench.write("shops.yaml", "apps: {}\n")
    places = [bench.place(problem) for problem in bench.load().problems]
    assert places == sorted(places)
    assert {file for file, _, _ in places} == {
        "catalog/a.yaml",
        FILE,
        "settings.yaml",
        "shops.yaml",
    }


@pytest.mark.parametrize(
    "address",
    [
        "Xã Ba Sao, tỉnh Bến Tre",
        "TP. HCM",
        "Số 1, đường X, Thành phố Hồ Chí Minh, Việt Nam",
        "Ấp 1, Xã Hoà Mỹ, Tỉnh Cà Mau",
        "Phường 9, Cà Mau",
        "Thôn 2, tỉnh Đắc Lắc",
        "Năm Căn",
    ],
)
def test_a_place_is_known_by_its_former_names_too(bench: Any, address: str) -> None:
    """It is told what it is called now; that it is no place at all is not said."""
    bench.change("Ấp 1, xã Tân Tiến, tỉnh Cà Mau", address)
    assert {problem.code for problem in bench.load().problems} <= {"place_former"}


def test_a_category_may_ask_for_barcodes(bench: Any) -> None:
    bench.change("product_set: 8", "product_set: 8, asks_gtin: true", "categories.yaml")
    problem = bench.only()
    assert (problem.code, problem.severity) == ("gtin_missing", "warning")


def test_a_real_marketplace_must_know_who_sells(bench: Any) -> None:
    bench.change("secret: bimat-cua-app", "secret_env: KHOA", "shops.yaml")
    bench.change("    sandbox: http://127.0.0.1:8711\n", "", "shops.yaml")
    bench.change("access_token: bimat-truy-cap", "access_token_env: VE", "shops.yaml")
    environ = {"KHOA": "a", "VE": "b"}
    assert bench.only(environ=environ).code == "seller_identity_missing"
    bench.change("  address:", '  tax_code: "2001234565"\n  address:')
    assert bench.load(environ=environ).problems == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("100 g", "100  g"),
        ("100 g", "100g"),
        ("gói nhỏ", "Gói nhỏ"),
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("kỷ niệm", "kỉ niệm"),
        ("100 g", "100\u200b g"),
        ("gói nhỏ", "gói\u00ad nhỏ."),
        ("gói - nhỏ", "gói \u2013 nhỏ"),
        ("100 g", "\uff11\uff10\uff10 g"),
        ("Hop A", "Hop \u0410"),
        ("1 kg", "1000 g"),
        ("0,5 kg", "500 gr"),
    ],
)
def test_options_that_look_alike_to_a_buyer_are_told(bench: Any, first: str, second: str) -> None:
    _two_variants(bench, ("S1", "S2"), (first, second))
    assert bench.only().code == "options_look_alike"


def _two_variants(bench: Any, skus: tuple[str, str], options: tuple[str, str]) -> None:
    variants = [
        f"{{sku: '{sku}', options: ['{option}'], stock: 1}}"
        for sku, option in zip(skus, options, strict=True)
    ]
    bench.change("    stock: 40\n", f"    options: [Loại]\n    variants: [{', '.join(variants)}]\n")


@pytest.mark.parametrize(
    "options",
    [("2-3 con", "23 con"), ("1,5 lít", "15 lít"), ("3+1", "31"), ("thúy", "thúi"), ("tay", "tai")],
)
def test_options_that_a_buyer_can_tell_apart_are_fine(bench: Any, options: tuple[str, str]) -> None:
    _two_variants(bench, ("S1", "S2"), options)
    assert bench.load().problems == ()


@pytest.mark.parametrize(
    "skus", [("0017", "17"), ("TOM-1", "tom-1"), ("TOM-01", "TOM_1"), ("TOM-1", "TOM\u20111")]
)
def test_skus_that_are_taken_for_one_another_are_told(bench: Any, skus: tuple[str, str]) -> None:
    _two_variants(bench, skus, ("100 g", "200 g"))
    problem = bench.only()
    assert (problem.code, problem.severity) == ("skus_look_alike", "warning")
    assert (problem.values["name"], problem.values["sku"]) == skus


@pytest.mark.parametrize(
    "text",
    [
        "<p>Một</p><br/>Hai",
        "Một &nbsp; hai",
        "<ul class='a'><li>x",
        "<!--StartFragment-->Một",
        "[b]Một[/b] hai",
        "Một **hai** ba",
        "Một &#x2014; hai",
    ],
)
def test_html_in_a_story_is_told_with_its_words(bench: Any, text: str) -> None:
    bench.change("story: Tôm đất phơi nắng.", f'story: "{text} rồi hết."')
    problem = bench.only()
    assert (problem.code, problem.severity) == ("html_in_text", "warning")
    assert "<" not in problem.values["text"]


def test_the_words_that_are_offered_lose_no_letter(bench: Any) -> None:
    bench.change(
        "story: Tôm đất phơi nắng.", 'story: "T&ocirc;m &#273;ất &lt;b&gt;ngon&lt;/b&gt;."'
    )
    assert bench.only().values["text"] == "Tôm đất ngon ."


@pytest.mark.parametrize("name", ["HTX Tôm &amp; Cua", "HTX <b>Tân Tiến</b>"])
def test_what_buyers_would_read_as_rubbish_in_a_cooperatives_name_is_told(
    bench: Any, name: str
) -> None:
    bench.change("name: HTX Tân Tiến", f'name: "{name}"')
    problem = bench.only()
    assert (problem.code, problem.severity) == ("html_in_text", "warning")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("T«m kh« T©n TiÕn ngon", "text_of_old_code"),  # TCVN3: what was meant is offered
        ("Toâm khoâ ngon nhaát", "text_garbled"),  # too short to be sure that it is VNI
        ("TÃ´m khÃ´ TÃ¢n", "text_garbled"),
        ("T?m kh? ngo?n s?ch", "text_garbled"),
    ],
)
def test_letters_of_an_old_code_wait_for_a_person(bench: Any, text: str, code: str) -> None:
    bench.change("story: Tôm đất phơi nắng.", f'story: "{text}"')
    assert [each.code for each in bench.load().problems if each.severity == "hold"] == [code]


def test_any_number_of_warnings_stops_no_product(bench: Any) -> None:
    head, _, product = (bench.catalog / "tan-tien.yaml").read_text("utf-8").partition("  - code:")
    product = product.replace(" allergens: [giáp xác],", "")
    written = (f"  - code:{product}".replace("TOMKHO", f"P{n}") for n in range(202))
    bench.write("catalog/tan-tien.yaml", head + "".join(written))
    configuration = bench.load()
    assert len(configuration.problems) > 200
    assert "stop" not in {each.severity for each in configuration.problems}
    assert len(configuration.products) == 202


def test_of_one_file_two_hundred_problems_are_told(bench: Any) -> None:
    many = "".join(f"  - {{code: P{i}, nme: x, price: 1k}}\n" for i in range(2000))
    bench.write("catalog/hong.yaml", f"cooperative: {{name: B}}\nproducts:\n{many}")
    configuration = bench.load()
    assert len([each for each in configuration.problems if each.severity == "stop"]) < 220
    assert "more_problems" in {each.code for each in configuration.problems}
    assert configuration.unread == {"hong"}
    assert [product.code for product in configuration.products if product.code == "TOMKHO"]


def test_one_product_of_thousands_of_problems_is_told_by_the_first_of_them(bench: Any) -> None:
    missing = ", ".join(f"images/{number}.png" for number in range(5000))
    bench.change("images: [images/tom.png]", f"images: [{missing}]")
    told = [each.code for each in bench.load().problems]
    assert told.count("picture_missing") <= 200
    assert "more_problems" in told


def test_a_product_cannot_take_the_name_of_somebody_elses_file(bench: Any) -> None:
    bench.write(
        "catalog/moi.yaml",
        bench.catalog.joinpath("tan-tien.yaml")
        .read_text(encoding="utf-8")
        .replace("TOMKHO", "tan-tien"),
    )
    configuration = bench.load()
    assert "code_names_a_file" in {each.code for each in configuration.problems}
    assert [product.code for product in configuration.products] == ["TOMKHO"]


def test_a_second_file_of_a_name_is_not_read(bench: Any) -> None:
    text = bench.catalog.joinpath("tan-tien.yaml").read_text(encoding="utf-8")
    bench.write("catalog/tan-tien.yml", text.replace("TOMKHO", "KHAC"))
    configuration = bench.load()
    assert [each.code for each in configuration.problems] == ["file_name_twice"]
    assert [product.code for product in configuration.products] == ["TOMKHO"]


@pytest.mark.parametrize(
    "written",
    [
        CAMPAIGN.format("percent: 90, concentrated: yes"),
        CAMPAIGN.format("price: 100000, concentrated: yes"),
        OVERLAPPING.format("percent: 10, shops: [shopee]", ", shops: [lazada]"),
        OVERLAPPING.format("percent: 10", "").replace("2027-01-31 20:00", "2027-02-01"),
    ],
)
def test_a_campaign_within_the_law_that_meets_no_other_is_fine(bench: Any, written: str) -> None:
    bench.change(STOCK, written)
    assert {problem.code for problem in bench.load().problems} <= {"campaign_shop_unknown"}


def test_campaigns_for_different_variants_do_not_meet(bench: Any) -> None:
    bench.change(
        STOCK,
        "    options: [Khối lượng]\n    variants:\n"
        "      - {sku: A, options: [200 g], stock: 3}\n"
        "      - {sku: B, options: [1 kg], stock: 3}\n"
        "    campaigns:\n"
        "      - {from: 2027-01-15, to: 2027-01-31, prices: {A: 600000}}\n"
        "      - {from: 2027-01-15, to: 2027-01-31, prices: {B: 600000}}\n",
    )
    assert bench.load().problems == ()


@pytest.mark.parametrize("ending", [".yaml.txt", ".YML.TXT", ".yaml.docx", ".yaml.bak"])
def test_a_catalog_file_of_another_ending_is_told(bench: Any, ending: str) -> None:
    text = (bench.folder / FILE).read_text(encoding="utf-8")
    (bench.catalog / f"U Minh{ending}").write_text(text, encoding="utf-8")
    found = [(each.code, each.values) for each in bench.load().problems]
    told = [("file_of_other_ending", {"meant": "U Minh.yaml"})]
    assert found == (told if ending != ".yaml.bak" else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("price: 650000", "price: 650000 #gia moi"),
        ("code: TOMKHO", "code: TOMKHO #a"),
        ("name: Tôm khô Tân Tiến", "name: 'Tôm khô Tân Tiến' #1"),
        ("name: Tôm khô Tân Tiến", "name: Tôm khô Tân Tiến # loại 1"),
        ("name: Tôm khô Tân Tiến", "name: Tôm khô “Tân Tiến”"),
        ("name: Tôm khô Tân Tiến", 'name: Tôm khô "Tân Tiến"'),
        ("name: Tôm khô Tân Tiến", 'name: Tôm khô 5" Tân Tiến'),
    ],
)
def test_a_comment_that_cuts_no_words_off_and_whole_quotes_are_not_told(
    bench: Any, old: str, new: str
) -> None:
    bench.change(old, new)
    assert bench.load().problems == ()
