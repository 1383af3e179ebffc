"""What TikTok Shop in Vietnam can do and how far, as one table of facts."""

from __future__ import annotations

from datetime import date

from sync.marketplace import Features, Limits, Span
from sync.model import OF_FACTS, Pace

PAGE = 100  # rows per product search, order search and brand list
SKUS = 100  # SKUs of one product per price or stock update
PRODUCTS = 20  # products per activate or deactivate
COUNTED = 100  # products per inventory search
SEARCHED = 10  # seller SKUs per product search
CATEGORY_VERSION = "v2"  # shops in South-East Asia must use the seven-level tree
LOCALE = "vi-VN"

LIMITS = Limits(
    title_length=Span(25, 255),
    description_length=Span(1, 10_000),
    images=Span(1, 9),
    image_bytes=Span(1, 10 * 1024 * 1024),
    image_side_px=Span(300, 4000),
    price=Span(1, 180_000_000),
    quantity=Span(0, 99_999),
    variants=Span(1, 100),
    options=Span(0, 3),
    option_name_length=Span(1, 20),
    option_value_length=Span(1, 50),
    sku_length=Span(1, 50),
)

FEATURES = Features(
    name="tiktok",
    label="TikTok Shop",
    seller_centre="Trung tâm nhà bán hàng",
    host="https://open-api.tiktokglobalshop.com",
    can=frozenset(
        {
            "publish",
            "revise",
            "reprice",
            "restock",
            "withdraw",
            "restore",
            "orders",
            "login",
            "stamps",
            "remove_variants",
            "rename_skus",
            "remove_attributes",
            "papers",
            "review",
            "resubmit",
        }
    ),
    # Descriptions come back as converted HTML, categories as numbers, pictures under other ids,
    # and a product has one parcel for all its variants: those are compared with what was applied.
    echoes=frozenset({"title", "price", "quantity", "status", "variants"}),
    limits=LIMITS,
    asks_for_food=(("food_safety", "self_declaration"),),  # the rules of a category say which
    title=OF_FACTS,
    reviews=frozenset(
        {
            "title",
            "description",
            "category",
            "brand",
            "attributes",
            "images",
            "papers",
            "variants",
            "weight_g",
            "size_mm",
        }
    ),
    review_days=3,  # "minutes to days", never promised (Partner Center)
    batch={
        "publish": 20,
        "revise": 20,
        "reprice": 100,
        "restock": 100,
        "withdraw": PRODUCTS,
        "restore": PRODUCTS,
        "upload": 1,
    },
    pace=Pace(calls_per_s=5, burst=10),
    app_pace=Pace(calls_per_s=20, burst=20),
    settle_s=30,
    orders_late_s=30,
    listing_url="https://shop.tiktok.com/view/product/{remote_id}",
    picture_hosts=("ibyteimg.com", "tiktokcdn.com"),
    writing="absolute",
    token_early_s=86_400,
    order_window_days=30,
    verified_on=date(2026, 11, 1),
    source="TikTok Shop Partner API reference 202309 to 202608 and Partner Center guides (2025-12)",
)
