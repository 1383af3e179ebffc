"""What every error of TikTok's tables means, in TikTok's own words."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import adapters.tiktok
from adapters.tiktok.errors import BY_CODE, BY_WORDS, error_of_row, parse, parse_create
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

MORE = " For more details: https://m.tiktok.shop/s/AIu6dbFhs2XW"
NOON = "Mon, 23 Nov 2026 05:00:00 GMT"


def answer(code: int, message: str = "", status: int = 200, **headers: str) -> Response:
    body = {"code": code, "data": None, "message": message + MORE, "request_id": "2026"}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, names, orjson.dumps(body))


def raised(read: Any, response: Response) -> MarketplaceError:
    with pytest.raises(MarketplaceError) as caught:
        read(response)
    return caught.value


@pytest.mark.parametrize(
    ("code", "message", "kind", "problem"),
    [
        (106001, "The 'sign' query parameter is invalid.", Rejected, "app_refused"),
        (105002, "Expired credentials.", LoginExpired, "login_expired"),
        (105001, "access token is invalid", LoginExpired, "login_expired"),
        (
            105001,
            "access token is invalid; detail:your token has been deauthorized",
            LoginExpired,
            "authorization_ended",
        ),
        (101000, "", LoginExpired, "login_expired"),
        (105005, "Access denied.", Rejected, "app_refused"),
        (106013, "Missing identifier.", Rejected, "app_refused"),
        (36004001, "rt has expired", LoginExpired, "authorization_ended"),
        (36004005, "can not find related auth record", LoginExpired, "authorization_ended"),
        (36009033, "", Rejected, "app_refused"),
        (36009043, "", Rejected, "shop_banned"),
        (36009002, "Too many requests.", Throttled, "throttled"),
        (36009037, "", Throttled, "quota_used_up"),
        (36009003, "Internal error.", Unavailable, "platform_trouble"),
        (36009007, "Request timeout.", Unavailable, "platform_trouble"),
        (12052093, "listing limit", Unavailable, "daily_listings_used_up"),
        (12052038, "Product price locked due to ongoing promotion.", Rejected, "price_locked"),
        (12019045, "price is locked", Rejected, "price_locked"),
        (12052393, "", Rejected, "stock_below_reserved"),
        (12052032, "The product does not exist.", Rejected, "listing_gone"),
        (12052901, "", Rejected, "listing_locked"),
        (12052722, "", Rejected, "image_missing"),
        (12052104, "missing product attribute ID 100107", Rejected, "attribute_required"),
        (12052556, "", Lost, "variants_moved"),
        (12052996, "", Lost, "listing_exists"),
        (12052931, "", Rejected, "title_refused"),
        (12052344, "", Rejected, "description_refused"),
        (12052345, "", Rejected, "description_refused"),
        (12052560, "", Rejected, "variants_refused"),
        (12052097, "", Rejected, "warehouse_refused"),
        (12052533, "", Rejected, "warehouse_refused"),
        (12052700, "", Rejected, "seller_must_act"),
        (99999999, "something new", Rejected, "platform_refused"),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 401, 500])
def test_a_code_means_the_same_with_any_http_status(
    code: int, message: str, kind: type[MarketplaceError], problem: str, status: int
) -> None:
    error = raised(parse, answer(code, message, status))
    assert (type(error), error.problem.code) == (kind, problem)
    assert error.problem.values["platform_message"] == message


@pytest.mark.parametrize(
    ("message", "kind", "problem"),
    [
        (
            "Invalid timestamp. The value of the 'timestamp' query parameter must not exceed.",
            ClockSkewed,
            "clock_skewed",
        ),
        (
            "Invalid credentials. The 'x-tts-access-token' header is invalid.",
            LoginExpired,
            "login_expired",
        ),
        (
            "Invalid credentials. The 'access_token' query parameter is invalid.",
            LoginExpired,
            "login_expired",
        ),
        ("Invalid credentials. Invalid 'app_key' query parameter.", Rejected, "app_refused"),
        ("Missing credentials. No signature in the query.", Rejected, "app_refused"),
        ("Unexpected identifier. The 'shop_cipher' is not required.", Rejected, "app_refused"),
        ("Invalid API version", Rejected, "app_refused"),
        ("MainImages is a required field and has not been provided.", Rejected, "platform_refused"),
        ("invalid param error: page_size", Rejected, "platform_refused"),
    ],
)
def test_one_code_has_many_meanings_by_its_words(
    message: str, kind: type[MarketplaceError], problem: str
) -> None:
    error = raised(parse, answer(36009004, message, 400))
    assert (type(error), error.problem.code) == (kind, problem)


@pytest.mark.parametrize("code", [36009003, 36009007, 12001000, 12052881])
def test_their_trouble_may_have_made_what_must_not_be_made_twice(code: int) -> None:
    assert isinstance(raised(parse_create, answer(code)), Lost)


def test_a_refusal_had_no_effect_even_on_what_is_sent_once() -> None:
    assert isinstance(raised(parse_create, answer(12052104)), Rejected)


def test_listings_are_counted_anew_at_midnight_in_vietnam() -> None:
    error = raised(parse, answer(12052093, date=NOON))
    assert isinstance(error, Unavailable)
    assert error.retry_after_s == 12 * 3600
    unknown = raised(parse, answer(12052093))
    assert isinstance(unknown, Unavailable)
    assert unknown.retry_after_s == 3600


def test_a_wait_that_is_asked_for_is_kept() -> None:
    error = raised(parse, answer(36009002, status=429, retry_after="7"))
    assert isinstance(error, Throttled)
    assert error.retry_after_s == 7


@pytest.mark.parametrize(
    ("status", "kind", "once"),
    [
        (429, Throttled, Throttled),
        (503, Unavailable, Lost),
        (500, Unavailable, Lost),
        (404, Rejected, Rejected),
        (200, Lost, Lost),
    ],
)
@pytest.mark.parametrize("content", [b"", b"<html>503</html>", b'{"code":0,"da'])
def test_without_words_the_status_decides(
    status: int, kind: type[MarketplaceError], once: type[MarketplaceError], content: bytes
) -> None:
    assert type(raised(parse, Response(status, {}, content))) is kind
    assert type(raised(parse_create, Response(status, {}, content))) is once


@pytest.mark.parametrize("body", [[], {}, None, {"code": None}, {"code": "x"}, {"message": "ok"}])
def test_an_answer_without_a_code_is_lost(body: Any) -> None:
    assert isinstance(raised(parse, Response(200, {}, orjson.dumps(body))), Lost)


def test_success_needs_an_http_status_of_success() -> None:
    body = {"code": 0, "message": "Success", "data": {"a": 1}}
    assert parse(Response(200, {}, orjson.dumps(body))) == {"a": 1}
    assert isinstance(raised(parse, Response(500, {}, orjson.dumps(body))), Lost)


@pytest.mark.parametrize("data", [None, [], "", 0])
def test_success_may_say_nothing_more(data: Any) -> None:
    assert parse(Response(200, {}, orjson.dumps({"code": "0", "data": data}))) == {}


def test_the_inner_error_of_a_row_counts() -> None:
    inner = {"code": 12052097, "message": "The warehouse does not exist", "warehouse_id": "7"}
    row = {
        "code": 12052990,
        "message": "Check failed",
        "detail": {"sku_id": "1", "extra_errors": [inner]},
    }
    error = error_of_row(row)
    assert error.problem.code == "warehouse_refused"
    assert error.problem.values["platform_code"] == "12052097"
    plain = error_of_row({"code": 12052032, "message": "gone", "detail": {"product_id": "1"}})
    assert plain.problem.code == "listing_gone"


def test_every_meaning_has_its_sentence() -> None:
    meanings = [*BY_CODE.values(), *(meaning for _, meaning in BY_WORDS)]
    assert {meaning.code for meaning in meanings} <= set(known_codes())


def test_every_problem_of_this_adapter_has_its_sentence() -> None:
    folder = Path(adapters.tiktok.__file__).parent
    said = {
        keyword.value.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"
        for keyword in node.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
    }
    assert len(said) > 5
    assert said <= set(known_codes())


@given(st.integers(), st.text(), st.sampled_from([200, 400, 401, 404, 429, 500, 503]))
def test_no_code_and_no_message_escapes_the_errors(code: int, message: str, status: int) -> None:
    body = orjson.dumps(
        {"code": code % 2**53, "message": message.encode(errors="replace").decode()}
    )
    for read in (parse, parse_create):
        try:
            read(Response(status, {}, body))
        except MarketplaceError:
            continue
        assert code % 2**53 == 0


def test_a_new_shops_daily_limit_waits_for_the_next_day() -> None:
    said = "Shop Probation Period daily upload limit is `100` products."
    error = raised(parse, answer(12052093, said, date=NOON))
    assert isinstance(error, Unavailable)
    assert (error.problem.code, error.retry_after_s) == ("daily_listings_used_up", 12 * 3600)
    assert isinstance(raised(parse_create, answer(12052093, said)), Unavailable)
    far = raised(parse, answer(12052093, said, date="Fri, 31 Dec 9999 23:59:59 -1200"))
    assert isinstance(far, Unavailable)


@pytest.mark.parametrize(("code", "scope"), [(36009002, "path"), (36009037, "shop")])
def test_only_what_was_too_fast_rests(code: int, scope: str) -> None:
    error = raised(parse, answer(code, status=429))
    assert isinstance(error, Throttled)
    assert error.scope == scope
