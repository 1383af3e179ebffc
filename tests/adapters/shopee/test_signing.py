from __future__ import annotations

import pytest

from adapters.shopee.signing import sign

DEMO_KEY = "57615053704d6470644f554a78656d50484143644964436a5568777544524579"
OWN_KEY = "shpk4f434f502d73616e64626f782d746573742d6b65792d30303031"
TOKEN = "6f636f702d746573742d746f6b656e"


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        (
            DEMO_KEY,
            (
                "2001887",
                "/api/v2/shop/get_shop_info",
                "1655714431",
                "59777174636562737266615546704c6d",
                "14701711",
            ),
            "b914bea03c13799deb036bb9d10e689f5a6bade160c44af568646f1ef7d796c1",
        ),
        (
            DEMO_KEY,
            (
                "2001887",
                "/api/v2/global_product/get_category",
                "1655714431",
                "09777174636962737266615546704c6d",
                "1000000",
            ),
            "a50a2229b148e76048e21ad69a9d619885a21bd4aa7738bc524e1207df73a151",
        ),
        (
            DEMO_KEY,
            ("2001887", "/api/v2/public/get_shops_by_partner", "1655714431"),
            "60ab8c4a535009ab33b8a0029ee18a667ef6eaeb16481ed3d573a5059122d4df",
        ),
        (
            "abc",
            ("1", "/api/v2/shop/auth_partner", "1610000000"),
            "c182b8cd3c3ea1d52ccb1a213ff5dbc9388520f455fc2a13523bd0e829798bf0",
        ),
    ],
)
def test_published_signatures_are_ours(key: str, words: tuple[str, ...], expected: str) -> None:
    assert sign(key, *words) == expected


@pytest.mark.parametrize(
    ("path", "shop_words", "expected"),
    [
        (
            "/api/v2/auth/token/get",
            (),
            "ff9d6d0d05a529ec429ee1bf21baa5c8fd3be010f9567cb5272ba43baa69aac2",
        ),
        (
            "/api/v2/auth/access_token/get",
            (),
            "9e3ea576a24ff5a52ad89ccee646e4614444c1c14fb585d927743b6414ec33c4",
        ),
        (
            "/api/v2/shop/auth_partner",
            (),
            "10998dcef965609a156b787de68736a046f987f48598b551733ca0b52f298c3b",
        ),
        (
            "/api/v2/shop/get_shop_info",
            (TOKEN, "227000001"),
            "fecdbc20b4d079d8a3f9e98c460938d978e6d3684527bae5673e3ef9830fd153",
        ),
        (
            "/api/v2/product/add_item",
            (TOKEN, "227000001"),
            "41b523c721878f89ed348e9daa18f94a41df8fee942517716822342aa60dd55a",
        ),
        (
            "/api/v2/product/update_stock",
            (TOKEN, "227000001"),
            "e1273f8cd5d8976861a67adf8482bc46243b13d74eb4057db669e37ed4336b32",
        ),
    ],
)
def test_own_vectors_of_each_kind_of_call(
    path: str, shop_words: tuple[str, ...], expected: str
) -> None:
    assert sign(OWN_KEY, "1234567", path, "1767225600", *shop_words) == expected
