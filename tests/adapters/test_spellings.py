"""Codes in other letters, numbers as text, and trouble in words: read for what they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from adapters.lazada.errors import parse as lazada
from adapters.shopee.errors import parse as shopee
from adapters.tiktok.errors import parse as tiktok
from sync.marketplace import MarketplaceError, Response
from sync.marketplace.json_values import instant, yes

Read = Callable[[Response], Any]


@pytest.mark.parametrize(
    ("read", "body", "code"),
    [
        (shopee, {"error": "ERROR_AUTH", "message": "Invalid access_token"}, "login_expired"),
        (shopee, {"error": "Error_Promotion_Cantnot_Update_Stock"}, "promotion_lock"),
        (shopee, {"error": "error_not_found", "message": "The item is not found"}, "listing_gone"),
        (shopee, {"error": ["error_auth"], "message": "x"}, "answer_unclear"),
        (lazada, {"code": "ServiceUnavailable", "message": "x"}, "platform_trouble"),
        (lazada, {"code": 501, "detail": {"code": 4162}}, "promotion_lock"),
        (tiktok, {"code": "12052032", "message": "x"}, "listing_gone"),
        (tiktok, {"code": -1, "message": "System error"}, "platform_trouble"),
        (tiktok, {"code": 12059999, "message": "The glaze is off."}, "platform_refused"),
    ],
)
def test_a_refusal_is_read_in_each_of_its_spellings(read: Read, body: Any, code: str) -> None:
    with pytest.raises(MarketplaceError) as met:
        read(Response(200, {}, orjson.dumps(body)))
    assert met.value.problem.code == code


@pytest.mark.parametrize("error", [None, "", 0, False, []])
def test_no_error_is_none_however_it_is_written(error: object) -> None:
    assert shopee(Response(200, {}, orjson.dumps({"error": error, "response": {}})))


def test_truths_and_times_come_in_several_forms() -> None:
    assert [yes(value) for value in (True, "true", "True", 1, "1")] == [True] * 5
    untrue: list[object] = [False, "false", 0, None, "", [], "yes?"]
    assert not any(map(yes, untrue))
    at = datetime(2025, 11, 13, 2, 13, 20, tzinfo=UTC)
    assert instant(1_763_000_000) == instant(1_763_000_000_000) == at
    assert [instant(value) for value in (None, 0, -1, 2**39, 10**17)] == [None] * 5
