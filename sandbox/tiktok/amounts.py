"""Prices and stock of the SKUs of one product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok import audit
from sandbox.tiktok.fields import Refusal
from sandbox.tiktok.market import NOT_IN_STATUS
from sandbox.tiktok.reading import seen_stock
from sandbox.tiktok.rules_skus import (
    check_floor,
    check_price_change,
    check_quantity,
    check_warehouse,
    whole_price,
)

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.entities import Offer, Product
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call


def update_prices(call: Call) -> Json:
    """Display prices before discounts, absolute."""
    entries = named_skus(call)
    call.selling()
    product = call.product()
    if product.status != "ACTIVATE":
        raise Refusal(12019113, "product status is invalid")
    wanted = {sku_id: _price(product, sku_id, each) for sku_id, each in entries.items()}
    for sku_id, price in wanted.items():
        product.offers[sku_id].price.write(price, call.now, call.settings.readback_lag_s)
    written(call, product)
    return {}


def named_skus(call: Call) -> dict[str, Fields]:
    """The entries of `skus` by their id: some, and none twice."""
    entries = call.fields.objects("skus")
    if not entries:
        raise Refusal(12052902, "The SKU list cannot be empty.")
    found = {each.text("id"): each for each in entries}
    if len(found) != len(entries):
        raise Refusal(12052553, "A SKU ID is repeated.")
    return found


def _price(product: Product, sku_id: str, given: Fields) -> int:
    if sku_id not in product.offers:
        raise Refusal(12052557, f"The SKU {sku_id} does not belong to this product.")
    price = whole_price(given.mapping("price"), 12052012)
    check_price_change(product.offers[sku_id], price)
    return price


def written(call: Call, product: Product) -> None:
    """Prices and stock reach the index; whether they move update_time is not documented."""
    if call.settings.writes_bump_update_time:
        product.update_time = call.now
    audit.index(call.market, product, call.now)


_WRITABLE = frozenset({"DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED"})
_PRODUCTS, _SKUS = 100, 600


class Complaint(Refusal):
    """What is wrong with one warehouse of one SKU."""

    def __init__(self, refusal: Refusal, warehouse_id: str) -> None:
        super().__init__(refusal.code, refusal.message)
        self.warehouse_id = warehouse_id


def update_inventory(call: Call) -> Json:
    """Available units, absolute; refused SKUs stand in `errors`, the others are taken."""
    entries = named_skus(call)
    call.selling()
    product = call.product()
    if product.status not in _WRITABLE:
        raise Refusal(12052901, NOT_IN_STATUS)
    _check_known(call, product, entries)
    errors = []
    for position, (sku_id, given) in enumerate(entries.items()):
        try:
            _check_luck(call, position)
            stock = _stock(call, product, sku_id, given)
        except Refusal as refusal:
            errors.append(_error(sku_id, refusal))
        else:
            offer = product.offers[sku_id]
            offer.stock.write(stock, call.now, call.settings.readback_lag_s)
    written(call, product)
    return {"errors": errors} if errors else {}


def _check_luck(call: Call, position: int) -> None:
    if call.fails(position):
        raise Refusal(12052037, "The stock could not be updated")


def _check_known(call: Call, product: Product, entries: dict[str, Fields]) -> None:
    unknown = entries.keys() - product.offers.keys()
    if unknown and call.settings.unknown_sku_fails_call:
        raise Refusal(12052556, "The SKU ID does not exist")


def _stock(call: Call, product: Product, sku_id: str, given: Fields) -> dict[str, int]:
    if sku_id not in product.offers:
        raise Refusal(12052556, "The SKU ID does not exist")
    offer, found = product.offers[sku_id], {}
    known = list(offer.stock.value)
    for each in given.objects("inventory"):
        only = known[0] if len(known) == 1 else None
        warehouse_id = each.text("warehouse_id", only)
        try:
            check_warehouse(call, warehouse_id)
            check_quantity(call, each.whole("quantity"))
        except Refusal as refusal:
            if refusal.status is not None:
                raise
            raise Complaint(refusal, warehouse_id) from refusal
        found[warehouse_id] = each.whole("quantity")
    _check_complete(offer, found)
    check_floor(call, offer, found)
    return found


def _check_complete(offer: Offer, found: dict[str, int]) -> None:
    """Every warehouse of the SKU, no more and no less."""
    if offer.stock.value.keys() - found.keys():
        raise Refusal(12019028, "All the warehouses of the SKU must be included")
    if found.keys() - offer.stock.value.keys():
        raise Refusal(12052533, "The warehouses of the SKU cannot be changed")


def _error(sku_id: str, refusal: Refusal) -> Json:
    if refusal.status is not None:  # the call itself is malformed
        raise refusal
    extra: Json = {"code": refusal.code, "message": refusal.message}
    if isinstance(refusal, Complaint):
        extra["warehouse_id"] = refusal.warehouse_id
    detail = {"sku_id": sku_id, "extra_errors": [extra]}
    return {"code": 12052990, "message": "Check failed", "detail": detail}


def search_inventory(call: Call) -> Json:
    """By SKU ids, else by product ids; what is unknown is silently missing."""
    sku_ids = set(call.fields.texts("sku_ids", []))
    product_ids = set(call.fields.texts("product_ids", []))
    if not sku_ids and not product_ids:
        raise Refusal(12019112, "Either product_ids or sku_ids is required.")
    if len(sku_ids) > _SKUS:
        raise Refusal(12019015, f"At most {_SKUS} sku_ids are allowed.")
    if len(product_ids) > _PRODUCTS:
        raise Refusal(12019120, f"At most {_PRODUCTS} product_ids are allowed.")
    found = [_product(call, each, sku_ids, product_ids) for each in call.shop.products.values()]
    return {"inventory": [row for row in found if row["skus"]]}


def _product(call: Call, product: Product, sku_ids: set[str], product_ids: set[str]) -> Json:
    rows = []
    if not product.deleted:
        rows = [
            _sku(call, row, offer)
            for row, offer in product.sold()
            if (row["id"] in sku_ids if sku_ids else product.product_id in product_ids)
        ]
    return {"product_id": product.product_id, "skus": rows}


def _sku(call: Call, row: Json, offer: Offer) -> Json:
    stock = seen_stock(offer, call)
    available = sum(stock.values())
    campaign = min(offer.campaign, available)
    held = [{"campaign_name": "Khuyến mãi", "quantity": campaign}] if campaign else []
    return {
        "id": row["id"],
        "seller_sku": row["seller_sku"],
        "total_available_quantity": available,
        "total_committed_quantity": sum(offer.committed.values()),
        "total_available_inventory_distribution": {
            "in_shop_inventory": {"quantity": available - campaign},
            "campaign_inventory": held,
            "creator_inventory": [],
        },
        "warehouse_inventory": [
            {
                "warehouse_id": warehouse_id,
                "available_quantity": quantity,
                "committed_quantity": offer.committed.get(warehouse_id, 0),
            }
            for warehouse_id, quantity in stock.items()
        ],
    }
