"""Shopee in a box: a replica of the Open Platform API v2 for a Vietnamese local seller.

Written from the published documents; passing it is no proof against the real platform.
"""

from __future__ import annotations

from sandbox.replica import Replica
from sandbox.shopee.platform import Shopee

replica = Replica(
    name="shopee",
    port_offset=1,
    open=Shopee,
    realities={
        "lines without a SKU": {"lines_without_sku": True},
        "pictures under other ids": {"rehosts_images": True},
        "stamps that move by themselves": {
            "writes_bump_update_time": True,
            "sales_bump_update_time": True,
        },
        "cancelled in the van": {"cancelled_after_hand_over": True},
    },
    not_by_us=("kits", "full_fbs"),
)
