from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tests.sandbox.lazada.conftest import Json, Lazada

SELLER = "/seller/get"
PRODUCTS = "/products/get"


async def code(lazada: Lazada, texts: Mapping[str, str], path: str = SELLER) -> str:
    answer = await lazada.http.get(lazada.rest(path), params=dict(texts))
    assert answer.status_code == 200
    found: str = answer.json()["code"]
    return found


def resigned(lazada: Lazada, **changes: str) -> dict[str, str]:
    texts = lazada.unsigned(access_token=lazada.token) | changes
    return texts | {"sign": lazada.sign(SELLER, texts)}


def without(lazada: Lazada, left_out: str) -> dict[str, str]:
    texts = lazada.unsigned(access_token=lazada.token)
    del texts[left_out]
    return texts | {"sign": lazada.sign(SELLER, texts)}


async def test_a_good_call_is_answered_with_traces(lazada: Lazada) -> None:
    answer = await lazada.get(SELLER)
    assert answer["code"] == "0"
    assert re.fullmatch(r"[0-9a-f]{8}\d{13}\d{4}", answer["request_id"])


async def test_an_error_is_http_200_with_a_type_and_a_sentence(lazada: Lazada) -> None:
    response = await lazada.http.get(lazada.rest(SELLER), params=resigned(lazada) | {"sign": "x"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/json")
    body: Json = response.json()
    assert body["type"] == "ISV"
    assert body["message"] == "The request signature does not conform to platform standards"


@pytest.mark.parametrize("name", ["app_key", "timestamp", "sign_method", "access_token"])
async def test_system_parameters_are_mandatory(lazada: Lazada, name: str) -> None:
    query = without(lazada, name)
    answer = await lazada.http.get(lazada.rest(SELLER), params=query)
    assert answer.json()["code"] == "MissingParameter"
    assert f'"{name}"' in answer.json()["message"]


async def test_without_a_signature_the_call_is_incomplete(lazada: Lazada) -> None:
    query = lazada.unsigned(access_token=lazada.token)
    assert await code(lazada, query) == "MissingParameter"


async def test_the_path_is_checked_before_the_app(lazada: Lazada) -> None:
    strange = resigned(lazada, app_key="7")
    assert await code(lazada, strange, "/no/such") == "InvalidApiPath"
    assert await code(lazada, strange) == "InvalidAppKey"


async def test_a_path_outside_rest_is_no_path(lazada: Lazada) -> None:
    answer = await lazada.http.get(lazada.url + SELLER, params=resigned(lazada))
    assert answer.json()["code"] == "InvalidApiPath"


async def test_the_app_is_checked_before_the_clock(lazada: Lazada) -> None:
    assert await code(lazada, resigned(lazada, app_key="7", timestamp="1")) == "InvalidAppKey"


async def test_a_wrong_signature_wins_over_a_wrong_token(lazada: Lazada) -> None:
    wrong = resigned(lazada, access_token="nobody")
    assert await code(lazada, wrong) == "IllegalAccessToken"
    assert await code(lazada, wrong | {"sign": "0" * 64}) == "IncompleteSignature"


async def test_the_clock_is_checked_before_the_signature(lazada: Lazada) -> None:
    late = resigned(lazada, timestamp="1517820392000") | {"sign": "0"}
    assert await code(lazada, late) == "IllegalTimestamp"


@pytest.mark.parametrize(
    ("off_s", "expected"),
    [(-7190, "0"), (7190, "0"), (-7210, "IllegalTimestamp"), (7210, "IllegalTimestamp")],
)
async def test_a_timestamp_may_be_two_hours_off(
    lazada: Lazada, off_s: float, expected: str
) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=off_s)
    stamp = str(int(moment.timestamp() * 1000))
    assert await code(lazada, resigned(lazada, timestamp=stamp)) == expected
    assert (
        await code(lazada, resigned(lazada, timestamp=f"{moment:%Y-%m-%dT%H:%M:%SZ}")) == expected
    )


@pytest.mark.parametrize("stamp", ["tomorrow", "12.5", "-1"])
async def test_a_timestamp_of_another_kind_is_refused(lazada: Lazada, stamp: str) -> None:
    assert await code(lazada, resigned(lazada, timestamp=stamp)) == "IllegalTimestamp"


async def test_a_lower_case_signature_is_refused(lazada: Lazada) -> None:
    query = resigned(lazada)
    assert await code(lazada, query | {"sign": query["sign"].lower()}) == "IncompleteSignature"


async def test_only_sha256_is_known(lazada: Lazada) -> None:
    assert await code(lazada, resigned(lazada, sign_method="hmac")) == "IncompleteSignature"


async def test_empty_parameters_may_be_signed_or_not(lazada: Lazada) -> None:
    signed_with = resigned(lazada, extra="")
    signed_without = resigned(lazada) | {"extra": ""}
    assert await code(lazada, signed_with) == "0"
    assert await code(lazada, signed_without) == "0"
    await lazada.turn(strict_empty_params=True)
    assert await code(lazada, signed_with) == "0"


async def test_parameters_may_travel_anywhere(lazada: Lazada) -> None:
    path = "/product/create"
    query = lazada.unsigned(access_token=lazada.token)
    signature = lazada.sign(path, query | {"payload": "<oops"})
    system = query | {"sign": signature}
    url = lazada.rest(path)
    answers = [
        await lazada.http.post(url, data=system | {"payload": "<oops"}),
        await lazada.http.post(url, params=system, data={"payload": "<oops"}),
        await lazada.http.post(url, params=system | {"payload": "<oops"}),
        await lazada.http.post(url, params=system, json={"payload": "<oops", "n": 1}),
        await lazada.http.post(
            url, params=system | {"payload": "<oops"}, json={"payload": "<oops"}
        ),
        await lazada.http.post(url, data=system | {"payload": "<oops"}, files={"f": b"x"}),
    ]
    assert [answer.json()["code"] for answer in answers] == ["5"] * 6


async def test_the_verb_must_be_the_apis_own(lazada: Lazada) -> None:
    assert (await lazada.post(SELLER))["code"] == "UnsupportedHTTPMethod"
    assert (await lazada.get("/product/create"))["code"] == "UnsupportedHTTPMethod"


async def test_the_token_says_whose_shop_it_is(lazada: Lazada) -> None:
    other = resigned(lazada, access_token="50000600b22cTESTtoken")
    answer = await lazada.http.get(lazada.rest(SELLER), params=other)
    assert answer.json()["data"]["short_code"] == "VN33VZ686Y"


async def test_success_has_other_spellings_too(lazada: Lazada) -> None:
    await lazada.turn(odd_shapes=True)
    answer = await lazada.get(SELLER)
    assert answer["code"] == 0
    assert answer["detail"] is None


async def test_too_many_calls_of_one_api_are_banned_for_a_while(lazada: Lazada) -> None:
    await lazada.turn(api_calls_per_s=1, ban_s=30)
    assert (await lazada.get(SELLER))["code"] == "0"
    answer = await lazada.get(SELLER)
    assert answer["code"] == "ApiCallLimit"
    assert answer["message"].endswith("this ban will last 30 seconds")
    assert (await lazada.get(PRODUCTS, filter="all"))["code"] == "0"
    await lazada.advance(20)
    assert (await lazada.get(SELLER))["code"] == "ApiCallLimit"
    await lazada.advance(11)
    assert (await lazada.get(SELLER))["code"] == "0"


async def test_an_app_has_a_pace_of_its_own(lazada: Lazada) -> None:
    await lazada.turn(app_calls_per_s=1)
    assert (await lazada.get(SELLER))["code"] == "0"
    answer = await lazada.get(PRODUCTS, filter="all")
    assert (answer["code"], answer["type"]) == ("901", "ISP")


async def test_a_seller_has_a_pace_of_its_own(lazada: Lazada) -> None:
    await lazada.turn(seller_calls_per_s=1)
    assert (await lazada.get(SELLER))["code"] == "0"
    assert (await lazada.get(SELLER))["code"] == "SellerCallLimit"
    other = resigned(lazada, access_token="50000600b22cTESTtoken")
    assert await code(lazada, other) == "0"


async def test_the_day_of_an_app_ends(lazada: Lazada) -> None:
    await lazada.turn(app_calls_per_day=1)
    await lazada.get(SELLER)
    answer = await lazada.get(SELLER)
    assert answer["code"] == "AppCallLimit"
    seconds = re.search(r"ban will last (\d+) second", answer["message"])
    assert seconds is not None
    await lazada.advance(int(seconds[1]))
    assert (await lazada.get(SELLER))["code"] == "0"


async def test_a_punished_address_gets_a_page_of_html(lazada: Lazada) -> None:
    await lazada.turn(punished=True)
    answer = await lazada.http.get(lazada.rest(SELLER), params=resigned(lazada))
    assert answer.status_code == 200
    assert answer.text.startswith("<!DOCTYPE html>")
    with pytest.raises(json.JSONDecodeError):
        answer.json()


async def test_a_sleeping_seller_may_not_touch_products(lazada: Lazada) -> None:
    await lazada.turn(seller_active=False)
    assert (await lazada.get(PRODUCTS, filter="all"))["code"] == "SellerNotActive"
    assert (await lazada.get(SELLER))["data"]["status"] == "INACTIVE"
    await lazada.turn(seller_active=True, seller_verified=False)
    assert (await lazada.get(PRODUCTS, filter="all"))["code"] == "SellerNotVerified"


async def test_the_answers_date_is_the_replicas(lazada: Lazada) -> None:
    await lazada.operate("POST", "/clock", {"now": 1_767_225_600})
    answer = await lazada.http.get(lazada.rest(SELLER), params=resigned(lazada))
    assert answer.json()["code"] == "IllegalTimestamp"
    assert answer.headers["date"] == "Thu, 01 Jan 2026 00:00:00 GMT"


async def test_a_path_that_is_throttled_back_refuses_at_once_and_alone(lazada: Lazada) -> None:
    await lazada.turn(throttled_back="/product/price_quantity/update")
    assert (await lazada.post("/product/price_quantity/update"))["code"] == "AppCallLimit"
    assert (await lazada.get("/products/get", filter="all"))["code"] == "0"


async def test_a_ban_of_a_seller_may_last_no_second(lazada: Lazada) -> None:
    await lazada.turn(seller_calls_per_s=0.001, seller_ban_s=0)
    answers = [await lazada.get("/seller/get") for _ in range(3)]
    assert answers[-1]["code"] == "SellerCallLimit"
    assert answers[-1]["message"].endswith("this ban will last 0 seconds")


async def test_an_app_is_subscribed_and_names_its_sdk_where_that_is_asked(lazada: Lazada) -> None:
    await lazada.turn(partner_required=True)
    assert (await lazada.get("/seller/get"))["code"] == "MissingPartner"
    assert (await lazada.get("/seller/get", partner_id="lazop-sdk-python"))["code"] == "0"
    await lazada.turn(partner_required=False, subscribed=False)
    assert (await lazada.get("/seller/get"))["code"] == "AppNotSubscribed"
