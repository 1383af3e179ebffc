"""Writes a whole product as it was read, so that an edit of everything loses nothing."""

from __future__ import annotations

from adapters.tiktok.features import CATEGORY_VERSION
from adapters.tiktok.mapping.papers import standing_papers
from adapters.tiktok.mapping.reading import leaf_of
from adapters.tiktok.mapping.skus import kept_rows
from adapters.tiktok.mapping.writing import standing_attributes
from sync.marketplace.json_values import Json, record, rows, text

AS_READ = ("package_weight", "package_dimensions", "is_cod_allowed", "external_product_id")


def whole_body(product: Json) -> dict[str, object]:
    """Write the body of a full edit that changes nothing: whatever it omits would be emptied."""
    body: dict[str, object] = {
        "save_mode": "LISTING",
        "category_id": leaf_of(product),
        "category_version": CATEGORY_VERSION,
        "title": text(product.get("title")),
        "description": text(product.get("description")),
        "main_images": _uris(product.get("main_images")),
        "product_attributes": standing_attributes(product),
        "certifications": standing_papers(product),
        "delivery_option_ids": [
            text(row.get("id")) for row in rows(product.get("delivery_options"))
        ],
        "skus": list(kept_rows(product)),
    }
    body |= {name: product[name] for name in AS_READ if product.get(name) is not None}
    for name, written in (("brand", "brand_id"), ("video", "video")):
        if id_ := text(record(product.get(name)).get("id")):
            body[written] = id_ if written == "brand_id" else {"id": id_}
    return {name: value for name, value in body.items() if value not in (None, [], "")}


def _uris(images: object) -> list[Json]:
    return [{"uri": text(row.get("uri"))} for row in rows(images)]
