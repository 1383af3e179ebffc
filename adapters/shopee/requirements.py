"""What Shopee asks of a listing beyond the fixed limits, by what it told at run time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.shopee.attributes import asked_line, fill
from adapters.shopee.features import LIMITS
from adapters.shopee.metadata import CategoryMeta, ItemLimits, MetadataCache
from adapters.shopee.writing import chosen_carriers
from sync.marketplace import Asked, Limits, Span
from sync.marketplace.categories import missed, not_a_leaf, shortened
from sync.model import Listing, Offer, Problem, Value


def left_out(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """Say what of our attributes the category has no place for."""
    meta = metadata.category(listing.category)
    if meta is None:
        return []
    filled = fill(meta.form, listing.attributes or {})
    return list(missed(listing, filled.asked, map(asked_line, filled.unlike)))


def asked_of(meta: CategoryMeta) -> Asked:
    """Say what a category asks for, as a person reads it."""
    limits = meta.limits
    return Asked(
        attributes=tuple(map(asked_line, meta.form)),
        brand_mandatory=meta.brands.mandatory,
        size_mandatory=limits.size_needed,
        limits=Limits(
            title_length=limits.title,
            description_length=limits.description,
            images=limits.images,
            price=limits.price,
            quantity=limits.quantity,
            option_name_length=limits.option_name,
            option_value_length=limits.option_value,
            prepare_days=limits.prepare_days or Span(),
        ),
    )


def problems(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """List every reason why Shopee would refuse; nothing where nothing was asked yet."""
    if metadata.tree is None or listing.category is None:
        return []
    if metadata.leaf(listing.category) is None:
        return [not_a_leaf(listing, metadata.tree)]
    category = metadata.category(listing.category)
    found = (
        [] if category is None else [*_beyond(listing, category.limits), *_form(listing, category)]
    )
    return [*found, *_parcel(listing, metadata)]


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code)


def _beyond(listing: Listing, limits: ItemLimits) -> Iterator[Problem]:
    """Compare with this shop's limits; what breaks the fixed ones was already said."""
    for code, measured, narrowed, fixed in _measures(listing, limits):
        if fixed.holds(measured) and not narrowed.holds(measured):
            values = {"found": measured, "least": narrowed.least, "most": narrowed.most}
            yield _problem(listing, code, **values)


def _measures(listing: Listing, limits: ItemLimits) -> Iterator[tuple[str, int, Span, Span]]:
    if listing.title is not None:
        yield "title_beyond_limit", len(listing.title), limits.title, LIMITS.title_length
    if listing.description is not None:
        length = len(listing.description)
        yield "description_beyond_limit", length, limits.description, LIMITS.description_length
    if listing.images is not None:
        yield "images_beyond_limit", len(listing.images), limits.images, LIMITS.images
    for name in listing.option_names:
        yield "option_beyond_limit", len(name), limits.option_name, LIMITS.option_name_length
    if listing.prepare_days and limits.prepare_days:
        days, span = listing.prepare_days, limits.prepare_days
        yield "prepare_days_beyond_limit", days, span, LIMITS.prepare_days
    for offer in listing.offers:
        yield from _offer_measures(offer, limits)


def _offer_measures(offer: Offer, limits: ItemLimits) -> Iterator[tuple[str, int, Span, Span]]:
    for option in offer.options:
        yield "option_beyond_limit", len(option), limits.option_value, LIMITS.option_value_length
    if offer.price is not None:
        yield "price_beyond_limit", offer.price, limits.price, LIMITS.price
    if offer.quantity is not None:
        yield "quantity_beyond_limit", offer.quantity, limits.quantity, LIMITS.quantity


def _form(listing: Listing, category: CategoryMeta) -> Iterator[Problem]:
    if listing.prepare_days and category.limits.prepare_days is None:
        yield replace(_problem(listing, "pre_order_refused"), fields=frozenset({"prepare_days"}))
    filled = fill(category.form, listing.attributes or {})
    for attribute in filled.missing:
        allowed = shortened(asked_line(attribute).allowed)
        yield _problem(listing, "attribute_missing", name=attribute.name, allowed=allowed)
    if category.brands.choose(listing.brand) is None:
        yield _problem(listing, "brand_needed", brand=listing.brand, category=listing.category)


def _parcel(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    category = metadata.category(listing.category)
    if all(offer.weight_g is None for offer in listing.offers):
        yield _problem(listing, "parcel_weight_unknown")
    if category and category.limits.size_needed and all(o.size_mm is None for o in listing.offers):
        yield _problem(listing, "parcel_size_unknown")
    if metadata.channels is not None and not chosen_carriers(listing, metadata):
        yield _problem(listing, "logistics_missing")
