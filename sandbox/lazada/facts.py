"""The constants of the Lazada replica: who may knock, and the limits of a Vietnamese shop.

Nothing here is secret: these credentials open a replica on loopback and nothing else.
Source: Lazada Open Platform reference and guides (docIds 108069, 120259, 120949, 121228, 121233).
"""

from __future__ import annotations

from dataclasses import dataclass

APP_KEY = "100132"
APP_SECRET = "ocopAppSecret0123456789abcdefXYZ"  # noqa: S105  # as public as the app key

REST = "/rest"
WINDOW_S = 7200  # how far a timestamp may lie from the clock
CODE_LIFE_S = 1800


@dataclass(frozen=True, slots=True)
class WellKnownSeller:
    """A seller that every fresh replica has, with the tokens that open the shop."""

    seller_id: str
    name: str
    short_code: str
    access_token: str
    refresh_token: str


SELLERS = (
    WellKnownSeller(
        "200158123456",
        "Hợp tác xã Đất Mũi",
        "VN33VZ685X",
        "50000600a11bTESTtoken",
        "50001600a11bTESTrefresh",
    ),
    WellKnownSeller(
        "200158123457",
        "Đặc sản U Minh",
        "VN33VZ686Y",
        "50000600b22cTESTtoken",
        "50001600b22cTESTrefresh",
    ),
)

CURRENCY = "VND"
WAREHOUSE = "dropshipping"
VENTURE = "VNAMZ"
IMAGE_HOST = "https://vn-live.slatic.net/p/"
IMAGE_HOST_REHOSTED = "https://vn-live-02.slatic.net/original/"

IMAGE_SIDE = (330, 5000)
IMAGES = 8
TITLE_LENGTH = 255  # letters, and bytes of UTF-8 as well
DESCRIPTION_LENGTH = 25_000
TEXT_LENGTH = 255  # of one attribute: invented, no number is published
SKU_LENGTH = 200
SKUS = 50
BATCH = 50  # SKUs in one call that writes prices or stock
VARIATIONS = 2
VARIATION_NAME_LENGTH = 15
OPTIONS = 50
OPTION_LENGTH = 20
FORBIDDEN_LETTERS = frozenset('"^~<>|')
WEIGHT_KG = 40
SIDES_SUM_CM = 300

PAGE = 50
PAGE_DEFAULT = 20
PAGE_OFFSET = 10_000
LOOKED_UP_SKUS = 100
BRAND_PAGE = 200
ORDER_PAGE = 100
ORDER_OFFSET = 5_000
ORDERS_AT_ONCE = 50
