"""Shopee in Vietnam: OCOP products in a Shopee shop, over the Open Platform API v2."""

from adapters.shopee.adapter import ShopeeShop
from adapters.shopee.features import FEATURES
from adapters.shopee.webhooks import hear
from sync.marketplace import Platform

marketplace = Platform(
    features=FEATURES,
    open=ShopeeShop,
    hear=hear,
    known_secrets=frozenset({"access_token", "refresh_token", "sign", "code"}),
)

__all__ = ["marketplace"]
