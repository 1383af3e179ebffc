"""Names of fields that the documents tell of, so that a new one in an answer is noticed."""

from __future__ import annotations

from adapters.woocommerce.endpoints import ORDERS, PRODUCTS
from adapters.woocommerce.orders import NOT_YET, STATES
from sync.marketplace import KnownAnswers

NAMES = """
additional_errors alt attributes average_rating backordered backorders backorders_allowed brands
button_text catalog_visibility categories code context count create cross_sell_ids currency data
date_completed_gmt date_created date_created_gmt date_modified date_modified_gmt date_on_sale_from
date_on_sale_from_gmt date_on_sale_to date_on_sale_to_gmt default default_attributes delete
delivery_url description details dimensions display download_expiry download_limit downloadable
downloads error event external_url featured generated_slug global_unique_id grouped_products
has_options height id image images json_error_code json_error_message key label length line_items
low_stock_amount manage_stock media_type menu_order message meta_data name on_sale option options
params parent parent_id permalink permalink_template position post_password price price_html
product_id purchasable purchase_note quantity rating_count refunds regular_price related_ids
resource resource_id reviews_allowed sale_price secret shipping_class shipping_class_id
shipping_required shipping_taxable short_description sku slug sold_individually source_url src
status stock_quantity stock_status subtotal tags tax_class tax_status taxes topic total total_sales
total_tax type unique_sku update upsell_ids value variation variation_id variations virtual visible
weight width _links
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
