"""Names of fields that the documents tell of, so that a new one in an answer is noticed."""

from __future__ import annotations

from adapters.woocommerce.endpoints import ORDERS, PRODUCTS
from adapters.woocommerce.orders import NOT_YET, STATES
from sync.marketplace import KnownAnswers

NAMES = """
additional_errors alt attributes catalog_visibility categories code context create currency data
date_completed_gmt date_created date_created_gmt date_modified date_modified_gmt default delete
delivery_url description details dimensions display error event global_unique_id height id image
images json_error_code json_error_message key label length line_items manage_stock media_type
menu_order message meta_data name option options parent parent_id params permalink position price
product_id quantity refunds regular_price resource resource_id sale_price secret sku slug
source_url src status stock_quantity stock_status subtotal taxes topic total total_tax type
unique_sku update value variation variation_id visible weight width _links
"""

KNOWN = KnownAnswers(
    names=frozenset(NAMES.split()),
    words={
        ORDERS.name: {"status": frozenset({*STATES, *NOT_YET})},
        PRODUCTS.name: {
            "status": frozenset({"draft", "pending", "private", "publish", "future", "trash"})
        },
    },
    # Plugins write into all of these whatever they like, buyers' words too.
    free=frozenset({"meta_data", "attributes", "options", "line_items", "refunds", "_links"}),
)
