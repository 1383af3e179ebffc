"""`ocop stock`: what people tell of the shelf counts once, and the answer says where it went."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from sync.inventory import movements_after
from sync.model import Movement, Order, OrderLine, OrderStatus, ShownQuantity, Sku
from sync.store import SecretBox, Store
from tests.sync.cli.stock_calls import SHOP, SKU, sell


@pytest.fixture
def shelf(ocop: Any) -> Any:
    """Call `ocop stock` on a first config; nothing listens where its shop should be."""
    ocop("init", "dau-tien")

    def call(*arguments: str) -> Any:
        return ocop("stock", *arguments, "--config", "dau-tien", "--home", "kho")

    return call


def only(ran: Any) -> Any:
    (row,) = ran.json()["stock"]
    return row


def ordered(reference: str, status: OrderStatus, quantity: int) -> list[Movement]:
    at = datetime.now(UTC)
    line = OrderLine(sku=Sku(SKU), quantity=quantity)
    order = Order(
        shop=SHOP, reference=reference, status="sold", placed_at=at, updated_at=at, lines=(line,)
    )
    return movements_after([replace(order, status=status)], [])


def test_the_catalogs_count_is_shown_before_any_round(shelf: Any) -> None:
    ran = shelf()
    assert ran.code == exits.FINE
    header, row, summed_up = ran.out.splitlines()
    assert header.split("  ")[0] == "Mã SKU"
    assert row.split() == [SKU, "20", *["0"] * 5, "20", "20"]
    assert summed_up == "1 mã SKU, khả dụng tất cả 20; 0 mã chưa đếm."


def test_where_each_unit_went(shelf: Any, tmp_path: Path) -> None:
    shelf()
    sell(tmp_path, [*ordered("A1", "sold", 4), *ordered("A2", "reserved", 2)])
    shelf("receive", SKU, "10")
    shelf("lose", SKU, "1")
    row = only(shelf("--json"))
    assert {name: row[name] for name in ("counted", "received", "lost", "sold", "reserved")} == {
        "counted": 20,
        "received": 10,
        "lost": 1,
        "sold": 4,
        "reserved": 2,
    }
    assert (row["on_hand"], row["available"], row["offers"]) == (25, 23, {SHOP: 23})


def test_the_history_answers_why_line_by_line(shelf: Any, tmp_path: Path) -> None:
    shelf("count", SKU, "10", "--reference", "K-1")
    sell(tmp_path, ordered("A1", "sold", 3))
    shelf("receive", SKU, "10", "--note", "chị Năm giao", "--reference", "PN-1")
    ran = shelf("history", SKU)
    assert ran.code == exits.FINE
    *_, counted, sold, received, stands, offered = ran.out.splitlines()
    assert counted.split()[2:] == ["đếm", "tại", "kho", "K-1", "10", "10", "0", "10"]
    assert sold.split()[2:] == ["bán", SHOP, "A1", "-3", "7", "0", "7"]
    assert received.split()[4:8] == ["PN-1", "+10", "17", "0"]
    assert received.rstrip().endswith("chị Năm giao")
    assert stands == f"{SKU}: tồn kho 17, đang giữ cho đơn 0, khả dụng 17."
    assert offered == f"Được đăng: {SHOP} 17."
    lines = shelf("history", SKU, "--json").json()["lines"]
    assert [line["on_hand"] for line in lines][-3:] == [10, 7, 17]
    assert [line["shop"] for line in lines][-3:] == [None, SHOP, None]


def test_after_a_count_the_history_still_tells_what_was_before(shelf: Any, tmp_path: Path) -> None:
    shelf("count", SKU, "10", "--reference", "K-1")
    sell(tmp_path, ordered("A1", "sold", 3))
    shelf("count", SKU, "6", "--reference", "K-2")
    shelf("lose", SKU, "1", "--reference", "H-1")
    lines = shelf("history", SKU, "--json").json()["lines"]
    told = [(line["reference"], line["on_hand"]) for line in lines]
    assert told[-4:] == [("K-1", 10), ("A1", 7), ("K-2", 6), ("H-1", 5)]


def test_what_is_told_again_under_its_reference_counts_once(shelf: Any) -> None:
    told = ("receive", SKU, "10", "--reference", "PN-1", "--json")
    first, again = shelf(*told).json(), shelf(*told).json()
    assert (first["new"], first["on_hand"]) == (True, 30)
    assert (again["new"], again["on_hand"]) == (False, 30)
    counted = ("count", SKU, "7", "--reference", "K-1", "--json")
    assert [shelf(*counted).json()["new"] for _ in range(2)] == [True, False]
    lost = ("lose", SKU, "7", "--reference", "H-1", "--json")
    assert [shelf(*lost).json()["on_hand"] for _ in range(2)] == [0, 0]


def test_without_a_reference_each_telling_is_another(shelf: Any) -> None:
    for on_hand in (21, 22):
        assert shelf("receive", SKU, "1", "--json").json()["on_hand"] == on_hand


@pytest.mark.parametrize("what", ["count", "receive"])
def test_a_reference_that_stands_for_another_quantity_is_refused(shelf: Any, what: str) -> None:
    shelf(what, SKU, "10", "--reference", "PN-1")
    before = only(shelf("--json"))
    refused = shelf(what, SKU, "11", "--reference", "PN-1")
    assert (refused.code, "PN-1 đã ghi 10" in refused.err) == (exits.WRONG_INPUT, True)
    assert only(shelf("--json")) == before


def test_what_is_counted_stands_until_the_catalog_is_edited(shelf: Any, tmp_path: Path) -> None:
    shelf("count", SKU, "17")
    assert only(shelf("--json"))["counted_by"] == "hand"
    file = tmp_path / "dau-tien" / "catalog" / "hop-tac-xa-mau.yaml"
    text = file.read_text(encoding="utf-8")
    assert "stock: 20" in text
    file.write_text(text.replace("stock: 20", "stock: 33"), encoding="utf-8")
    row = only(shelf("--json"))
    assert (row["counted"], row["counted_by"]) == (33, "catalog")
    shelf("count", SKU, "17")
    assert only(shelf("--json"))["counted"] == 17


def test_a_sku_that_only_a_person_counted_is_offered(shelf: Any, tmp_path: Path) -> None:
    file = tmp_path / "dau-tien" / "catalog" / "hop-tac-xa-mau.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "stock: 20" not in line]
    file.write_text("".join(kept), encoding="utf-8")
    row = only(shelf("--json"))
    assert (row["counted"], row["on_hand"], row["offers"]) == (None, None, {SHOP: None})
    assert "chưa đếm" in shelf().out
    refused = shelf("receive", SKU, "5")
    assert refused.code == exits.WRONG_INPUT
    assert "ocop stock count --config" in refused.err
    assert f"{SKU} SỐ" in refused.err
    shelf("count", SKU, "5")
    assert only(shelf("--json"))["offers"] == {SHOP: 5}


def test_a_count_of_an_earlier_day_begins_with_that_day(shelf: Any) -> None:
    shelf("count", SKU, "9", "--date", "2026-01-02")
    assert only(shelf("--json"))["counted_at"] == "2026-01-01T17:00:00+00:00"


@pytest.mark.parametrize(
    ("what", "number", "said"),
    [
        ("count", "-3", "không thể nhỏ hơn 0"),
        ("count", "3.5", "phải là số nguyên"),
        ("count", "1.000", "Chỉ viết chữ số: 1000"),
        ("count", "ba", "phải viết bằng số"),
        ("count", "1000001", "lớn quá"),
        ("receive", "0", "phải lớn hơn 0"),
        ("lose", "21", "chỉ còn 20"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_nothing_is_written(
    shelf: Any, what: str, number: str, said: str
) -> None:
    before = only(shelf("--json"))
    ran = shelf(what, SKU, number)
    assert (ran.code, said in ran.err) == (exits.WRONG_INPUT, True), ran.err
    assert only(shelf("--json")) == before


@pytest.mark.parametrize("day", ["2999-01-01", "30/02/2026", "hôm qua"])
def test_a_day_that_cannot_be_is_refused(shelf: Any, day: str) -> None:
    assert shelf("count", SKU, "3", "--date", day).code == exits.WRONG_INPUT


@pytest.mark.parametrize(
    "arguments", [("--sku", "MAU-MATON"), ("history", "MAU-MATON"), ("count", "MAU-MATON", "3")]
)
def test_a_mistyped_sku_is_refused_with_the_nearest(shelf: Any, arguments: Any) -> None:
    ran = shelf(*arguments)
    assert (ran.code, f"Gần giống: {SKU}." in ran.err) == (exits.WRONG_INPUT, True)


def test_a_mistyped_product_is_refused(shelf: Any) -> None:
    assert shelf("--product", SKU).code == exits.FINE
    ran = shelf("--product", "MAU-MATON")
    assert (ran.code, f"Gần giống: {SKU}." in ran.err) == (exits.WRONG_INPUT, True)


def test_more_sold_than_there_was_is_said(shelf: Any, tmp_path: Path) -> None:
    shelf("count", SKU, "2")
    sell(tmp_path, ordered("A1", "sold", 5))
    assert "0 (bán vượt 3)" in shelf().out
    assert f"Đã bán nhiều hơn số có 3 món {SKU}." in shelf("history", SKU).out


# --- what a person answers ----------------------------------------------------------------------


def shows(tmp_path: Path, fell: int) -> None:
    """A shop was seen to show fewer than it should."""

    async def put() -> None:
        home, now = tmp_path / "kho", datetime.now(UTC)
        async with Store.open(f"sqlite:///{home / 'ocop.db'}", SecretBox.of({}, home)) as store:
            lease = await store.leases.take(SHOP, "test", now, 60)
            assert lease is not None
            seen = ShownQuantity(
                shop=SHOP, sku=Sku(SKU), figure=20 - fell, expected=20, fell=fell, fell_at=now
            )
            await store.shown_stock.put(lease, [seen])

    asyncio.run(put())


def test_a_count_by_mistake_is_taken_back(shelf: Any) -> None:
    shelf("count", SKU, "999", "--reference", "NHAM")
    ran = shelf("cancel", "NHAM", SKU, "--json")
    assert (ran.code, ran.json()["available"]) == (exits.FINE, 20)


def test_an_order_is_taken_back(shelf: Any, tmp_path: Path) -> None:
    shelf()
    sell(tmp_path, ordered("A1", "sold", 4))
    ran = shelf("cancel", "A1", SKU, "--shop", SHOP, "--json")
    assert (ran.json()["units"], ran.json()["available"]) == (4, 20)
    assert "stock_movement_unknown" in shelf("cancel", "A9", SKU, "--json").out


def test_the_shop_is_right(shelf: Any, tmp_path: Path) -> None:
    shelf()
    shows(tmp_path, 2)
    ran = shelf("believe", SKU, "--shop", SHOP, "--json")
    assert ran.json()["believed"] == [{"sku": SKU, "units": 2}]
    assert only(shelf("--json"))["available"] == 18
    assert shelf("believe", "--shop", SHOP).code != exits.FINE


def test_the_books_are_right(shelf: Any, tmp_path: Path) -> None:
    shelf()
    shows(tmp_path, 2)
    assert only(shelf("--json"))["offers"] == {SHOP: 18}
    assert "vẫn còn trên kệ" in shelf("believe", "--shop", SHOP, "--ours").out
    assert only(shelf("--json"))["offers"] == {SHOP: 20}


def test_an_absurd_sale_is_given_its_true_figure(shelf: Any, tmp_path: Path) -> None:
    shelf()
    sell(tmp_path, ordered("A1", "sold", 999_999_999))
    assert shelf("confirm", "A2", SKU, "3").code != exits.FINE
    assert shelf("confirm", "A1", SKU, "3", "--json").json()["available"] == 17


def test_goods_under_an_unknown_sku_are_named(shelf: Any, tmp_path: Path) -> None:
    shelf()
    sell(tmp_path, [replace(moved, sku=Sku("LA-1")) for moved in ordered("A1", "sold", 4)])
    ran = shelf("assign", "LA-1", SKU, "--json")
    assert (ran.json()["movements"], ran.json()["available"]) == (1, 16)
    assert shelf("assign", SKU, SKU).code != exits.FINE
