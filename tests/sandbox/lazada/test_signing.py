"""The sheet's golden vectors: published ones on the code, our own over HTTP as they stand."""

from __future__ import annotations

import httpx
import pytest

from sandbox.lazada.gateway import sign
from tests.sandbox.lazada.conftest import Json, Lazada, picture

NEW_YEAR_2026 = 1_767_225_600
P3 = (
    '{"Request":{"Product":{"PrimaryCategory":"10001958","Attributes":{"name":"Tôm khô Cà Mau loại'
    ' 1","brand":"No Brand"},"Skus":{"Sku":[{"SellerSku":"OCOP-TOMKHO-200G","quantity":"40",'
    '"price":"145000"}]}}}}'
)
TWO_SKUS = '["OCOP-TOMKHO-200G","OCOP-TOMKHO-500G"]'

Texts = dict[str, str]


def test_the_official_documents_example() -> None:
    texts = {"access_token": "test", "app_key": "123456", "order_id": "1234"}
    texts |= {"sign_method": "sha256", "timestamp": "1517820392000"}
    expected = "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A"
    assert sign("helloworld", "/order/get", texts) == expected


def test_names_sort_as_ascii_and_prefixes_come_first() -> None:
    texts = {"foo": "1", "bar": "2", "foo_bar": "3", "foobar": "4"}
    expected = "988085883BF9D32D251478D23122C7ECC91518CDF63BA22F792000A378F52409"
    assert sign("1234", "/test/api", texts) == expected
    assert sign("s", "/x", {"orderId": "1", "order_id": "2"}) == sign(
        "s", "/xorderId1order_id2", {}
    )


PUBLIC = {"app_key": "100132", "timestamp": "1767225600000", "sign_method": "sha256"}
SHOP = PUBLIC | {"access_token": "50000600a11bTESTtoken"}


@pytest.fixture
async def new_year(lazada: Lazada) -> Lazada:
    await lazada.operate("POST", "/clock", {"now": NEW_YEAR_2026})
    return lazada


async def say(lazada: Lazada, path: str, texts: Texts, signature: str, **more: object) -> Json:
    body = SHOP | texts | {"sign": signature}
    url = lazada.rest(path)
    response: httpx.Response = await lazada.http.post(url, data=body, **more)  # type: ignore[arg-type]
    return lazada.read(response)


async def test_v1_a_query_with_a_list(new_year: Lazada) -> None:
    texts = {"filter": "all", "limit": "50", "offset": "0", "options": "1"}
    query = SHOP | texts | {"sku_seller_list": TWO_SKUS}
    query["sign"] = "5AE3B10C05BA6469AC69C86F5D397A80CE6105034309567393E30396D80F7BD9"
    answer = await new_year.http.get(new_year.rest("/products/get"), params=query)
    assert answer.json()["data"] == {"total_products": 0}
    answer = await new_year.http.get(new_year.rest("/products/get"), params=query | {"limit": "49"})
    assert answer.json()["code"] == "IncompleteSignature"


async def test_v3_a_payload_in_vietnamese(new_year: Lazada) -> None:
    signature = "F36D716F5EFA9FF7F6DDBA7330BEB822EDC9E5F75A0EB53C055B3E035D92AABE"
    answer = await say(new_year, "/product/create", {"payload": P3}, signature)
    assert answer["code"] == "4108"  # well signed: the listing itself is incomplete
    changed = await say(new_year, "/product/create", {"payload": P3 + " "}, signature)
    assert changed["code"] == "IncompleteSignature"


async def test_v4_a_code_without_a_token(new_year: Lazada) -> None:
    texts = PUBLIC | {"code": "0_100132_2DL4DV3jcU1UOT7WGI1A4rY91"}
    texts["sign"] = "3788CBAA68A3853AE92BFF1EA762461329904C5CADA994F900AC2EC4AA06D64D"
    answer = await new_year.http.post(new_year.rest("/auth/token/create"), data=texts)
    assert answer.json()["code"] == "InvalidCode"


async def test_v6_the_bytes_of_a_file_are_not_signed(new_year: Lazada) -> None:
    signature = "0C7846C405FDCDE4AA70F201F988A03053EE0DEBDDB92A89EB42DAFE01CBD12E"
    for colour in ("red", "green"):
        files = {"image": ("image", picture(colour=colour))}
        answer = await say(new_year, "/image/upload", {}, signature, files=files)
        assert answer["code"] == "0"


async def test_v9_the_partner_id_is_signed_when_sent(new_year: Lazada) -> None:
    texts = {"partner_id": "lazop-sdk-python-20181207"}
    query = SHOP | texts
    query["sign"] = "0E5A0147AE6C97E61ABE1191A5FEBE253C8E7E2B30B4720EBB2878387D043E7A"
    answer = await new_year.http.get(new_year.rest("/seller/get"), params=query)
    assert answer.json()["data"]["seller_id"] == 200158123456
