"""The constants of a Vietnamese shop, and what can be set on the replica while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.push_delivery import PushPolicy, PushSettings

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
PUSH_POLICY = PushPolicy((300, 1800, 10_800), enough=600, least_success=0.30)


@dataclass
class ShopeeSettings(PushSettings):
    """Times are seconds of the replica's clock; 0 switches a delay or a limit off."""

    gateway_auth_status: int = 403  # of a wrong sign and an expired timestamp: never observed
    access_token_ttl_s: float = 14_400
    token_grace_s: float = 300  # how long the previous access token lives on after a refresh
    refresh_token_ttl_s: float = 30 * 86_400
    min_gap_s: float = 5.0  # add_item -> init_tier_variation
    readback_lag_s: float = 1.0  # until reads see a written stock, price, model_sku or visibility
    search_lag_s: float = 2.0  # until search_item finds a new item or SKU
    search_match: str = "prefix"  # how search_item compares a SKU: prefix or exact (undocumented)
    price_ratio: float = 5.0  # highest over lowest model price
    item_lock_s: float = 0.0  # "get update lock failed" after an edit
    review_s: float = 0.0  # how long a new visible item is REVIEWING
    rate_limit_per_s: float = 0.0  # calls per second and shop
    rate_limit_status: int = 200
    item_count_limit: int = 10_000
    refuses_repeated_sku: bool = False  # add_item of a SKU that exists: error_repeated_mtsku
    rehosts_images: bool = False  # listings show other image ids than were written
    holiday_mode: bool = False
    shop_linked: bool = True
    image_life_s: float = 0.0  # how long an uploaded picture is kept; 0: for ever
    kits: str = ""  # SKUs, apart by blanks: their stock follows from their parts
    full_fbs: str = ""  # SKUs, apart by blanks: Shopee stores and ships them
    lines_without_sku: bool = False  # as of products whose seller never set one
    cancelled_after_hand_over: bool = False  # cancelling: the carrier had it and could not deliver
    writes_bump_update_time: bool = False  # price and stock writes
    sales_bump_update_time: bool = False
