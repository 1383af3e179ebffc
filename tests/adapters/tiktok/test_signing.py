from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.tiktok.client import Client, Write
from adapters.tiktok.endpoints import PRICES, PRODUCT, PRODUCTS, at
from adapters.tiktok.signing import sign
from sync.marketplace import Call, Connection, Credentials, FormPart
from sync.marketplace.json_values import Json
from sync.model import ShopName

SECRET = "ocopmien2026secret0123456789abcdef01234567"
CIPHER = "ROW_Zk3tAAAAAOcopMien0001"
APP = (("app_key", "6ocopmien2k"), ("timestamp", "1772150400"))
SHOP = (*APP, ("shop_cipher", CIPHER))
PRICE_BODY = b'{"skus":[{"id":"1729592969712207012","price":{"amount":"185000","currency":"VND"}}]}'
ID = "1729592969712207008"


def test_the_published_signature_is_ours() -> None:
    query = (("app_key", "29a39d"), ("timestamp", "1623812664"))
    assert sign("e59af819cc", "/authorization/202309/shops", query) == (
        "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8"
    )


@pytest.mark.parametrize(
    ("path", "query", "body", "expected"),
    [
        (
            "/authorization/202309/shops",
            APP,
            b"",
            "b752e0ea5a70e7bbe6a22020d83d445f5183a436c568c828cb9b5b81dbe19d6f",
        ),
        (
            f"/product/202309/products/{ID}",
            (*SHOP, ("return_under_review_version", "true")),
            b"",
            "64f546e3e75cb196267088f0fd0cb8cb70dced11275608f54c1bd76d80e99032",
        ),
        (
            f"/product/202309/products/{ID}/prices/update",
            SHOP,
            PRICE_BODY,
            "fbfcff63384ff2708c22bf61b450def4cdc253251729c41c13541ac076755663",
        ),
        (
            "/product/202309/products",
            SHOP,
            '{"title":"Tôm khô Cà Mau OCOP 4 sao 200 g"}'.encode(),
            "00efae78d0221cbddb1a4d3862947b3281f30a0e164d64c692e5661ae8f75bb0",
        ),
        (
            "/product/202309/images/upload",
            APP,
            b"",
            "a286b85ceaca2bbc2c9e1abc810da0980fd1284c54c3ef6fa6912523bdc03318",
        ),
    ],
)
def test_the_other_vectors_are_ours(
    path: str, query: tuple[tuple[str, str], ...], body: bytes, expected: str
) -> None:
    assert sign(SECRET, path, query, body) == expected
    unsigned = (*query, ("access_token", "x"), ("sign", "y"))
    assert sign(SECRET, path, tuple(reversed(unsigned)), body) == expected


@pytest.fixture
def client() -> Client:
    return Client(
        Connection(
            shop=ShopName("s"),
            host="https://open-api.tiktokglobalshop.com",
            key="6ocopmien2k",
            secret=SECRET,
            account="7495540735365777507",
        )
    )


def built(call: Call[Json]) -> tuple[str, dict[str, str], dict[str, str], bytes | None]:
    request = call.build(Credentials("token", datetime.fromtimestamp(1772150400, UTC)))
    return request.url, dict(request.query), dict(request.headers), request.content


def test_what_is_sent_is_what_was_signed(client: Client) -> None:
    body = {"skus": [{"id": "1729592969712207012", "price": {"amount": "185000"}}]}
    body["skus"][0]["price"] = {"amount": "185000", "currency": "VND"}
    url, query, headers, content = built(client.write(CIPHER, Write(at(PRICES, ID), body)))
    assert url.endswith(f"/product/202309/products/{ID}/prices/update")
    assert content == PRICE_BODY
    assert query["sign"] == "fbfcff63384ff2708c22bf61b450def4cdc253251729c41c13541ac076755663"
    assert headers == {"content-type": "application/json", "x-tts-access-token": "token"}


def test_vietnamese_is_signed_as_the_bytes_that_are_sent(client: Client) -> None:
    write = Write(at(PRODUCTS), {"title": "Tôm khô Cà Mau OCOP 4 sao 200 g"}, sent="once")
    _, query, _, content = built(client.write(CIPHER, write))
    assert content == '{"title":"Tôm khô Cà Mau OCOP 4 sao 200 g"}'.encode()
    assert query["sign"] == "00efae78d0221cbddb1a4d3862947b3281f30a0e164d64c692e5661ae8f75bb0"


def test_a_read_of_a_product_is_signed_with_its_cipher(client: Client) -> None:
    ask = client.ask(CIPHER, at(PRODUCT, ID), [("return_under_review_version", "true")])
    _, query, _, content = built(ask)
    assert query["shop_cipher"] == CIPHER
    assert query["sign"] == "64f546e3e75cb196267088f0fd0cb8cb70dced11275608f54c1bd76d80e99032"
    assert content is None


def test_calls_that_are_not_about_one_shop_carry_no_cipher(client: Client) -> None:
    part = FormPart("data", "a.png", b"\x89PNG", "image/png")
    for call in (client.shops(), client.upload(part, "MAIN_IMAGE")):
        _, query, _, _ = built(call)
        assert "shop_cipher" not in query
    _, query, headers, _ = built(client.upload(part, "MAIN_IMAGE"))
    assert query["sign"] == "a286b85ceaca2bbc2c9e1abc810da0980fd1284c54c3ef6fa6912523bdc03318"
    assert headers == {"x-tts-access-token": "token"}  # httpx names the form and its boundary


def test_tokens_come_from_a_host_of_their_own_unsigned(client: Client) -> None:
    url, query, headers, _ = built(client.open("/api/v2/token/get", [("auth_code", "c")]))
    assert url == "https://auth.tiktok-shops.com/api/v2/token/get"
    assert query == {"app_key": "6ocopmien2k", "app_secret": SECRET, "auth_code": "c"}
    assert headers == {}


def test_the_name_of_a_call_holds_neither_ids_nor_secrets(client: Client) -> None:
    calls = [client.open("/api/v2/token/get", []), client.ask(CIPHER, at(PRODUCT, ID))]
    assert [call.endpoint for call in calls] == [
        "/api/v2/token/get",
        "/product/202309/products/{id}",
    ]
