"""The constants of the TikTok replica: who may knock, and the limits of a Vietnamese shop.

Nothing here is secret: these credentials open a replica on loopback and nothing else.
Source: TikTok Shop Partner API reference 202309-202509 and guides; what is not published and
therefore invented says so.
"""

from __future__ import annotations

from dataclasses import dataclass

APP_KEY = "6ocopmien2k"
APP_SECRET = "ocopmien2026secret0123456789abcdef01234567"  # noqa: S105  # known to everybody
SERVICE_ID = "7380066284010030890"


@dataclass(frozen=True, slots=True)
class WellKnownShop:
    """A shop that every fresh replica has, with the tokens that open it."""

    shop_id: str
    name: str
    cipher: str
    code: str
    open_id: str
    access_token: str
    refresh_token: str
    warehouses: tuple[str, ...]  # those that goods are sold from; the first is the default


SHOPS = (
    WellKnownShop(
        "7495540735365777507",
        "Hợp tác xã Đất Mũi",
        "ROW_Zk3tAAAAAOcopMien0001",
        "VNLCLA7X2Q",
        "7010736057180325637",
        "ROW_b2NvcC1zYW5kYm94LWFjY2Vzcy0x",
        "ROW_b2NvcC1zYW5kYm94LXJlZnJlc2gtMQ",
        ("7068517275539719942",),
    ),
    WellKnownShop(
        "7495540735365777508",
        "Đặc sản U Minh",
        "ROW_Zk3tAAAAAOcopMien0002",
        "VNLCLA7X2R",
        "7010736057180325638",
        "ROW_b2NvcC1zYW5kYm94LWFjY2Vzcy0y",
        "ROW_b2NvcC1zYW5kYm94LXJlZnJlc2gtMg",
        ("7068517275539719952", "7068517275539719953"),
    ),
)
RETURN_WAREHOUSE = "7068517275539719943"

REGION = "VN"
CURRENCY = "VND"
EARLIEST_S, LATEST_S = 300, 30  # how far a timestamp may lie behind and ahead
CODE_LIFE_S = 1800
DAY_S = 86_400
VIETNAM_S = 7 * 3600

SCOPES = (
    "seller.authorization.info",
    "seller.logistics",
    "seller.product.basic",
    "seller.product.write",
    "seller.product.delete",
    "seller.order.info",
    "seller.return_refund.basic",
)

TITLE_LENGTH = (25, 255)
DESCRIPTION_LENGTH = 10_000
DESCRIPTION_IMAGES = 30
REPEATS = 9
MAIN_IMAGES = 9
IMAGE_BYTES = 10 * 1024 * 1024
IMAGE_SIDE_PX = (100, 20_000)
MAIN_IMAGE_SIDE_PX = (300, 4_000)
PDF_BYTES = 20 * 1024 * 1024
VIDEO_BYTES = 100 * 1024 * 1024
SKUS = 100
SKU_LENGTH = 50
SALES_KINDS = 3
SALES_NAME_LENGTH = 20
SALES_VALUE_LENGTH = 50
PRICE = (1, 180_000_000)
EXTERNAL_ID_LENGTH = 999
IDEMPOTENCY_KEY_LENGTH = 128
ATTRIBUTE_VALUE_LENGTH = 2_000
CERTIFICATIONS = 10
PAGE_SIZE = (1, 100)
SEARCH_RESULTS = 10_000
PRODUCTS_PER_CALL = 20
ORDERS_PER_CALL = 50
IMAGE_HOST = "https://p16-oec-sg.ibyteimg.com/"
