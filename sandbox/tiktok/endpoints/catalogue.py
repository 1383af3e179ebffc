"""What a product can be and must tell: categories, their rules and attributes, a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules.papers import is_required
from sandbox.tiktok.rules.place import check_version, leaf
from sandbox.tiktok.taxonomy import attributes as kinds
from sandbox.tiktok.taxonomy.categories import (
    CATEGORIES,
    PROHIBITED,
    ancestry,
    is_leaf,
    recommended,
    row,
)

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.taxonomy.attributes import Certificate


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
    papers = kinds.certificates_of(category_id)
    return {
        "product_certifications": [_certificate(call, each) for each in papers],
        "size_chart": {"is_supported": False, "is_required": False},
        "package_dimension": {"is_required": call.knobs.package_dimension_required},
        "cod": {"is_supported": call.knobs.cod_supported},
        "epr": {"is_required": False},
        "allowed_special_product_types": [],
    }


def _certificate(call: Call, each: Certificate) -> Json:
    return {
        "id": each.certificate_id,
        "name": each.name,
        "is_required": is_required(each, call),
        "document_details": "Ảnh hoặc PDF còn hiệu lực",
        "expiration_date": {"is_required": each.certificate_id == kinds.FOOD_SAFETY},
        "requirement_conditions": [each.condition.row()] if each.condition else [],
        "sample_image_url": "https://p16-oec-sg.ibyteimg.com/sample.jpeg",
    }


def attributes(call: Call) -> Json:
    """The form of one leaf: product attributes, and those that buyers choose by."""
    check_version(call, call.query)
    category_id = leaf(call.ids["category_id"])
    every = [*kinds.by_id(category_id).values(), *kinds.SALES]
    return {"attributes": [kinds.attribute_row(each, category_id) for each in every]}


def recommend(call: Call) -> Json:
    """The leaf that a title seems to belong to."""
    check_version(call, call.fields)
    found = recommended(call.fields.text("product_title"))
    if found is None:
        raise Refusal(12019064, "No category matches the product.")
    way = ancestry(found.category_id)
    return {
        "leaf_category_id": found.category_id,
        "categories": [
            {
                "id": each.category_id,
                "level": level,
                "name": each.name,
                "is_leaf": is_leaf(each.category_id),
                "permission_statuses": [each.permission],
            }
            for level, each in enumerate(way, 1)
        ],
    }


_SCOPE = "seller.product.basic"
_LEAF = "/product/{version}/categories/{category_id}/"
ENDPOINTS = (
    Endpoint("GET", "/product/{version}/categories", categories, _SCOPE),
    Endpoint("GET", _LEAF + "rules", rules, _SCOPE),
    Endpoint("GET", _LEAF + "attributes", attributes, _SCOPE),
    Endpoint("POST", "/product/{version}/categories/recommend", recommend, _SCOPE),
)
