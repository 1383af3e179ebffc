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
        "rows out of order": {"unstable_ties": True},
        "totals that a proxy takes away": {"strip_total_headers": True},
        "a mark before the JSON": {"body_noise": "bom"},
        "pounds and inches": {"weight_unit": "lbs", "dimension_unit": "in"},
        "a version before GTINs": {"wc_version": "8.2.0"},
        "dates of orders that stand still": {"stale_order_modified": True},
        "a time zone of elsewhere": {"time_zone": "America/New_York"},
    },
)
