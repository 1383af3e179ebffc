"""What Lazada says, and what we do next."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from adapters.lazada.errors import parse, parse_batch, parse_create
from sync.marketplace import (
    ClockSkewed,
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Response,
    Throttled,
    Unavailable,
)
from sync.marketplace.errors import LONGEST_PAUSE_S
from sync.model import Offer, Sku

OFFERS = [Offer(sku=Sku("A"), remote_id="11"), Offer(sku=Sku("B"), remote_id="12")]


def told(body: Any, status: int = 200) -> Response:
    return Response(status, {}, body if isinstance(body, bytes) else orjson.dumps(body))


def refusal(code: str, message: str = "", detail: Any = None) -> Response:
    return told({"code": code, "type": "ISP", "message": message, "detail": detail})


def error_of(read: Any, response: Response) -> MarketplaceError:
    with pytest.raises(MarketplaceError) as caught:
        read(response)
    return caught.value


@pytest.mark.parametrize("code", ["0", 0, "0.0"])
def test_a_code_of_nought_is_success_however_it_is_spelt(code: object) -> None:
    assert parse(told({"code": code, "data": {}}))["data"] == {}
    assert parse_create(told({"code": code, "data": {}, "detail": None}))["data"] == {}


@pytest.mark.parametrize(
    ("code", "message", "kind", "problem"),
    [
        ("IllegalAccessToken", "", LoginExpired, "login_expired"),
        ("IllegalRefreshToken", "", LoginExpired, "authorization_ended"),
        ("InvalidCode", "", LoginExpired, "authorization_ended"),
        ("IncompleteSignature", "", Rejected, "app_refused"),
        ("AppKey not found", "", Rejected, "app_refused"),
        ("AppWhiteIpLimit", "", Rejected, "app_refused"),
        ("IllegalTimestamp", "", ClockSkewed, "clock_skewed"),
        ("InvalidParameter", "the timestamp is expired", ClockSkewed, "clock_skewed"),
        ("901", "E901: too frequent", Throttled, "throttled"),
        ("SellerCallLimit", "", Throttled, "throttled"),
        ("AppCallLimit", "", Throttled, "throttled"),
        ("998", "", Unavailable, "maintenance"),
        ("4147", "", Unavailable, "listing_busy"),
        ("ServiceTimeout", "", Unavailable, "platform_trouble"),
        ("6", "E006: Unexpected internal error", Unavailable, "platform_trouble"),
        ("6", "E006: Invalid status filter", Rejected, "platform_refused"),
        ("501", "E501: Update product failed", Unavailable, "platform_trouble"),
        ("SellerNotActive", "", Rejected, "seller_must_act"),
        ("4148", "", Rejected, "listing_count_reached"),
        ("4160", "", Rejected, "title_refused"),
        ("VARIATION_EMPTY", "", Rejected, "variants_refused"),
        ("WhateverComesNext", "", Rejected, "platform_refused"),
    ],
)
def test_every_class_of_the_tables(
    code: str, message: str, kind: type[MarketplaceError], problem: str
) -> None:
    error = error_of(parse, refusal(code, message))
    assert (type(error), error.problem.code) == (kind, problem)


@pytest.mark.parametrize("code", ["ServiceTimeout", "6", "1000", "500", "4126", "4141"])
def test_what_may_have_been_created_is_looked_for(code: str) -> None:
    assert isinstance(error_of(parse_create, refusal(code, "internal")), Lost)


def test_a_ban_tells_how_long_it_lasts() -> None:
    for told_s, heeded_s in (("0", 0), ("1", 1), ("14229", LONGEST_PAUSE_S), ("9" * 400, 3600)):
        message = f"Api access frequency exceeds the limit. this ban will last {told_s} seconds"
        error = error_of(parse, refusal("AppCallLimit", message))
        assert isinstance(error, Throttled)
        assert (error.retry_after_s, error.scope) == (heeded_s, "path")


def test_numbers_in_a_sentence_are_no_codes() -> None:
    for message in ("4148 g is too much", "sku ID 4147", "wait for item 4162"):
        error = error_of(
            parse, refusal("500", "E500", [{"code": "SOMETHING_NEW", "message": message}])
        )
        assert error.problem.code == "platform_refused"
        assert error.problem.values["platform_message"] == message


def test_the_truth_is_in_the_details() -> None:
    blank = {
        "field": "p-120013644",
        "message": "C004: cannot be blank.",
        "code": "CHK_BASIC_REQUIRED",
    }
    for code in ("500", "4108"):
        error = error_of(parse_create, refusal(code, "E500: Create product failed", [blank]))
        assert (type(error), error.problem.code) == (Rejected, "attribute_required")
        assert "p-120013644" in str(error.problem.values["platform_message"])


def test_a_sku_that_stands_already_is_looked_for() -> None:
    message = (
        "4135:THD_IC_ERR_F_IC_INFRA_PRODUCT_036:Insert sku outer id relation failed, outerId "
        "already exists, sell ID:200158123456,sku ID:10580001111,outer ID:A,serverIP:33.1.2.3"
    )
    row = {"field": "SellerSku", "message": message, "code": "SOMETHING_ELSE"}
    error = error_of(parse_create, refusal("500", "E500: Create product failed", [row]))
    assert (type(error), error.problem.code) == (Lost, "listing_exists")


def test_an_old_detail_is_a_mere_text() -> None:
    error = error_of(parse, refusal("501", "E501", ["4160:TITLE_TOO_LONG:too long"]))
    assert error.problem.code == "title_refused"


def test_success_with_details_is_no_success() -> None:
    partly = told({"code": "0", "data": {}, "detail": [{"message": "4160:X:too long"}]})
    assert error_of(parse, partly).problem.code == "title_refused"
    assert isinstance(error_of(parse_create, partly), Lost)


@pytest.mark.parametrize(
    "body", [b"", b"<html>punish</html>", b"[]", b"null", b"{}", b'{"data":1}']
)
def test_an_answer_without_sense_is_lost(body: bytes) -> None:
    for read in (parse, parse_create, parse_batch):
        assert isinstance(error_of(read, told(body)), Lost)


@pytest.mark.parametrize(
    ("status", "kind"), [(429, Throttled), (503, Unavailable), (500, Unavailable)]
)
def test_a_page_of_a_gateway_is_judged_by_its_status(
    status: int, kind: type[MarketplaceError]
) -> None:
    assert isinstance(error_of(parse, told(b"<html>", status)), kind)


def test_every_sku_of_a_batch_was_set() -> None:
    assert parse_batch(told({"code": "0", "data": {}})).of(OFFERS) == [None, None]


@pytest.mark.parametrize(
    "name", [{"seller_sku": "B"}, {"sku": "B"}, {"SkuId": 12}, {"sku_id": "12"}]
)
def test_a_named_sku_failed_and_the_other_did_not(name: dict[str, object]) -> None:
    row = {**name, "code": "4170", "message": "During the Tet campaign, there are restrictions"}
    done, failed = parse_batch(told({"code": "0", "data": {}, "detail": [row]})).of(OFFERS)
    assert done is None
    assert failed is not None
    assert failed.problem.code == "promotion_lock"


def test_beside_an_error_the_others_may_have_been_set() -> None:
    row = {"seller_sku": "B", "code": "4170", "message": "campaign"}
    others, failed = parse_batch(refusal("501", "E501: Update product failed", [row])).of(OFFERS)
    assert isinstance(others, Lost)
    assert isinstance(failed, Rejected)


def test_a_detail_that_names_no_sku_leaves_all_in_doubt_but_a_single_one() -> None:
    row = {"field": "ItemId", "message": "ITEM_NOT_FOUND", "code": "E0501"}
    answer = parse_batch(told({"code": "0", "data": {}, "detail": [row]}))
    assert [type(verdict) for verdict in answer.of(OFFERS)] == [Lost, Lost]
    (only,) = answer.of(OFFERS[:1])
    assert only is not None
    assert only.problem.code == "listing_gone"


def test_a_sku_that_was_merely_busy_is_sent_again() -> None:
    row = {"seller_sku": "B", "code": "E0501", "message": "SYS_ERROR"}
    assert isinstance(error_of(parse_batch, refusal("501", "E501", [row])), Unavailable)


def test_a_sku_in_trouble_keeps_no_other_from_being_done() -> None:
    row = {"seller_sku": "B", "code": "E0501", "message": "HSF time out"}
    done, waits = parse_batch(told({"code": "0", "data": {}, "detail": [row]})).of(OFFERS)
    assert (done, type(waits)) == (None, Unavailable)
    refused = {"seller_sku": "A", "code": "4170", "message": "campaign"}
    told_apart = parse_batch(refusal("501", "E501", [row, refused])).of(OFFERS)
    assert [type(one) for one in told_apart] == [Rejected, Unavailable]
