"""Names of fields that the documents tell of, so that a new one in an answer is noticed."""

from __future__ import annotations

from adapters.lazada.endpoints import (
    ADJUST_SELLABLE,
    CREATE,
    DEACTIVATE,
    ORDER_ITEMS,
    PRODUCTS,
    REMOVE,
    UPDATE,
    UPDATE_PRICE,
    UPDATE_SELLABLE,
)
from adapters.lazada.errors import unknown_details
from adapters.lazada.items import STATUSES
from adapters.lazada.orders import STATES
from sync.marketplace import KnownAnswers

NAMES = """
AssociatedSku Attributes Available Image Images ItemId PrimaryCategory SellerSku ShopSku Sku SkuId
SkuSupplyId Skus Status Url Variation _trace_id_ access_token account account_id account_platform
active address1 address2 address3 address4 address5 addressTypes address_billing address_shipping
advanced all already_hidden apiRequestBody app_key app_refused app_secret attribute_missing
attribute_refused attribute_required attribute_type attributes authType auth_expiry_time
authorization authorization_ended banned batch_id bizSupplement branch_number brand brand_id
brand_refused brand_unknown brand_unregistered buyer buyer_id buyer_note cancel
cancel_return_initiator canceled cancelled category categoryName categoryPath categorySuggestionMap
categorySuggestions category_id category_not_allowed category_not_found cb channelInventories
channelName children city client_id clock_skewed clothing_material code color_family color_thumbnail
coming_soon count countTotal country country_origin_hb country_user_info country_user_info_list
createWithOpenId create_after create_before created_after created_at created_before created_time
currency customer_first_name customer_last_name customize d_description d_description_en
d_short_description d_short_description_en damaged_by_3pl data date deactivationTime defaultAddress
delay_delivery_days deleted delivery_info delivery_option_sof deprecated description description_en
description_refused detail detailAddress disableAttributeAutoFill disableAutoFillAttribute
dress_shape dropshippingStock e email en_US en_name enable_total endTime enumInput errorCodes
errorMsgs error_code error_msg errors expected expires_in extra_attributes failed_delivery
fblWarehouseInventories field filter first_name force_auth found fulfilmentStock getPreQcRules
gift_message gift_option global_identifier gtin_refused hasImage has_image hash_code hidden
hiddenReason hiddenStatus id image image_missing image_refused image_url images img inactive
ingredient_preference ingredients_hb input_type is_cancel_pending is_digital is_dispute is_fbl
is_key_prop is_mandatory is_need_refund is_rtm is_sale_prop item item_count item_id item_limit
item_price item_status item_unit_price items items_count key label language_code last_name
lazada_rb_api lazada_sign lazada_vn leaf limit lines listing_busy listing_count_reached
listing_exists listing_gone listing_locked listings live location lock login_expired
logistics_refused logo_url lost_by_3pl marketImages marketplace marketplaceEaseMode material_hb
message message_type module most msg multiEnumInput multiSelect multiWarehouseInventories name
name_company name_en name_ms national_registration_number need_cancel_confirm numbers numeric
numericMax numericMin occupiedStock occupy occupyQuantity occupy_quantity ocop_star_hb ofc_status
offset option option_letters_refused option_names option_set options options_not_in_category order
order_id order_ids order_item order_item_id order_items order_number order_status orders
original_url outbox p package_content package_height package_id package_length package_scrapped
package_weight package_width pageSize page_index page_no page_size paid_price parcel_size_unknown
parcel_too_large partner_id pay payload payment_method payment_time pending pendingqc phone phone2
placed_at platform_code platform_message platform_sku_id post_code pre_order_quantity precision
preorderStock preorder_days preorder_enable price price_locked price_quantity price_refused
primary_category primary_category_id producer_hb product product_id product_name product_sku
products promised_shipping_times promotion_lock propCascade publish push quantity raw_body read
ready_to_ship ready_to_ship_pending real_quantity reason reason_code reason_detail reason_text
receiver_address redirect_uri refresh_expires_in refresh_token refund_amount refund_payment_method
refuse rejectReason rejected remarks remote_id remove_variants remove_video reprice request
request_id request_type reserved_stock response_type restock restore restricted_cate_ids result
retry_after_s return return_order_line_gmt_create return_order_line_gmt_modified return_status
returned reverse_order_id reverse_order_line_id reverse_order_lines reverse_status revise richText
saleProp sale_lazada secret sellableQuantity sellableStock seller_center seller_id seller_must_act
seller_sku seller_sku_id seller_sku_list set_clock shelf_expiry shipment_provider shipped_back
shipped_back_failed shipped_back_success shipping shipping_amount shipping_fee
shipping_fee_discount_platform shipping_fee_discount_seller shipping_fee_original shipping_type shop
shop_not_granted shop_sku shops short_code short_description short_description_en sign sign_in
sign_method singleSelect site size_mm sku sku_id sku_id_list sku_letters_refused sku_list
sku_seller_list sku_taken skus sla sla_time_stamp slow_down sort_by sort_direction source
special_from_date special_from_time special_price special_time_format special_to_date
special_to_time startRow startTime start_row state status status_update_time statuses stock
stock_moved stock_refused storage_hb subStatus success suggestion suggestionCategories suspended
suspendedSkus sweep_short target_sellable target_total tax_amount tax_code thd_ic_err throttle
tickets timestamp title title_refused token token_expired topack toship total totalQuantity
total_page total_products total_record tracking_code tracking_number trade_order_gmt_create
trade_order_id trade_order_line_id trialProduct type ul unit units_hb unpaid update_after
update_before updated_at updated_time upload url user_id var variants variants_fixed variants_moved
variants_refused variation variation1 verified vi_VN violationDetail voucher voucher_code
voucher_platform voucher_seller wallet_credits warehouseCode warehouse_code warehouse_unclear
warranty_type weight_beyond_limit weight_g whqc_decision withdraw withholdQuantity withhold_quantity
withholdingStock wrong_signature yes
"""

WRITES = (CREATE, UPDATE, UPDATE_PRICE, UPDATE_SELLABLE, ADJUST_SELLABLE, DEACTIVATE, REMOVE)

KNOWN = KnownAnswers(
    names=frozenset(NAMES.split()),
    words={
        ORDER_ITEMS: {"status": frozenset(STATES)},
        PRODUCTS: {"status": frozenset(STATUSES)},
    },
    free=frozenset({"attributes", "saleProp", "variation"}),
    row_codes=dict.fromkeys(WRITES, unknown_details),
)
