"""Puts a listing that is taken over in our words: what we should have applied, had we made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.model import Change, Code, Listing, Offer, Picture, Product, Sku
from sync.planning.matching.likeness import fingerprints_alike
from sync.planning.matching.variants import Pairing


@dataclass(frozen=True, slots=True)
class Adopted:
    """A listing that is a product from now on, each of its offers one of its variants."""

    listing: Listing
    code: Code
    skus: tuple[Sku, ...]

    @property
    def named(self) -> Listing:
        """The listing under our code and SKUs; all else as it stands there."""
        pairs = zip(self.listing.offers, self.skus, strict=True)
        offers = tuple(replace(offer, sku=sku) for offer, sku in pairs)
        return replace(self.listing, code=self.code, offers=offers)

    @property
    def renamed(self) -> dict[Sku, Sku]:
        """Which SKUs of the shop are called otherwise by us; none that is missing there."""
        pairs = zip(self.listing.offers, self.skus, strict=True)
        return {offer.sku: sku for offer, sku in pairs if offer.sku and offer.sku != sku}

    @property
    def unnamed(self) -> int:
        """How many offers have no SKU in the shop."""
        return sum(not offer.sku for offer in self.listing.offers)


def adopted_as(listing: Listing, code: Code, variants: Pairing) -> Adopted | None:
    """Take a listing over; None where an offer is no variant for certain, or two are one."""
    skus = tuple(sku for sku in variants if sku is not None)
    if len(skus) < len(listing.offers) or len(set(skus)) < len(skus):
        return None
    return Adopted(listing, code, skus)


def applied_of(adopted: Adopted, product: Product, pictures: Mapping[str, int]) -> Listing:
    """Say what stands there as if we had applied it; pictures count as ours if all are the same.

    Attributes that others wrote are none of ours: what we do not want of them stays.
    `pictures` are fingerprints by the hash of a file or a platform's id of a picture.
    """
    named = replace(adopted.named, attributes=None)
    shown, own = named.images or (), product.images
    there = [pictures.get(picture.remote_id or "") for picture in shown]
    ours = [pictures.get(file.sha256) for file in own]
    if not own or not _all_alike(there, ours):
        return named
    pairs = zip(shown, own, strict=True)
    images = tuple(Picture(file.sha256, picture.remote_id) for picture, file in pairs)
    return replace(named, images=images)


def _all_alike(some: Sequence[int | None], others: Sequence[int | None]) -> bool:
    return len(some) == len(others) and all(
        one is not None and other is not None and fingerprints_alike(one, other)
        for one, other in zip(some, others, strict=True)
    )


def naming(applied: Listing, seen: Listing) -> Change | None:
    """Write our SKUs into a listing that lacks them, and nothing else: no price, no quantity.

    `applied` is what we remember of it, `seen` how it stands there under our code. None where it
    has them already, or where its offers are not those that we remember.
    """
    ours = {_place(offer): offer.sku for offer in applied.offers}
    if ours.keys() != {_place(offer) for offer in seen.offers} or len(ours) < len(seen.offers):
        return None
    if all(offer.sku == ours[_place(offer)] for offer in seen.offers):
        return None
    offers = tuple(
        replace(offer, sku=ours[_place(offer)], price=None, quantity=None) for offer in seen.offers
    )
    return Change(
        kind="revise",
        shop=seen.shop,
        code=applied.code,
        before=replace(seen, code=applied.code),
        after=replace(seen, code=applied.code, offers=offers),
        fields=("variants",),
        reason="adopted",
    )


def _place(offer: Offer) -> tuple[str, ...]:
    """Tell offers of one listing apart: by the platform's id, else by their options."""
    return (offer.remote_id,) if offer.remote_id else offer.options
