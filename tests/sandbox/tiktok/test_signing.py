from __future__ import annotations

import pytest

from sandbox.tiktok.signing import base_string, media_type, push_signature, sign

SECRET = "ocopmien2026secret0123456789abcdef01234567"
COMMON = {"app_key": "6ocopmien2k", "timestamp": "1772150400"}
CIPHER = {"shop_cipher": "ROW_Zk3tAAAAAOcopMien0001"}
PRODUCT = "/product/202309/products/1729592969712207008"
PRICES = b'{"skus":[{"id":"1729592969712207012","price":{"amount":"185000","currency":"VND"}}]}'


@pytest.mark.parametrize(
    ("path", "query", "body", "digest"),
    [
        (
            "/authorization/202309/shops",
            COMMON,
            b"",
            "b752e0ea5a70e7bbe6a22020d83d445f5183a436c568c828cb9b5b81dbe19d6f",
        ),
        (
            PRODUCT,
            COMMON | CIPHER | {"return_under_review_version": "true"},
            b"",
            "64f546e3e75cb196267088f0fd0cb8cb70dced11275608f54c1bd76d80e99032",
        ),
        (
            f"{PRODUCT}/prices/update",
            COMMON | CIPHER,
            PRICES,
            "fbfcff63384ff2708c22bf61b450def4cdc253251729c41c13541ac076755663",
        ),
        (
            "/product/202309/products",
            COMMON | CIPHER,
            '{"title":"Tôm khô Cà Mau OCOP 4 sao 200 g"}'.encode(),
            "00efae78d0221cbddb1a4d3862947b3281f30a0e164d64c692e5661ae8f75bb0",
        ),
        (
            "/product/202309/images/upload",
            COMMON,
            b"",
            "a286b85ceaca2bbc2c9e1abc810da0980fd1284c54c3ef6fa6912523bdc03318",
        ),
    ],
)
def test_the_golden_vectors_are_met(
    path: str, query: dict[str, str], body: bytes, digest: str
) -> None:
    assert sign(SECRET, base_string(path, query, body)) == digest


def test_the_published_vector_is_met() -> None:
    query = {"app_key": "29a39d", "timestamp": "1623812664"}
    digest = "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8"
    assert sign("e59af819cc", base_string("/authorization/202309/shops", query, b"")) == digest


def test_the_published_push_is_met() -> None:
    body = (
        b'{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507",'
        b'"timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178",'
        b'"order_status":"UNPAID","update_time":1718305585}}'
    )
    digest = "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05"
    assert push_signature("abcdef", "123", body) == digest


def test_the_signed_text_is_the_path_the_pairs_and_the_body() -> None:
    query = COMMON | CIPHER | {"sign": "x", "access_token": "y"}
    assert base_string(f"{PRODUCT}/prices/update", query, PRICES).decode() == (
        "/product/202309/products/1729592969712207008/prices/update"
        "app_key6ocopmien2kshop_cipherROW_Zk3tAAAAAOcopMien0001timestamp1772150400"
        + PRICES.decode()
    )


def test_a_boundary_is_no_part_of_the_media_type() -> None:
    assert media_type("Multipart/Form-Data; boundary=x") == "multipart/form-data"
