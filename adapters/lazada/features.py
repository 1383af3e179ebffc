"""What Lazada in Vietnam can do and how far, as one table of facts."""

from __future__ import annotations

from datetime import date

from sync.marketplace import Features, Limits, Span
from sync.model import OF_FACTS, Pace

PAGE = 50  # items per /products/get
FARTHEST_OFFSET = 10_000  # of /products/get: a larger shop is read in stretches of time
SKUS_PER_SEARCH = 100  # sku_seller_list
ORDER_PAGE = 100
FARTHEST_ORDER = 4_000  # offset of /orders/get: documents say 5000, and elsewhere 4500
ORDERS = 50  # per /orders/items/get
HEAVIEST_G = 40_000
LARGEST_SUM_MM = 3_000  # length, width and height together
FORBIDDEN_LETTERS = frozenset('"^~<>|')  # in SKUs, option names and options

LIMITS = Limits(
    title_length=Span(1, None),
    title_bytes=Span(None, 255),  # 255 letters as well, which is never less
    description_length=Span(0, 20_000),  # 25,000 with the HTML that we put around it
    images=Span(1, 8),
    image_bytes=Span(1, 1024 * 1024),  # 3 MB by the guide, 1 MB by the endpoint's own text
    image_side_px=Span(330, 5000),
    price=Span(1, None),
    quantity=Span(0, None),
    variants=Span(1, 50),
    options=Span(0, 2),
    option_name_length=Span(1, 15),
    option_value_length=Span(1, 20),
    sku_length=Span(1, 200),
)

FEATURES = Features(
    name="lazada",
    label="Lazada",
    seller_centre="Lazada Seller Center",
    host="https://api.lazada.vn",
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
            "remove_variants",  # they are taken offline, which can be undone
            "review",
            "resubmit",
            "dated_prices",
            "pre_order",  # where its category has the attribute for it
        }
    ),
    # Descriptions come back in other HTML, categories as numbers, pictures from other hosts, and
    # attributes under other names among some that nobody sent: not compared with what is read.
    echoes=frozenset(
        {"title", "price", "quantity", "status", "variants", "weight_g", "size_mm", "sale"}
    ),
    limits=LIMITS,
    title=OF_FACTS,
    sku_moves="deleted",
    batch={
        "publish": 20,
        "revise": 20,
        "reprice": 20,  # 50 are allowed; above 20 the documents warn of timeouts
        "restock": 20,
        "withdraw": 20,
        "restore": 20,
        "upload": 1,
    },
    pace=Pace(calls_per_s=4, burst=4),
    app_pace=Pace(calls_per_s=5, burst=5),
    settle_s=30,
    orders_late_s=5,
    listing_url="https://www.lazada.vn/products/i{remote_id}.html",
    picture_hosts=("slatic.net",),
    writing="delta",
    token_early_s=1800,
    order_window_days=15,
    verified_on=date(2026, 11, 29),
    source="Lazada Open Platform API reference (2026-04), guides 108068-121327, recorded answers",
)
