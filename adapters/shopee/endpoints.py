"""The names of Shopee's calls that we use."""

ADD_ITEM = "/api/v2/product/add_item"
UPDATE_ITEM = "/api/v2/product/update_item"
UNLIST_ITEM = "/api/v2/product/unlist_item"
UPDATE_PRICE = "/api/v2/product/update_price"
UPDATE_STOCK = "/api/v2/product/update_stock"

INIT_TIERS = "/api/v2/product/init_tier_variation"
UPDATE_TIERS = "/api/v2/product/update_tier_variation"
ADD_MODEL = "/api/v2/product/add_model"
UPDATE_MODEL = "/api/v2/product/update_model"

ITEM_LIST = "/api/v2/product/get_item_list"
BASE_INFO = "/api/v2/product/get_item_base_info"
MODEL_LIST = "/api/v2/product/get_model_list"
VIOLATIONS = "/api/v2/product/get_item_violation_info"
SEARCH_ITEM = "/api/v2/product/search_item"

CATEGORY = "/api/v2/product/get_category"
ATTRIBUTE_TREE = "/api/v2/product/get_attribute_tree"
BRAND_LIST = "/api/v2/product/get_brand_list"
ITEM_LIMIT = "/api/v2/product/get_item_limit"
CHANNEL_LIST = "/api/v2/logistics/get_channel_list"

DAY_S = 24 * 3600.0
KEPT_S = {  # what stays the same for a while: so long it is not asked for again
    CATEGORY: DAY_S,
    ATTRIBUTE_TREE: DAY_S,
    BRAND_LIST: DAY_S,
    ITEM_LIMIT: DAY_S,
    CHANNEL_LIST: 0.0,  # a seller may switch one off at any time
}

UPLOAD_IMAGE = "/api/v2/media_space/upload_image"

ORDER_LIST = "/api/v2/order/get_order_list"
ORDER_DETAIL = "/api/v2/order/get_order_detail"
RETURN_LIST = "/api/v2/returns/get_return_list"

PUSH_CONFIG = "/api/v2/push/get_app_push_config"
SET_PUSH_CONFIG = "/api/v2/push/set_app_push_config"
LOST_PUSHES = "/api/v2/push/get_lost_push_message"
CONFIRM_LOST_PUSHES = "/api/v2/push/confirm_consumed_lost_push_message"

AUTHORIZE = "/api/v2/shop/auth_partner"
TOKEN = "/api/v2/auth/token/get"  # noqa: S105  # a path, not a secret
REFRESH = "/api/v2/auth/access_token/get"
