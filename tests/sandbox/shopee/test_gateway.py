from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Shopee

INFO = "/api/v2/shop/get_shop_info"
ADD = "/api/v2/product/add_item"
RANGE = "should be an integer between 0 and 4294967295."


async def asked(shopee: Shopee, query: dict[str, str], path: str = INFO) -> tuple[int, str, str]:
    answer = await shopee.http.get(shopee.url + path, params=query)
    body = answer.json()
    return answer.status_code, body["error"], body["message"]


async def test_a_well_signed_call_of_a_linked_shop_passes(shopee: Shopee) -> None:
    info = await shopee.get(INFO)
    assert (info["error"], info["region"], info["status"]) == ("", "VN", "NORMAL")
    assert "response" not in info


@pytest.mark.parametrize("path", ["/api/v2/product/get_attributes", "/", ADD])
async def test_an_unknown_path_or_verb_is_404_whatever_else_is_wrong(
    shopee: Shopee, path: str
) -> None:
    assert (await asked(shopee, {}, path))[:2] == (404, "error_not_found")


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ({"partner_id", "timestamp", "sign"}, "There is no partner_id in query."),
        ({"timestamp", "sign"}, "no timestamp"),
        ({"sign", "access_token"}, "There is no sign in query."),
        ({"access_token"}, "There is no access_token in query."),
        ({"shop_id"}, "There is no shop_id in query."),
    ],
)
async def test_what_is_missing_is_named_in_order(
    shopee: Shopee, missing: set[str], message: str
) -> None:
    query = {name: value for name, value in shopee.signed(INFO).items() if name not in missing}
    assert await asked(shopee, query) == (200, "error_param", message)


@pytest.mark.parametrize("value", ["-1", "x", "4294967296", "9" * 5000, ""])
@pytest.mark.parametrize("name", ["partner_id", "timestamp", "shop_id"])
async def test_numbers_out_of_range_are_refused(shopee: Shopee, name: str, value: str) -> None:
    query = shopee.signed(INFO) | {name: value}
    message = f"{name.capitalize()} is invalid, {RANGE}"
    assert await asked(shopee, query) == (200, "error_param", message)


async def test_an_unknown_partner_is_told_before_its_clock_and_sign(shopee: Shopee) -> None:
    query = shopee.signed(INFO, partner_id="7", timestamp="1") | {"sign": "0"}
    assert (await asked(shopee, query))[1] == "invalid_partner_id"


@pytest.mark.parametrize(
    ("drift_s", "told"),
    [
        (-290, (200, "", "")),
        (290, (200, "", "")),
        (-310, (403, "error_param", "Timestamp is expired.")),
        (310, (403, "error_param", "Timestamp is expired.")),
    ],
)
async def test_the_timestamp_may_be_five_minutes_off(
    shopee: Shopee, drift_s: int, told: tuple[int, str, str]
) -> None:
    query = shopee.signed(INFO, timestamp=str(int(time.time()) + drift_s))
    assert await asked(shopee, query) == told


async def test_a_wrong_sign_is_told_before_a_wrong_token(shopee: Shopee) -> None:
    query = shopee.signed(INFO, access_token="nobody") | {"sign": "0" * 64}
    assert await asked(shopee, query) == (403, "error_sign", "Wrong sign.")
    await shopee.turn(gateway_auth_status=400)
    assert (await asked(shopee, query))[0] == 400


async def test_the_sign_covers_the_values_as_received(shopee: Shopee) -> None:
    query = shopee.signed(INFO) | {"shop_id": "227000002"}
    assert (await asked(shopee, query))[1] == "error_sign"


@pytest.mark.parametrize("changes", [{"access_token": "nobody"}, {"shop_id": "227000002"}])
async def test_a_token_opens_only_its_own_shop(shopee: Shopee, changes: dict[str, str]) -> None:
    told = await asked(shopee, shopee.signed(INFO, **changes))
    message = "Invalid access_token, please have a check."
    assert told == (403, "invalid_acceess_token", message)


async def test_an_unlinked_shop_is_refused_after_its_token(shopee: Shopee) -> None:
    await shopee.turn(shop_linked=False)
    assert (await asked(shopee, shopee.signed(INFO)))[1] == "shop_no_linked"
    unknown = shopee.signed(INFO, access_token="nobody")
    assert (await asked(shopee, unknown))[1] == "invalid_acceess_token"


async def test_the_rate_bucket_fills_with_the_clock(shopee: Shopee) -> None:
    await shopee.turn(rate_limit_per_s=2, rate_limit_status=429)
    told = [(await asked(shopee, shopee.signed(INFO)))[:2] for _ in range(3)]
    assert told == [(200, ""), (200, ""), (429, "error_rate_limit")]
    await shopee.advance(1)
    assert (await asked(shopee, shopee.signed(INFO)))[1] == ""


async def test_bodies_that_are_no_objects_are_refused(shopee: Shopee) -> None:
    for body, message in ((b"", "EOF"), (b"{", "parse data failed"), (b"[]", "parse data failed")):
        answer = await shopee.http.post(shopee.url + ADD, params=shopee.signed(ADD), content=body)
        told = answer.json()
        assert (told["error"], told["message"]) == ("product.error_param", message)


async def test_the_shop_can_be_asked_about_itself(shopee: Shopee) -> None:
    profile = await shopee.get("/api/v2/shop/get_profile")
    assert profile["response"]["shop_name"] == "Hợp tác xã Đất Mũi"
    path = "/api/v2/public/get_shops_by_partner"
    answer = await shopee.http.get(shopee.url + path, params=shopee.signed_public(path))
    shops = [row["shop_id"] for row in answer.json()["authed_shop_list"]]
    assert shops == [227000001, 227000002]


async def test_a_public_call_signed_for_a_shop_is_wrongly_signed(shopee: Shopee) -> None:
    path = "/api/v2/public/get_shops_by_partner"
    assert (await asked(shopee, shopee.signed(path), path))[1] == "error_sign"
