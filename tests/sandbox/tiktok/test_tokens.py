from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

WAREHOUSES = "/logistics/202309/warehouses"
SHOPS = "/authorization/202309/shops"
WEEK_S, YEAR_S = 7 * 86_400, 365 * 86_400


async def token(tiktok: TikTok, step: str, **query: Any) -> Json:
    asked = {"app_key": tiktok.key, "app_secret": tiktok.secret} | query
    answer = await tiktok.http.get(f"{tiktok.url}/api/v2/token/{step}", params=asked)
    assert answer.status_code == 200
    body: Json = answer.json()
    return body


async def refresh(tiktok: TikTok, refresh_token: str) -> Json:
    kind = "refresh_token"
    return await token(tiktok, "refresh", refresh_token=refresh_token, grant_type=kind)


async def consent(tiktok: TikTok) -> dict[str, list[str]]:
    query = {"service_id": "7380066284010030890", "state": "csrf"}
    answer = await tiktok.http.get(tiktok.url + "/open/authorize", params=query)
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.headers["location"]).query)


async def test_consent_gives_a_code_that_works_once(tiktok: TikTok) -> None:
    found = await consent(tiktok)
    assert found["state"] == ["csrf"]
    code = found["code"][0]
    first = await token(tiktok, "get", auth_code=code, grant_type="authorized_code")
    assert first["data"]["seller_base_region"] == "VN"
    tiktok.token = first["data"]["access_token"]
    assert (await tiktok.get(WAREHOUSES))["code"] == 0
    again = await token(tiktok, "get", auth_code=code, grant_type="authorized_code")
    assert again["code"] == 36004004
    assert "data" not in again


async def test_a_code_lives_half_an_hour(tiktok: TikTok) -> None:
    code = (await consent(tiktok))["code"][0]
    await tiktok.advance(1801)
    told = await token(tiktok, "get", auth_code=code, grant_type="authorized_code")
    assert told["code"] == 36004004


async def test_a_seller_may_refuse(tiktok: TikTok) -> None:
    await tiktok.turn(seller_consents=False)
    found = await consent(tiktok)
    assert (found["code"], found["error"]) == (["null"], ["auth_denied"])


async def test_a_refresh_replaces_both_tokens_and_tells_absolute_ends(tiktok: TikTok) -> None:
    renewed = (await refresh(tiktok, tiktok.refresh_token))["data"]
    now = time.time()
    assert renewed["access_token_expire_in"] == pytest.approx(now + WEEK_S, abs=5)
    assert renewed["refresh_token_expire_in"] == pytest.approx(now + YEAR_S, abs=5)
    assert "seller.product.write" in renewed["granted_scopes"]
    again = await refresh(tiktok, tiktok.refresh_token)
    assert (again["code"], again["message"]) == (36004005, "can not find related auth record")
    tiktok.token = renewed["access_token"]
    assert (await tiktok.get(WAREHOUSES))["code"] == 0
    assert (await refresh(tiktok, renewed["refresh_token"]))["code"] == 0


async def test_a_refresh_token_ends_with_the_authorization(tiktok: TikTok) -> None:
    await tiktok.advance(YEAR_S + 1)
    told = await refresh(tiktok, tiktok.refresh_token)
    assert (told["code"], told["message"]) == (36004001, "rt has expired")


async def test_the_app_and_the_kind_of_grant_are_checked(tiktok: TikTok) -> None:
    wrong = await token(tiktok, "refresh", app_secret="x", grant_type="refresh_token")
    assert wrong["code"] == 36004003
    assert (await token(tiktok, "refresh", grant_type="authorized_code"))["code"] == 36004002


async def test_the_token_host_knows_only_get(tiktok: TikTok) -> None:
    answer = await tiktok.http.post(f"{tiktok.url}/api/v2/token/refresh", json={})
    assert (answer.status_code, answer.text) == (404, "404 page not found")


async def test_consent_is_asked_for_by_a_known_app(tiktok: TikTok) -> None:
    for path, query, status in (
        ("/oauth/authorize", {"app_key": tiktok.key}, 302),
        ("/oauth/authorize", {"app_key": "x"}, 400),
        ("/open/authorize", {"service_id": "x"}, 400),
        ("/open/authorize", {}, 400),
    ):
        answer = await tiktok.http.get(tiktok.url + path, params=query)
        assert answer.status_code == status


async def test_a_token_long_gone_is_no_longer_known(tiktok: TikTok) -> None:
    await tiktok.advance(8 * 86_400 + 1)
    assert (await tiktok.get(WAREHOUSES))["code"] == 105002
    await refresh(tiktok, tiktok.refresh_token)
    assert (await tiktok.get(WAREHOUSES))["code"] == 36009004
