"""Names of fields that the documents tell of, so that a new one in an answer is noticed."""

from __future__ import annotations

from adapters.partner.endpoints import OFF, ON, ORDER, ORDERS, PRICES, PRODUCT, PRODUCTS, STOCKS
from adapters.partner.errors import unknown_entries
from adapters.partner.listings import REVIEWS, SALES
from adapters.partner.orders import STATES
from sync.marketplace import KnownAnswers

NAMES = """
__main__ accepted access access_token account action actual additionalProperties answered at
attribute_missing attribute_refused attribute_too_long attributes auth authorization
authorization_ended badge ban_reason banned batch body both brand brand_refused
business_registration buyer by bytes cancel cancellation cancelled_quantity carrier category
category_closed category_code category_id category_not_allowed category_not_found certificate
certificate_media_id challenge changed client_credentials client_id client_secret code
commune_code components const content contentMediaType created created_at credentials
credentials_ending ctx daily_listings_used_up data days decision_no declaration_no deleted
description description_html description_html_too_long description_refused digest discount
documents dropped drying ds_danh_muc ds_don_vi ds_hang_sao ds_hanh_dong ds_ket_qua ds_tinh
ends_on errorCode errors etag event event_id events expected expires_in expires_on
extra_forbidden failed failing_since field file files find_skus first first_row food_safety
format found from globalgap goods goods_id goods_state goods_verify group gtin headers
heading_row height hidden id if_stock image_missing image_refused images images_beyond_limit in
info ingredients input issued issued_by issued_on items key label last_success_at leaf leaf_only
letters limits line_id lines list_price listing_busy listing_exists listing_gone listing_locked
listings literal_error live_revision loc login_expired loyalty maintenance max maxItems
maxLength max_length maximum med_a1b2 med_c3d4 med_e5f6 med_g7h8 media_id media_per_minute
message method min minItems minLength minimum missing most multipleOf name name_length
net_content new_products new_products_per_day new_products_today next_token no no_grant_needed
not not_a_workbook numbers occurred_at ocop old_secret openapi operationId option_values options
order order_id order_status_unknown ordered_on orders origin outcome pageSize page_size
page_token paid paid_at paper paper_refused papers papers_too_many parallel parameter parameters
params parcel_refused parent_id path paths pattern pay payment pdf pg_ pg_Zm9v phone picture
plan platform_busy platform_code platform_message platform_trouble points post postmart
previous_run price price_lock price_locked price_refused price_step_missed problems
producer_address producer_name product product_id product_sku profile properties province_code
pt_6f1c0d publish purpose pushing_platform quality quantity read reason refresh_token refuse
reject_reason reject_reasons remote_id remote_url remove_attributes remove_variants reprice
req_1 req_2 req_3 req_4 req_5 req_6 req_7 req_7Qm2 req_7Qm3 req_8 req_9 requestBody request_id
requests_per_minute required reserved reserved_stock responseStatus responses restock restore
result result_unknown_word results return returned_quantity review_status reviewing revise
revision row_conflict row_foreign row_hash row_mismatch rows run run_row sale_status schema
schemas scheme scope scopes second secret security securitySchemes self_declaration server_time
servers sha256 shelf_life ship_from ship_from_missing shipment shipped_at shipping shop shop_banned
shop_code shop_id shop_not_granted shop_on_holiday shops short_description sign_in sku
sku_letters_refused sku_names_product skus slow_down stars state status step stock stock_moved
stock_refused storage store_id suffix summary sweep_short text throttle tickets title
title_beyond_limit title_refused to token token_expired token_type tokens_per_hour total totals
touched_at trace track_id tracking_no trademark tree_version type uniqueItems unit_price until
updated_at updated_from updated_since updated_to upload url usage validation value values
variants variants_fixed variants_moved variants_refused version vietgap visible voso warning
webhook webhooks weight_beyond_limit weight_g width withdraw words workbook_damaged
workbook_foreign workbook_format workbook_locked workbook_macros workbook_old_format
workbook_stale workbook_too_large workbook_unfilled wrong_signature zone
"""

ORDER_WORDS = {"status": frozenset(STATES)}
PRODUCT_WORDS = {"sale_status": frozenset(SALES), "review_status": frozenset(REVIEWS)}

KNOWN = KnownAnswers(
    names=frozenset(NAMES.split()),
    free=frozenset({"attributes"}),
    words={
        ORDER: ORDER_WORDS,
        ORDERS: ORDER_WORDS,
        PRODUCT: PRODUCT_WORDS,
        PRODUCTS: PRODUCT_WORDS,
    },
    row_codes=dict.fromkeys((PRICES, STOCKS, PRODUCT, ON, OFF), unknown_entries),
)
