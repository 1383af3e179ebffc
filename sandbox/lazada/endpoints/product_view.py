"""An item as products/get and product/item/get print it, with its mixture of types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sandbox.lazada.endpoints.creating import shop_sku
from sandbox.lazada.facts import IMAGE_HOST_REHOSTED, IMAGES, WAREHOUSE
from sandbox.lazada.rules.images import hash_of
from sandbox.lazada.shelf import DELETED, Discount, Item, Sku, Variation
from sandbox.lazada.texts import shown_description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def product_view(item: Item, skus: Sequence[Sku], call: Call) -> Json:
    """The item with these of its SKUs, as readers see it now."""
    status = call.market.status(item, call.knobs.readback_lag_s)
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
    if item.variations:
        view["variation"] = _variations(item.variations)
    if view["subStatus"]:
        view["rejectReason"] = [_reason(item)]
    return _oddly(view) if call.knobs.odd_shapes else view


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
    if not call.knobs.rehosts_images:
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
    now, lag_s = call.now, call.knobs.readback_lag_s
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
        "quantity": total,
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
        view |= {"ReservedStock": sku.withhold, "RtsStock": 0, "PendingStock": sku.occupy}
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
            "quantity": total,
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
