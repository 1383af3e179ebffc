"""Tells which variant each offer is: by SKU, barcode, size, words, else by what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sync.model import Listing, Offer, Product, Sku, Variant
from sync.model.letters import without_marks
from sync.model.packs import net_content_of, sizes_in
from sync.planning.matching.likeness import WORD, Sizes

Same = Callable[[Offer, Variant], bool]
Pairing = tuple[Sku | None, ...]


def variants_of(listing: Listing, product: Product) -> Pairing:
    """Name each offer's variant, in the offers' order; None where it is not certain.

    No variant is named twice. Each proof is used on what the ones before left open, and only
    where it points at one offer and one variant.
    """
    found: dict[int, Variant] = {}
    for same in (_same_sku, _same_gtin, *_same_measures(product)):
        _pair(listing.offers, product.variants, found, same)
    offers = [n for n in range(len(listing.offers)) if n not in found]
    left = [variant for variant in product.variants if variant not in found.values()]
    if len(offers) == len(left) == 1 and _agree(listing.offers[offers[0]], left[0], product):
        found[offers[0]] = left[0]
    return tuple(found[n].sku if n in found else None for n in range(len(listing.offers)))


def _pair(
    offers: Sequence[Offer], variants: Sequence[Variant], found: dict[int, Variant], same: Same
) -> None:
    for number, offer in enumerate(offers):
        taken = found.values()
        fits = [variant for variant in variants if variant not in taken and same(offer, variant)]
        if number in found or len(fits) != 1:
            continue
        rivals = [n for n, other in enumerate(offers) if n not in found and same(other, fits[0])]
        if rivals == [number]:
            found[number] = fits[0]


def _same_sku(offer: Offer, variant: Variant) -> bool:
    return offer.sku.casefold() == variant.sku.casefold()


def _same_gtin(offer: Offer, variant: Variant) -> bool:
    return offer.gtin is not None and offer.gtin == variant.gtin


def _same_measures(product: Product) -> tuple[Same, ...]:
    def both(offer: Offer, variant: Variant) -> bool:
        return same_sizes(offer, variant) and same_words(offer, variant)

    def same_sizes(offer: Offer, variant: Variant) -> bool:
        told, known = _sizes(offer), _sizes_of(product, variant)
        return bool(told) and told == known

    def same_words(offer: Offer, variant: Variant) -> bool:
        told, known = _words(offer.options), _words(variant.options)
        return bool(told) and (told <= known or known <= told) and bool(known)

    return both, same_sizes, same_words


def _agree(offer: Offer, variant: Variant, product: Product) -> bool:
    """Tell whether nothing speaks against an offer being this variant: another weight would."""
    told, known = _sizes(offer), _sizes_of(product, variant)
    return not (told and known and told.isdisjoint(known))


def _sizes(offer: Offer) -> Sizes:
    return sizes_in(" ".join(offer.options))


def _sizes_of(product: Product, variant: Variant) -> Sizes:
    return sizes_in(" ".join(variant.options)) or sizes_in(net_content_of(product, variant) or "")


def _words(options: Sequence[str]) -> frozenset[str]:
    """Take the words of options but for their sizes: "Loại 1, 500 g" is loai and 1."""
    kept = (word for option in options if not sizes_in(option) for word in option.split())
    return frozenset(WORD.findall(without_marks(" ".join(kept).casefold())))
