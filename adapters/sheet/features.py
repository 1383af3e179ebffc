"""What an exchange of workbooks can do and how far, as one table of facts."""

from __future__ import annotations

from datetime import date

from sync.marketplace import Features, Limits, Span
from sync.model import Pace

ROWS = 1000  # of one workbook; more become further workbooks of the same run

FEATURES = Features(
    name="sheet",
    label="Bảng tính",
    delivery="files",
    host="",  # a folder on this machine
    can=frozenset(
        {
            "publish",
            "revise",
            "reprice",
            "restock",
            "withdraw",
            "restore",
            "orders",
            "remove_variants",
            "remove_attributes",
            "review",
            "list_price",
            "packs",
        }
    ),
    # Read back from the records of what was sent and what a result file confirmed.
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
            "price",
            "quantity",
            "status",
        }
    ),
    limits=Limits(
        title_length=Span(10, 120),
        description_length=Span(1, 20_000),
        images=Span(1, 9),
        price=Span(1_000, 500_000_000),
        quantity=Span(0, 999_999),
        variants=Span(1, 100),
        options=Span(0, 2),
        sku_length=Span(1, 50),
    ),
    batch={
        "publish": ROWS,
        "revise": ROWS,
        "reprice": ROWS,
        "restock": ROWS,
        "withdraw": ROWS,
        "restore": ROWS,
        "upload": 50,
    },
    pace=Pace(calls_per_s=1000, burst=1000),
    app_pace=Pace(calls_per_s=1000, burst=1000),
    settle_s=0,
    orders_late_s=0,
    writing="absolute",
    token_early_s=0,
    order_window_days=366,
    verified_on=date(2026, 11, 23),
    source="our own proposal, docs/sheet.md: no marketplace has published or confirmed it",
)
