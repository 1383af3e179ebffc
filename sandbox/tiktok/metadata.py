"""What a product can be and must tell, what a shop has set up: categories, brands, warehouses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.facts import RETURN_WAREHOUSE
from sandbox.tiktok.reading import page, product_page_size
from sandbox.tiktok.rules_attributes import is_paper_required
from sandbox.tiktok.rules_content import check_version, leaf
from sandbox.tiktok.taxonomy import (
    AUTHORIZED,
    BRANDS,
    CATEGORIES,
    FOOD_SAFETY,
    PROHIBITED,
    SALES,
    attribute_row,
    by_id,
    certificates_of,
    row,
)

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.taxonomy import Certificate


def categories(call: Call) -> Json:
    """The whole tree in one answer, or the part whose names hold the keyword."""
    check_version(call, call.query)
    keyword = call.query.text("keyword", "").lower()
    all_of_them = call.query.flag("include_prohibited_categories", default=False)
    return {
        "categories": [
            row(each)
            for each in CATEGORIES.values()
            if keyword in each.name.lower() and (all_of_them or each.permission != PROHIBITED)
        ]
    }


def rules(call: Call) -> Json:
    """Papers, parcel and payment of one leaf."""
    check_version(call, call.query)
    category_id = leaf(call.ids["category_id"])
    papers = certificates_of(category_id)
    return {
        "product_certifications": [_certificate(call, each) for each in papers],
        "size_chart": {"is_supported": False, "is_required": False},
        "package_dimension": {"is_required": call.settings.package_dimension_required},
        "cod": {"is_supported": call.settings.cod_supported},
        "epr": {"is_required": False},
        "allowed_special_product_types": [],
    }


def _certificate(call: Call, each: Certificate) -> Json:
    return {
        "id": each.certificate_id,
        "name": each.name,
        "is_required": is_paper_required(each, call),
        "document_details": "Ảnh hoặc PDF còn hiệu lực",
        "expiration_date": {"is_required": each.certificate_id == FOOD_SAFETY},
        "requirement_conditions": [each.condition.row()] if each.condition else [],
        "sample_image_url": "https://p16-oec-sg.ibyteimg.com/sample.jpeg",
    }


def attributes(call: Call) -> Json:
    """The form of one leaf: product attributes, and those that buyers choose by."""
    check_version(call, call.query)
    category_id = leaf(call.ids["category_id"])
    every = [*by_id(category_id, licensed=call.settings.food_licence_required).values(), *SALES]
    return {"attributes": [attribute_row(each, category_id) for each in every]}


def brands(call: Call) -> Json:
    """The brands whose names begin as asked, page by page."""
    size = product_page_size(call.query)
    if call.query.has("category_id"):
        check_version(call, call.query)
        leaf(call.query.text("category_id"))
    beginning = call.query.text("brand_name", "").lower()
    only_authorized = call.query.flag("is_authorized", default=False)
    found = [
        _row(brand_id, name)
        for brand_id, name in BRANDS.items()
        if name.lower().startswith(beginning) and (brand_id in AUTHORIZED or not only_authorized)
    ]
    rows, following = page(found, call.query, size)
    return {"brands": rows, "next_page_token": following, "total_count": len(found)}


def _row(brand_id: str, name: str) -> Json:
    return {
        "id": brand_id,
        "name": name,
        "authorized_status": "AUTHORIZED" if brand_id in AUTHORIZED else "UNAUTHORIEZD",
        "brand_status": "AVAILABLE",
        "is_t1_brand": False,
    }


_CHECKS = (
    "SHOP_STATUS", "SHOP_TAX", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "DELIVERY_OPTION",
    "SHIPPING_TEMPLATE", "PRODUCT_QUANTITY_LIMIT", "EXTENDED_PRODUCER_RESPONSIBILITY",
    "BANk_ACCOUNT", "CONTACT_INFO",
)  # fmt: skip


def warehouses(call: Call) -> Json:
    """Sales warehouses, the default one first, and the one for returns."""
    sold_from = call.shop.warehouses
    rows = [
        _warehouse(call, each, f"Kho Cà Mau {place + 1}", is_default=place == 0)
        for place, each in enumerate(sold_from)
    ]
    returns = _warehouse(call, RETURN_WAREHOUSE, "Kho trả hàng", is_default=True)
    return {"warehouses": [*rows, returns | {"type": "RETURN_WAREHOUSE"}]}


def _warehouse(call: Call, warehouse_id: str, name: str, *, is_default: bool) -> Json:
    return {
        "id": warehouse_id,
        "entity_id": "7395366865142499073",
        "name": name,
        "effect_status": "RESTRICTED" if call.settings.holiday_mode else "ENABLED",
        "type": "SALES_WAREHOUSE",
        "sub_type": "DOMESTIC_WAREHOUSE",
        "is_default": is_default,
        "address": {
            "region": "Vietnam",
            "region_code": "VN",
            "state": "Cà Mau",
            "city": "Cà Mau",
            "distict": "Ngọc Hiển",
            "full_address": "Ấp Đất Mũi, Cà Mau",
            "contact_person": "N***",
            "phone_number": "(+84)9****12",
            "postal_code": "970000",
        },
    }


def prerequisites(call: Call) -> Json:
    """What still keeps the shop from listing."""
    day, count = call.shop.listed_on
    today = call.market.day()
    failed = {
        "SHOP_STATUS": not call.settings.seller_active,
        "PRODUCT_QUANTITY_LIMIT": day == today and count >= call.settings.daily_listing_limit,
    }
    rows = [
        {
            "check_item": item,
            "is_failed": failed.get(item, False),
            "fail_reasons": [f"{item} is not fulfilled"] if failed.get(item) else [],
        }
        for item in _CHECKS
    ]
    return {"check_results": rows}
