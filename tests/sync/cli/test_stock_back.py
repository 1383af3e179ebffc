"""`ocop stock back`: what an order sends back counts once, and is waited for until then."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.cli import exits
from sync.inventory import movements_after
from sync.model import COUNTS_AS, Movement, Order, OrderLine, ShopName, Sku, UnitState
from tests.sync.cli.stock_calls import SHOP, SKU, sell


@pytest.fixture
def stock(ocop: Any) -> Any:
    ocop("init", "dau-tien")

    def call(*arguments: str) -> Any:
        return ocop("stock", *arguments, "--config", "dau-tien", "--home", "kho")

    call()  # the catalog's count is known before anything is sold
    return call


def away(
    *states: UnitState, reference: str = "A1", shop: ShopName = SHOP, sku: str = SKU
) -> list[Movement]:
    at = datetime.now(UTC)
    lines = [
        OrderLine(sku=Sku(sku), quantity=1, status=COUNTS_AS[each], state=each, word="X")
        for each in states
    ]
    order = Order(
        shop=shop,
        reference=reference,
        status="sold",
        placed_at=at,
        updated_at=at,
        lines=tuple(lines),
    )
    return movements_after([order], [])


def on_hand(stock: Any) -> int:
    (row,) = stock("--json").json()["stock"]
    return int(row["on_hand"])


def test_what_is_coming_back_is_named_and_counts_only_once_it_is_received(
    stock: Any, tmp_path: Path
) -> None:
    sell(tmp_path, away("coming_back", "coming_back"))
    shown = stock()
    assert "Đơn A1 (gian-hang-tap): 2 MAU-MATONG đang quay về" in shown.out
    assert "Khi nhận được: ocop stock back --config dau-tien --home kho A1" in shown.out
    assert on_hand(stock) == 18
    received = stock("back", "A1")
    assert (received.code, "đã nhận 2 MAU-MATONG" in received.out) == (exits.FINE, True)
    assert on_hand(stock) == 20
    assert stock("--json").json()["away"] == []
    again = stock("back", "A1")
    assert (again.code, "Không chờ nhận" in again.err) == (exits.WRONG_INPUT, True)
    assert on_hand(stock) == 20
    history = stock("history", SKU).out
    assert "hàng đang quay về, chưa tính" in history
    assert "nhận lại từ đơn" in history


def test_what_cannot_be_sold_again_is_received_and_not_counted(stock: Any, tmp_path: Path) -> None:
    sell(tmp_path, away("coming_back", "coming_back"))
    first = stock("back", "A1", "--came", "1", "--good", "0", "--json").json()["received"]
    assert first == [{"shop": SHOP, "reference": "A1", "sku": SKU, "came": 1, "good": 0}]
    (left,) = stock("--json").json()["away"]
    assert (left["units"], left["state"]) == (1, "coming_back")
    stock("back", "A1")
    assert on_hand(stock) == 19


def test_what_was_lost_on_the_way_is_given_up_and_never_for_sale_again(
    stock: Any, tmp_path: Path
) -> None:
    sell(tmp_path, away("lost", "coming_back", "unknown"))
    shown = stock().out
    assert "bị mất hoặc hỏng trên đường" in shown
    assert "ở trạng thái lạ: X" in shown
    (told,) = stock("back", "A1", "--json").json()["received"]
    assert (told["came"], told["good"]) == (3, 2)
    assert on_hand(stock) == 19


@pytest.mark.parametrize("said", [("--came", "3"), ("--came", "1", "--good", "2")])
def test_no_more_comes_back_than_went(stock: Any, tmp_path: Path, said: tuple[str, ...]) -> None:
    sell(tmp_path, away("coming_back", "coming_back"))
    refused = stock("back", "A1", *said)
    assert (refused.code, "Chỉ chờ nhận 2" in refused.err) == (exits.WRONG_INPUT, True)
    assert on_hand(stock) == 18


def test_several_things_of_one_number_are_asked_about(stock: Any, tmp_path: Path) -> None:
    sell(tmp_path, [*away("coming_back"), *away("coming_back", sku="KHAC")])
    refused = stock("back", "A1", "--good", "1")
    assert (refused.code, "gian-hang-tap/A1 KHAC" in refused.err) == (exits.WRONG_INPUT, True)
    assert stock("back", "A1", "--sku", SKU, "--good", "1").code == exits.FINE
    other = ShopName("khac")
    sell(tmp_path, away("coming_back", shop=other, sku=SKU, reference="A2"), other)
    sell(tmp_path, away("coming_back", reference="A2"))
    assert stock("back", "A2").code == exits.WRONG_INPUT
    assert stock("back", "khac/A2").code == exits.FINE
    assert [each["shop"] for each in stock("--json").json()["away"]] == [SHOP, SHOP]
