"""Lazada in a box: a replica of the Lazada Open Platform for a Vietnamese local seller.

Written from the published documents; passing it is no proof against the real platform.
"""

from __future__ import annotations

from sandbox.lazada.platform import Lazada
from sandbox.replica import Replica

replica = Replica(
    name="lazada",
    port_offset=2,
    open=Lazada,
    realities={
        "axes in saleProp alone": {"standard_axes": True},
        "numbers as text": {"odd_shapes": True},
        "lines without a SKU": {"skuless_orders": True},
        "refunds alone": {"refunds_alone": True},
        "deleted rows in the list": {"all_includes_deleted": True},
        "items cut by a page": {"splits_items": True},
        "pictures under other addresses": {"rehosts_images": True},
        "stamps that move by themselves": {
            "writes_bump_updated_time": True,
            "sales_bump_updated_time": True,
        },
    },
)
