"""Numbers, words and times of the partner API, version 1: our own proposal, adopted by nobody."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Literal, get_args

from sandbox.push_delivery import PushPolicy

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

# What the contract proposes; a marketplace may take less (sandbox.partner.profiles).
NAME_LENGTH, IMAGES, VARIANTS, BATCH, PAGE_SIZE, FIND_SKUS = (10, 120), 9, 50, 100, 100, 50
PRICE_VND = (1_000, 500_000_000)
PRICE_STEP = 100
STOCK = (0, 999_999)
WEIGHT_G = (1, 50_000)
HTML_MOST, TEXT_LEAST = 20_000, 50
OPTIONS_MOST = 2
STARS = (3, 5)

KEY_LIFE_S = DAY_S
ORDER_WINDOW_S = 15 * DAY_S
ORDER_LIFE_S = 90 * DAY_S
MISSED_FOR_S = 72 * HOUR_S
OLD_SECRET_FOR_S = DAY_S
PUSH_POLICY = PushPolicy(
    (60, 300, 1800, 7200, 21_600, 43_200, 86_400), enough=100, least_success=0.30
)

Purpose = Literal["product", "certificate", "document"]
DocumentType = Literal[
    "SELF_DECLARATION", "FOOD_SAFETY", "BUSINESS_REGISTRATION", "VIETGAP", "GLOBALGAP", "ORIGIN",
    "QUALITY", "TRADEMARK", "OTHER",
]  # fmt: skip
EventKind = Literal[
    "order.created", "order.updated", "product.reviewed", "product.banned", "product.changed",
    "category.closed", "credentials.expiring",
]  # fmt: skip
ReviewStatus = Literal["PENDING", "APPROVED", "REJECTED"]
SaleStatus = Literal["ON", "OFF", "BANNED"]
OrderStatus = Literal["NEW", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED"]
EVENTS: tuple[EventKind, ...] = get_args(EventKind)


def written(second: float) -> str:
    """`2026-11-23T09:15:42+07:00`; texts of this form sort as their times do."""
    return datetime.fromtimestamp(int(second), VIETNAM).isoformat()


def written_or_none(second: float | None) -> str | None:
    """The same, and null for what has not happened."""
    return None if second is None else written(second)


def today(now: float) -> str:
    """The calendar day in Vietnam, `2026-11-23`."""
    return datetime.fromtimestamp(now, VIETNAM).date().isoformat()


def midnight_after(now: float) -> float:
    """When the present day ends in Vietnam."""
    day = datetime.fromtimestamp(now, VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return (day + timedelta(days=1)).timestamp()


def next_maintenance(now: float) -> tuple[float, float]:
    """The weekly maintenance that runs or comes next: Sunday 23:30 to Monday 00:30."""
    here = datetime.fromtimestamp(now, VIETNAM)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = (midnight + timedelta(days=-here.weekday() % 7)).timestamp()
    if now >= monday + 30 * MINUTE_S:
        monday += timedelta(days=7).total_seconds()
    return monday - 30 * MINUTE_S, monday + 30 * MINUTE_S


def secret_ends_at(connected_at: float) -> float:
    """The second at which a secret's life is over."""
    return connected_at + SECRET_LIFE_DAYS * DAY_S
