"""The order in which a listing is checked; the first bad stage speaks, with all its rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sandbox.lazada.rules.amounts import check_parcels, check_prices
from sandbox.lazada.rules.attributes import check_brand, check_mandatory, check_values
from sandbox.lazada.rules.images import check_images
from sandbox.lazada.rules.skus import check_seller_skus
from sandbox.lazada.rules.variations import check_sale_props, check_variations
from sandbox.lazada.shelf import DELETED

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.lazada.rules.draft import Draft


def check_draft(draft: Draft, call: Call) -> None:
    """Raise the refusal of the first stage that has anything to say."""
    check_mandatory(draft)
    check_values(draft)
    check_brand(draft)
    check_images(draft, call.market.images)
    check_seller_skus(draft, partial(_taken, call))
    check_variations(draft)
    check_sale_props(draft)
    check_prices(draft)
    check_parcels(draft)


def _taken(call: Call, seller_sku: str) -> bool:
    """Whether the store has this SellerSku; if deleted ones come free again is a knob."""
    found = call.shop.by_seller_sku.get(seller_sku, [])
    if not call.knobs.deleted_sku_reusable:
        return bool(found)
    return any(sku.status.value != DELETED for sku in found)
