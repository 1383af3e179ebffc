"""What marketplaces answered that nobody expected is kept, shown, and packed to be sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from sync.marketplace import Rejected, Response
from sync.model import Problem, ShopName
from sync.platforms import platforms
from sync.transport.kept_unknown import MOST, UnknownAnswers
from sync.transport.unknown_answers import AnswerWatch
from tests.recorded import test_recorded

DETAIL = "/api/v2/order/get_order_detail"
ORDER = {
    "order_sn": "2511290ABCDEF",
    "order_status": "ARRANGE_SHIPMENT_PENDING",
    "buyer_username": "nguyenvanan",
    "recipient_address": {"name": "Nguyễn Văn An", "phone": "84912345678"},
    "new_promise_date": 1_764_374_400,
}


def watch(home: Path, platform: str = "shopee") -> AnswerWatch:
    return AnswerWatch(
        shop=ShopName("gian-hang-tap"),
        platform=platform,
        known=platforms()[platform].known,
        keep=UnknownAnswers.of(home),
        now=lambda: datetime(2026, 11, 29, tzinfo=UTC),
    )


def answered(body: Any, status: int = 200) -> Response:
    return Response(status, {}, orjson.dumps(body))


@pytest.fixture
def met(first: list[str]) -> list[str]:
    """A home that met a new status and a new field."""
    body = {"error": "", "response": {"order_list": [ORDER]}}
    watch(Path("kho")).answered(DETAIL, answered(body))
    return first


def test_they_are_listed_and_status_tells_of_them(ocop: Any, met: list[str]) -> None:
    found = ocop("report", "--json", *met).json()["unknown"]
    assert {(one["kind"], one["name"]) for one in found} == {
        ("word", "order_status=ARRANGE_SHIPMENT_PENDING"),
        ("field", "new_promise_date"),
    }
    assert "ARRANGE_SHIPMENT_PENDING" in ocop("report", *met).out
    assert "2 điều mà chương trình chưa hiểu" in ocop("status", *met).out
    assert ocop("status", "--json", *met).json()["unknown"] == 2


@pytest.mark.parametrize("call", ["get_order_detail", DETAIL])
def test_a_packed_answer_is_a_case_as_it_is(
    ocop: Any, met: list[str], call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = ocop("report", call, "--json", *met).json()
    file = Path(packed["file"])
    text = file.read_text(encoding="utf-8")
    for somebodys in ("Nguyễn", "84912345678", "nguyenvanan", "2511290ABCDEF"):
        assert somebodys not in text
    assert "new_promise_date" in text
    assert file.parent.name == "shopee"
    assert json.loads(text) == packed["case"]
    test_recorded.test_a_case_says_where_it_comes_from(file)
    test_recorded.test_a_recorded_answer_is_read_for_what_it_is(file)


def test_a_code_that_nobody_knows_is_kept(ocop: Any, first: list[str]) -> None:
    values = {"platform_code": "error_never_heard_of"}
    error = Rejected([Problem(code="platform_refused", values=values)])
    body = {"error": "error_never_heard_of", "message": "buyer Nguyen Van An is not found"}
    watch(Path("kho")).failed("/api/v2/product/update_stock", answered(body, 403), error)
    (found,) = ocop("report", "--json", *first).json()["unknown"]
    assert (found["kind"], found["name"]) == ("code", "error_never_heard_of")
    case = ocop("report", found["id"], "--json", *first).json()["case"]
    assert case["data"]["status"] == 403
    assert "Nguyen" not in json.dumps(case)


ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "shopee": (
        "/api/v2/product/update_stock",
        {"response": {"failure_list": [{"model_id": 5, "failed_reason": "Item is frozen"}]}},
    ),
    "lazada": (
        "/product/stock/sellable/adjust",
        {"code": "501", "detail": [{"code": "E9876", "message": "nothing", "sku": "A"}]},
    ),
    "tiktok": (
        "/product/202309/products/{id}/inventory/update",
        {"code": 0, "data": {"errors": [{"code": 12059999, "message": "", "detail": {}}]}},
    ),
    "postmart": (
        "/products/stocks",
        {"code": 0, "data": {"results": [{"sku": "A", "status": "ERROR", "code": "FROZEN"}]}},
    ),
}


@pytest.mark.parametrize(
    ("platform", "code"),
    [("shopee", "Item is frozen"), ("lazada", "E9876"), ("tiktok", "12059999"),
     ("postmart", "FROZEN")],
)  # fmt: skip
def test_a_code_of_one_row_of_a_batch_is_kept_like_that_of_a_whole_answer(
    tmp_path: Path, platform: str, code: str
) -> None:
    endpoint, body = ROWS[platform]
    for _ in range(5):
        watch(tmp_path, platform).answered(endpoint, answered({"error": "", **body}))
    found = [one for one in UnknownAnswers.of(tmp_path).all() if one.kind == "code"]
    assert [(one.name, one.times) for one in found] == [(code, 5)]


@pytest.mark.parametrize(
    ("platform", "endpoint", "body"),
    [
        ("lazada", "/orders/items/get", {"order_items": [{"status": "Shipped_Back"}]}),
        ("lazada", "/products/get", {"products": [{"status": "Pending QC"}]}),
        ("shopee", DETAIL, {"package_list": [{"logistics_status": "PICKUP_DONE"}]}),
    ],
)
def test_a_word_is_known_in_each_of_its_spellings(
    tmp_path: Path, platform: str, endpoint: str, body: Any
) -> None:
    watch(tmp_path, platform).answered(endpoint, answered({"code": "0", "data": body}))
    assert [one for one in UnknownAnswers.of(tmp_path).all() if one.kind == "word"] == []


def test_what_was_never_met_is_said(ocop: Any, first: list[str]) -> None:
    assert "Chưa gặp" in ocop("report", *first).out
    ran = ocop("report", "get_item_list", *first)
    assert ran.code == 1
    assert "get_item_list" in ran.err


def test_they_are_bounded(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        body = {"error": "", "response": {f"field_{number}": 1}}
        watch(tmp_path).answered(DETAIL, answered(body))
    assert len(UnknownAnswers.of(tmp_path).all()) == MOST


@pytest.mark.parametrize("platform", ["shopee", "lazada", "tiktok", "postmart"])
def test_a_first_round_meets_nothing_unknown(platform: str) -> None:
    assert len(platforms()[platform].known.names) > 100
