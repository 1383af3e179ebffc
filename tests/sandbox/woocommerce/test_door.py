"""Who is let in, and what is said to whom: the table of the authentication class, to the letter."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.woocommerce.auth import signature_base
from sandbox.woocommerce.settings import (
    APPLICATION_PASSWORD,
    CUSTOMERS_KEY,
    KEY,
    OWNER,
    READ_ALONE,
    SECRET,
    WRITE_ALONE,
)
from tests.sandbox.woocommerce.conftest import Json, Woo, jpeg, said_to

LIST = "/wp-json/wc/v3/products"


async def asked(woo: Woo, /, path: str = LIST, **more: Any) -> tuple[int, str]:
    answer = await woo.http.get(woo.url + path, **more)
    is_json = answer.headers["content-type"].startswith("application/json")
    body = answer.json() if is_json else {}
    return answer.status_code, body.get("code", "") if isinstance(body, dict) else "rows"


async def test_the_official_client_signs_and_is_let_in(woo: Woo) -> None:
    made = await woo.made()
    assert [row["id"] for row in await woo.get("products", per_page=5)] == [made["id"]]


@pytest.mark.parametrize(
    ("key", "secret", "code"),
    [
        ("ck_" + "9" * 40, SECRET, "woocommerce_rest_authentication_error"),
        (KEY, "cs_" + "9" * 40, "woocommerce_rest_authentication_error"),
        (WRITE_ALONE, SECRET, "woocommerce_rest_authentication_error"),
    ],
)
async def test_what_is_signed_wrongly_or_may_not_read_is_refused(
    woo: Woo, key: str, secret: str, code: str
) -> None:
    answer = await said_to(woo.client(key, secret).get, "products")
    assert (answer.status_code, answer.json()["code"]) == (401, code)


async def test_a_key_that_only_reads_is_told_401_where_it_writes_and_a_customers_403(
    woo: Woo,
) -> None:
    wish = {"name": "x", "sku": "X"}
    refused = await said_to(woo.client(READ_ALONE).post, "products", wish)
    assert (refused.status_code, refused.json()["message"]) == (
        401,
        "The API key provided does not have write permissions.",
    )
    answer = await said_to(woo.client(CUSTOMERS_KEY).get, "products")
    assert (answer.status_code, answer.json()["code"]) == (403, "woocommerce_rest_cannot_view")


async def test_keys_in_a_header_or_an_address_count_where_there_is_https_alone(woo: Woo) -> None:
    address: Json = {"params": {"consumer_key": KEY, "consumer_secret": SECRET}}
    header: Json = {"auth": (KEY, SECRET)}
    nobody = (401, "woocommerce_rest_cannot_view")
    assert await asked(woo, **header) == await asked(woo, **address) == nobody
    await woo.turn(https=True)
    assert await asked(woo, **header) == await asked(woo, **address) == (200, "rows")
    await woo.turn(strip_authorization=True)
    assert (await asked(woo, **header), await asked(woo, **address)) == (nobody, (200, "rows"))
    await woo.turn(behind_proxy_http=True)
    assert await asked(woo, **address) == nobody


async def test_keys_in_the_address_win_over_the_header(woo: Woo) -> None:
    await woo.turn(https=True)
    wrong: Json = {"params": {"consumer_key": KEY, "consumer_secret": "cs_wrong"}}
    said = await asked(woo, auth=(KEY, SECRET), **wrong)
    assert said == (401, "woocommerce_rest_authentication_error")


async def test_an_application_password_opens_the_library_that_no_key_opens(woo: Woo) -> None:
    headers = {"content-disposition": 'attachment; filename="a.jpg"', "content-type": "image/jpeg"}
    url = f"{woo.url}/wp-json/wp/v2/media"
    await woo.turn(https=True)
    made = await woo.http.post(
        url, content=jpeg(), headers=headers, auth=(OWNER, APPLICATION_PASSWORD)
    )
    assert made.status_code == 201
    refused = await woo.http.post(url, content=jpeg(), headers=headers, auth=(KEY, SECRET))
    assert refused.status_code == 401
    assert (await asked(woo, auth=(OWNER, APPLICATION_PASSWORD))) == (200, "rows")


async def test_plain_permalinks_hide_the_api_and_keys_open_the_other_way_only_lately(
    woo: Woo,
) -> None:
    await woo.turn(plain_permalinks=True, https=True)
    assert await asked(woo) == (404, "")
    other: Json = {"path": "/", "auth": (KEY, SECRET), "params": {"rest_route": "/wc/v3/products"}}
    assert await asked(woo, **other) == (401, "woocommerce_rest_cannot_view")
    await woo.turn(wc_version="11.1.0")
    assert await asked(woo, **other) == (200, "rows")


async def test_a_signature_counts_once(woo: Woo) -> None:
    """The official client makes a nonce anew each time, so its own address is sent twice."""
    answer = await woo.call("get", "products")
    again = await woo.http.get(str(answer.url))
    assert again.json()["message"] == "Invalid nonce - nonce has already been used."


async def test_a_signature_of_another_quarter_of_an_hour_is_refused(woo: Woo) -> None:
    await woo.advance(16 * 60)
    assert (await woo.get("products"))["message"] == "Invalid timestamp."


def test_the_signed_text_is_the_one_of_the_specification() -> None:
    """The example of RFC 5849, section 3.4.1.1, without its body."""
    given = {"b5": "=%3D", "a3": "a", "c@": "", "a2": "r b", "oauth_nonce": "7d8f3e4a"}
    assert signature_base("get", "http://example.com/request", given) == (
        "GET&http%3A%2F%2Fexample.com%2Frequest&"
        "a2%3Dr%2520b%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26oauth_nonce%3D7d8f3e4a"
    )
