"""How a product looks to a reader, with the platform's own odd shapes and spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.facts import CURRENCY, IMAGE_HOST, REGION
from sandbox.tiktok.taxonomy import attributes as kinds
from sandbox.tiktok.taxonomy.brands import BRANDS
from sandbox.tiktok.taxonomy.categories import chain

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Offer, Product


def image_url(uri: str) -> str:
    """Where the platform would show the picture."""
    return f"{IMAGE_HOST}{uri}~tplv-aphluv4xwc-origin-jpeg.jpeg"


def price_view(price: int) -> Json:
    """Written as `amount`, read as something else."""
    return {"currency": CURRENCY, "sale_price": str(price), "tax_exclusive_price": str(price)}


def stock_view(stock: dict[str, int]) -> list[Json]:
    """One row for each warehouse."""
    return [{"warehouse_id": key, "quantity": quantity} for key, quantity in stock.items()]


def status_view(product: Product) -> Json:
    """What every answer about a product says of its state."""
    return {"status": product.audit, "pre_approved_reasons": []}


def search_row(product: Product) -> Json:
    """One row of product search, as the index will know it."""
    return {
        "id": product.product_id,
        "title": product.title,
        "status": product.status,
        "sales_regions": [REGION],
        "has_draft": product.draft is not None,
        "audit": status_view(product),
        "skus": [
            {
                "id": row["id"],
                "seller_sku": row["seller_sku"],
                "price": price_view(offer.price.value),
                "inventory": stock_view(offer.stock.value),
                "status_info": {"status": "NORMAL"},
            }
            for row, offer in product.sold()
        ],
        "create_time": int(product.create_time),
        "update_time": int(product.update_time),
    }


def product_view(product: Product, content: Json, call: Call) -> Json:
    """The answer of Get Product, for one version of its content."""
    view = {
        "id": product.product_id,
        "title": content["title"],
        "description": _description(content["description"], call),
        "status": product.status,
        "product_status": _PLAIN.get(product.status, product.status),
        "audit": status_view(product),
        "audit_failed_reasons": product.failed_reasons,
        "has_draft": product.draft is not None,
        "is_cod_allowed": content["is_cod_allowed"],
        "external_product_id": content["external_product_id"],
        "category_chains": chain(content["category_id"]),
        "main_images": [_image(uri, call) for uri in content["main_images"]],
        "product_attributes": [_attribute(each, content) for each in content["product_attributes"]],
        "package_weight": content["package_weight"],
        "product_types": [],
        "skus": [_sku(row, product.offers[row["id"]], call) for row in content["skus"]],
        "create_time": int(product.create_time),
        "update_time": int(product.update_time),
    }
    return view | _optional(content, call)


_PLAIN = {"PENDING": "INITIAL", "FAILED": "INITIAL"}  # product_status knows no audit


def _description(text: str, call: Call) -> str:
    plain = "<" not in text
    return f"<p>{text}</p>" if plain and call.knobs.rewrites_description else text


def _optional(content: Json, call: Call) -> Json:
    """Fields that are missing where nothing was said."""
    found: Json = {}
    if (brand_id := content["brand_id"]) is not None:
        name = BRANDS.get(brand_id) or call.market.brands.get(brand_id, "")
        found["brand"] = {"id": brand_id, "name": name}
    if content["package_dimensions"] is not None:
        found["package_dimensions"] = content["package_dimensions"]
    if content["certifications"]:
        found["certifications"] = [_certification(each, call) for each in content["certifications"]]
    if content["delivery_option_ids"]:
        found["delivery_options"] = [
            {"id": each, "name": "Giao tiêu chuẩn", "is_available": True}
            for each in content["delivery_option_ids"]
        ]
    return found


def _image(uri: str, call: Call) -> Json:
    known = call.market.images[uri]
    url = image_url(uri)
    size = {"width": known["width"], "height": known["height"]}
    return {"uri": uri, "urls": [url], "thumb_urls": [url], **size}


def _certification(each: Json, call: Call) -> Json:
    title = kinds.CERTIFICATES[each["id"]].name
    images = [{"uri": uri, "urls": [image_url(uri)]} for uri in each["images"]]
    files = [{"id": key, **call.market.files[key], "urls": []} for key in each["files"]]
    expires = {"expiration_date": each["expiration_date"]} if each["expiration_date"] else {}
    return {"id": each["id"], "title": title, "images": images, "files": files, **expires}


def _attribute(each: Json, content: Json) -> Json:
    name = kinds.by_id(content["category_id"])[each["id"]].name
    return {"id": each["id"], "name": name, "values": each["values"]}


def _sku(row: Json, offer: Offer, call: Call) -> Json:
    stock = seen_stock(offer, call)
    view = {
        "id": row["id"],
        "seller_sku": row["seller_sku"],
        "external_sku_id": row["external_sku_id"],
        "sales_attributes": [_chosen(each) for each in row["sales_attributes"]],
        "price": price_view(offer.price.read(call.now, call.knobs.readback_lag_s)),
        "inventory": stock_view(stock),
        "status_info": {"status": "NORMAL"},
    }
    code = row["identifier_code"]
    return view | ({"identifier_code": code} if code else {})


def _chosen(each: Json) -> Json:
    if each["sku_img"] is None:
        return {name: value for name, value in each.items() if name != "sku_img"}
    url = image_url(each["sku_img"])
    return each | {"sku_img": {"uri": each["sku_img"], "urls": [url], "thumb_urls": [url]}}


def seen_stock(offer: Offer, call: Call) -> dict[str, int]:
    """Available units by warehouse, as late as the lag says; nothing while the shop rests."""
    stock = offer.stock.read(call.now, call.knobs.readback_lag_s)
    return dict.fromkeys(stock, 0) if call.knobs.holiday_mode else stock
