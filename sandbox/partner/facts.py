"""Numbers of the partner API, version 1: our own proposal to marketplaces, adopted by nobody."""

from __future__ import annotations

from datetime import timedelta, timezone

BASE = "/partner/v1"
VIETNAM = timezone(timedelta(hours=7))
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400

SCOPES = ("products.read", "products.write", "orders.read", "orders.write", "webhook")
SECRET_LIFE_DAYS = 365
WARN_DAYS = (30, 14, 7, 1)

JSON_BYTES = 1024 * 1024
FORM_BYTES = 6 * 1024 * 1024
PICTURE_BYTES = 2 * 1024 * 1024
PAPER_BYTES = 5 * 1024 * 1024
PICTURE_SIDE_PX = (500, 4096)
MEDIA_LIFE_S = 30 * DAY_S
PURPOSES = ("product", "certificate", "document")

PRICE_VND = (1_000, 500_000_000)
PRICE_STEP = 100
STOCK = (0, 999_999)
WEIGHT_G = (1, 50_000)
HTML_MOST, TEXT_LEAST = 20_000, 50
OPTIONS_MOST = 2
STARS = (3, 5)
DOCUMENT_TYPES = (
    "SELF_DECLARATION", "FOOD_SAFETY", "BUSINESS_REGISTRATION", "VIETGAP", "GLOBALGAP", "ORIGIN",
    "QUALITY", "TRADEMARK", "OTHER",
)  # fmt: skip

KEY_LIFE_S = DAY_S
ORDER_WINDOW_S = 15 * DAY_S
ORDER_LIFE_S = 90 * DAY_S

EVENTS = (
    "order.created", "order.updated", "product.reviewed", "product.banned", "product.changed",
    "category.closed", "credentials.expiring",
)  # fmt: skip
RETRY_AFTER_S = (60, 300, 1800, 7200, 21_600, 43_200, 86_400)
MISSED_FOR_S = 72 * HOUR_S
OLD_SECRET_FOR_S = DAY_S
