"""What can be turned on the Lazada replica while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.courier import PushKnobs


@dataclass
class LazadaKnobs(PushKnobs):
    """Times are seconds of the replica's clock; 0 switches a delay or a limit off."""

    webhook_timeout_s: float = 0.5

    # Gateway
    stale_timestamp_code: str = "IllegalTimestamp"  # never observed
    unknown_app_code: str = "InvalidAppKey"  # never observed
    strict_empty_params: bool = False  # sign empty parameters as they came, allow no other reading
    access_token_ttl_s: float = 7 * 86_400  # an app in Test status; online apps get 30 days
    refresh_token_ttl_s: float = 30 * 86_400  # of the whole chain: a refresh does not prolong it
    old_token_grace_s: float = 60.0  # how long the previous access token lives on (undocumented)
    api_calls_per_s: float = 0.0  # per app and API: ApiCallLimit
    app_calls_per_s: float = 0.0  # per app: 901
    seller_calls_per_s: float = 0.0  # per seller: SellerCallLimit
    app_calls_per_day: int = 10_000_000  # AppCallLimit until the day ends
    ban_s: float = 1.0  # how long ApiCallLimit lasts
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
    image_batch_s: float = 0.5  # until images/migrate has an answer
    item_lock_s: float = 0.0  # a second edit of an item within this: 4147

    # Reading
    search_returns_whole_item: bool = True  # or only the SKUs asked for (undocumented)
    all_includes_deleted: bool = False  # whether filter=all does (undocumented)
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
    ready_to_ship_after_s: float = 0.0  # a paid order moves on by itself; 0: never
