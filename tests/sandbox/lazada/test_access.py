from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.sandbox.lazada.conftest import Json, Lazada

CREATE, REFRESH, SELLER = "/auth/token/create", "/auth/token/refresh", "/seller/get"


async def consent(lazada: Lazada, **more: str) -> dict[str, list[str]]:
    query = {"response_type": "code", "client_id": lazada.key, "state": "x1"}
    query |= {"redirect_uri": "https://ocop.example.vn/back?a=1"} | more
    answer = await lazada.http.get(lazada.url + "/oauth/authorize", params=query)
    assert answer.status_code == 302
    back = urlsplit(answer.headers["location"])
    assert back.netloc == "ocop.example.vn"
    return parse_qs(back.query)


async def code(lazada: Lazada, **more: str) -> str:
    (found,) = (await consent(lazada, **more))["code"]
    return found


async def renew(lazada: Lazada, refresh_token: str) -> Json:
    return await lazada.get_public(REFRESH, refresh_token=refresh_token)


async def test_a_sellers_consent_becomes_a_pair_of_tokens(lazada: Lazada) -> None:
    back = await consent(lazada)
    assert back["state"] == ["x1"]
    assert back["a"] == ["1"]
    assert back["code"][0].startswith("0_100132_")
    pair = await lazada.get_public(CREATE, code=back["code"][0])
    assert pair["code"] == "0"
    assert "data" not in pair
    assert (pair["expires_in"], pair["refresh_expires_in"]) == (604_800, 1_209_600)
    assert pair["country_user_info"][0]["seller_id"] == lazada.shop
    assert pair["access_token"].startswith("50000")
    lazada.token = pair["access_token"]
    assert (await lazada.get(SELLER))["code"] == "0"


async def test_the_consent_page_lets_another_seller_log_in(lazada: Lazada) -> None:
    pair = await lazada.get_public(CREATE, code=await code(lazada, account="200158123457"))
    assert pair["country_user_info"][0]["short_code"] == "VN33VZ686Y"


async def test_a_code_works_once(lazada: Lazada) -> None:
    once = await code(lazada)
    assert (await lazada.get_public(CREATE, code=once))["code"] == "0"
    assert (await lazada.get_public(CREATE, code=once))["code"] == "InvalidCode"


async def test_a_code_lives_half_an_hour(lazada: Lazada) -> None:
    late = await code(lazada)
    await lazada.advance(1801)
    assert (await lazada.get_public(CREATE, code=late))["code"] == "InvalidCode"


async def test_an_access_token_ends(lazada: Lazada) -> None:
    await lazada.advance(7 * 86_400 - 10)
    assert (await lazada.get(SELLER))["code"] == "0"
    await lazada.advance(20)
    assert (await lazada.get(SELLER))["code"] == "IllegalAccessToken"


async def test_a_refresh_gives_both_tokens_anew(lazada: Lazada) -> None:
    pair = await renew(lazada, lazada.refresh_token)
    assert pair["country_user_info_list"][0]["seller_id"] == lazada.shop
    assert pair["refresh_token"] != lazada.refresh_token
    assert (await renew(lazada, lazada.refresh_token))["code"] == "IllegalRefreshToken"
    assert (await renew(lazada, pair["refresh_token"]))["code"] == "0"


async def test_the_old_access_token_dies_soon(lazada: Lazada) -> None:
    await renew(lazada, lazada.refresh_token)
    assert (await lazada.get(SELLER))["code"] == "0"
    await lazada.advance(61)
    assert (await lazada.get(SELLER))["code"] == "IllegalAccessToken"


async def test_the_end_of_the_refresh_chain_does_not_move(lazada: Lazada) -> None:
    first = await lazada.get_public(CREATE, code=await code(lazada))
    await lazada.advance(6 * 86_400)
    second = await renew(lazada, first["refresh_token"])
    assert second["expires_in"] == 604_800
    assert abs(second["refresh_expires_in"] - 8 * 86_400) < 5
    await lazada.advance(8 * 86_400 + 10)
    assert (await renew(lazada, second["refresh_token"]))["code"] == "IllegalRefreshToken"


async def test_the_well_known_refresh_token_waits_for_its_first_use(lazada: Lazada) -> None:
    await lazada.advance(400 * 86_400)
    pair = await renew(lazada, lazada.refresh_token)
    assert (pair["code"], pair["refresh_expires_in"]) == ("0", 1_209_600)


async def test_lifetimes_may_come_as_text(lazada: Lazada) -> None:
    await lazada.turn(odd_shapes=True)
    assert (await renew(lazada, lazada.refresh_token))["expires_in"] == "604800"


async def test_only_this_app_may_ask_for_consent(lazada: Lazada) -> None:
    query = {"client_id": "7", "redirect_uri": "https://ocop.example.vn"}
    answer = await lazada.http.get(lazada.url + "/oauth/authorize", params=query)
    assert answer.json()["code"] == "InvalidAppKey"
