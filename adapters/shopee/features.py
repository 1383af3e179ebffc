"""What Shopee in Vietnam can do and how far, as one table of facts."""

from __future__ import annotations

from datetime import date

from sync.marketplace import Features, Limits, Span
from sync.model import OF_FACTS, Pace

INIT_GAP_S = 5.5  # 5 s by guide 221; 5.06 s was the shortest that worked when measured
PAGE = 100  # items per get_item_list
IDS = 50  # items per get_item_base_info, orders per get_order_detail
MODELS = 50  # models per update_price, update_stock, add_model
CATEGORIES = 20  # categories per get_attribute_tree
REFRESH_TOKEN_DAYS = 30

LIMITS = Limits(  # what get_item_limit says about a category narrows these at run time
    title_length=Span(10, 120),
    description_length=Span(10, 3000),
    images=Span(1, 9),
    image_bytes=Span(1, 10 * 1024 * 1024),
    price=Span(1000, None),
    price_ratio=5.0,  # guide 223, Vietnam
    quantity=Span(0, 10_000_000),
    variants=Span(1, 50),
    options=Span(0, 2),
    option_name_length=Span(1, 14),
    option_value_length=Span(1, 20),
    sku_length=Span(1, 100),
)

FEATURES = Features(
    name="shopee",
    label="Shopee",
    seller_centre="Kênh Người Bán",
    host="https://partner.shopeemobile.com",
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
            "pre_order",
            "review",
        }
    ),
    # Categories come back as numbers, brands as "NoBrand", pictures under other ids (PNG turns
    # into JPEG), attributes by other names: those are compared with what was last applied.
    echoes=frozenset(
        {
            "title",
            "description",
            "price",
            "quantity",
            "status",
            "variants",
            "weight_g",
            "prepare_days",
        }
    ),
    limits=LIMITS,
    title=OF_FACTS,
    batch={
        "publish": 50,
        "revise": 50,
        "reprice": 50,
        "restock": 50,
        "withdraw": 50,
        "restore": 50,
        "upload": 8,
    },
    pace=Pace(calls_per_s=4, burst=4),
    app_pace=Pace(calls_per_s=10, burst=10),
    settle_s=15,
    orders_late_s=5,
    listing_url="https://shopee.vn/product/{account}/{remote_id}",
    picture_hosts=("cf.shopee.vn", "susercontent.com"),
    writing="absolute",
    token_early_s=1800,
    order_window_days=15,
    verified_on=date(2026, 11, 29),
    source="Shopee Open Platform API v2 reference and its error lists (2026-08), guides 16-229",
)
