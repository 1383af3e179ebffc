from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

INFO = "/api/v2/shop/get_shop_info"


async def renew(shopee: Shopee, refresh_token: str, **changes: Any) -> Json:
    body: Json = {
        "refresh_token": refresh_token,
        "partner_id": int(shopee.key),
        "shop_id": int(shopee.shop),
    }
    return await shopee.post_public("/api/v2/auth/access_token/get", **body | changes)


async def test_a_refresh_gives_a_new_pair_in_a_flat_answer(shopee: Shopee) -> None:
    pair = await renew(shopee, shopee.refresh_token)
    assert (pair["error"], pair["shop_id"], pair["expire_in"]) == ("", 227000001, 14400)
    shopee.token = pair["access_token"]
    assert (await shopee.get(INFO))["error"] == ""
    again = await renew(shopee, pair["refresh_token"])
    assert again["access_token"] not in {pair["access_token"], ""}


async def test_a_refresh_token_works_once(shopee: Shopee) -> None:
    await renew(shopee, shopee.refresh_token)
    told = await renew(shopee, shopee.refresh_token)
    assert (told["error"], told["message"]) == ("error_auth", "Invalid refresh_token.")


async def test_the_old_access_token_lives_on_for_the_grace(shopee: Shopee) -> None:
    await renew(shopee, shopee.refresh_token)
    await shopee.advance(290)
    assert (await shopee.get(INFO))["error"] == ""
    await shopee.advance(11)
    assert (await shopee.get(INFO))["error"] == "invalid_acceess_token"


async def test_an_access_token_ends_after_four_hours(shopee: Shopee) -> None:
    await shopee.advance(14300)
    assert (await shopee.get(INFO))["error"] == ""
    await shopee.advance(101)
    assert (await shopee.get(INFO))["error"] == "invalid_acceess_token"
    assert (await renew(shopee, shopee.refresh_token))["error"] == ""


async def test_a_refresh_token_ends_after_thirty_days_but_never_the_first(shopee: Shopee) -> None:
    await shopee.advance(40 * 86_400)
    pair = await renew(shopee, shopee.refresh_token)
    await shopee.advance(31 * 86_400)
    assert (await renew(shopee, pair["refresh_token"]))["error"] == "refresh_token_expired"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"refresh_token": "nobody"}, "error_auth"),
        ({"shop_id": 227000002}, "error_shop_refresh_token"),
        ({"partner_id": 7}, "error_auth"),
        ({"partner_id": "1234567"}, "error_param"),
        ({"refresh_token": None}, "error_param"),
    ],
)
async def test_a_refresh_that_does_not_fit_is_refused_and_spends_nothing(
    shopee: Shopee, changes: dict[str, Any], error: str
) -> None:
    body: Json = {"refresh_token": shopee.refresh_token} | changes
    token = body.pop("refresh_token")
    assert (await renew(shopee, token, **body))["error"] == error
    assert (await renew(shopee, shopee.refresh_token))["error"] == ""


async def authorized_code(shopee: Shopee) -> str:
    path = "/api/v2/shop/auth_partner"
    query = shopee.signed_public(path) | {"redirect": "https://htx.example/back?state=7"}
    answer = await shopee.http.get(shopee.url + path, params=query)
    assert answer.status_code == 302
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert (back["state"], back["shop_id"]) == (["7"], [shopee.shop])
    return back["code"][0]


async def exchange(shopee: Shopee, code: str, shop_id: int = 227000001) -> Json:
    body = {"code": code, "shop_id": shop_id, "partner_id": int(shopee.key)}
    return await shopee.post_public("/api/v2/auth/token/get", **body)


async def test_a_code_is_exchanged_once_for_a_pair(shopee: Shopee) -> None:
    code = await authorized_code(shopee)
    pair = await exchange(shopee, code)
    assert (pair["error"], pair["shop_id_list"]) == ("", [227000001])
    shopee.token = pair["access_token"]
    assert (await shopee.get(INFO))["error"] == ""
    assert (await exchange(shopee, code))["error"] == "invalid_code"


async def test_a_code_lives_ten_minutes_and_for_its_shop(shopee: Shopee) -> None:
    code = await authorized_code(shopee)
    assert (await exchange(shopee, code, 227000002))["error"] == "invalid_shop_id"
    code = await authorized_code(shopee)
    await shopee.advance(601)
    assert (await exchange(shopee, code))["error"] == "invalid_code"
