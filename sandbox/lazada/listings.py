"""Reading back: lists from a late index, single items at once, in a mixture of types."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.lazada import settings
from sandbox.lazada.draft import shown_description
from sandbox.lazada.entities import DELETED, Discount, Item, Sku, Variation
from sandbox.lazada.errors import Refusal, numbered
from sandbox.lazada.images import hash_of
from sandbox.lazada.market import get
from sandbox.lazada.publish import shop_sku
from sandbox.lazada.settings import IMAGE_HOST_REHOSTED, IMAGES, WAREHOUSE

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def product_view(item: Item, skus: Sequence[Sku], call: Call) -> Json:
    """The item with these of its SKUs, as readers see it now."""
    status = call.market.status(item, call.settings.readback_lag_s)
    view: Json = {
        "item_id": item.item_id,
        "primary_category": item.category_id,
        "status": status,
        "subStatus": _sub_status(item, status),
        "created_time": str(int(item.created_at * 1000)),
        "updated_time": str(int(item.updated_at * 1000)),
        "images": _images(item.images, call),
        "marketImages": [],
        "trialProduct": False,
        "suspendedSkus": _suspended(item),
        "attributes": _attributes(item),
        "skus": [_sku_view(sku, call) for sku in skus],
    }
    if item.variations and not call.settings.standard_axes:
        view["variation"] = _variations(item.variations)
    if view["subStatus"]:
        view["rejectReason"] = [_reason(item)]
    return _oddly(view) if call.settings.odd_shapes else view


def _sub_status(item: Item, status: str) -> str:
    if item.pinned == "banned":
        return "Lock"
    return "Reject" if item.doomed and status == "InActive" else ""


def _reason(item: Item) -> Json:
    detail = "Sản phẩm vi phạm chính sách" if item.pinned else "Tên sản phẩm chưa đạt yêu cầu"
    return {"suggestion": "Chỉnh sửa rồi gửi duyệt lại", "violationDetail": detail}


def _suspended(item: Item) -> list[Json]:
    if item.pinned != "banned":
        return []
    reason = _reason(item)["violationDetail"]
    return [
        {"rejectReason": reason, "SellerSku": sku.seller_sku, "SkuId": sku.sku_id}
        for sku in item.standing
    ]


def _attributes(item: Item) -> Json:
    shown = dict(item.attributes)
    if "description" in shown:
        shown["description"] = shown_description(shown["description"])
    return shown | {"source": "api"}


def _images(urls: Sequence[str], call: Call) -> list[str]:
    if not call.settings.rehosts_images:
        return list(urls)
    return [f"{IMAGE_HOST_REHOSTED}{hash_of(url)}.jpg" for url in urls]


def _variations(variations: Sequence[Variation]) -> Json:
    return {
        f"Variation{place}": {
            "name": axis.name,
            "label": axis.name,
            "hasImage": axis.has_image,
            "customize": axis.customize,
            "options": list(axis.options),
        }
        for place, axis in enumerate(variations, 1)
    }


def _sku_view(sku: Sku, call: Call) -> Json:
    now, lag_s = call.now, call.settings.readback_lag_s
    total = sku.total.read(now, lag_s)
    sellable = total - sku.withhold - sku.occupy
    images = _images(sku.images, call)
    view: Json = {
        "SkuId": sku.sku_id,
        "SellerSku": sku.seller_sku,
        "ShopSku": shop_sku(sku),
        "Status": sku.status.read(now, lag_s) if sku.status.value != DELETED else DELETED,
        "Url": f"https://www.lazada.vn/-i{sku.item_id}-s{sku.sku_id}.html",
        "price": float(sku.price.read(now, lag_s)),
        **_discount(sku.discount),
        "quantity": sellable,
        "Available": sellable,
        "saleProp": dict(sku.sale_prop),
        **sku.fields,
        **_sides(sku),
        "Images": images + [""] * (IMAGES - len(images)) if images else [],
        "multiWarehouseInventories": _warehouses(sku, total),
        "fblWarehouseInventories": [],
        "channelInventories": _channels(sku),
    }
    if call.get("options") == "1":
        view |= {
            "sellableStock": sellable,
            "occupiedStock": sku.occupy,
            "withholdingStock": sku.withhold,
            "preorderStock": 0,
            "dropshippingStock": 0,
            "fulfilmentStock": 0,
        }
    return view


def _discount(discount: Discount | None) -> Json:
    if discount is None:
        return {"special_price": 0.0}
    return {
        "special_price": float(discount.price),
        "special_from_time": discount.since[:16],
        "special_to_time": discount.until[:16],
        "special_from_date": discount.since[:10],
        "special_to_date": discount.until[:10],
    }


def _sides(sku: Sku) -> Json:
    """Sides come back with two decimals, the weight as it was written."""
    names = ("package_length", "package_width", "package_height")
    return {name: f"{float(sku.fields[name]):.2f}" for name in names if name in sku.fields}


def _warehouses(sku: Sku, total: int) -> list[Json]:
    """A warehouse that holds nothing is not printed."""
    if not total:
        return []
    return [
        {
            "warehouseCode": WAREHOUSE,
            "totalQuantity": total,
            "quantity": total - sku.withhold - sku.occupy,
            "sellableQuantity": total - sku.withhold - sku.occupy,
            "occupyQuantity": sku.occupy,
            "withholdQuantity": sku.withhold,
        }
    ]


def _channels(sku: Sku) -> list[Json]:
    if not sku.floor:
        return []
    name = "6f1a7c1e-52a4-4a3e-9d5c-1f2e3d4c5b6a"
    return [{"channelName": name, "startTime": "", "endTime": "", "sellableQuantity": sku.floor}]


def _oddly(view: Json) -> Json:
    """The other spellings seen in the wild."""
    variation = {
        name.lower(): {"has_image" if k == "hasImage" else k: v for k, v in axis.items()}
        for name, axis in view.get("variation", {}).items()
    }
    return view | {
        "item_id": str(view["item_id"]),
        "primary_category": str(view["primary_category"]),
        "images": json.dumps(view["images"]),
        "marketImages": json.dumps([]),
        "suspendedSkus": None,
        "variation": variation,
        "skus": [_odd_sku(sku) for sku in view["skus"]],
    }


def _odd_sku(sku: Json) -> Json:
    """Numbers as text, sale properties flat."""
    place: Json = sku["saleProp"]
    rest = {name: value for name, value in sku.items() if name != "saleProp"}
    return place | rest | {name: str(sku[name]) for name in ("SkuId", "price", "Available")}


_Fits = Callable[[Item], bool]


def products(call: Call) -> Json:
    """A page of items: GET /products/get."""
    limit = _limit(call)
    wrong = numbered(14, f'"{call.get("offset")}" Invalid Offset')
    offset = call.between("offset", 0, settings.PAGE_OFFSET, wrong)
    wanted = _wanted_skus(call)
    fits, in_time = _filter_of(call), _in_time(call)
    indexed = call.now - call.settings.index_lag_s
    found = [
        item
        for item in _candidates(call, wanted)
        if item.created_at <= indexed and fits(item) and in_time(item)
    ]
    if not found:
        return {"data": {"total_products": 0}}
    page = [_shown(item, wanted, call) for item in found[offset : offset + limit]]
    if call.settings.splits_items:
        if offset + limit < len(found):
            page[-1]["skus"] = page[-1]["skus"][:1]
        if 0 < offset < len(found):
            page = _rest(found[offset - 1], call) + page
    total = len(found)
    return {
        "data": {
            "total_products": str(total) if call.settings.odd_shapes else total,
            "products": page,
        }
    }


def _limit(call: Call) -> int:
    wrong = numbered(19, f'"{call.get("limit")}" Invalid Limit')
    limit = call.between("limit", settings.PAGE_DEFAULT, settings.PAGE, wrong)
    if limit < 1:
        raise wrong
    return limit


def _wanted_skus(call: Call) -> set[str] | None:
    """The SellerSkus asked for, None when the call asks for all items."""
    text = call.get("sku_seller_list")
    if not text:
        return None
    wrong = numbered(70, "You have corrupt data in your sku seller list.")
    try:
        wanted = json.loads(text)
    except ValueError as error:
        raise wrong from error
    if not isinstance(wanted, list) or len(wanted) > settings.LOOKED_UP_SKUS:
        raise wrong
    return {str(sku) for sku in wanted}


def _candidates(call: Call, wanted: set[str] | None) -> list[Item]:
    shop = call.shop
    if wanted is None:
        return list(shop.items.values())
    ids = {sku.item_id for seller_sku in wanted for sku in shop.by_seller_sku.get(seller_sku, ())}
    return [shop.items[item_id] for item_id in sorted(ids)]


def _filter_of(call: Call) -> _Fits:
    """Whether an item is among those that `filter` means; raises 36 for an unknown one."""
    market, settings = call.market, call.settings

    def status(item: Item) -> str:
        return market.status(item, settings.readback_lag_s)

    filters: dict[str, _Fits] = {
        "all": lambda item: settings.all_includes_deleted or not item.deleted,
        "live": lambda item: status(item) == "Active",
        "inactive": lambda item: status(item) == "InActive",
        "deleted": lambda item: item.deleted,
        "pending": lambda item: status(item) == "Pending QC",
        "rejected": lambda item: item.doomed and status(item) == "InActive",
        "sold-out": lambda item: status(item) == "Active" and not _left(item),
        "image-missing": lambda item: not item.images,
    }
    if call.get("filter") not in filters:
        raise numbered(36, "Invalid status filter")
    return filters[call.get("filter")]


def _left(item: Item) -> int:
    return sum(sku.sellable for sku in item.standing)


def _in_time(call: Call) -> _Fits:
    """Whether an item was created and updated within the times that the call gives."""
    created = _span(call, "create")
    updated = _span(call, "update")

    def fits(item: Item) -> bool:
        return (
            created[0] <= item.created_at < created[1]
            and updated[0] <= item.updated_at < updated[1]
        )

    return fits


def _span(call: Call, what: str) -> tuple[float, float]:
    since, until = call.get(f"{what}_after"), call.get(f"{what}_before")
    return read_time(since) if since else 0.0, read_time(until) if until else 1e12


def read_time(text: str) -> float:
    """Seconds since 1970 of an ISO 8601 text with its zone; raises 17."""
    wrong = numbered(17, f'"{text}" Invalid Date Format')
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong from error
    if moment.tzinfo is None or "T" not in text:
        raise wrong
    return moment.timestamp()


def _shown(item: Item, wanted: set[str] | None, call: Call) -> Json:
    skus: Sequence[Sku] = item.skus if item.deleted else item.standing
    if wanted is not None and not call.settings.search_returns_whole_item:
        skus = [sku for sku in skus if sku.seller_sku in wanted]
    return product_view(item, skus, call)


def _rest(item: Item, call: Call) -> list[Json]:
    """The last item of a full page shows its first SKU only, the others open the next page."""
    rest = item.standing[1:]
    return [product_view(item, rest, call)] if rest else []


def product(call: Call) -> Json:
    """One item, without the index's lag: GET /product/item/get."""
    item_id = call.required("item_id")
    item = call.shop.item(item_id)
    if item is not None:
        return {"data": product_view(item, item.skus if item.deleted else item.standing, call)}
    if any(shop.item(item_id) for shop in call.market.shops.values()):
        raise Refusal("EDIT_ITEM_NOT_BELONG_SELLER", "The item belongs to another seller")
    raise numbered(208, f"Item {item_id} not found")


ENDPOINTS = {"/products/get": get(products), "/product/item/get": get(product)}
