"""Shopee's error codes and sentences, and what each means for us; the spelling is Shopee's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sync.marketplace.error_mapping import REFUSED, ErrorMapping, Step

DOUBTFUL = ErrorMapping("doubtful", "platform_refused")
LISTING_BUSY = ErrorMapping("wait", "listing_busy", retry_after_s=5)
BUSY = ErrorMapping("wait", "platform_busy")
PROMOTION_LOCK = ErrorMapping("refused", "promotion_lock")
QUOTA_USED_UP = ErrorMapping("slow_down", "quota_used_up", scope="app")  # so it says
APP_REFUSED = ErrorMapping("refused", "app_refused")
THROTTLED = ErrorMapping("slow_down", "throttled")


def _each(step: Step, code: str, names: str) -> dict[str, ErrorMapping]:
    return dict.fromkeys(names.split(), ErrorMapping(step, code))


def _refused(code: str, names: str) -> dict[str, ErrorMapping]:
    return _each("refused", code, names)


# Codes that stand for one thing. Source: the error lists of the API reference, as they stood in
# 2026-08, spelling included; more than one of them is misspelt there.
BY_CODE: Mapping[str, ErrorMapping] = {
    "error_rate_limit": THROTTLED,
    "error_limit": QUOTA_USED_UP,
    **_each("sign_in", "login_expired", "invalid_acceess_token invalid_access_token"),
    **_each(
        "sign_in",
        "authorization_ended",
        "partner_shop_no_link shop_no_linked shop_access_expired refresh_token_expired "
        "error_shop_refresh_token error_user_refresh_token invalid_code invalid_shop_id "
        "invalid_main_acount_id",
    ),
    **_refused(
        "platform_refused",
        "error_param error_param_validate error_auth error_shop error_not_found "
        "error_not_in_whitelist order_list_invalid_time",
    ),
    **_refused("shop_banned", "shop_banned"),
    **_refused(
        "app_refused",
        "error_sign invalid_partner_id error_partner_key_expired source_ip_undeclared "
        "error_api_permission error_ashop_api_permission error_api_call_restricted api_suspended "
        "error_permission",
    ),
    **_each("wait", "platform_busy", "error_system_busy error_unlist_item_failed"),
    **_each("wait", "listing_busy", "error_locked"),
    **_each("trouble", "platform_trouble", "error_database error_config error_exception"),
    **_each(
        "trouble", "platform_trouble", "error_get_shop_fail error_marshal error_slash_price_load"
    ),
    **_each("unclear", "answer_unclear", "error_busi_add_item_failed"),
    **_each("unclear", "listing_exists", "error_repeated_mtsku"),
    **_refused("listing_gone", "error_item_not_found error_item_not_belong_shop"),
    **_refused(
        "listing_locked",
        "error_item_uneditable error_busi_item_status_invalid error_cannot_delete_item "
        "error_busi_cannot_delist_reviewing_or_banned_item error_param_item_status "
        "error_set_normal_unlisted_item error_unlist_item_fail error_busi_cannot_edit_vsku",
    ),
    **_refused(
        "category_not_found",
        "error_invalid_category error_incalid_category error_category error_category_level "
        "error_category_path_count_limit",
    ),
    **_refused(
        "category_not_allowed",
        "error_category_is_block error_forbidden_category error_category_not_allowed "
        "error_busi_mpsku_category_prohibited",
    ),
    **_refused("attribute_required", "error_less_required_attribute"),
    **_refused(
        "attribute_refused",
        "error_invalid_attribute error_invalid_category_attribute error_value_name_required "
        "error_value_id_must_equal_zero error_attribute error_invalid_attribute_value "
        "error_attribute_fda_error error_busi_attribute_error error_wrong_attrsnapshot",
    ),
    **_refused(
        "brand_refused",
        "error_invalid_brand error_incalid_brand error_less_required_brand error_brand_forbidden "
        "error_duplicated_brand error_brand error_busi_duplicated error_busi_blacklist "
        "error_busi_blacklist_need_license error_busi_pending_qc",
    ),
    **_refused(
        "image_refused",
        "error_desc_image_no_pass error_image_num_min error_image_hight_no_pass "
        "error_image_width_no_pass error_image_quantity_no_pass",
    ),
    **_refused("image_missing", "error_image_unavailable"),  # it is to be uploaded anew
    **_refused(
        "title_refused",
        "error_name_length_limit error_item_name_is_too_short error_title_exceeds_max_length "
        "error_title_character_forbidden error_title_len_no_pass error_item_name_empty "
        "error_nil_name_new_item",
    ),
    **_refused(
        "description_refused",
        "error_desc_length_min_limit error_desc_hash_tag_over_limit error_desc_len_no_pass",
    ),
    **_refused("listing_count_reached", "error_reach_shop_item_limit"),
    **_refused(
        "logistics_refused",
        "error_invalid_logistic_info error_invalid_price_for_logistic error_invalid_days_to_ship "
        "error_category_dts error_estimated_days_limit error_dts_range_not_allowed "
        "error_no_dts_range_not_allowed error_param_dts_exceeds_max_limit "
        "error_param_category_not_support_pre_order error_busi_item_days_to_ship_invalid",
    ),
    **_refused(
        "price_refused",
        "error_invalid_price error_price_exceed_min_limitt error_price_exceed_max_limitt "
        "error_price_out_of_range error_price_agp_too_large "
        "error_price_limit_no_pass error_price_should_be_same_for_wholesales "
        "error_busi_price_lower_then_wholesale_price error_update_item_price",
    ),
    **_refused(
        "stock_refused",
        "error_busi_update_stock_failed error_stock_bigger_then_limit "
        "error_stock_less_then_min_limit error_stock_limit_no_pass error_auth_model_is_pff "
        "error_auth_product_is_pff error_wms_shop_block_upate_stock",
    ),
    **_refused(
        "variants_refused",
        "error_tier_var_too_many error_tier_opt_too_many error_tier_opt_val_too_long "
        "error_tier_var_name_too_long error_model_count_over_limit error_model_duplicate_name "
        "error_model_duplicate_tier_variation_index error_tier_index error_duplicate_modelid "
        "error_busi_cannot_delete_all_model error_busi_cannot_delete_default_model "
        "error_tier_var_level_not_same error_duplicated_variation_option "
        "error_model_empty_tier_index_nonempty error_model_nonempty_itemtier_empty_index "
        "error_model_tier_index_bound error_model_tier_index_level_mismatch_var_level "
        "error_nil_name_new_item_model error_tier_img_not_allower error_tier_img_partial",
    ),
    **_each(
        "unclear",
        "variants_moved",
        "error_wrong_modelid error_model_invalid_model_id error_edit_item_price_for_item_has_model "
        "error_edit_item_stock_for_item_has_model error_in_item_promotion_nomodel_to_models "
        "error_item_model_not_match error_item_or_variation_not_found error_tier_var_is_ "
        "error_busi_cannot_update_model_for_no_tier_item",
    ),
    **_refused(
        "price_locked",
        "error_cannt_edit_price_in_promotion error_in_item_promotion_item_price_lock "
        "error_cannot_update_price_in_promotion",
    ),
    **_refused(
        "holiday_mode",
        "error_holiday_on_add_item error_holiday_mode_change_stock error_holiday_on_del_item",
    ),
    **_refused(
        "seller_must_act",
        "error_seller_under_penalty error_perm_non_admin error_busi_invalid_shop_status "
        "error_busi_invalid_account_status error_kyc_auth error_banned error_fraud",
    ),
}

# A few codes stand for anything at all, and reasons of partial failures have no code: their words
# decide. The first that is found wins, so what is narrow stands before what is wide. A word alone
# ("category", "image") says too little: sentences on quite other things hold it.
BY_WORDS: tuple[tuple[re.Pattern[str], ErrorMapping], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), mapping)
    for pattern, mapping in (
        (r"too many requests", THROTTLED),
        (r"daily api call|api call limit", QUOTA_USED_UP),
        (r"timestamp is expired", ErrorMapping("set_clock", "clock_skewed")),
        (r"access_token", ErrorMapping("sign_in", "login_expired")),
        (
            r"refresh.token|invalid code|partner_id or shop",
            ErrorMapping("sign_in", "authorization_ended"),
        ),
        (r"get update lock failed", LISTING_BUSY),
        (r"too many connections|shop is upgrading", BUSY),
        (r"app is deleted|partner_?id|current api|currently offline", APP_REFUSED),
        (r"not authorized|permissions?\b.*\brestricted|(no|not have) permission", APP_REFUSED),
        (r"api is (only available|not supported|no longer)", APP_REFUSED),
        (r"reserved? stock", ErrorMapping("refused", "stock_below_reserved")),
        (r"\b(promotion|campaign|flash sale|groupbuy)\b", PROMOTION_LOCK),
        (r"holiday|vocation", ErrorMapping("refused", "holiday_mode")),
        (
            r"location[ _]id|multi warehouse|stock structure",
            ErrorMapping("refused", "warehouse_unclear"),
        ),
        (
            r"full (fbs|b2c)|fulfil\w* by shopee|\bkits?\b|stock (should|must) be",
            ErrorMapping("refused", "stock_refused"),
        ),
        (r"phone number of your shop|smid verified", ErrorMapping("refused", "seller_must_act")),
        (r"repeat item|lack of param|wholesale", REFUSED),
        (
            r"model[ _]?id|item without tier|item or model",
            ErrorMapping("unclear", "variants_moved"),
        ),
        (r"level of tier-variation not change", ErrorMapping("unclear", "variants_moved")),
        (r"tier.variation|tier_index", ErrorMapping("refused", "variants_refused")),
        (r"status is abnormal", ErrorMapping("unclear", "listing_gone")),
        (
            r"product is duplicated|similar product|already been uploaded",
            ErrorMapping("unclear", "listing_exists"),
        ),
        (r"image (does )?not exist|image is unavailable", ErrorMapping("refused", "image_missing")),
        (
            r"data not exist|\b(product|item|item_id) (is |does )?not (found|exist)",
            ErrorMapping("refused", "listing_gone"),
        ),
        (r"gtin", ErrorMapping("refused", "gtin_refused")),
        (
            r"category is (prohibited|restricted|blocked|forbidden)",
            ErrorMapping("refused", "category_not_allowed"),
        ),
        (r"invalid category|leaf category", ErrorMapping("refused", "category_not_found")),
        (r"\bmandatory\b", ErrorMapping("refused", "attribute_required")),
        (r"attribute", ErrorMapping("refused", "attribute_refused")),
        (r"invalid (weight|dimension)|dimension is", ErrorMapping("refused", "parcel_refused")),
        (r"\bimages?\b", ErrorMapping("refused", "image_refused")),
        (r"logistic|days_to_ship|\bdts\b", ErrorMapping("refused", "logistics_refused")),
        (r"\bprices?\b|original_price", ErrorMapping("refused", "price_refused")),
        (r"invalid field", REFUSED),
    )
)
LATER = re.compile(
    r"(try|wait) (again|later)|please try|connection issue|some time to respond"
    r"|(system|inner|internal|interal|unknown|server) (internal )?err|something (is |went )?wrong",
    re.IGNORECASE,
)
VAGUE = frozenset(
    {
        "error_busi",
        "error_param",
        "error_param_validate",
        "error_auth",
        "error_limit",
        "error_image_unavailable",
        "error_not_found",
        "error_update_item_price",
        "error_busi_update_stock_failed",
        "error_busi_update_item_failed",
        "error_busi_cannot_update_field",
        "error_busi_cannot_publish",
        "error_shop",
        "error_service",
    }
)
# Theirs by the code, yet some of the sentences under them refuse one item for good; everything
# else of the batch must not wait for that one.
TROUBLES = frozenset(
    {
        "error_network",
        "error_data",
        "error_server",
        "error_inner",
        "error_unknown",
        "error_order",
        "error_update_price_fail",
        "error_busi_update_price_failed",
        "error_busi_update_sock_failed",
    }
)
PROMOTION = re.compile(r"promotion|error_slash_price_|error_flash_sale_")
