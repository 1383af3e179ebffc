"""Codes, with and without an envelope: what each means for a read and for a write."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from adapters.partner.errors import error_of_entry, parse_read, parse_write
from sync.marketplace import (
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Response,
    Throttled,
    Unavailable,
)

Kind = type[MarketplaceError]

BY_CODE: list[tuple[int, int, Kind, Kind]] = [  # HTTP, code, a read, a write
    (400, 4000, Rejected, Rejected),
    (400, 4001, Unavailable, Unavailable),
    (401, 4010, LoginExpired, LoginExpired),
    (401, 4011, LoginExpired, LoginExpired),
    (401, 4012, LoginExpired, LoginExpired),
    (401, 4013, LoginExpired, LoginExpired),
    (403, 4030, Rejected, Rejected),
    (403, 4031, LoginExpired, LoginExpired),
    (403, 4032, LoginExpired, LoginExpired),
    (404, 4040, Rejected, Rejected),
    (409, 4090, Unavailable, Lost),  # look: it may be ours
    (409, 4091, Rejected, Rejected),
    (409, 4092, Unavailable, Unavailable),
    (409, 4094, Rejected, Rejected),
    (412, 4120, Unavailable, Lost),
    (422, 4220, Rejected, Rejected),
    (428, 4280, Rejected, Rejected),
    (429, 4290, Throttled, Throttled),
    (429, 4291, Unavailable, Unavailable),  # the rest of the work goes on
    (500, 5000, Unavailable, Lost),
    (503, 5001, Unavailable, Unavailable),
    (503, 5030, Unavailable, Unavailable),
    (504, 5040, Unavailable, Lost),
    (418, 4055, Rejected, Rejected),
    (429, 4299, Throttled, Throttled),
    (500, 5999, Unavailable, Lost),
]


def answer(code: int, status: int = 200, **more: Any) -> Response:
    headers = more.pop("headers", {})
    body = {"code": code, "message": "lời của sàn", "data": None, **more}
    return Response(status, headers, orjson.dumps(body))


@pytest.mark.parametrize(("status", "code", "read", "wrote"), BY_CODE)
def test_the_code_decides_whatever_the_status(
    status: int, code: int, read: Kind, wrote: Kind
) -> None:
    for http in (status, 200):
        with pytest.raises(read) as asked:
            parse_read(answer(code, http))
        with pytest.raises(wrote) as written:
            parse_write(answer(code, http))
        assert (asked.type, written.type) == (read, wrote)


@pytest.mark.parametrize(
    ("status", "body", "wrote"),
    [
        (200, b"", Lost),
        (200, b'{"code": 0, "da', Lost),
        (200, b'{"code": 0}', Lost),
        (200, b"[]", Lost),
        (500, b'{"code": 0, "data": {}}', Lost),
        (502, b"<html>", Lost),
        (504, b"<html>", Lost),
        (404, b"<html>", Lost),
        (503, b"<html>", Unavailable),
    ],
)
def test_without_an_envelope_a_write_may_have_happened(
    status: int, body: bytes, wrote: Kind
) -> None:
    with pytest.raises(wrote):
        parse_write(Response(status, {}, body))
    with pytest.raises(Unavailable):
        parse_read(Response(status, {}, body))


def test_a_gateway_that_throttles_without_a_word_gets_a_minute() -> None:
    with pytest.raises(Throttled) as throttled:
        parse_write(Response(429, {}, b"slow down"))
    assert throttled.value.retry_after_s == 60


def test_too_many_tokens_do_not_stop_the_shop() -> None:
    with pytest.raises(Unavailable) as error:
        parse_read(answer(4290, 429, params={"scope": "auth"}, headers={"retry-after": "1800"}))
    assert error.value.retry_after_s == 1800


def test_all_that_is_wrong_is_told_and_a_lost_picture_first() -> None:
    errors = [
        {"field": "price", "code": "OUT_OF_RANGE", "params": {}, "message": "Giá bán"},
        {"field": "images[2]", "code": "UNKNOWN_MEDIA", "params": {}, "message": "Ảnh"},
        {"field": "attributes.origin", "code": "REQUIRED", "params": {}, "message": "Thiếu"},
    ]
    with pytest.raises(Rejected) as rejected:
        parse_write(answer(4220, 422, errors=errors))
    problems = rejected.value.problems
    assert [problem.code for problem in problems] == [
        "image_missing",
        "price_refused",
        "attribute_refused",
    ]
    said = str(problems[0].values["platform_message"])
    assert all(word in said for word in ("Giá bán", "Ảnh", "Thiếu"))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("STOCK_MOVED", Unavailable),  # it surely had no effect: the next round reads orders first
        ("UNKNOWN_SKU", Lost),
        ("PRICE_LOCKED", Rejected),
        ("ITEM_BANNED", Rejected),
        ("SOMETHING_NEW", Rejected),
    ],
)
def test_an_entry_of_a_batch_fails_by_itself(code: str, kind: Kind) -> None:
    assert type(error_of_entry({"sku": "A", "status": "REJECTED", "code": code})) is kind
