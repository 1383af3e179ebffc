from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Shopee

ADD = "/api/v2/product/add_item"
INFO = "/api/v2/shop/get_shop_info"


async def arm(shopee: Shopee, **rule: Any) -> None:
    assert "faults" in await shopee.operate("POST", "/faults", rule)


async def listed(shopee: Shopee) -> int:
    return len((await shopee.state())["listings"])


async def test_a_reset_before_the_effect_leaves_nothing_behind(shopee: Shopee) -> None:
    wish = await shopee.wish()
    await arm(shopee, kind="reset_before", path="add_item$", nth=1)
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        await shopee.post(ADD, **wish)
    assert await listed(shopee) == 0
    assert (await shopee.post(ADD, **wish))["error"] == ""


async def test_a_reset_after_the_effect_has_published(shopee: Shopee) -> None:
    wish = await shopee.wish()
    await arm(shopee, kind="reset_after", path="add_item$", nth=1)
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        await shopee.post(ADD, **wish)
    assert await listed(shopee) == 1


async def test_a_truncated_answer_breaks_off_in_the_middle(shopee: Shopee) -> None:
    wish = await shopee.wish()
    await arm(shopee, kind="truncate", path="add_item$", nth=1)
    with pytest.raises(httpx.RemoteProtocolError, match=r"without sending complete"):
        await shopee.post(ADD, **wish)
    assert await listed(shopee) == 1


async def test_garbage_is_no_json(shopee: Shopee) -> None:
    await arm(shopee, kind="garbage", path="get_shop_info")
    with pytest.raises(ValueError, match=r".*"):
        await shopee.get(INFO)


async def test_a_stalled_call_outlasts_an_impatient_client(shopee: Shopee) -> None:
    await arm(shopee, kind="stall", path="get_shop_info", nth=1, seconds=0.3)
    with pytest.raises(httpx.ReadTimeout):
        await shopee.http.get(
            shopee.url + INFO, params=shopee.signed(INFO), timeout=httpx.Timeout(60, read=0.1)
        )
    started = time.monotonic()
    await arm(shopee, kind="stall_after", path="get_shop_info", nth=1, seconds=0.1)
    assert (await shopee.get(INFO))["error"] == ""
    assert time.monotonic() - started >= 0.1


@pytest.mark.parametrize(
    ("rule", "status", "said"),
    [
        ({"kind": "server_error"}, 500, "Internal Server Error"),
        ({"kind": "server_error", "status": 502}, 502, "Internal Server Error"),
        ({"kind": "maintenance"}, 503, "<html>"),
        ({"kind": "throttle"}, 200, "error_rate_limit"),
        ({"kind": "throttle", "status": 429, "retry_after_s": 3}, 429, "error_rate_limit"),
        ({"kind": "token_expired"}, 403, "invalid_acceess_token"),
        ({"kind": "refuse"}, 200, "product.error_busi"),
        ({"kind": "refuse", "error": "error_inner", "message": "later"}, 200, "error_inner"),
    ],
)
async def test_a_fault_without_effect_answers_in_its_own_way(
    shopee: Shopee, rule: dict[str, Any], status: int, said: str
) -> None:
    wish = await shopee.wish()
    await arm(shopee, path="add_item$", **rule)
    answer = await shopee.http.post(shopee.url + ADD, params=shopee.signed(ADD), json=wish)
    assert answer.status_code == status
    assert said in answer.text
    assert answer.headers.get("retry-after") == ("3" if "retry_after_s" in rule else None)
    assert await listed(shopee) == 0


async def test_a_server_error_after_the_effect_has_published(shopee: Shopee) -> None:
    wish = await shopee.wish()
    await arm(shopee, kind="server_error_after", path="add_item$")
    answer = await shopee.http.post(shopee.url + ADD, params=shopee.signed(ADD), json=wish)
    assert answer.status_code == 500
    assert await listed(shopee) == 1


async def struck(shopee: Shopee, calls: int) -> list[bool]:
    answers = [
        await shopee.http.get(shopee.url + INFO, params=shopee.signed(INFO)) for _ in range(calls)
    ]
    return [answer.status_code == 500 for answer in answers]


async def test_the_nth_matching_call_is_struck_once(shopee: Shopee) -> None:
    await arm(shopee, kind="server_error", path="get_shop_info", nth=2)
    assert await struck(shopee, 4) == [False, True, False, False]


async def test_times_says_how_often_in_a_row(shopee: Shopee) -> None:
    await arm(shopee, kind="server_error", path="get_shop_info", nth=2, times=2)
    assert await struck(shopee, 4) == [False, True, True, False]


async def test_a_probability_with_a_seed_strikes_the_same_calls_again(shopee: Shopee) -> None:
    rule = {"kind": "server_error", "path": "get_shop_info", "probability": 0.5, "seed": 7}
    await arm(shopee, **rule)
    first = await struck(shopee, 12)
    assert 0 < sum(first) < 12
    await shopee.operate("DELETE", "/faults")
    await arm(shopee, **rule)
    assert await struck(shopee, 12) == first


async def test_a_rule_for_another_verb_strikes_nothing(shopee: Shopee) -> None:
    await arm(shopee, kind="server_error", method="post")
    assert await struck(shopee, 1) == [False]
    await arm(shopee, kind="server_error", method="get")
    assert await struck(shopee, 1) == [True]


async def test_cleared_faults_strike_no_more(shopee: Shopee) -> None:
    await arm(shopee, kind="server_error")
    assert await shopee.operate("DELETE", "/faults") == {"faults": []}
    assert await struck(shopee, 1) == [False]


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"kind": "earthquake"},
        {"kind": "stall", "when": "now"},
        {"kind": "stall", "seconds": "long"},
        {"kind": "stall", "path": "("},
        {"kind": "stall", "method": 7},
        [],
    ],
)
async def test_a_malformed_rule_is_refused(shopee: Shopee, rule: Any) -> None:
    answer = await shopee.operate("POST", "/faults", rule)
    assert answer["error"] == "malformed"
    assert (await shopee.operate("GET", "/faults"))["faults"] == []
