"""Checks a wanted listing against what its platform takes, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from sync.marketplace import Features, Limits, Span
from sync.model import Listing, Offer, Problem, Value

Way = Literal["least", "most"]

# what is measured -> the code when it falls short of the least, and beyond the most
CODES = {
    "title_length": ("title_too_short", "title_too_long"),
    "title_bytes": ("title_too_short", "title_bytes_too_many"),
    "description_length": ("description_too_short", "description_too_long"),
    "images": ("images_missing", "images_too_many"),
    "variants": ("variants_too_few", "variants_too_many"),
    "options": ("options_too_few", "options_too_many"),
    "option_name_length": ("option_name_too_short", "option_name_too_long"),
    "option_value_length": ("option_value_too_short", "option_value_too_long"),
    "sku_length": ("sku_too_short", "sku_too_long"),
    "price": ("price_too_low", "price_too_high"),
    "prepare_days": ("prepare_days_too_few", "prepare_days_too_many"),
    "quantity": ("quantity_too_low", "quantity_too_high"),
}


def limits(listing: Listing, features: Features) -> list[Problem]:
    """Find everything that the platform would refuse by its documents; [] is fit to be sent."""
    bounds = features.limits
    found = [*_listing_problems(listing, bounds), *_option_problems(listing, bounds)]
    for offer in listing.offers:
        found += _offer_problems(offer, bounds)
    found += _ratio_problems(listing, bounds.price_ratio)
    return [_told(problem, listing, features.label) for problem in found]


def _listing_problems(listing: Listing, bounds: Limits) -> Iterator[Problem]:
    if listing.title is not None:
        yield from _measured("title_length", len(listing.title), bounds.title_length)
        yield from _measured("title_bytes", len(listing.title.encode()), bounds.title_bytes)
    if listing.description is not None:
        length = len(listing.description)
        yield from _measured("description_length", length, bounds.description_length)
    if listing.images is not None:
        yield from _measured("images", len(listing.images), bounds.images)
    if listing.prepare_days:
        yield from _measured("prepare_days", listing.prepare_days, bounds.prepare_days)
    if listing.category is None:
        yield Problem(code="category_unmapped")


def _option_problems(listing: Listing, bounds: Limits) -> Iterator[Problem]:
    yield from _measured("variants", len(listing.offers), bounds.variants)
    yield from _measured("options", len(listing.option_names), bounds.options)
    for name in listing.option_names:
        yield from _measured("option_name_length", len(name), bounds.option_name_length, name)
    for value in dict.fromkeys(value for offer in listing.offers for value in offer.options):
        yield from _measured("option_value_length", len(value), bounds.option_value_length, value)


def _offer_problems(offer: Offer, bounds: Limits) -> Iterator[Problem]:
    yield from _measured("sku_length", len(offer.sku), bounds.sku_length, offer.sku)
    if offer.price is not None:
        yield from _measured("price", offer.price, bounds.price, offer.sku)
    if offer.quantity is not None:
        yield from _measured("quantity", offer.quantity, bounds.quantity, offer.sku)
    if offer.weight_g is None:
        yield Problem(code="weight_missing", about=offer.sku)


def _ratio_problems(listing: Listing, most: float | None) -> Iterator[Problem]:
    prices = [offer.price for offer in listing.offers if offer.price]
    if most is not None and prices and max(prices) > most * min(prices):
        values: dict[str, Value] = {"cheapest": min(prices), "dearest": max(prices), "most": most}
        yield Problem(code="price_ratio_too_wide", values=values)


def _measured(what: str, value: int, span: Span, name: str = "") -> Iterator[Problem]:
    """Yield the problem when a value lies outside; `name` says which SKU or option it is."""
    if span.holds(value):
        return
    short, far = CODES[what]
    too_little = span.least is not None and value < span.least
    values: dict[str, Value] = {"value": value, "least": span.least, "most": span.most}
    yield Problem(code=short if too_little else far, values=values | {"name": name}, about=name)


def _told(problem: Problem, listing: Listing, platform: str) -> Problem:
    values = {**problem.values, "code": listing.code, "platform": platform}
    return Problem(code=problem.code, values=values, about=problem.about or listing.code)
