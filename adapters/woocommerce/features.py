"""What a WooCommerce shop can do and how far, as one table of facts."""

from __future__ import annotations

from datetime import date

from sync.marketplace import Features, Limits, Span
from sync.model import OF_FACTS, Pace

PAGE = 100  # rows of a list, the most that WordPress gives
OVERLAP = 5  # rows read twice, so that a row deleted meanwhile hides no other
IN_ONE_BATCH = 20  # 100 are allowed; PHP's time ends long before
SKUS_PER_SEARCH = 40
IDS_PER_SEARCH = 100
NEWEST = 20  # rows among which a product is looked for whose making was not answered
OPEN_ORDERS_EVERY_S = 3600.0

LIMITS = Limits(
    title_length=Span(1, 200),  # no more stands in the address that is made of it
    description_length=Span(0, None),
    images=Span(0, None),
    image_bytes=Span(1, 8 * 1024 * 1024),  # what most hosts let through; each sets its own
    price=Span(1, None),
    quantity=Span(0, None),
    variants=Span(1, None),
    options=Span(0, None),
    sku_length=Span(1, 100),  # the column of the lookup table
)

FEATURES = Features(
    name="woocommerce",
    label="WooCommerce",
    seller_centre="trang quản trị WordPress",
    host=None,  # everybody has a site of their own: shops.yaml says where
    # WordPress leads from a number to the address of today, however that is formed.
    listing_url="{host}/?post_type=product&p={remote_id}",
    can=frozenset(
        {
            "publish",
            "revise",
            "reprice",
            "restock",
            "withdraw",
            "restore",
            "orders",
            "remove_variants",  # they are made private, which can be undone
            "rename_skus",
            "remove_attributes",
            "list_price",
            "ends_prices",  # at the first midnight after it, once somebody visits the site
        }
    ),
    # Owners dress up descriptions with page builders, file products under more categories, and
    # plugins add attributes: those are compared with what we wrote last.
    echoes=frozenset(
        {
            "title",
            "price",
            "list_price",
            "quantity",
            "status",
            "variants",
            "weight_g",
            "size_mm",
            "gtin",
        }
    ),
    limits=LIMITS,
    title=OF_FACTS,
    sku_moves="given_up",
    batch={
        "publish": 10,
        "revise": 10,
        "reprice": IN_ONE_BATCH,
        "restock": IN_ONE_BATCH,
        "withdraw": 10,
        "restore": 10,
        "upload": 1,
    },
    pace=Pace(calls_per_s=2, burst=2),
    app_pace=Pace(calls_per_s=2, burst=2),
    settle_s=0,  # one database; where a cache shows what was, a fall is asked about, not undone
    orders_late_s=10,
    writing="absolute",
    token_early_s=0,
    order_window_days=30,
    verified_on=date(2026, 11, 30),
    exempt={
        "test_a_ban_by_a_reviewer_days_later_harms_itself_alone": (
            "nobody reviews a shop of one's own"
        ),
        "test_a_price_that_a_promotion_locks_waits_alone": (
            "no marketplace runs promotions here that lock a price"
        ),
    },
    source="WooCommerce 9.9.5 and WordPress 6.9 source, REST API documents wc/v3 (2024-03)",
)
