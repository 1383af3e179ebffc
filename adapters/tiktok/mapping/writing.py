"""Writes listings as the bodies that TikTok takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from adapters.tiktok.features import CATEGORY_VERSION
from adapters.tiktok.mapping.attributes import fill
from adapters.tiktok.mapping.html import html_of
from adapters.tiktok.mapping.learned import Learned, Lesson
from adapters.tiktok.mapping.papers import certifications
from adapters.tiktok.mapping.skus import new_row
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json, rows, text
from sync.marketplace.text_normalize import clean, fold
from sync.model import Field, Listing, Offer, Problem, Size

CONTENT: frozenset[Field] = frozenset(
    {"title", "description", "brand", "attributes", "images", "papers", "weight_g", "size_mm"}
)


def normalize(listing: Listing) -> Listing:
    """Say what TikTok will echo: composed letters, no blank edges."""
    return replace(
        listing,
        title=None if listing.title is None else clean(listing.title),
        description=None if listing.description is None else clean(listing.description),
        option_names=tuple(clean(name) for name in listing.option_names),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def _echoed(offer: Offer) -> Offer:
    return replace(offer, options=tuple(clean(option) for option in offer.options))


def product_body(listing: Listing, learned: Learned, warehouse: str) -> Json:
    """Write the body of Create Product; raises `Rejected` where there is no such category."""
    leaf, lesson = placed(listing, learned)
    return {
        "save_mode": "LISTING",
        "category_id": str(leaf),
        "category_version": CATEGORY_VERSION,
        **content_body(listing, CONTENT, learned),
        "is_cod_allowed": lesson.pays_on_delivery,
        "external_product_id": listing.code,
        "skus": [new_row(listing, offer, warehouse) for offer in listing.offers],
    }


def placed(listing: Listing, learned: Learned) -> tuple[int, Lesson]:
    """Find where a listing belongs and what is asked there; raises `Rejected`."""
    leaf, lesson = learned.category(listing.category), learned.lesson(listing.category)
    if leaf is None or lesson is None:
        values = {"category": listing.category}
        raise Rejected([Problem(code="category_not_found", values=values, about=listing.code)])
    return leaf, lesson


def content_body(
    listing: Listing, fields: Collection[Field], learned: Learned
) -> dict[str, object]:
    """Write these fields as an edit takes them; what is not managed is left out."""
    body: dict[str, object] = {}
    for name in sorted(CONTENT.intersection(fields)):
        body |= WRITERS[name](listing, learned)
    return body


def _title(listing: Listing, _: Learned) -> Json:
    return {} if listing.title is None else {"title": clean(listing.title)}


def _description(listing: Listing, _: Learned) -> Json:
    return {} if listing.description is None else {"description": html_of(listing.description)}


def _brand(listing: Listing, learned: Learned) -> Json:
    brand_id = learned.brand_id(listing.brand)
    return {"brand_id": brand_id} if brand_id else {}


def _images(listing: Listing, _: Learned) -> Json:
    uris = [picture.remote_id for picture in listing.images or () if picture.remote_id]
    return {"main_images": [{"uri": uri} for uri in uris]} if uris else {}


def _attributes(listing: Listing, learned: Learned) -> Json:
    if listing.attributes is None:
        return {}
    choices = fill(placed(listing, learned)[1].form, listing.attributes).choices
    return {"product_attributes": [{"id": id_, "values": v} for id_, v in choices.items()]}


def _papers(listing: Listing, learned: Learned) -> Json:
    if not listing.papers:
        return {}
    written = certifications(listing, placed(listing, learned)[1])
    return {"certifications": written} if written else {}


def _weight(listing: Listing, _: Learned) -> Json:
    """Write the parcel of the heaviest variant, in kilograms as text, to the gram."""
    heaviest = max((o.weight_g for o in listing.offers if o.weight_g is not None), default=None)
    if heaviest is None:
        return {}
    kilograms = f"{Decimal(heaviest) / 1000:f}"
    return {"package_weight": {"value": kilograms, "unit": "KILOGRAM"}}


def _size(listing: Listing, _: Learned) -> Json:
    """Write the parcel of the largest variant, in whole centimetres rounded up, as text."""
    sizes = [offer.size_mm for offer in listing.offers if offer.size_mm is not None]
    if not sizes:
        return {}
    sides: Size = tuple(max(side) for side in zip(*sizes, strict=True))
    names = ("length", "width", "height")
    sides_cm = {name: str(-(-side // 10)) for name, side in zip(names, sides, strict=True)}
    return {"package_dimensions": {**sides_cm, "unit": "CENTIMETER"}}


WRITERS: Mapping[str, Callable[[Listing, Learned], Json]] = {
    "title": _title,
    "description": _description,
    "brand": _brand,
    "images": _images,
    "attributes": _attributes,
    "papers": _papers,
    "weight_g": _weight,
    "size_mm": _size,
}


def with_standing_attributes(body: Json, product: Json, taken_back: Collection[str]) -> Json:
    """Keep the attributes that somebody gave a product, but those that we now take back.

    The list that is sent replaces the whole list that stands there.
    """
    if "product_attributes" not in body:
        return body
    ours = {row["id"] for row in body["product_attributes"]}
    standing = standing_attributes(product, taken_back)
    others = [row for row in standing if row["id"] not in ours]
    return {**body, "product_attributes": [*body["product_attributes"], *others]}


def standing_attributes(product: Json, without: Collection[str] = ()) -> list[Json]:
    """Write the attributes of a product as they were read, without those of these names."""
    unwanted = {fold(name) for name in without}
    return [
        {
            "id": text(row.get("id")),
            "values": [{"id": text(value.get("id"))} for value in rows(row.get("values"))],
        }
        for row in rows(product.get("product_attributes"))
        if text(row.get("id")) and fold(text(row.get("name"))) not in unwanted
    ]
