"""The constants of the Shopee replica: who may knock, and the limits of a Vietnamese shop.

Nothing here is secret: these credentials open a replica on loopback and nothing else.
Source: Shopee Open Platform API v2 reference and guides; values without a published Vietnamese
number are invented and say so.
"""

from __future__ import annotations

from dataclasses import dataclass

PARTNER_ID = 1234567
PARTNER_KEY = "shpk4f434f502d73616e64626f782d746573742d6b65792d30303031"


@dataclass(frozen=True, slots=True)
class WellKnownShop:
    """A shop that every fresh replica has, with the tokens that open it."""

    shop_id: int
    name: str
    access_token: str
    refresh_token: str


SHOPS = (
    WellKnownShop(
        227000001,
        "Hợp tác xã Đất Mũi",
        "6f636f702d746573742d746f6b656e",
        "72656672657368746f6b656e30303031",
    ),
    WellKnownShop(
        227000002,
        "Đặc sản U Minh",
        "6f636f702d746573742d746f6b656e32",
        "72656672657368746f6b656e30303032",
    ),
)

REGION = "VN"
CURRENCY = "VND"
LOCATION = "VNZ"  # read back by single-warehouse shops although writes omit it
UINT32 = 4_294_967_295
TIMESTAMP_TOLERANCE_S = 300

NAME_LENGTH = (10, 120)
DESCRIPTION_LENGTH = (10, 3000)
IMAGE_COUNT = (1, 9)
IMAGE_BYTES = 10 * 1024 * 1024
PRICE = (1_000, 120_000_000)  # maximum invented: none is published for Vietnam
STOCK = (0, 10_000_000)
SKU_LENGTH = 100
TIER_NAME_LENGTH = (1, 14)
OPTION_LENGTH = (1, 20)
HASHTAGS = 18
TIERS = 2
OPTIONS = 50
MODELS = 50
READY_STOCK_DAYS = 2  # invented: no Vietnamese number is published
PRE_ORDER_DAYS = (5, 15)  # invented
LIST_OFFSET = 50_000  # invented: the documents name no number
ORDER_WINDOW_S = 15 * 86_400
CODE_LIFE_S = 600
AUTHORIZATION_S = 365 * 86_400
