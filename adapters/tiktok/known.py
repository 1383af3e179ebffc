"""Names of fields that the documents tell of, so that a new one in an answer is noticed."""

from __future__ import annotations

from adapters.tiktok.endpoints import (
    ACTIVATE,
    DEACTIVATE,
    INVENTORY,
    ORDER_DETAIL,
    ORDER_SEARCH,
    PRODUCT,
    SEARCH,
)
from adapters.tiktok.errors import unknown_rows
from adapters.tiktok.listings import DELETED, STATUSES
from adapters.tiktok.orders import STATES as ORDER_WORDS
from sync.marketplace import KnownAnswers

NAMES = """
access_token access_token_expire_in account action address address_detail address_line1
address_line2 address_line3 address_line4 alert_type allow_zero allowed_special_product_types amount
app_key app_refused app_secret arbitration_status asked_for attribute_id attribute_missing
attribute_refused attribute_required attribute_value_id attributes audit audit_failed_reasons
audit_status auth_code auth_denied authorization authorization_ended authorized_code
authorized_status available_quantity banned body brand brand_id brand_name brand_refused
brand_status brand_unknown brands business_registration buyer_email buyer_message buyer_nickname
buyer_paid_return_shipping_fee buyer_service_fee buyer_user_id campaign_inventory campaign_locked
campaign_name campaign_reserved_quantity can_buyer_keep_item cancel cancel_id cancel_reason
cancel_status cancel_time cancel_user cancellation_initiator cancellations_role categories category
category_chains category_id category_not_allowed category_not_found category_upgrade_task
category_version certificate certifications change_detail change_source changed_fields check_item
check_result check_results cipher city clock_skewed cod code collection_time combined_listing_skus
combined_return_id combined_skus committed_quantity condition_type contact_person content_type cpf
cpf_name createHmac create_time create_time_ge create_time_lt created_at creator_inventory
creator_locked creator_name creator_reserved_quantity currency current_inventory_status
daily_listings_used_up data date deactivation_source deadline deleted delivery_option_id
delivery_option_ids delivery_options delivery_preferences delivery_time description
description_beyond_limit description_letters_refused description_refused desired_available detail
dimension_limit discount_amount display_status distict district_info document_details effect_status
entity_id epr error errors event_id event_type expected expiration_date expiration_time expire_in
external_list_prices external_product_id external_sku_id extra_errors fail_reasons files first_name
food_safety format found fulfillment_type full_address generateSignature global_warehouses gone
goods_under_way grant_type granted_scopes gtin_fixed gtin_refused handover_method has_draft height
hidden icon_url id idempotency_key identifier_code ids image_missing image_refused images img
in_shop in_shop_inventory include_prohibited_categories integrated_platform_statuses inventory
inventory_distribution is_authorized is_available is_buyer_request_cancel is_cod is_cod_allowed
is_combined_return is_customizable is_default is_exchange_order is_failed is_gift is_leaf
is_multiple_selection is_not_for_sale is_on_hold_order is_pre_owned is_replacement_order is_required
is_requried is_sample_order is_supported is_t1_brand key key_product_features last_name lead_days
leaf_category_id least left_out length licence_missing line_items lines list_price listing_check
listing_exists listing_gone listing_locked listing_platform listing_platforms listings live
local_name location login_expired long_reason low_stock_threshold lower_hex main_images
manufacturer_ids marketplace max_height max_length max_weight max_width message min_weight
minimum_order_quantity most name next_page_token next_return_id occurred_at open_id
option_letters_refused options options_stay order order_id order_line_item_id order_status
order_status_unknown order_type orders original_price original_shipping_fee
original_total_product_price package_dimension package_dimensions package_id package_status
package_weight packages page_size page_token paid_time paper paper_end_needed paper_needed
paper_refused paper_unknown papers parcel_refused parcel_size_unknown parcel_weight_unknown
parent_id partial_edit pay payment permission_statuses phone_number picture platform_code
platform_discount platform_message platform_paid_return_shipping_fee platform_trouble position
postal_code pre_approved_reason pre_approved_reasons pre_check_details pre_check_item
pre_check_results pre_return_id pre_sale prepareSignature price price_locked price_refused
primary_combined_product_id product_attributes product_certifications product_id product_ids
product_image product_name product_platform_discount product_seller_discount product_status
product_title product_type product_types products publish pushes quantity
quantity_snapshot_after_change quota_used_up raw_body read reasons recipient_address refresh_token
refresh_token_expire_in refund_amount refund_shipping_fee refund_subtotal refund_tax refund_total
refuse region region_code related_fields released remote_id remove_attributes remove_variants
rename_skus replicated_products reprice request_id requirement_conditions requiresShopCipher
reserved_stock responsible_person responsible_person_ids restock restore retail_delivery_fee
retry_after_s return return_draft_version return_id return_line_item_id return_line_items
return_method return_orders return_provider_id return_provider_name return_reason return_reason_text
return_shipping_document_type return_status return_tracking_number return_type
return_under_review_version reviewing revise role rts_sla_time rts_time sale_price sales_attributes
sales_regions same sample_image_url save_mode scheduled_sale scope_key search_terms secret
self_declaration seller_base_region seller_discount seller_must_act seller_name
seller_next_action_response seller_paid_return_shipping_fee seller_proposed_return_type seller_sku
seller_skus seller_type selling_format service_id set_clock shipment_type shipping_fee
shipping_fee_amount shipping_fee_platform_discount shipping_fee_seller_discount
shipping_insurance_requirement shipping_provider shipping_provider_id shipping_provider_name
shipping_template_id shipping_type shop shop_banned shop_cipher shop_id shop_not_granted shops
short_reason show sign sign_in size_chart size_mm sku sku_dimensions sku_id sku_ids sku_image
sku_img sku_name sku_type sku_unit_count sku_weight skus slow_down sold sort_field sort_order src
standing state status status_info stock stock_below_reserved stock_refused sub_total sub_type
suggestions suspended_reason sweep_short tax tax_exclusive_price thing throttle thumb_urls
tiktok_shop_rb_api timestamp title title_letters_refused title_refused token token_expired total
total_amount total_available total_available_quantity total_committed total_committed_quantity
total_count total_quantity tracking_number trigger_reason trigger_source tts_notification_id
tts_open_toolkit tts_sign type unit update_time update_time_ge update_time_lt upload uri url urls
useSandboxMode use_case user_id user_type value value_data_format value_id value_name values
variants variants_moved variants_refused version video warehouse_id warehouse_ids
warehouse_inventory warehouse_missing warehouse_refused warehouses warnings webhooks weight_g
weight_limit width withdraw words wrong_signature zero_refused
"""

UNIT_WORDS = {"display_status": frozenset(ORDER_WORDS), "status": frozenset(ORDER_WORDS)}
PRODUCT_WORDS = {  # of a product, its audit and its SKUs: all stand under one name
    "status": frozenset(
        {*STATUSES, DELETED, "NONE", "AUDITING", "FAILED", "PRE_APPROVED", "APPROVED", "NORMAL"}
    )
}

KNOWN = KnownAnswers(
    names=frozenset(NAMES.split()),
    words={
        ORDER_DETAIL: UNIT_WORDS,
        ORDER_SEARCH: UNIT_WORDS,
        SEARCH: PRODUCT_WORDS,
        PRODUCT: PRODUCT_WORDS,
    },
    row_codes=dict.fromkeys((ACTIVATE, DEACTIVATE, INVENTORY), unknown_rows),
)
