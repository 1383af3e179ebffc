"""The seller: who this is, where the goods are, and how much may be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.lazada.facts import SELLERS, WAREHOUSE
from sandbox.lazada.market import either, get
from sandbox.lazada.refusal import Refusal
from sandbox.lazada.taxonomy.categories import RESTRICTED

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def seller(call: Call) -> Json:
    """GET /seller/get."""
    (known,) = (each for each in SELLERS if each.seller_id == call.shop.seller_id)
    return {
        "data": {
            "seller_id": int(known.seller_id),
            "name": known.name,
            "short_code": known.short_code,
            "status": "ACTIVE" if call.knobs.seller_active else "INACTIVE",
            "verified": call.knobs.seller_verified,
            "cb": False,
            "email": f"{known.seller_id}@example.vn",
            "location": "Cà Mau",
            "name_company": known.name,
            "logo_url": "",
            "marketplaceEaseMode": False,
        }
    }


def warehouses(_: Call) -> Json:
    """One warehouse: GET /seller/warehouse/get answers under `result`."""
    module = {
        "code": WAREHOUSE,
        "name": "Kho Cà Mau",
        "detailAddress": "Cà Mau",
        "defaultAddress": True,
        "status": "active",
    }
    return {"result": {"success": True, "module": [module], "error_code": None}}


def item_limit(_: Call) -> Json:
    """For sellers from abroad only."""
    raise Refusal("ONLY_CB_SELLER_SUPPORTED", "Only cross-border sellers are supported")


def rules(call: Call) -> Json:
    """How many items there may be and where none may: the answer is under `values`."""
    call.required("option")
    call.required("option_set")
    standing = sum(not item.deleted for item in call.shop.items.values())
    return {
        "values": {
            "item_limit": call.knobs.item_limit,
            "item_count": standing,
            "restricted_cate_ids": sorted(RESTRICTED),
        }
    }


def alerts(call: Call) -> Json:
    """No quality alerts here: GET /product/qc/alert/list."""
    call.required("offset")
    call.required("limit")
    return {"data": []}


ENDPOINTS = {
    "/seller/get": get(seller),
    "/seller/warehouse/get": get(warehouses),
    "/rc/warehouse/get": get(warehouses),
    "/product/seller/item/limit": get(item_limit),
    "/product/seller/item/getPreQcRules": either(rules),
    "/product/qc/alert/list": get(alerts),
}
