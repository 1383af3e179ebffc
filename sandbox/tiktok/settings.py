"""What can be changed on the TikTok replica while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.push_delivery import PushSettings


@dataclass
class TikTokSettings(PushSettings):
    """Times are seconds of the replica's clock; 0 switches a delay or a limit off."""

    access_token_ttl_s: float = 7 * 86_400
    refresh_token_ttl_s: float = 365 * 86_400
    redirect_url: str = "http://127.0.0.1/authorized"  # where consent leads: set per app
    seller_consents: bool = True
    deauthorized: bool = False  # the seller took the consent back: 105001
    granted_scopes: str = ""  # separated by spaces; empty: all that exist
    ip_allowed: bool = True
    token_error_status: int = 401  # of 105001 and 105002: never observed
    business_error_status: int = 200  # of codes 12xxxxxx: sources disagree, 200 or 400
    errors_carry_empty_data: bool = False  # "data": {} instead of null
    rate_limit_per_s: float = 0.0  # calls per second, shop and API
    hourly_quota: int = 0  # calls per hour and shop: 36009037

    audit_s: float = 2.0  # a first listing is PENDING this long
    edit_audit_s: float = 2.0  # an edit of a listing that passed once
    activate_audit_s: float = 1.0
    audit_refuses_word: str = ""  # an audit fails content with this word in title or description
    repeated_edit_is_audited: bool = False  # an edit that changes nothing starts an audit, too
    edit_relists_hidden: bool = False  # an edit of SELLER_DEACTIVATED makes it PENDING
    ban_status: str = "PLATFORM_DEACTIVATED"  # what the operator's "banned" is, or FREEZE
    readback_lag_s: float = 0.0  # until Get and inventory search show a written price and stock
    search_lag_s: float = 1.0  # until product search shows a change or a new product
    order_lag_s: float = 1.0  # until order search shows a new order
    writes_bump_update_time: bool = False  # price and stock writes
    sales_bump_update_time: bool = False

    daily_listing_limit: int = 10_000  # 100 for new shops, 1,000 later; edits count, too
    category_version: str = "v2"
    food_certificate_required: bool = False
    cod_supported: bool = True
    package_dimension_required: bool = False
    allow_zero: bool = True  # the documents say 1 is the least; connectors send 0
    quantity_max: int = 99_999
    single_sku_may_grow: bool = False  # a SKU without sales attributes may get brothers
    idempotency_replay: str = "same"  # a known key: the same answer again, or error
    rewrites_description: bool = False  # plain text comes back inside <p>
    all_includes_deleted: bool = True  # search with status ALL
    search_forgets_nothing: bool = False  # the index goes on showing what was deleted as it was
    deleted_answer: str = "12052901"  # of Get for what is deleted: a code, or "detail"
    orders_hide_seller_sku: bool = False  # seller_sku of units is "", as in recorded orders
    cancelled_after_hand_over: bool = False  # cancelling: the carrier had it and could not deliver
    return_status: str = "BUYER_SHIPPED_ITEM"  # how far what is sent back has come
    refunds_alone: bool = False  # the money goes back, and the goods stay with the buyer
    food_licence_required: bool = False  # four attributes of food, asked for since 2026-05-26
    variants_may_go: bool = True  # a product with choices may become one without; else ignored
    promotion_floors_stock: bool = True  # a running promotion: stock may not go down
    unknown_sku_fails_call: bool = False  # 12052556 for the whole stock call, not in errors[]
    holiday_mode: bool = False  # warehouses RESTRICTED, stock shown as 0
    seller_active: bool = True  # else 12052700
    only_stock_and_price: bool = False  # Seller Center locked: 12052332
    on_hold_after_pay: bool = False  # ON_HOLD between UNPAID and AWAITING_SHIPMENT
