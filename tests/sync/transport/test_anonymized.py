"""Whatever stands in an answer, nobody can be known from what is made of it."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.marketplace import Response
from sync.platforms import platforms
from sync.transport.anonymized import anonymized, plain_name

SECRETS = [
    "Nguyễn Văn An", "Trần Thị Bích Ngọc", "NGUYEN VAN HUNG", "LeThiHoa", "pham_quoc_khanh",
    "0912345678", "84912345678", "+84 912 345 678", "0912-345-678", "(+84)912345678",
    "12/3 Nguyễn Trãi, khóm 5, phường Tân Thành, Cà Mau", "an.nguyen@gmail.com",
    "EAAGm0PX4ZCpsBAKZCq9ZBnZCZA", "6f636f702d73616e64626f782d746573742d6b6579",
    "50000601c30atpedfgu3LVvik87Ixlsvle3mSoB7701ceb156fPunYZ43GBg", "079201001234",
    "https://cf.shopee.vn/file/abc?sign=9f8e7d6c5b4a", "ROW_b2NvcC1zYW5kYm94LWFjY2Vzcy0x",
    "2509120ABCDEFG", "59A-123.45",
]  # fmt: skip
secrets = st.sampled_from(SECRETS) | st.from_regex(r"[a-z0-9]{16,40}", fullmatch=True)
keys = st.sampled_from(
    ["order_status", "message", "code", "error", "recipient_address", "item_list", "data", "type"]
)
values = st.none() | st.booleans() | st.integers(-9999, 9999) | st.sampled_from(["", "READY", "0"])


@st.composite
def planted(draw: st.DrawFn) -> tuple[Any, str]:
    """A body with one secret somewhere in it: alone, in a sentence, in a text body, as a name."""
    secret = draw(secrets)
    as_it_stands: Any = secret
    how = draw(st.sampled_from(["alone", "sentence", "body", "number", "name"]))
    if how == "sentence":
        as_it_stands = f"The order of {secret} is not ready, please retry"
    elif how == "body":
        as_it_stands = json.dumps({"buyer": {"name": secret}, "list": [secret]})
    elif how == "number" and secret.isdecimal():
        as_it_stands = int(secret)
    body: Any = {secret: draw(values)} if how == "name" else {draw(keys): as_it_stands}
    for _ in range(draw(st.integers(0, 4))):
        more = {draw(keys): draw(values) for _ in range(draw(st.integers(0, 2)))}
        body = draw(st.sampled_from([[body], {**more, draw(keys): body}, [more, body]]))
    return body, secret


@pytest.mark.parametrize("platform", ["shopee", "lazada", "tiktok", "postmart"])
@given(planted())
def test_what_is_somebodys_never_comes_out(platform: str, case: tuple[Any, str]) -> None:
    body, secret = case
    names = platforms()[platform].known.names
    out = json.dumps(anonymized(Response(200, {}, orjson.dumps(body)), names), ensure_ascii=False)
    for piece in {secret, secret.strip("+0"), "".join(c for c in secret if c.isdecimal())}:
        if len(piece) > 4:
            assert piece not in out


@given(secrets, st.text(max_size=20))
def test_nor_does_it_from_what_is_no_json(secret: str, around: str) -> None:
    page = f"<html>{around} {secret} {around}</html>".encode()
    assert secret not in str(anonymized(Response(502, {}, page), frozenset()))


def test_codes_statuses_sentences_and_types_stay() -> None:
    body = {
        "error": "product.error_server",
        "message": "The current item belong to the full FBS shop, so normal stock must be equal",
        "response": {"order_status": "ARRANGE_SHIPMENT_PENDING", "total_amount": 391_000,
                     "order_sn": "260101", "cod": True, "note": None, "list": []},
    }  # fmt: skip
    out: Any = anonymized(
        Response(200, {}, orjson.dumps(body)), {"total_amount", "order_sn", "cod"}
    )
    assert out["error"] == "product.error_server"
    assert "item belong to the full" in out["message"]
    assert out["response"]["order_status"] == "ARRANGE_SHIPMENT_PENDING"
    assert isinstance(out["response"]["total_amount"], int)
    assert out["response"]["total_amount"] != 391_000
    assert out["response"]["order_sn"].isdecimal()
    assert (out["response"]["cod"], out["response"]["note"]) == (True, None)
    assert out["response"]["list"] == []


def test_the_same_stays_the_same() -> None:
    body = {"a": 2_604_400_001, "b": "2604400001", "c": 2_604_400_002}
    out: Any = list(dict(anonymized(Response(200, {}, orjson.dumps(body)), "abc")).values())  # type: ignore[call-overload]
    assert str(out[0]) == out[1]
    assert out[0] != out[2]


def test_a_new_field_is_named_where_its_name_is_made_of_words() -> None:
    assert plain_name("new_promise_date") == "new_promise_date"
    assert plain_name("AppCallLimit") == "AppCallLimit"
    assert plain_name("nguyenvanan") == "x"
