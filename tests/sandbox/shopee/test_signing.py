from __future__ import annotations

import pytest

from sandbox.shopee.facts import PARTNER_KEY, SHOPS
from sandbox.shopee.gateway import is_signed, sign

DEMO_KEY = "57615053704d6470644f554a78656d50484143644964436a5568777544524579"
MERCHANT = "09777174636962737266615546704c6d1000000"
AT_SHOP = f"1767225600{SHOPS[0].access_token}{SHOPS[0].shop_id}"


@pytest.mark.parametrize(
    ("key", "base", "signature"),
    [
        (
            DEMO_KEY,
            "2001887/api/v2/shop/get_shop_info165571443159777174636562737266615546704c6d14701711",
            "b914bea03c13799deb036bb9d10e689f5a6bade160c44af568646f1ef7d796c1",
        ),
        (
            DEMO_KEY,
            f"2001887/api/v2/global_product/get_category1655714431{MERCHANT}",
            "a50a2229b148e76048e21ad69a9d619885a21bd4aa7738bc524e1207df73a151",
        ),
        (
            DEMO_KEY,
            "2001887/api/v2/public/get_shops_by_partner1655714431",
            "60ab8c4a535009ab33b8a0029ee18a667ef6eaeb16481ed3d573a5059122d4df",
        ),
        (
            "abc",
            "1/api/v2/shop/auth_partner1610000000",
            "c182b8cd3c3ea1d52ccb1a213ff5dbc9388520f455fc2a13523bd0e829798bf0",
        ),
        (
            PARTNER_KEY,
            "1234567/api/v2/auth/token/get1767225600",
            "ff9d6d0d05a529ec429ee1bf21baa5c8fd3be010f9567cb5272ba43baa69aac2",
        ),
        (
            PARTNER_KEY,
            "1234567/api/v2/auth/access_token/get1767225600",
            "9e3ea576a24ff5a52ad89ccee646e4614444c1c14fb585d927743b6414ec33c4",
        ),
        (
            PARTNER_KEY,
            "1234567/api/v2/shop/auth_partner1767225600",
            "10998dcef965609a156b787de68736a046f987f48598b551733ca0b52f298c3b",
        ),
        (
            PARTNER_KEY,
            f"1234567/api/v2/shop/get_shop_info{AT_SHOP}",
            "fecdbc20b4d079d8a3f9e98c460938d978e6d3684527bae5673e3ef9830fd153",
        ),
        (
            PARTNER_KEY,
            f"1234567/api/v2/product/add_item{AT_SHOP}",
            "41b523c721878f89ed348e9daa18f94a41df8fee942517716822342aa60dd55a",
        ),
        (
            PARTNER_KEY,
            f"1234567/api/v2/product/update_stock{AT_SHOP}",
            "e1273f8cd5d8976861a67adf8482bc46243b13d74eb4057db669e37ed4336b32",
        ),
    ],
)
def test_the_published_and_computed_vectors_hold(key: str, base: str, signature: str) -> None:
    assert sign(key, base) == signature
    assert is_signed(signature, key, base)
    assert not is_signed(signature, key, base + "1")
    assert not is_signed(signature.upper(), key, base)
