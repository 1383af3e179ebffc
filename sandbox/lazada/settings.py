"""The constants of the Lazada replica, and what can be set on it while it runs.

Nothing here is secret: these credentials open a replica on loopback and nothing else.
Source: Lazada Open Platform reference and guides (docIds 108069, 120259, 120949, 121228, 121233).
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.push_delivery import PushSettings

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


@dataclass
class LazadaSettings(PushSettings):
    """Times are seconds of the replica's clock; 0 switches a delay or a limit off."""

    webhook_timeout_s: float = 0.5

    # Gateway
    stale_timestamp_code: str = "IllegalTimestamp"  # never observed
    unknown_app_code: str = "InvalidAppKey"  # never observed
    strict_empty_params: bool = False  # sign empty parameters as they came, allow no other reading
    access_token_ttl_s: float = 7 * 86_400  # an app in Test status; online apps get 30 days
    refresh_token_ttl_s: float = 14 * 86_400  # in Test status; online 180; of the whole chain
    old_token_grace_s: float = 60.0  # how long the previous access token lives on (undocumented)
    api_calls_per_s: float = 0.0  # per app and API: ApiCallLimit
    app_calls_per_s: float = 0.0  # per app: 901
    seller_calls_per_s: float = 0.0  # per seller: SellerCallLimit
    app_calls_per_day: int = 10_000_000  # AppCallLimit until the day ends
    ban_s: float = 1.0  # how long ApiCallLimit lasts
    seller_ban_s: float = 1.0  # how long SellerCallLimit says that it lasts; 0 was seen
    throttled_back: str = ""  # paths, apart by blanks, that a campaign answers AppCallLimit at once
    partner_required: bool = False  # some gateways answer MissingPartner without partner_id
    subscribed: bool = True  # else AppNotSubscribed: the seller has to subscribe the app
    inventory_calls_per_s: float = 50.0  # the three price and stock APIs of a seller together
    brand_calls_per_s: float = 30.0  # over it the brand list is empty, and says success
    punished: bool = False  # the address is blocked: an HTML page instead of JSON
    seller_active: bool = True
    seller_verified: bool = True

    # Delays
    review_s: float = 2.0  # Pending QC of a new item
    edit_review_s: float = 1.0  # Pending QC after an edit of content
    rejects: str = ""  # the review refuses every item whose name holds this text
    index_lag_s: float = 2.0  # until products/get finds a new item
    readback_lag_s: float = 1.0  # until reads see a written price, stock or status
    image_batch_s: float = 0.5  # until images/migrate has an answer: served no more, still set
    item_lock_s: float = 0.0  # a second edit of an item within this: 4147

    # Reading
    search_returns_whole_item: bool = True  # or only the SKUs asked for (undocumented)
    all_includes_deleted: bool = False  # whether filter=all does (undocumented)
    standard_axes: bool = False  # items have no `variation`: their axes stand in saleProp alone
    splits_items: bool = False  # an item at the edge of a page comes in two parts
    rehosts_images: bool = False  # listings show other addresses than were written
    odd_shapes: bool = False  # the other spellings seen in the wild: numbers as text and so on
    writes_bump_updated_time: bool = False  # price and stock writes (undocumented)
    sales_bump_updated_time: bool = False

    # Writing
    item_limit: int = 10_000
    image_bytes: int = 3_145_728  # by the guide; the endpoint's own text still says 1 MB
    most_skus_in_time: int = 50  # SKUs a price or stock call bears before 513
    update_reactivates: bool = True  # product/update without Status makes a SKU active
    deleted_sku_reusable: bool = True  # undocumented
    price_quantity_on: bool = True  # off as in mega campaigns: 998
    total_quantity_permitted: bool = True  # some shops may not write Quantity: SELLER_NOT_PERMITTED

    # Orders
    unpaid_release_s: float = 1800.0  # an unpaid order holds its stock this long
    unpaid_cancel_s: float = 72 * 3600.0
    refunds_alone: bool = False  # "returned" units of which only the money went back
    skuless_orders: bool = False  # the shop has set no SellerSku: rows of orders lack it
    ready_to_ship_after_s: float = 0.0  # a paid order moves on by itself; 0: never
