"""The signatures of the documents, computed here and made by the calls that we send."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.lazada.client import SDK, Client
from adapters.lazada.endpoints import CREATE, PRODUCTS, REFRESH, TOKEN
from adapters.lazada.signing import sign
from sync.marketplace import Connection, Credentials, FormPart, Rejected
from sync.model import ShopName

SECRET = "ocopAppSecret0123456789abcdefXYZ"
COMMON = {"app_key": "100132", "timestamp": "1767225600000", "sign_method": "sha256"}
TOKEN_OF_SHOP = "50000600a11bTESTtoken"
P3 = (
    '{"Request":{"Product":{"PrimaryCategory":"10001958","Attributes":{"name":"Tôm khô Cà Mau '
    'loại 1","brand":"No Brand"},"Skus":{"Sku":[{"SellerSku":"OCOP-TOMKHO-200G",'
    '"quantity":"40","price":"145000"}]}}}}'
)
V1 = {
    "filter": "all",
    "limit": "50",
    "offset": "0",
    "options": "1",
    "sku_seller_list": '["OCOP-TOMKHO-200G","OCOP-TOMKHO-500G"]',
}
CODE = "0_100132_2DL4DV3jcU1UOT7WGI1A4rY91"
ACCESS = Credentials(TOKEN_OF_SHOP, datetime(2026, 1, 1, tzinfo=UTC))

VECTORS = [
    (
        "helloworld",
        "/order/get",
        {
            "access_token": "test",
            "app_key": "123456",
            "order_id": "1234",
            "sign_method": "sha256",
            "timestamp": "1517820392000",
        },
        "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A",
    ),
    (
        "1234",
        "/test/api",
        {"foo": "1", "bar": "2", "foo_bar": "3", "foobar": "4"},
        "988085883BF9D32D251478D23122C7ECC91518CDF63BA22F792000A378F52409",
    ),
    (
        SECRET,
        "/products/get",
        COMMON | V1 | {"access_token": TOKEN_OF_SHOP},
        "5AE3B10C05BA6469AC69C86F5D397A80CE6105034309567393E30396D80F7BD9",
    ),
    (
        SECRET,
        "/product/create",
        COMMON | {"payload": P3, "access_token": TOKEN_OF_SHOP},
        "F36D716F5EFA9FF7F6DDBA7330BEB822EDC9E5F75A0EB53C055B3E035D92AABE",
    ),
    (
        SECRET,
        "/auth/token/create",
        COMMON | {"code": CODE},
        "3788CBAA68A3853AE92BFF1EA762461329904C5CADA994F900AC2EC4AA06D64D",
    ),
    (
        SECRET,
        "/image/upload",
        COMMON | {"access_token": TOKEN_OF_SHOP},
        "0C7846C405FDCDE4AA70F201F988A03053EE0DEBDDB92A89EB42DAFE01CBD12E",
    ),
    (
        SECRET,
        "/seller/get",
        COMMON | {"access_token": TOKEN_OF_SHOP, "partner_id": "lazop-sdk-python-20181207"},
        "0E5A0147AE6C97E61ABE1191A5FEBE253C8E7E2B30B4720EBB2878387D043E7A",
    ),
]


@pytest.mark.parametrize(("secret", "path", "parameters", "expected"), VECTORS)
def test_every_published_vector(
    secret: str, path: str, parameters: dict[str, str], expected: str
) -> None:
    assert sign(secret, path, parameters) == expected
    assert sign(secret, path, parameters | {"sign": "whatever"}) == expected


def with_partner(number: int) -> str:
    """What a vector is signed with when a call names its SDK too, as ours do."""
    secret, path, parameters, _ = VECTORS[number]
    return sign(secret, path, parameters | {"partner_id": SDK})


def connection(host: str = "https://api.lazada.vn") -> Connection:
    return Connection(
        shop=ShopName("lazada-ca-mau"), host=host, key="100132", secret=SECRET, account="1"
    )


def test_what_is_read_is_signed_in_the_query() -> None:
    request = Client(connection()).ask(PRODUCTS, V1).build(ACCESS)
    assert (request.method, request.url) == ("GET", "https://api.lazada.vn/rest/products/get")
    assert dict(request.query)["sign"] == with_partner(2)


def test_what_is_written_is_signed_in_the_form_and_nothing_is_in_the_address() -> None:
    request = Client(connection()).make(CREATE, {"payload": P3}).build(ACCESS)
    assert (request.method, request.query) == ("POST", ())
    assert request.form["sign"] == with_partner(3)


def test_tokens_are_asked_for_at_a_host_of_their_own_without_a_token() -> None:
    request = Client(connection()).open(TOKEN, {"code": CODE}).build(Credentials("", ACCESS.now))
    assert request.url == "https://auth.lazada.com/rest/auth/token/create"
    assert request.form["sign"] == with_partner(4)


def test_a_replica_gives_tokens_where_it_gives_everything() -> None:
    client = Client(connection("http://127.0.0.1:8712"))
    request = client.open(REFRESH, {"refresh_token": "r"}).build(ACCESS)
    assert request.url == "http://127.0.0.1:8712/rest/auth/token/refresh"


def test_a_picture_is_no_part_of_the_signature() -> None:
    part = FormPart("image", "a.png", b"any bytes", "image/png")
    request = Client(connection()).upload(part).build(ACCESS)
    assert request.form["sign"] == with_partner(5)
    assert request.parts == (part,)


def test_an_empty_parameter_is_not_sent() -> None:
    request = Client(connection()).ask(PRODUCTS, {**V1, "update_after": ""}).build(ACCESS)
    assert "update_after" not in dict(request.query)
    assert dict(request.query)["sign"] == with_partner(2)


def test_a_seller_lets_us_in_at_the_page_of_all_countries() -> None:
    url = urlsplit(Client(connection()).authorize_url("https://htx.vn/ve?a=1", "x y"))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://auth.lazada.com/oauth/authorize"
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert asked["redirect_uri"] == "https://htx.vn/ve?a=1"
    assert (asked["client_id"], asked["state"], asked["country"]) == ("100132", "x y", "vn")
    with pytest.raises(Rejected, match="consent_needs_address"):  # it leads back to nowhere
        Client(connection()).authorize_url("", "x y")
