"""TikTok Shop in Vietnam: OCOP products in a TikTok shop, over the Partner API 202309 and newer."""

from adapters.tiktok.adapter import TikTokShop
from adapters.tiktok.features import FEATURES
from adapters.tiktok.webhooks import hear
from sync.marketplace import Platform

marketplace = Platform(
    features=FEATURES,
    open=TikTokShop,
    hear=hear,
    known_secrets=frozenset({"app_secret", "access_token", "refresh_token", "auth_code", "sign"}),
)

__all__ = ["marketplace"]
