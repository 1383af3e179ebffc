"""Says how a product of the catalog shall stand in one shop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sync.marketplace import Ability, Features
from sync.model import (
    Dong,
    Listing,
    Offer,
    Override,
    Picture,
    Product,
    Shop,
    Sku,
    Variant,
)
from sync.model.assortment import overrides_of
from sync.model.claims import stars_allowed
from sync.planning.claims import claimless, pictures_shown
from sync.planning.papers import papers_in_force
from sync.planning.price import price_of
from sync.wording.listing import attributes, description

# What a platform of which nothing is said is taken for.
_ANY: frozenset[Ability] = frozenset({"remove_attributes"})


def project(
    product: Product,
    shop: Shop,
    offered: Mapping[Sku, int | None],
    today: date,
    features: Features | None = None,
) -> Listing:
    """Compose the listing that the shop shall show.

    `offered` is how many this shop may offer (see `share`); a SKU missing there is not managed. Our
    category becomes the platform's by `shop.categories`; None where nobody mapped it. An override
    for the shop goes before one for its platform; its description replaces the story alone, since
    the label block is the law's; its price is taken as it is, without the price rule. By its
    `features` a platform takes papers, lets attributes be taken back, reviews edits for days: stars
    leave so much earlier. No text claims any other. A `kept` product is wanted as it stands.
    """
    if product.kept:
        return _as_it_stands(product, shop, offered)
    overrides = overrides_of(product, shop)
    can = features.can if features else _ANY
    stars = stars_allowed(product.certificate, today, features.review_days if features else 0)
    composed = Listing(
        shop=shop.name,
        code=product.code,
        title=_first((o.name for o in overrides), product.name),
        description=description(
            product, _first((o.description for o in overrides), product.story), stars
        ),
        category=_category(product, shop, overrides),
        brand=product.brand,
        attributes=_attributes(product, overrides, stars),
        images=tuple(Picture(image.sha256) for image in pictures_shown(product, stars)),
        papers=papers_in_force(product, today) if "papers" in can else (),
        option_names=product.option_names,
        offers=tuple(_offer(v, shop, overrides, offered) for v in product.variants),
        status="live",
    )
    cut = claimless(composed, stars)
    return cut if "remove_attributes" in can else _without_programme(cut)


def _without_programme(listing: Listing) -> Listing:
    """Name no stars in attributes where nobody could take them back on the day that they end."""
    return replace(listing, attributes=claimless(listing, None).attributes)


def _as_it_stands(product: Product, shop: Shop, offered: Mapping[Sku, int | None]) -> Listing:
    """Want nothing of a product that is only remembered but its true stock."""
    return Listing(
        shop=shop.name,
        code=product.code,
        option_names=product.option_names,
        offers=tuple(
            Offer(sku=each.sku, options=each.options, quantity=offered.get(each.sku))
            for each in product.variants
        ),
    )


def _category(product: Product, shop: Shop, overrides: Iterable[Override]) -> str | None:
    """Translate our category; an override may also name the platform's own at once."""
    wanted = _first((o.category for o in overrides), "")
    return shop.categories.get(wanted or product.category, wanted or None)


def _attributes(
    product: Product, overrides: Iterable[Override], stars: int | None
) -> Mapping[str, str]:
    composed = attributes(product, stars)
    for override in reversed(tuple(overrides)):
        composed |= override.attributes
    return composed


def _offer(
    variant: Variant,
    shop: Shop,
    overrides: Iterable[Override],
    offered: Mapping[Sku, int | None],
) -> Offer:
    fixed = next(_prices(variant, overrides), None)
    return Offer(
        sku=variant.sku,
        options=variant.options,
        price=price_of(variant.price, shop.price_rule) if fixed is None else fixed,
        quantity=offered.get(variant.sku),
        gtin=variant.gtin,
        weight_g=variant.weight_g,
        size_mm=variant.size_mm,
    )


def _prices(variant: Variant, overrides: Iterable[Override]) -> Iterator[Dong]:
    for override in overrides:
        if (price := override.prices.get(variant.sku, override.price)) is not None:
            yield price


def _first(wishes: Iterable[str | None], own: str) -> str:
    return next((wish for wish in wishes if wish is not None), own)
