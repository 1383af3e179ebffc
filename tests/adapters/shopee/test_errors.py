"""What every error of Shopee's tables means, in Shopee's own words."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import adapters.shopee
from adapters.shopee.error_table import BY_CODE, BY_WORDS
from adapters.shopee.errors import (
    bare,
    parse,
    parse_create,
    parse_rows,
    response_of,
)
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
from sync.wording import known_codes

HTML = b"<html><head><title>502 Bad Gateway</title></head></html>"


def answer(
    error: str, message: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    body = {"error": error, "message": message, "request_id": "e3e3e7f30c5d41a2b6e98f7712ab0c4d"}
    return Response(status, headers or {}, orjson.dumps(body))


def raised(read: Any, response: Response) -> MarketplaceError:
    with pytest.raises(MarketplaceError) as caught:
        read(response)
    return caught.value


@pytest.mark.parametrize(
    ("error", "message", "kind", "code"),
    [
        ("error_sign", "Wrong sign.", Rejected, "app_refused"),
        ("error_param", "Timestamp is expired.", ClockSkewed, "clock_skewed"),
        ("error_param", "Invalid partner_id.", Rejected, "app_refused"),
        ("error_param", "There is no access_token in query.", LoginExpired, "login_expired"),
        ("invalid_acceess_token", "Invalid access_token", LoginExpired, "login_expired"),
        ("error_auth", "Invalid access_token.", LoginExpired, "login_expired"),
        ("error_auth", "Invalid partner_id or shopid.", LoginExpired, "authorization_ended"),
        ("shop_no_linked", "Partner and shop has no linked.", LoginExpired, "authorization_ended"),
        ("error_auth", "Invalid refresh_token.", LoginExpired, "authorization_ended"),
        ("error_auth", "System error, please try again later.", Unavailable, "platform_trouble"),
        ("shop_banned", "The shop account has been banned", Rejected, "shop_banned"),
        ("error_rate_limit", "Too many requests.", Throttled, "throttled"),
        ("error_limit", "daily API call limit", Throttled, "quota_used_up"),
        ("product.error_server", "Something wrong. Please try later.", Unavailable, None),
        ("error_inner", "Our system is taking some time", Unavailable, "platform_trouble"),
        ("product.error_busi", "get update lock failed", Unavailable, "listing_busy"),
        ("product.error_busi", "Too many connections", Unavailable, "platform_busy"),
        ("product.error_busi", "Something nobody ever saw", Rejected, "platform_refused"),
        (
            "product.error_param",
            "invalid field ItemId: value must  Not Null",
            Rejected,
            "platform_refused",
        ),
        ("product.error_category_is_block", "Category is restricted", Rejected, None),
        ("error category", "", Rejected, "category_not_found"),
        ("error_price_exceed_min_limitt", "", Rejected, "price_refused"),
        (
            "product.error_cannt_edit_price_in_promotion",
            "Original_price cannot be edited when item is under promotion.",
            Rejected,
            "price_locked",
        ),
        ("error_cannt_edit_name_in_promotion", "", Rejected, "promotion_lock"),
        ("error_in_item_promotion_name_item_lock", "", Rejected, "promotion_lock"),
        ("error_flash_sale_whatever", "", Rejected, "promotion_lock"),
        (
            "error.param",
            "Can not update item with stock less than reserved stock",
            Rejected,
            "stock_below_reserved",
        ),
        (
            "error_auth",
            "Total stock must be more than reserved stock.",
            Rejected,
            "stock_below_reserved",
        ),
        (
            "error_auth",
            "Lack of location_id, please double check.",
            Rejected,
            "warehouse_unclear",
        ),
        ("error_holiday_on_add_item", "Shop is under vocation mode.", Rejected, "holiday_mode"),
        ("10002", "numbers are codes too", Rejected, "platform_refused"),
    ],
)
def test_an_error_says_what_to_do_next(
    error: str, message: str, kind: type[MarketplaceError], code: str | None
) -> None:
    told = raised(parse, answer(error, message))
    assert type(told) is kind
    assert told.problem.values["platform_code"] == error
    assert told.problem.values["platform_message"] == message
    if code:
        assert told.problem.code == code


@pytest.mark.parametrize(
    "response",
    [
        answer("product.error_server"),
        answer("error_busi_add_item_failed", "Add item failed. please try later"),
        answer("product.error_busi", "Invalid product setting. Please verify."),
        answer("product.error_busi", "The product is duplicated"),
        answer("error_repeated_mtsku", "A similar product has already been uploaded"),
        Response(502, {}, HTML),
        Response(500, {}, b""),
        Response(200, {}, HTML),
        Response(200, {}, b'{"error":"","resp'),
        Response(200, {}, b"[]"),
        Response(200, {}, b"{}"),
        Response(200, {}, b""),
    ],
)
def test_what_must_not_be_sent_twice_is_lost_in_any_doubt(response: Response) -> None:
    assert type(raised(parse_create, response)) is Lost


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (answer("error_rate_limit"), Throttled),
        (answer("product.error_busi", "get update lock failed"), Unavailable),
        (answer("product.error_image_unavailable"), Rejected),
        (Response(429, {"retry-after": "7"}, HTML), Throttled),
        (Response(400, {}, HTML), Rejected),
    ],
)
def test_what_surely_had_no_effect_is_never_called_lost(
    response: Response, kind: type[MarketplaceError]
) -> None:
    assert type(raised(parse_create, response)) is kind


def test_a_page_instead_of_an_answer_is_maintenance_where_it_may_be_asked_again() -> None:
    told = raised(parse, Response(503, {"retry-after": "30"}, HTML))
    assert isinstance(told, Unavailable)
    assert (told.problem.code, told.retry_after_s) == ("maintenance", 30)


@pytest.mark.parametrize(
    ("date", "wait_s"),
    [
        ("Mon, 23 Nov 2026 15:00:00 GMT", 3600),
        ("Mon, 23 Nov 2026 16:00:00 GMT", 0),
        ("Mon, 23 Nov 2026 17:00:00 GMT", 3600),  # 23 hours, asked anew every hour
        ("no date at all", 3600),
    ],
)
def test_a_used_up_quota_waits_for_the_platforms_midnight(date: str, wait_s: int) -> None:
    told = raised(parse, answer("error_limit", headers={"date": date}))
    assert isinstance(told, Throttled)
    assert told.retry_after_s == wait_s


def test_the_lists_count_even_beside_an_error() -> None:
    body = {
        "error": "product.error_busi_update_stock_failed",
        "message": "Update stock failed, please check failure_list for detailed reason",
        "response": {
            "success_list": [],
            "failure_list": [
                {
                    "model_id": 244000001,
                    "failed_reason": "Stock should be larger than 25 (reserve stock number)",
                }
            ],
        },
    }
    response = Response(200, {}, orjson.dumps(body))
    assert response_of(parse_rows(response)) == body["response"]


def test_a_row_that_was_only_busy_sends_the_whole_call_again() -> None:
    failures = [{"item_id": 1, "failed_reason": "get update lock failed"}]
    body = {"error": "", "response": {"success_list": [{"item_id": 2}], "failure_list": failures}}
    told = raised(parse_rows, Response(200, {}, orjson.dumps(body)))
    assert isinstance(told, Unavailable)
    assert told.retry_after_s == 5


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("product.error_busi", "error_busi"),
        ("error_busi", "error_busi"),
        ("error.param", "error_param"),
        ("error attribute", "error_attribute"),
        ("warehouse.error_not_in_whitelist", "error_not_in_whitelist"),
    ],
)
def test_one_module_is_stripped_from_a_code(error: str, code: str) -> None:
    assert bare(error) == code


def test_every_code_that_we_speak_has_a_sentence() -> None:
    meanings = [*BY_CODE.values(), *(meaning for _, meaning in BY_WORDS)]
    spoken = {meaning.code for meaning in meanings} | set(_problem_codes())
    assert len(spoken) > 30
    assert spoken <= known_codes()


def _problem_codes() -> list[str]:
    folder = Path(adapters.shopee.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")]
    return [
        keyword.value.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "code"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    ]


@given(st.binary() | st.recursive(st.none() | st.text(), st.lists).map(orjson.dumps))
def test_no_body_whatsoever_makes_a_crash(body: bytes) -> None:
    for read in (parse, parse_create, parse_rows):
        for status in (200, 403, 503):
            assert code_of(read, Response(status, {}, body)) in known_codes() | {"fine"}


def code_of(read: Callable[[Response], Any], response: Response) -> str:
    try:
        read(response)
    except MarketplaceError as error:
        return error.problem.code
    return "fine"
