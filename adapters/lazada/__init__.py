"""Lazada in Vietnam: OCOP products in a Lazada shop, over the Lazada Open Platform."""

from adapters.lazada.adapter import LazadaShop
from adapters.lazada.features import FEATURES
from adapters.lazada.webhooks import hear
from sync.marketplace import Platform

marketplace = Platform(
    features=FEATURES,
    open=LazadaShop,
    hear=hear,
    known_secrets=frozenset({"access_token", "refresh_token", "sign", "code"}),
)

__all__ = ["marketplace"]
