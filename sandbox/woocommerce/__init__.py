"""WooCommerce in a box: a self-hosted WordPress shop with the REST API `wc/v3`.

Written from what its source and documents say; passing it is no proof against a real site.
"""

from __future__ import annotations

from sandbox.replica import Replica
from sandbox.woocommerce.platform import WooCommerce

replica = Replica(
    name="woocommerce",
    port_offset=6,
    open=WooCommerce,
    quotas=("waf_per_minute",),
    realities={
        "a careless host": {
            "unstable_ties": True,
            "strip_total_headers": True,
            "body_noise": "bom",
        },
        "pounds and inches, before GTINs": {
            "weight_unit": "lbs",
            "dimension_unit": "in",
            "wc_version": "8.2.0",
        },
        "dates of orders that stand still, far away": {
            "stale_order_modified": True,
            "time_zone": "America/New_York",
        },
    },
)
