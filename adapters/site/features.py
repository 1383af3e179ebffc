"""What a website of one's own can do and how far, as one table of facts."""

from __future__ import annotations

from datetime import date

from sync.marketplace import Features, Limits, Span
from sync.model import Pace, TitleRule

PAGES = 2_000  # listings written at once: their lists, feeds and the upload are then made once

FEATURES = Features(
    name="site",
    label="Trang web",
    host="",  # a folder on this machine
    can=frozenset(
        {
            "publish",
            "revise",
            "reprice",
            "restock",
            "withdraw",
            "restore",
            "remove_variants",
            "rename_skus",
            "remove_attributes",
            "english",
            "list_price",
            "packs",
            "lots",
            "pages",
            "buy_links",
            "pre_order",
        }
    ),
    # Read back from what was written, and from a page that somebody edited.
    echoes=frozenset(
        {
            "title",
            "description",
            "category",
            "brand",
            "attributes",
            "variants",
            "gtin",
            "weight_g",
            "list_price",
            "net_content",
            "unit",
            "pack",
            "english",
            "lots",
            "price",
            "quantity",
            "status",
        }
    ),
    title=TitleRule(parts=("name", "place", "grade")),  # packs and stars stand beside it
    limits=Limits(
        title_length=Span(1, 150),
        description_length=Span(1, 9_999),
        images=Span(0, 20),
        price=Span(1, 1_000_000_000),
        quantity=Span(0, 999_999),
        variants=Span(1, 200),
        options=Span(0, 3),
        sku_length=Span(1, 50),
    ),
    batch={
        "publish": PAGES,
        "revise": PAGES,
        "reprice": PAGES,
        "restock": PAGES,
        "withdraw": PAGES,
        "restore": PAGES,
        "upload": 20,
    },
    pace=Pace(calls_per_s=1000, burst=1000),
    app_pace=Pace(calls_per_s=1000, burst=1000),
    settle_s=0,
    orders_late_s=0,
    writing="absolute",
    token_early_s=0,
    order_window_days=366,
    verified_on=date(2026, 11, 30),
    source="our own pages; what search engines and feeds ask: docs/site.md",
)
