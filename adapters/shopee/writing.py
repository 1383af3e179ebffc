"""Writes listings as the bodies that Shopee takes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from adapters.shopee.attributes import fill
from adapters.shopee.metadata import NO_BRAND, MetadataCache, carriers
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json
from sync.marketplace.text_normalize import clean
from sync.model import Field, Listing, Offer, Problem, Size

CONTENT: frozenset[Field] = frozenset(
    {"title", "description", "category", "brand", "attributes", "images", "prepare_days"}
)
FORM: frozenset[Field] = frozenset({"category", "attributes", "brand"})
PARCEL: frozenset[Field] = frozenset({"weight_g", "size_mm", "gtin"})


def normalize(listing: Listing) -> Listing:
    """Say what Shopee will echo: composed letters, no blank edges, whole centimetres."""
    return replace(
        listing,
        title=None if listing.title is None else clean(listing.title),
        description=None if listing.description is None else clean(listing.description),
        option_names=tuple(clean(name) for name in listing.option_names),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def _echoed(offer: Offer) -> Offer:
    size_mm = offer.size_mm and _in_whole_cm(offer.size_mm)
    options = tuple(clean(option) for option in offer.options)
    return replace(offer, options=options, size_mm=size_mm)


def _in_whole_cm(size_mm: Size) -> Size:
    """Round each side up: a parcel that is declared too small is refused at the counter."""
    length, width, height = (-(-side // 10) * 10 for side in size_mm)
    return length, width, height


def item_body(listing: Listing, metadata: MetadataCache) -> Json:
    """Write the body of add_item: hidden until its variants stand."""
    by_price = sorted(listing.offers, key=lambda offer: offer.price or 0)
    single = None if listing.option_names else listing.offers[0]
    return {
        **content_body(listing, CONTENT | PARCEL, metadata),
        "item_sku": listing.code,
        "item_status": "UNLIST",
        "condition": "NEW",
        "original_price": by_price[0].price,
        "seller_stock": _stock(single.quantity if single else None),
        "logistic_info": _carriers(listing, metadata),
    }


def content_body(listing: Listing, fields: Collection[Field], metadata: MetadataCache) -> Json:
    """Write these fields as update_item takes them; a new category brings its form."""
    body: dict[str, object] = {}
    if "title" in fields and listing.title is not None:
        body["item_name"] = clean(listing.title)
    if "description" in fields and listing.description is not None:
        body["description"] = clean(listing.description)
    if FORM & set(fields):
        body |= _form_body(listing, fields, metadata)
    if "images" in fields and listing.images is not None:
        ids = [picture.remote_id for picture in listing.images if picture.remote_id]
        body["image"] = {"image_id_list": ids}
    if "prepare_days" in fields:
        body |= _shipping(listing, metadata)
    if PARCEL & set(fields):
        body |= _parcel_of(listing, fields)
    return body


def _form_body(listing: Listing, fields: Collection[Field], metadata: MetadataCache) -> Json:
    """Write category, attributes and brand; raises `Rejected` where Shopee has no such category."""
    leaf, category = metadata.leaf(listing.category), metadata.category(listing.category)
    if leaf is None or category is None:
        values = {"category": listing.category}
        raise Rejected([Problem(code="category_unread", values=values, about=listing.code)])
    body: dict[str, object] = {}
    if "category" in fields:
        body["category_id"] = leaf
    if {"category", "attributes"} & set(fields) and listing.attributes is not None:
        body["attribute_list"] = fill(category.form, listing.attributes).attribute_list
    if {"category", "brand"} & set(fields):
        body["brand"] = category.brands.choose(listing.brand) or NO_BRAND
    return body


def _parcel_of(listing: Listing, fields: Collection[Field]) -> Json:
    """Write the parcel of an item: its only offer's, or the heaviest and largest of its models."""
    if not listing.option_names:
        return parcel_body(listing.offers[0], fields)
    heaviest = Offer(
        sku=listing.offers[0].sku, weight_g=_heaviest(listing), size_mm=_largest(listing)
    )
    return parcel_body(heaviest, fields)


def parcel_body(offer: Offer, fields: Collection[Field] = PARCEL) -> Json:
    """Write weight (kg), sides (whole cm, rounded up) and GTIN; what is None is left as it is."""
    body: dict[str, object] = {}
    if "weight_g" in fields and offer.weight_g is not None:
        body["weight"] = offer.weight_g / 1000
    if "size_mm" in fields and offer.size_mm is not None:
        length, width, height = (side // 10 for side in _in_whole_cm(offer.size_mm))
        body["dimension"] = {
            "package_length": length,
            "package_width": width,
            "package_height": height,
        }
    if "gtin" in fields and offer.gtin:
        body["gtin_code"] = offer.gtin
    return body


def _heaviest(listing: Listing) -> int | None:
    return max((o.weight_g for o in listing.offers if o.weight_g is not None), default=None)


def _largest(listing: Listing) -> Size | None:
    sizes = [offer.size_mm for offer in listing.offers if offer.size_mm is not None]
    if not sizes:
        return None
    length, width, height = (max(sides) for sides in zip(*sizes, strict=True))
    return length, width, height


def chosen_carriers(listing: Listing, metadata: MetadataCache) -> list[int]:
    """List the carriers that take every parcel of a listing."""
    return carriers(metadata.channels or (), _heaviest(listing), _largest(listing))


def _carriers(listing: Listing, metadata: MetadataCache) -> list[Json]:
    return [{"logistic_id": one, "enabled": True} for one in chosen_carriers(listing, metadata)]


def _shipping(listing: Listing, metadata: MetadataCache) -> Json:
    if listing.prepare_days:
        return {"pre_order": {"is_pre_order": True, "days_to_ship": listing.prepare_days}}
    category = metadata.category(listing.category)
    days = category.limits.days_to_ship if category else None
    return {"pre_order": {"is_pre_order": False, "days_to_ship": days}} if days else {}


def tier_body(offers: Sequence[Offer], option_names: Sequence[str]) -> list[Json]:
    """Write the tiers of a listing, options in the order of its offers."""
    return [
        {
            "variation_id": 0,
            "variation_group_id": 0,
            "variation_name": clean(name),
            "variation_option_list": [
                {"variation_option_id": 0, "variation_option_name": option}
                for option in _options(offers, tier)
            ],
        }
        for tier, name in enumerate(option_names)
    ]


def _options(offers: Sequence[Offer], tier: int) -> list[str]:
    return list(dict.fromkeys(clean(offer.options[tier]) for offer in offers))


def tier_index(offer: Offer, offers: Sequence[Offer]) -> list[int]:
    """Say where an offer stands under the tiers that `tier_body` writes."""
    return [
        _options(offers, tier).index(clean(option)) for tier, option in enumerate(offer.options)
    ]


def model_body(offer: Offer, offers: Sequence[Offer]) -> Json:
    """Write one model of init_tier_variation or add_model."""
    return {
        "tier_index": tier_index(offer, offers),
        "original_price": offer.price,
        "model_sku": offer.sku,
        "seller_stock": _stock(offer.quantity),
        **parcel_body(offer),
    }


def _stock(quantity: int | None) -> list[Json]:
    """Write a stock; where the platform demands one and we know none, nothing is for sale."""
    return [{"stock": quantity or 0}]
