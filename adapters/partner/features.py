"""What a marketplace that speaks the partner API can do, as facts, and where such differ.

The API is our own proposal: no marketplace is known to offer it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, timezone

from sync.marketplace import Ability, Features, Limits, Span
from sync.model import OF_FACTS, Field, Pace, TitleRule

VIETNAM = timezone(timedelta(hours=7))
FIND_SKUS = 50  # per GET /products?skus=
ORDER_WINDOW_DAYS = 15
ORDER_OVERLAP_S = 60  # lists lag up to 5 s behind
PRICE_STEP = 100
HEAVIEST_G = 50_000
HTML_MOST = 20_000  # with its tags
PUSH_TOLERANCE_S = 300

TITLE_LENGTH = Span(10, 120)
IMAGES = Span(1, 9)

CAN: frozenset[Ability] = frozenset(
    {
        "publish",
        "revise",
        "reprice",
        "restock",
        "withdraw",
        "restore",
        "orders",
        "login",
        "remove_variants",
        "remove_attributes",
        "papers",
        "review",
        "resubmit",
    }
)
# Descriptions come back in other HTML, categories as numbers, attributes by their codes, and
# pictures with other addresses: those are compared with what was applied.
ECHOES: frozenset[Field] = frozenset(
    {"title", "brand", "price", "quantity", "status", "variants", "weight_g", "gtin"}
)
REVIEWS: frozenset[Field] = frozenset(
    {"title", "description", "category", "brand", "attributes", "images", "papers", "variants"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerProfile:
    """What differs from one marketplace to the next; none of them has a host of its own."""

    name: str
    label: str
    title_length: Span = TITLE_LENGTH
    images: Span = IMAGES
    review_days: int = 3  # one working day, and a weekend
    title: TitleRule = OF_FACTS
    list_price: bool = False
    batch: int = 100  # prices or stocks per call
    page: int = 100


def features_of(profile: PartnerProfile) -> Features:
    """Put the facts that all share around those that differ."""
    return Features(
        name=profile.name,
        label=profile.label,
        host=None,  # nobody is known to serve it: shops.yaml must say who does
        picture_hosts=("cdn.example",),  # the contract's; of a real one what lies below its host
        can=CAN | {"list_price"} if profile.list_price else CAN,
        echoes=ECHOES,
        limits=_limits(profile),
        asks_for_food=(("food_safety",), ("self_declaration",)),  # as provincial marketplaces do
        asks_of_sellers=(("business_registration",),),
        title=profile.title,
        sku_moves="never",
        reviews=REVIEWS,
        review_days=profile.review_days,
        batch={
            "publish": 1,
            "revise": 1,
            "reprice": profile.batch,
            "restock": profile.batch,
            "withdraw": 1,
            "restore": 1,
            "upload": 1,
        },
        pace=Pace(calls_per_s=1, burst=20),
        app_pace=Pace(calls_per_s=1, burst=20),
        settle_s=30,
        orders_late_s=5,
        writing="compare",
        token_early_s=600,
        order_window_days=ORDER_WINDOW_DAYS,
        verified_on=date(2026, 11, 23),
        source="Partner API, version 1: our own proposal, which no marketplace is known to offer",
        exempt={
            "test_rotated_tokens_survive_a_restart_and_each_is_used_once": (
                "no refresh token is ever used up: the app's key and secret open the shop"
            )
        },
    )


def _limits(profile: PartnerProfile) -> Limits:
    return Limits(
        title_length=profile.title_length,
        description_length=Span(50, HTML_MOST),
        images=profile.images,
        image_bytes=Span(1, 2 * 1024 * 1024),
        image_side_px=Span(500, 4096),
        price=Span(1_000, 500_000_000),
        quantity=Span(0, 999_999),
        variants=Span(1, 50),
        options=Span(0, 2),
        option_name_length=Span(1, 20),
        option_value_length=Span(1, 40),
        sku_length=Span(1, 50),
    )
