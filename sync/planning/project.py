"""Says how a product of the catalog shall stand in one shop."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from sync.marketplace import Ability
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
from sync.model.claims import CLAIMED, claim
from sync.planning.papers import papers_in_force
from sync.planning.price import price_of
from sync.wording.listing import attributes, description


def project(
    product: Product,
    shop: Shop,
    offered: Mapping[Sku, int | None],
    today: date,
    can: Collection[Ability] = (),
) -> Listing:
    """Compose the listing that the shop shall show.

    `offered` is how many this shop may offer (see `share`); a SKU missing there is not managed. Our
    category becomes the platform's by `shop.categories`; None where nobody mapped it. An override
    for the shop goes before one for its platform; its description replaces the story alone, since
    the label block is the law's; its price is taken as it is, without the price rule. Papers go
    only where the platform `can` take them. A product that is `kept` is wanted as it stands.
    """
    if product.kept:
        return _as_it_stands(product, shop, offered)
    overrides = overrides_of(product, shop)
    stars = stars_claimed(product, today)
    return Listing(
        shop=shop.name,
        code=product.code,
        title=_first((o.name for o in overrides), product.name),
        description=description(
            product, _first((o.description for o in overrides), product.story), stars
        ),
        category=category_in(product, shop),
        brand=product.brand,
        attributes=_attributes(product, overrides, stars),
        images=tuple(Picture(image.sha256) for image in product.images),
        papers=papers_in_force(product, today) if "papers" in can else (),
        option_names=product.option_names,
        offers=tuple(_offer(v, shop, overrides, offered) for v in product.variants),
        status="live",
    )


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


def stars_claimed(product: Product, today: date) -> int | None:
    """Tell how many OCOP stars may be spoken of today; None: not a word of it."""
    certificate = product.certificate
    if certificate is None or claim(certificate, today) not in CLAIMED:
        return None
    return certificate.stars


def category_in(product: Product, shop: Shop) -> str | None:
    """Translate our category; an override may also name the platform's own at once."""
    wanted = _first((o.category for o in overrides_of(product, shop)), "")
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
