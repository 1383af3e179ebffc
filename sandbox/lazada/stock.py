"""The stock ledger: what a write may do to it, and what a campaign forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.lazada.shelf import Sku
    from sandbox.replica import Json


def named(sku: Sku, row: Json) -> Json:
    """A detail row that says which SKU it is about."""
    return {"seller_sku": sku.seller_sku, "sku_id": sku.sku_id} | row


def campaign_row(sku: Sku, sellable: int) -> list[Json]:
    """4170 when the count would fall below what a campaign locked."""
    if sellable >= sku.floor:
        return []
    message = "During the campaign, there are restrictions for stock adjustments: only increases"
    return [named(sku, {"code": "4170", "message": message})]


def set_sellable(call: Call, sku: Sku, sellable: int) -> None:
    """Write the count that buyers may order; what is on order stays on order."""
    set_total(call, sku, sellable + sku.withhold + sku.occupy)


def set_total(call: Call, sku: Sku, total: int) -> None:
    """Write the count in the warehouse."""
    sku.total.write(total, call.now, call.knobs.readback_lag_s)
    if call.knobs.writes_bump_updated_time:
        call.shop.items[sku.item_id].updated_at = call.now
