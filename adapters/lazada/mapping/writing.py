"""Writes listings as the products that Lazada takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from adapters.lazada.mapping.attributes import fill
from adapters.lazada.mapping.learned import Learned, Lesson
from adapters.lazada.mapping.payload import highlights_of, html_of
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json
from sync.marketplace.text_normalize import clean, fold
from sync.model import Field, Listing, Offer, Picture, Problem

NO_BRAND = "No Brand"
BRAND_LABEL = "Thương hiệu"  # of the attribute that Lazada calls brand
CONTENT: frozenset[Field] = frozenset(
    {"title", "description", "category", "brand", "attributes", "images"}
)
FORM: frozenset[Field] = frozenset({"category", "attributes"})
STEP_G = 10  # weights are kilograms with two decimals

SkuStatus = Literal["active", "inactive"]


def normalize(listing: Listing) -> Listing:
    """Say what Lazada will echo: composed letters, weights in steps of 10 g, no barcode.

    Who names no brand sells "No Brand"; the same picture twice would be refused.
    """
    return replace(
        listing,
        title=None if listing.title is None else clean(listing.title),
        description=None if listing.description is None else clean(listing.description),
        brand=listing.brand or NO_BRAND,
        attributes=listing.attributes and _without_brand(listing.attributes),
        images=None if listing.images is None else _once_each(listing.images),
        option_names=tuple(clean(name) for name in listing.option_names),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def _without_brand(attributes: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is written as the brand; taking it back is no attribute taken back."""
    return {name: said for name, said in attributes.items() if fold(name) != fold(BRAND_LABEL)}


def _once_each(images: Sequence[Picture]) -> tuple[Picture, ...]:
    return tuple({picture.sha256: picture for picture in images}.values())


def _echoed(offer: Offer) -> Offer:
    """Round a weight up: a parcel that is declared too light costs more at the counter."""
    weight_g = None if offer.weight_g is None else -(-offer.weight_g // STEP_G) * STEP_G
    options = tuple(clean(option) for option in offer.options)
    return replace(offer, options=options, weight_g=weight_g, gtin=None)


def new_product(listing: Listing, offers: Sequence[Offer], learned: Learned) -> Json:
    """Write the product of /product/create with these of its offers."""
    return {
        **content_of(listing, CONTENT, learned),
        # Lazada would fill attributes in by itself, and nobody would know who said what.
        "disableAutoFillAttribute": True,
        **variation_of(listing),
        "Skus": {"Sku": [new_sku(listing, offer, learned) for offer in offers]},
    }


def content_of(listing: Listing, fields: Collection[Field], learned: Learned) -> Json:
    """Write these fields as /product/update takes them; a new category brings its form.

    Raises `Rejected` where Lazada has no such category. `Attributes` must be there, if empty.
    """
    body: dict[str, object] = {}
    attributes: dict[str, str] = {}
    if "title" in fields and listing.title is not None:
        attributes["name"] = listing.title
    if "description" in fields and listing.description is not None:
        attributes["description"] = html_of(listing.description)
    if {"brand", "category"} & set(fields):
        attributes["brand"] = brand_of(listing, learned)
    if FORM & set(fields):
        leaf, lesson = _lesson(listing, learned)
        attributes |= fill(lesson.form, listing.attributes or {}).of_item
        if lesson.short_description:
            attributes["short_description"] = highlights_of([listing.title or listing.code])
        if "category" in fields:
            body["PrimaryCategory"] = str(leaf)
    if "images" in fields and listing.images is not None:
        urls = [picture.remote_id for picture in listing.images if picture.remote_id]
        body["Images"] = {"Image": list(dict.fromkeys(urls))}
    return {**body, "Attributes": attributes}


def brand_of(listing: Listing, learned: Learned) -> str:
    """Name the brand; one that Lazada said it does not know becomes none."""
    brand = listing.brand or NO_BRAND
    return NO_BRAND if fold(brand) in learned.unknown_brands else brand


def _lesson(listing: Listing, learned: Learned) -> tuple[int, Lesson]:
    leaf, lesson = learned.category(listing.category), learned.lesson(listing.category)
    if leaf is None or lesson is None:
        values = {"category": listing.category}
        raise Rejected([Problem(code="category_not_found", values=values, about=listing.code)])
    return leaf, lesson


def variation_of(listing: Listing) -> Json:
    """Write the options as variations of our own; nothing where there are none."""
    axes = {
        f"variation{place + 1}": {
            "name": name,
            "hasImage": False,
            "customize": True,
            "options": {"option": _options(listing.offers, place)},
        }
        for place, name in enumerate(listing.option_names)
    }
    return {"variation": axes} if axes else {}


def _options(offers: Sequence[Offer], place: int) -> list[str]:
    return list(dict.fromkeys(offer.options[place] for offer in offers))


def new_sku(listing: Listing, offer: Offer, learned: Learned) -> Json:
    """Write a SKU that does not stand yet; where we know no quantity, nothing is for sale."""
    lesson = learned.lesson(listing.category) or Lesson()
    status = {"Status": "inactive"} if listing.status == "hidden" else {}
    return {
        "SellerSku": offer.sku,
        **place_of(listing, offer),
        "quantity": str(offer.quantity or 0),
        "price": str(offer.price or 0),
        **parcel_of(offer),
        **fill(lesson.form, listing.attributes or {}).of_sku,
        **status,
    }


def place_of(listing: Listing, offer: Offer) -> Json:
    """Say under which options a SKU stands."""
    place = dict(zip(listing.option_names, offer.options, strict=True))
    return {"saleProp": place} if place else {}


def terms_of(offer: Offer) -> Json:
    """Write price and sellable quantity, those that are known."""
    known = {"price": offer.price, "quantity": offer.quantity}
    return {name: str(value) for name, value in known.items() if value is not None}


def standing_sku(offer: Offer, status: SkuStatus) -> Json:
    """Name a SKU that stands: its status too, or an update would put it on sale by itself."""
    return {"SkuId": offer.remote_id or "", "Status": status, **parcel_of(offer)}


def parcel_of(offer: Offer) -> dict[str, str]:
    """Write weight (kg, two decimals) and sides (cm); what is None is left as it is."""
    parcel: dict[str, str] = {}
    if offer.weight_g is not None:
        parcel["package_weight"] = _decimal(offer.weight_g, 1000)
    if offer.size_mm is not None:
        names = ("package_length", "package_width", "package_height")
        parcel |= {n: _decimal(side, 10) for n, side in zip(names, offer.size_mm, strict=True)}
    return parcel


def _decimal(number: int, part: int) -> str:
    return f"{Decimal(number) / part:f}"
