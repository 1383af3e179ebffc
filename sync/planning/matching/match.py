"""Pairs a shop's listings with products: what is certain, what a person must say, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sync.model import Code, Listing, Product
from sync.planning.matching.likeness import Likeness, Likenesses
from sync.planning.matching.variants import Pairing, variants_of

Certainty = Literal["certain", "doubtful", "unknown"]
Reason = Literal[
    "sku",
    "gtin",
    "name_pack_picture",
    "name_picture",
    "name_pack",
    "sku_mixed",
    "gtin_mixed",
    "options_mixed",
    "exact_but_other_name",
    "gtin_of_another",
    "several_like_it",
    "several_listings",
    "variants_unclear",
    "only_alike",
    "unsold",
    "nothing_alike",
]

Judged = tuple[Certainty, Reason | None, Likeness | None]

SAME_NAME, NEAR_NAME, PLAUSIBLE = 0.85, 0.6, 0.3
CLEAR = 0.15  # by so much the best name must be better than the next
MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that a listing may be, with what speaks for it, and which offer is which variant.

    The variants are in the order of the listing's offers; None is not certain.
    """

    likeness: Likeness
    variants: Pairing

    @property
    def code(self) -> Code:
        """The product's code."""
        return self.likeness.code


@dataclass(frozen=True, slots=True)
class Match:
    """What a listing is: the first of its candidates where that is certain."""

    listing: Listing
    certainty: Certainty
    reason: Reason
    candidates: tuple[Candidate, ...] = ()

    @property
    def code(self) -> Code | None:
        """The product, where it is certain."""
        return self.candidates[0].code if self.certainty == "certain" else None


def match(
    listings: Iterable[Listing], products: Sequence[Product], pictures: Mapping[str, int]
) -> list[Match]:
    """Pair listings with products; nothing is certain that a second look could find wrong.

    | what speaks for a product                            | certain unless                        |
    |------------------------------------------------------|---------------------------------------|
    | its SKU                                              | the name is clearly another product's |
    | its barcode                                          | any other looks as much like it       |
    | name and pack and picture; picture and a near name;  | another product is as good, or has    |
    | the same name and pack                               | the barcode (but for all three)       |

    Nothing is certain where two listings would be one product, one listing several, or an offer
    no variant. `pictures` are fingerprints by the hash of a file or a platform's id of a picture.
    """
    known = Likenesses(products, pictures)
    by_code = {product.code: product for product in products}
    found = [_match(listing, known, by_code) for listing in listings]
    times = Counter(one.code for one in found if one.code is not None)
    claimed = Counter(_claim(one) for one in found)
    return [
        replace(one, certainty="doubtful", reason="several_listings")
        if one.code is not None and (times[one.code] > 1 or claimed[one.code] > 1)
        else one
        for one in found
    ]


def _claim(found: Match) -> Code | None:
    """Name the product that a listing is also like, though something spoke against it."""
    if not found.candidates:
        return None
    first = found.candidates[0].likeness
    named = first.name >= SAME_NAME and first.pack is not False
    return first.code if first.skus or named else None


def _match(listing: Listing, known: Likenesses, products: Mapping[Code, Product]) -> Match:
    ranked = sorted(known.of(listing), key=_rank, reverse=True)
    mixed, parts = _mixed(listing, known)
    near = [one for one in ranked if one.code in parts]
    if not mixed:
        near = [one for one in ranked if _speaks(one)][:MOST_CANDIDATES]
    judged: Judged = ("doubtful", mixed, None)
    certainty, reason, best = _judged(near) if near and not mixed else judged
    if certainty == "doubtful":
        named = _named_by_offers(listing, known).difference(one.code for one in near)
        near += [one for one in ranked if one.code in named]
    if not near:
        return Match(listing, "unknown", "nothing_alike")
    near.sort(key=lambda one: one is not best)
    candidates = tuple(Candidate(one, variants_of(listing, products[one.code])) for one in near)
    if certainty == "certain" and None in candidates[0].variants:
        certainty, reason = "doubtful", "variants_unclear"
    return Match(listing, certainty, reason or "only_alike", candidates)


def _rank(one: Likeness) -> tuple[float, ...]:
    """Order by what proves most: a SKU, then a barcode, then all the rest together."""
    return (one.skus > 0, one.gtins > 0, _looks(one))


def _looks(one: Likeness) -> float:
    pack = 0.0 if one.pack is None else 0.2 if one.pack else -0.3
    return one.name + pack + (0.4 if one.picture else 0.0)


def _speaks(one: Likeness) -> bool:
    return bool(one.skus or one.gtins or one.picture) or one.name >= PLAUSIBLE


def _mixed(listing: Listing, known: Likenesses) -> tuple[Reason | None, Collection[Code]]:
    """Say whether its offers are several products, any of which it may sell, and which."""
    by_sku, by_gtin = known.owners_of(listing), known.gtin_owners_of(listing)
    if len(by_sku) > 1:
        return "sku_mixed", by_sku
    if len(by_gtin) > 1 and not by_sku:
        return "gtin_mixed", by_gtin
    named = (known.nearest(" ".join(offer.options)) for offer in listing.offers)
    codes = {found[0] for found in named if found is not None and found[1] >= NEAR_NAME}
    return ("options_mixed", codes) if len(codes) > 1 else (None, ())


def _named_by_offers(listing: Listing, known: Likenesses) -> set[Code]:
    """Name every product that one of its offers may be: of a merged listing none is forgotten.

    People shorten what they type as an option, so that many products may be meant by one.
    """
    texts = {" ".join(offer.options) for offer in listing.offers if offer.options}
    return set[Code]().union(*map(known.named_by, texts))


def _judged(near: Sequence[Likeness]) -> Judged:
    """Say which of them it is, how surely and why."""
    best, *others = near
    if best.skus:
        return (*_by_sku(best, others), best)
    if best.gtins and all(_looks(best) > _looks(one) for one in others):
        return "certain", "gtin", best
    best, *others = sorted(near, key=_looks, reverse=True)
    by_looks = _by_looks(best)
    if by_looks is None:
        return "doubtful", "only_alike", best
    if any(_as_good(one, best) for one in others):
        return "doubtful", "several_like_it", best
    if any(one.gtins for one in others) and by_looks != "name_pack_picture":
        return "doubtful", "gtin_of_another", best
    return "certain", by_looks, best


def _by_sku(best: Likeness, others: Sequence[Likeness]) -> tuple[Certainty, Reason]:
    """A SKU is proof unless the listing is plainly called, or looks, like something else."""
    rival = max((one.name for one in others), default=0.0)
    other_name = best.name < max(PLAUSIBLE, rival - CLEAR)
    other_picture = best.picture is False and any(one.picture for one in others)
    if not best.picture and (other_name or other_picture):
        return "doubtful", "exact_but_other_name"
    return "certain", "sku"


def _by_looks(one: Likeness) -> Reason | None:
    """Say what makes it certain without a code; another weight or a far price is another."""
    if False in (one.pack, one.price):
        return None
    if one.picture and one.pack and one.name >= NEAR_NAME:
        return "name_pack_picture"
    if one.picture and one.name >= (PLAUSIBLE if one.pack else NEAR_NAME):
        return "name_picture"
    return "name_pack" if one.pack and one.plain else None


def _as_good(one: Likeness, best: Likeness) -> bool:
    """Tell whether another product might be meant as well."""
    if one.pack is False and best.pack:
        return False
    if best.picture and not one.picture:
        return one.name > best.name and one.name >= SAME_NAME
    return one.name > best.name - CLEAR
