from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.sandbox.tiktok.conftest import PRODUCTS, UPLOAD, picture

if TYPE_CHECKING:
    import httpx

    from tests.sandbox.tiktok.conftest import Json, TikTok

SHOPS = "/authorization/202309/shops"
WAREHOUSES = "/logistics/202309/warehouses"
SEARCH = "/product/202502/products/search"
MORE = " For more details: https://m.tiktok.shop/s/AIu6dbFhs2XW"


def told(response: httpx.Response) -> tuple[int, int, str]:
    body: Json = response.json()
    return response.status_code, body["code"], body["message"].removesuffix(MORE)


async def visited(tiktok: TikTok, query: dict[str, str]) -> tuple[int, int, str]:
    url = tiktok.url + WAREHOUSES
    return told(await tiktok.http.get(url, params=query, headers=tiktok.headers()))


async def test_a_well_signed_call_passes_in_the_platforms_envelope(tiktok: TikTok) -> None:
    answer = await tiktok.get(WAREHOUSES)
    assert list(answer) == ["code", "message", "request_id", "data"]
    assert (answer["code"], answer["message"]) == (0, "Success")
    assert answer["request_id"][:8].isdigit()


async def test_an_error_names_data_as_null_and_ends_in_a_link(tiktok: TikTok) -> None:
    answer = await tiktok.http.get(tiktok.url + "/product/202309/nothing")
    assert list(answer.json()) == ["code", "data", "message", "request_id"]
    assert answer.json()["data"] is None
    assert answer.json()["message"].endswith(MORE)
    await tiktok.turn(errors_carry_empty_data=True)
    answer = await tiktok.http.get(tiktok.url + "/product/202309/nothing")
    assert answer.json()["data"] == {}


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/product/202309/nothing", 404, 36009009),
        ("GET", "/product/abc/categories", 404, 36009009),
        ("GET", "/product/202301/categories", 400, 36009014),
        ("POST", "/product/202309/categories", 400, 36009010),
    ],
)
async def test_path_version_and_method_are_told_before_credentials(
    tiktok: TikTok, method: str, path: str, status: int, code: int
) -> None:
    assert told(await tiktok.http.request(method, tiktok.url + path))[:2] == (status, code)


async def test_credentials_are_told_in_order(tiktok: TikTok) -> None:
    nothing: dict[str, str] = {}
    message = "Invalid credentials. Invalid 'app_key' query parameter."
    assert await visited(tiktok, nothing) == (400, 36009004, message)
    keyed = {"app_key": tiktok.key}
    assert "Invalid timestamp." in (await visited(tiktok, keyed))[2]
    timed = keyed | {"timestamp": str(int(time.time()))}
    assert (await visited(tiktok, timed))[2].startswith("Missing credentials.")
    message = "Invalid credentials. The 'sign' query parameter is invalid."
    assert await visited(tiktok, timed | {"sign": "0" * 64}) == (401, 106001, message)
    tiktok.token = "nobody"
    message = "Invalid credentials. The 'x-tts-access-token' header is invalid."
    assert await visited(tiktok, tiktok.query(WAREHOUSES)) == (400, 36009004, message)


@pytest.mark.parametrize(
    ("drift_s", "message"),
    [
        (-290, None),
        (20, None),
        (-310, "must not be earlier than 5 minutes before the current time."),
        (40, "must not exceed the current time by more than 30 seconds."),
        (-(10**10), "must not be lesser than 0."),
    ],
)
async def test_the_timestamp_may_be_five_minutes_late_and_half_a_minute_early(
    tiktok: TikTok, drift_s: int, message: str | None
) -> None:
    query = tiktok.query(WAREHOUSES, timestamp=str(int(time.time()) + drift_s))
    status, code, text = await visited(tiktok, query)
    if message is None:
        assert (status, code) == (200, 0)
    else:
        assert (status, code) == (400, 36009004)
        assert text.endswith(message)


async def test_the_sign_covers_the_bytes_of_the_body(tiktok: TikTok) -> None:
    body = json.dumps({"status": "ALL"}).encode()
    for sent, code in ((body, 0), (body.replace(b" ", b""), 106001)):
        answer = await tiktok.http.post(
            tiktok.url + SEARCH,
            params=tiktok.query(SEARCH, body, page_size="10"),
            content=sent,
            headers=tiktok.headers(),
        )
        assert answer.json()["code"] == code


async def test_an_empty_object_must_be_signed_like_any_body(tiktok: TikTok) -> None:
    for signed, code in ((b"{}", 0), (b"", 106001)):
        answer = await tiktok.http.post(
            tiktok.url + SEARCH,
            params=tiktok.query(SEARCH, signed, page_size="10"),
            content=b"{}",
            headers=tiktok.headers(),
        )
        assert answer.json()["code"] == code


async def test_media_types_are_checked(tiktok: TikTok) -> None:
    body, url = b'{"status":"ALL"}', tiktok.url + SEARCH
    query = tiktok.query(SEARCH, body, page_size="10")
    plain = {"x-tts-access-token": tiktok.token, "content-type": "text/plain"}
    answer = await tiktok.http.post(url, params=query, content=body, headers=plain)
    assert told(answer)[:2] == (400, 36009022)
    twice = [*tiktok.headers().items(), ("content-type", "application/json")]
    answer = await tiktok.http.post(url, params=query, content=body, headers=twice)
    assert told(answer)[:2] == (400, 36009022)
    answer = await tiktok.ask("POST", UPLOAD, {"data": "x"}, shop_cipher="")
    assert told(answer)[:2] == (400, 36009023)


async def test_the_cipher_is_wanted_or_unwanted_never_ignored(tiktok: TikTok) -> None:
    assert told(await tiktok.ask("GET", WAREHOUSES, shop_cipher=""))[:2] == (400, 106013)
    other = await tiktok.ask("GET", WAREHOUSES, shop_cipher="ROW_Zk3tAAAAAOcopMien0002")
    assert told(other)[1] == 101000
    status, code, message = told(await tiktok.ask("GET", SHOPS))
    assert (status, code) == (400, 36009004)
    assert message.startswith("Unexpected identifier.")
    assert told(await tiktok.ask("GET", SHOPS, shop_cipher=""))[:2] == (200, 0)


async def test_an_expired_or_withdrawn_token_is_told(tiktok: TikTok) -> None:
    await tiktok.turn(deauthorized=True)
    message = "access token is invalid; detail:your token has been deauthorized"
    assert told(await tiktok.ask("GET", WAREHOUSES)) == (401, 105001, message)
    await tiktok.turn(deauthorized=False)
    await tiktok.advance(7 * 86_400)
    assert told(await tiktok.ask("GET", WAREHOUSES))[:2] == (401, 105002)
    await tiktok.turn(token_error_status=200)
    assert told(await tiktok.ask("GET", WAREHOUSES))[:2] == (200, 105002)


async def test_a_scope_that_was_not_granted_is_denied(tiktok: TikTok) -> None:
    await tiktok.turn(granted_scopes="seller.order.info seller.product.basic")
    assert told(await tiktok.ask("GET", WAREHOUSES))[:2] == (401, 105005)
    assert (await tiktok.search())["total_count"] == 0
    assert told(await tiktok.ask("POST", PRODUCTS, {"title": "x"}))[1] == 105005


async def test_a_strange_address_is_refused(tiktok: TikTok) -> None:
    await tiktok.turn(ip_allowed=False)
    assert told(await tiktok.ask("GET", WAREHOUSES))[:2] == (403, 36009033)


async def test_the_rate_is_counted_by_api_and_shop(tiktok: TikTok) -> None:
    await tiktok.turn(rate_limit_per_s=2)
    codes = [(await tiktok.ask("GET", WAREHOUSES)).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    status, code, message = told(await tiktok.ask("GET", WAREHOUSES))
    assert (status, code, message[:18]) == (429, 36009002, "Too many requests.")
    assert (await tiktok.search())["total_count"] == 0
    await tiktok.advance(1)
    assert (await tiktok.get(WAREHOUSES))["code"] == 0


async def test_a_development_shop_has_an_hourly_quota(tiktok: TikTok) -> None:
    await tiktok.turn(hourly_quota=2)
    codes = [(await tiktok.get(WAREHOUSES))["code"] for _ in range(3)]
    assert codes == [0, 0, 36009037]
    await tiktok.advance(3600)
    assert (await tiktok.get(WAREHOUSES))["code"] == 0


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"'])
async def test_bodies_that_are_no_objects_are_refused(tiktok: TikTok, body: bytes) -> None:
    query = tiktok.query(SEARCH, body, page_size="10")
    url, headers = tiktok.url + SEARCH, tiktok.headers()
    answer = await tiktok.http.post(url, params=query, content=body, headers=headers)
    assert told(answer)[:2] == (400, 36009004)


async def test_missing_fields_are_named_as_the_gateway_does(tiktok: TikTok) -> None:
    for name, said in (
        ("main_images", "MainImages is a required field and has not been provided."),
        ("skus", "Skus is a required field and has not been provided."),
        ("title", "Title is a required field and has not been provided."),
    ):
        answer = await tiktok.ask("POST", PRODUCTS, await tiktok.wish(**{name: None}))
        assert told(answer) == (400, 36009004, said)
    wish = await tiktok.wish(package_weight={"unit": "KILOGRAM"})
    assert told(await tiktok.ask("POST", PRODUCTS, wish))[2] == (
        "body.package_weight.value is missing"
    )
    wish = await tiktok.wish()
    del wish["skus"][0]["price"]["currency"]
    assert told(await tiktok.ask("POST", PRODUCTS, wish))[2] == (
        "Currency of Price is a required field and has not been provided."
    )


async def test_a_body_on_a_multipart_call_is_not_signed(tiktok: TikTok) -> None:
    assert (await tiktok.upload(picture()))["code"] == 0


async def test_calls_are_counted_by_their_template(tiktok: TikTok) -> None:
    await tiktok.get(f"{PRODUCTS}/1")
    counted = await tiktok.operate("GET", "/calls")
    assert counted["calls"] == [
        {
            "endpoint": f"{PRODUCTS}/{{product_id}}",
            "method": "GET",
            "result": "12052032",
            "count": 1,
        }
    ]


async def test_the_shop_can_be_asked_about_itself(tiktok: TikTok) -> None:
    (shop,) = (await tiktok.get(SHOPS, shop_cipher=""))["data"]["shops"]
    assert (shop["id"], shop["cipher"], shop["region"]) == (tiktok.shop, tiktok.cipher, "VN")
    rows = (await tiktok.get(WAREHOUSES))["data"]["warehouses"]
    kinds = [(row["type"], row["is_default"], row["effect_status"]) for row in rows]
    assert kinds == [("SALES_WAREHOUSE", True, "ENABLED"), ("RETURN_WAREHOUSE", True, "ENABLED")]
    checks = (await tiktok.get("/product/202312/prerequisites"))["data"]["check_results"]
    assert not any(check["is_failed"] for check in checks)
    assert "BANk_ACCOUNT" in [check["check_item"] for check in checks]
