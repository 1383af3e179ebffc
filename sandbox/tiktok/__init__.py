"""TikTok Shop in a box: a replica of the Partner API from 202309 on, for a Vietnamese seller.

Written from the published documents; passing it is no proof against the real platform.
"""

from __future__ import annotations

from sandbox.replica import Replica
from sandbox.tiktok.platform import TikTok

STALE = {"search_forgets_nothing": True}

replica = Replica(
    name="tiktok",
    port_offset=3,
    open=TikTok,
    realities={
        **{
            f"a stale index, {answer}": {**STALE, "deleted_answer": answer}
            for answer in ("12052901", "12052032", "12052260", "12019150", "detail")
        },
        "lines without a SKU": {"orders_hide_seller_sku": True},
        "cancelled in the van": {"cancelled_after_hand_over": True},
        "descriptions in paragraphs": {"rewrites_description": True},
        "refunds alone": {"refunds_alone": True},
        "licences of food": {"food_licence_required": True},
        "stamps that move by themselves": {
            "writes_bump_update_time": True,
            "sales_bump_update_time": True,
        },
    },
)
