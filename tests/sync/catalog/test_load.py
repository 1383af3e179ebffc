"""A sound configuration becomes products and shops, and says nothing."""

from __future__ import annotations

import gc
from datetime import date, datetime
from typing import Any

import orjson
import pytest
from pydantic_core import PydanticCustomError

from sync.catalog import freezes
from sync.catalog.records import Reading, Writer
from sync.catalog.yaml_schema.scalars import end_moment
from sync.model import VIETNAM, Count, Problem, Product, Rest

CATALOG = "catalog/tan-tien.yaml"


def test_a_sound_configuration_has_no_problem(bench: Any) -> None:
    configuration = bench.load()
    assert configuration.problems == ()
    assert configuration.whole
    assert configuration.blocked == frozenset()
    (product,) = configuration.products
    assert (product.code, product.source.line, product.source.column) == ("TOMKHO", 5, 5)
    assert product.product_set == 8
    label = product.label  # nobody wrote its origin: where it was completed is told
    assert (label.origin, label.finished_in) == (None, "Việt Nam")
    assert product.label.manufacturer == product.cooperative
    (variant,) = product.variants
    assert (variant.sku, variant.price, variant.stock) == ("TOMKHO", 650000, Count(40))
    assert variant.size_mm == (200, 150, 60)
    assert len(product.images[0].sha256) == 64
    (shop,) = configuration.shops
    assert shop.categories == {"tom-kho": "Thực phẩm > Tôm khô", "gio": "Nhà cửa > Giỏ"}
    assert (shop.where.line, shop.where.column) == (4, 5)
    assert shop.app.secret == "bimat-cua-app"


def test_variants_take_what_they_lack_from_their_product(bench: Any) -> None:
    bench.change(
        "    stock: 40\n",
        "    options: [Khối lượng]\n    variants:\n"
        "      - {sku: A, options: [200 g], price: 270000, stock: {count: 3, date: 2026-11-20}}\n"
        "      - {sku: B, options: [500 g], weight_g: 1000}\n",
    )
    configuration = bench.load()
    first, second = configuration.products[0].variants
    assert (first.price, first.stock, first.weight_g) == (270000, Count(3, date(2026, 11, 20)), 560)
    assert (second.price, second.stock, second.weight_g) == (650000, None, 1000)
    assert [problem.code for problem in configuration.problems] == ["stock_missing"]


def test_what_is_written_with_sold_no_is_read_and_not_for_sale(bench: Any) -> None:
    bench.change("    stock: 40\n", "    stock: 40\n    sold: no\n")
    configuration = bench.load()
    (product,) = configuration.products
    assert (product.sold, configuration.unsold, configuration.problems) == (False, ("TOMKHO",), ())


def test_one_variant_that_is_not_to_be_sold_is_named(bench: Any) -> None:
    bench.change(
        "    stock: 40\n",
        "    options: [Khối lượng]\n    variants:\n"
        "      - {sku: A, options: [200 g], stock: 3, sold: no}\n"
        "      - {sku: B, options: [500 g], stock: 3, sold: yes}\n",
    )
    configuration = bench.load()
    (product,) = configuration.products
    assert [variant.sold for variant in product.variants] == [False, True]
    assert configuration.unsold == ("A",)


def test_a_word_that_says_neither_leaves_the_product_as_it_stands(bench: Any) -> None:
    bench.change("    stock: 40\n", "    stock: 40\n    sold: hết\n")
    configuration = bench.load()
    assert (configuration.products, configuration.blocked) == ((), {"TOMKHO"})


def test_text_stays_as_it_was_written(bench: Any) -> None:
    bench.change("code: TOMKHO", "code: 0123")
    bench.change("name: Tôm khô Tân Tiến", "name: no")
    bench.change("500 g", "1.10")
    (product,) = bench.load().products
    assert (product.code, product.name, product.label.net_content) == ("0123", "no", "1.10")


def test_a_field_left_empty_is_absent_and_never_zero(bench: Any) -> None:
    bench.change("stock: 40", "stock:")
    (product,) = bench.load().products
    assert product.variants[0].stock is None


def test_of_a_product_with_a_fault_only_the_field_waits_that_has_it(bench: Any) -> None:
    bench.change("name: Tôm khô Tân Tiến", "name:")
    configuration = bench.load()
    assert configuration.blocked == frozenset()
    (product,) = configuration.products
    assert (product.variants[0].price, product.variants[0].stock) == (650000, Count(40))
    (problem,) = configuration.objections[product.code]
    assert (problem.code, problem.fields) == ("missing_field", {"title"})


def test_a_price_that_cannot_be_read_concerns_its_variant_alone(bench: Any) -> None:
    bench.change(
        "    stock: 40\n",
        "    options: [Khối lượng]\n    variants:\n"
        "      - {sku: A, options: [200 g], price: mười, stock: 3}\n"
        "      - {sku: B, options: [500 g], price: 650000, stock: 2}\n",
    )
    (problem,) = bench.load().problems
    assert (problem.fields, problem.sku) == ({"price"}, "A")


def test_a_product_that_cannot_be_told_apart_is_blocked_and_the_rest_is_loaded(bench: Any) -> None:
    nowhere = "{code: X, name: X, category: gio, price: 1k, overrides: {a: {sold: có lẽ}}}"
    bench.write("catalog/khac.yaml", f"cooperative: {{name: B}}\nproducts: [{nowhere}]\n")
    configuration = bench.load()
    assert [product.code for product in configuration.products] == ["TOMKHO"]
    assert configuration.blocked == {"X"}
    assert configuration.whole


def test_a_file_that_cannot_be_read_makes_the_catalog_partial(bench: Any) -> None:
    bench.write("catalog/hong.yaml", "products: [")
    configuration = bench.load()
    assert not configuration.whole
    assert len(configuration.products) == 1


def test_a_count_that_makes_no_sense_is_told_from_none(bench: Any) -> None:
    bench.change("stock: 40", "stock: nhiều")
    (product,) = bench.load().products
    assert [(v.stock, v.count_unread) for v in product.variants] == [(None, True)]


def test_of_variants_only_the_one_with_the_senseless_count_is_marked(bench: Any) -> None:
    first, second = "{sku: A, options: [a], stock: {count: x}}", "{sku: B, options: [b]}"
    product = f"{{code: X, name: X, price: 1k, options: [Cỡ], variants: [{first}, {second}]}}"
    bench.write("catalog/khac.yaml", f"cooperative: {{name: B}}\nproducts: [{product}]\n")
    found = next(each for each in bench.load().products if each.code == "X")
    assert [each.count_unread for each in found.variants] == [True, False]


def test_in_a_file_that_breaks_off_a_count_may_have_stood_further_on(bench: Any) -> None:
    bench.change("    stock: 40\n", "")
    assert [v.count_unread for p in bench.load().products for v in p.variants] == [False]
    path = bench.folder / "catalog" / "tan-tien.yaml"
    bench.write("catalog/tan-tien.yaml", path.read_text(encoding="utf-8") + "  - code: [\n")
    marked = [v.count_unread for p in bench.load().products for v in p.variants]
    assert marked == [True]


def test_a_product_without_a_code_makes_the_catalog_partial(bench: Any) -> None:
    bench.change("code: TOMKHO", "brand: A")
    configuration = bench.load()
    assert not configuration.whole
    assert configuration.products == ()


def test_without_its_cooperative_only_the_texts_of_a_file_wait(bench: Any) -> None:
    bench.change("  name: HTX Tân Tiến\n", "")
    configuration = bench.load()
    assert configuration.blocked == frozenset()
    (problem,) = configuration.objections[configuration.products[0].code]
    assert problem.fields == {"title", "description", "attributes"}


ADDRESS = "  address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau\n"


@pytest.mark.parametrize(
    ("told", "address", "origin", "finished", "asked"),
    [
        ("", ADDRESS, None, "Việt Nam", []),
        ("origin: Lào, ", ADDRESS, "Lào", None, []),
        ("origin_place: Cà Mau, ", ADDRESS, "Việt Nam", None, []),
        ("origin_place: Champasak, ", ADDRESS, None, "Việt Nam", []),
        ("", "  address: Champasak\n", None, None, ["origin_unknown"]),
        ("origin: Lào, ", "  address: Champasak\n", "Lào", None, []),
    ],
)
def test_an_origin_that_nobody_wrote_is_not_claimed(
    bench: Any, told: str, address: str, origin: str | None, finished: str | None, asked: list[str]
) -> None:
    bench.change(ADDRESS, address)
    bench.change("label: {", "label: {" + told)
    loaded = bench.load()
    label = loaded.products[0].label
    assert (label.origin, label.finished_in) == (origin, finished)
    assert [problem.code for problem in loaded.problems] == asked


@pytest.mark.parametrize(
    ("old", "new", "waits"),
    [
        ("  address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau\n", "  address: [1]\n", {"title"}),
        ("net_content: 500 g", "net_content: [500]", {"title"}),
        ("storage: Nơi khô ráo", "storage: [khô]", set()),
    ],
)
def test_a_title_waits_for_the_facts_that_it_is_made_of(
    bench: Any, old: str, new: str, waits: set[str]
) -> None:
    bench.change(old, new)
    assert bench.only().fields & {"title"} == waits


def test_without_sound_categories_nothing_is_sold_and_nothing_withdrawn(bench: Any) -> None:
    (bench.folder / "categories.yaml").unlink()
    configuration = bench.load()
    assert [problem.code for problem in configuration.problems] == ["file_missing"]
    assert configuration.blocked == {"TOMKHO"}


def test_without_sound_settings_no_shop_is_opened(bench: Any) -> None:
    bench.write("settings.yaml", "database: [x]\n")
    configuration = bench.load()
    assert configuration.shops == ()
    assert [problem.code for problem in configuration.problems] == ["wrong_type_text"]


def test_settings_have_defaults_and_are_read(bench: Any) -> None:
    bench.write("settings.yaml", "language: en\nsafety: {withdraw_count: 9}\n")
    settings = bench.load().settings
    assert (settings.language, settings.safety.withdraw_count) == ("en", 9)
    assert settings.safety.withdraw_percent == 30.0


def test_an_expired_certificate_does_not_take_the_product_off_sale(bench: Any) -> None:
    bench.change(
        "    price",
        "    certificate: {stars: 4, decision_no: 1/QĐ-UBND,"
        " issued_on: 2023-01-01, expires_on: 2025-12-31}\n    price",
    )
    configuration = bench.load()
    (problem,) = configuration.problems
    assert (problem.code, problem.severity) == ("ocop_certificate_expired", "stop")
    assert not freezes(problem)
    assert freezes(Problem(code="price_zero"))
    assert len(configuration.products) == 1
    assert configuration.blocked == frozenset()


def test_what_waits_for_a_person_is_loaded(bench: Any) -> None:
    bench.change("Tôm đất phơi nắng.", "Tôm đất hỗ trợ điều trị ho.")
    configuration = bench.load()
    assert [(p.code, p.severity) for p in configuration.problems] == [("disease_claim", "hold")]
    assert len(configuration.products) == 1


def test_every_problem_of_a_product_is_reported_at_once(bench: Any) -> None:
    bench.change("price: 650000", "price: 65k")
    bench.change("stock: 40", "stock: -1\n    gía: 1\n    gtin: '8934563138166'")
    bench.change("category: tom-kho", "category: tomkho")
    bench.change("name: Tôm khô Tân Tiến", "name: TÔM KHÔ TÂN TIẾN")
    codes = {problem.code for problem in bench.load().problems}
    assert codes == {
        "price_form",
        "stock_negative",
        "unknown_field_near",
        "gtin_check_digit",
        "category_unknown_near",
        "title_all_capitals",
    }


def test_loading_twice_gives_the_same(bench: Any) -> None:
    bench.change("stock: 40", "stock: -1")
    assert bench.load() == bench.load()


def test_the_order_of_entries_in_a_file_is_irrelevant(bench: Any) -> None:
    before = bench.load().products
    text = (bench.folder / CATALOG).read_text(encoding="utf-8")
    head, products = text.split("products:")
    bench.write(CATALOG, f"products:{products}{head}")
    (after,) = bench.load().products
    assert after.variants == before[0].variants
    assert after.cooperative == before[0].cooperative


def test_loading_leaves_garbage_collection_as_it_was(bench: Any) -> None:
    aside = gc.get_freeze_count()
    bench.load()
    assert gc.isenabled()
    assert gc.get_freeze_count() == aside


def test_a_picture_used_by_many_products_is_read_once(bench: Any) -> None:
    bench.change("images: [images/tom.png]", "images: [images/tom.png, images\\tom.png]")
    (product,) = bench.load().products
    assert product.images[0] == product.images[1]


def test_merge_keys_and_anchors_spare_repetition(bench: Any) -> None:
    bench.change("label: {", "label: &nhan {")
    text = (bench.folder / CATALOG).read_text(encoding="utf-8")
    bench.write(
        CATALOG,
        text + "  - {code: B, name: Tôm khô vụn, category: tom-kho, price: 90000, stock: 1,\n"
        "     label: {<<: *nhan, net_content: 200 g}}\n",
    )
    configuration = bench.load()
    assert configuration.problems == ()
    label = configuration.products[1].label
    assert (label.net_content, label.shelf_life) == ("200 g", "6 tháng")


def test_a_product_rests_outside_of_its_season(bench: Any) -> None:
    bench.change("    stock: 40\n", "    stock: 40\n    season: {from: 15/08, to: 30/10}\n")
    configuration = bench.load()
    (product,) = configuration.products
    assert configuration.resting == (product,)
    assert product.rest == Rest(since=date(2026, 10, 31), until=date(2027, 8, 15))
    assert (product.season.meanwhile, configuration.unsold) == ("hide", ())


def test_in_its_season_a_product_is_sold(bench: Any) -> None:
    bench.change("    stock: 40\n", "    stock: 40\n    season: {from: 1/11, to: 1/2}\n")
    assert bench.load().resting == ()


def test_a_season_that_makes_no_sense_leaves_the_product_as_it_stands(bench: Any) -> None:
    bench.change("    stock: 40\n", "    stock: 40\n    season: {from: hè, to: thu}\n")
    configuration = bench.load()
    assert (configuration.products, configuration.blocked) == ((), {"TOMKHO"})


def test_a_bundle_is_made_of_other_skus_and_has_no_stock_of_its_own(bench: Any) -> None:
    bench.change(
        "    stock: 40\n",
        "    options: [Loại]\n    variants:\n"
        "      - {sku: A, options: [lẻ], stock: 40}\n"
        "      - {sku: B, options: [cặp], price: 1200000, made_of: {A: 2}}\n",
    )
    configuration = bench.load()
    assert configuration.problems == ()
    assert configuration.bundles == {"B": {"A": 2}}
    assert configuration.products[0].variants[1].stock is None


def test_what_a_bundle_is_made_of_that_cannot_be_read_holds_as_it_was(bench: Any) -> None:
    bench.change("    stock: 40\n", "    made_of: {A: hai}\n")
    (product,) = bench.load().products
    assert product.variants[0].count_unread
    assert product.variants[0].made_of is None


def test_while_a_file_cannot_be_read_no_part_is_unknown(bench: Any) -> None:
    bench.change("    stock: 40\n", "    made_of: {Ở-TỆP-KIA: 1}\n")
    bench.write("catalog/hong.yaml", "products: [")
    codes = {problem.code for problem in bench.load().problems}
    assert not {code for code in codes if code.startswith("part_")}


def test_lots_are_read_and_how_long_they_are_sold_is_a_word_of_the_product_or_its_kind(
    bench: Any,
) -> None:
    lot = "{lot: L2611, made_on: 2026-11-01, best_before: 2027-05-01, quantity: 40, made_by: tổ 1"
    bench.change(
        "    stock: 40\n",
        f"    stock: 40\n    lots: [{lot}, recalled: {{date: 2026-11-20, reason: mốc}}}}]\n",
    )
    bench.change("product_set: 8", "product_set: 8, least_days_left: 30", "categories.yaml")
    (product,) = bench.load().products
    (found,) = product.variants[0].lots
    assert (found.number, found.made_on, found.best_before, found.quantity) == (
        "L2611",
        date(2026, 11, 1),
        date(2027, 5, 1),
        40,
    )
    assert (found.made_by, found.recalled_on, found.recall_reason) == (
        "tổ 1",
        date(2026, 11, 20),
        "mốc",
    )
    assert (product.least_days_left, found.recalled) == (30, True)
    bench.change("    stock: 40\n", "    stock: 40\n    least_days_left: 7\n")
    assert bench.load().products[0].least_days_left == 7


def test_a_campaign_is_read_with_its_moments(bench: Any) -> None:
    bench.change(
        "    stock: 40\n",
        "    stock: 40\n    campaigns:\n"
        "      - {from: 2027-01-15, to: 2027-01-31, percent: 20}\n"
        "      - {name: Tết, from: 2027-02-01 8:00, to: 2027-02-01 20h30, price: 600000,"
        " shops: [shopee]}\n",
    )
    configuration = bench.load()
    assert configuration.problems == ()
    days, hours = configuration.products[0].campaigns
    assert days.begins == datetime(2027, 1, 15, tzinfo=VIETNAM)
    assert days.ends == datetime(2027, 2, 1, tzinfo=VIETNAM)
    assert (days.percent, days.price, hours.price, hours.shops) == (20.0, None, 600000, ("shopee",))
    assert hours.begins == datetime(2027, 2, 1, 8, tzinfo=VIETNAM)
    assert hours.ends == datetime(2027, 2, 1, 20, 30, tzinfo=VIETNAM)
    assert Reading(rows_of(configuration.products[0]), [Product]).of(Product)[0].campaigns == (
        days,
        hours,
    )


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("prepare_days: 7", 7),
        ("season: {from: 01/12, to: 31/12, pre_order_days: 10}", 10),
        ("prepare_days: 2\n    season: {from: 01/12, to: 31/12, pre_order_days: 10}", 12),
        ("prepare_days: 2\n    season: {from: 01/11, to: 31/12, pre_order_days: 10}", 2),
        ("season: {from: 01/11, to: 31/12, pre_order_days: 10}", None),
    ],
)
def test_an_order_is_ready_after_its_days_to_prepare_and_the_wait_for_its_season(
    bench: Any, written: str, days: int | None
) -> None:
    bench.change("    stock: 40\n", f"    stock: 40\n    {written}\n")
    (product,) = bench.load().products
    assert (product.prepare_days, product.rest) == (days, None)


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2027-01-15", datetime(2027, 1, 16, tzinfo=VIETNAM)),
        (" 2027-01-15 ", datetime(2027, 1, 16, tzinfo=VIETNAM)),
        ("2027-01-15 00:00", datetime(2027, 1, 15, tzinfo=VIETNAM)),
        ("2027-01-15 8:00", datetime(2027, 1, 15, 8, tzinfo=VIETNAM)),
        ("2027-01-15T08:00", datetime(2027, 1, 15, 8, tzinfo=VIETNAM)),
        ("2027-01-15 8h00", datetime(2027, 1, 15, 8, tzinfo=VIETNAM)),
        ("2027-01-15 8g00", datetime(2027, 1, 15, 8, tzinfo=VIETNAM)),
        ("2027-01-15 20g30", datetime(2027, 1, 15, 20, 30, tzinfo=VIETNAM)),
        ("2027-01-15 20h", datetime(2027, 1, 15, 20, tzinfo=VIETNAM)),
        ("2027-01-15 20G", datetime(2027, 1, 15, 20, tzinfo=VIETNAM)),
        ("15/1/2027", datetime(2027, 1, 16, tzinfo=VIETNAM)),
        ("15/01/2027 8h00", datetime(2027, 1, 15, 8, tzinfo=VIETNAM)),
    ],
)
def test_an_end_is_a_whole_day_only_where_a_day_alone_is_written(
    written: str, until: datetime
) -> None:
    assert end_moment(written) == until


@pytest.mark.parametrize("written", ["2027-01-15 24h", "2027-01-15 8", "2027-01-15 8:0", "8h00"])
def test_a_moment_that_nobody_can_be_sure_of_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError, match=r"sync\.wording") as refused:
        end_moment(written)
    assert refused.value.type == "moment_form"


def rows_of(product: Product) -> Any:
    writer = Writer()
    writer.number(product)
    return orjson.loads(orjson.dumps(writer.rows))


def test_shops_know_what_is_taken_of_a_sale_unless_the_table_has_a_fault(bench: Any) -> None:
    row = "fees:\n  - {name: phí, source: báo, platforms: [shopee], percent: 10}\n"
    file = bench.folder / "fees.yaml"
    file.write_text(row, encoding="utf-8")
    assert [fee.percent for fee in bench.load().shops[0].fees] == [10.0]
    file.write_text(f"{row}  - {{name: x, source: y, percent: 101}}\n", encoding="utf-8")
    configuration = bench.load()
    assert configuration.shops[0].fees == ()
    assert [problem.code for problem in configuration.problems] == ["percent_range"]


def test_a_shop_that_keeps_a_net_income_needs_to_know_the_fees(bench: Any) -> None:
    keeps = "    price_rule: {keeps: net}\n"
    bench.change("    account: ", f"{keeps}    account: ", "shops.yaml")
    (problem,) = bench.load().problems
    assert (problem.code, problem.severity) == ("net_without_fees", "warning")
