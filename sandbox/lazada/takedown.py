"""Off sale for a while, or for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sandbox.lazada.entities import ACTIVE, DELETED, INACTIVE, Item, Sku
from sandbox.lazada.errors import REMOVE_FAILED, Refusal, numbered, overview, row
from sandbox.lazada.market import post
from sandbox.lazada.payload import Node, read_request
from sandbox.lazada.settings import BATCH

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def deactivate(call: Call) -> Json:
    """An item, or some of its SKUs, go inactive without review: POST /product/deactivate."""
    product = read_request(call, "apiRequestBody").child("Product")
    item = _item(call, product)
    skus = _named(item, product) or item.standing
    if not any(sku.status.value == ACTIVE for sku in skus):
        raise Refusal("E0004", "Product Status not online")
    for sku in skus:
        if sku.status.value != INACTIVE:
            sku.status.write(INACTIVE, call.now, call.settings.readback_lag_s)
    item.updated_at = call.now
    return {"data": {}}


def _item(call: Call, product: Node) -> Item:
    key = product.text("ItemId")
    if not key:
        raise Refusal("E0001", "ItemId is mandatory")
    item = call.shop.item(key)
    if item is None or item.deleted:
        raise Refusal("E0002", "Item not found")
    return item


def _named(item: Item, product: Node) -> list[Sku]:
    """The SKUs that the call names; all of them must be the item's."""
    keys = product.texts("Skus", "SkuId")
    keys += [node.text("SkuId") for node in product.nodes("Skus", "Sku")]
    known = {str(sku.sku_id): sku for sku in item.standing}
    if not known.keys() >= set(keys):
        raise Refusal("E0003", "Sku not found")
    return [known[key] for key in keys]


def remove(call: Call) -> Json:
    """SKUs for good, and the item when all are gone: POST /product/remove."""
    if not call.get("sku_id_list") and call.get("seller_sku_list"):
        raise numbered(6, "Unexpected internal error: seller_sku_list is no longer supported")
    keys = _listed(call.required("sku_id_list"))
    if len(keys) > BATCH:
        raise numbered(204, f"Too many SKUs in one request: at most {BATCH}")
    known = {
        f"SkuId_{sku.item_id}_{sku.sku_id}": sku
        for sku in call.shop.by_sku_id.values()
        if sku.status.value != DELETED
    }
    if absent := [key for key in keys if key not in known]:
        rows = [row("SkuId", "SELLER_SKU_NOT_FOUND", f"No SKU {key}") for key in absent]
        raise overview(REMOVE_FAILED, rows)
    _delete(call, [known[key] for key in keys])
    return {"data": {}}


def _listed(text: str) -> list[str]:
    try:
        keys = json.loads(text)
    except ValueError as error:
        raise numbered(70, "You have corrupt data in your sku seller list.") from error
    if not isinstance(keys, list) or not keys:
        raise numbered(70, "You have corrupt data in your sku seller list.")
    return [str(key) for key in keys]


def _delete(call: Call, skus: list[Sku]) -> None:
    for sku in skus:
        sku.status.settle(DELETED)
        call.shop.items[sku.item_id].updated_at = call.now


ENDPOINTS = {
    "/product/deactivate": post(deactivate),
    "/product/remove": post(remove),
}
