"""Everything that a plan is made from: one shop as wanted, as seen and as remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from sync.marketplace import Features
from sync.model import (
    Change,
    Code,
    Dong,
    Held,
    Kept,
    Link,
    Listing,
    Problem,
    Product,
    Refusal,
    Safety,
    Shop,
    Sku,
)
from sync.planning.campaign_prices import CampaignPrices
from sync.planning.consent import Consent
from sync.planning.identify import Identified
from sync.planning.product_state import CompareTerms, ProductState
from sync.planning.schedule import ListingQuota

Value = TypeVar("Value")
REST_FORETOLD = timedelta(days=14)  # a season that ended longer ago may as well be a slip of a pen


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopState:
    """One shop at one moment; `complete` says that all of it was seen.

    `kept` are products of ours that the catalog does not tell of soundly, each with why: they stay
    as they are, but for their stock. `stars` are how many each product may claim now, None: none;
    what is not named there is not known. `unnamed`: by remote id, SKUs whose name an edit has yet
    to give them, and what they are called there. `dropped`: the most that a variant may show which
    its product has no more, by product.
    """

    shop: Shop
    features: Features
    desired: Mapping[Code, Listing]
    observed: Identified
    links: Mapping[Code, Link]
    observed_at: datetime
    complete: bool
    kept: Mapping[Code, Kept] = field(default_factory=dict)
    stars: Mapping[Code, int | None] = field(default_factory=dict)
    unnamed: Mapping[str, Mapping[Sku, Sku]] = field(default_factory=dict)
    dropped: Mapping[Code, Mapping[Sku, int]] = field(default_factory=dict)

    @property
    def terms(self) -> CompareTerms:
        """What holds for every product here."""
        features = self.features
        return CompareTerms(features.echoes, features.can, self.shop.existing, self.complete)

    def case(self, code: Code) -> ProductState:
        """Put together what is known of one product here."""
        observed = self.observed.by_code.get(code)
        if observed is not None and observed.outline:
            raise ValueError(f"of {code} only the outline was read")
        names = self.unnamed.get((observed and observed.remote_id) or "", {})
        return ProductState(code, self.desired.get(code), observed, self.links.get(code), names)

    def narrowed_to(self, codes: Collection[Code]) -> ShopState:
        """Look at these products only; nothing is then planned for any other."""
        observed = replace(
            self.observed,
            by_code=_only(self.observed.by_code, codes),
            duplicates=_only(self.observed.duplicates, codes),
            twins=_only(self.observed.twins, codes),
        )
        return replace(
            self,
            desired=_only(self.desired, codes),
            links=_only(self.links, codes),
            observed=observed,
        )

    def left_as_seen(self, skus: Collection[Sku]) -> ShopState:
        """Want these figures as they were seen: they moved meanwhile, and an update comes."""
        seen = self._seen_figures() if skus else {}
        return self.with_figures({of: figure for of, figure in seen.items() if of[1] in skus})

    def only_lowered(self, most: Mapping[Sku, int | None]) -> ShopState:
        """Want the figures that are seen above `most` down to it, where none is wanted yet.

        While orders are unread fewer may be there than we know of, and never more: none is raised.
        """
        seen = self._seen_figures()
        lower = {
            (code, offer.sku): most.get(offer.sku)
            for code, listing in self.desired.items()
            for offer in listing.offers
            if offer.quantity is None
        }
        return self.with_figures(
            {
                of: figure
                for of, figure in lower.items()
                if figure is not None and figure < (seen.get(of) or 0)
            }
        )

    def _seen_figures(self) -> dict[tuple[Code, Sku], int | None]:
        there = self.observed.by_code
        return {
            (code, offer.sku): offer.quantity
            for code in self.desired
            if code in there
            for offer in there[code].offers
        }

    def with_figures(self, figures: Mapping[tuple[Code, Sku], int | None]) -> ShopState:
        """Want these figures; a SKU may stand in two listings, so each is of one listing."""
        if not figures:
            return self

        def told(code: Code, listing: Listing) -> Listing:
            offers = (
                replace(offer, quantity=figures.get((code, offer.sku), offer.quantity))
                for offer in listing.offers
            )
            return replace(listing, offers=tuple(offers))

        codes = {code for code, _ in figures}
        desired = {
            code: told(code, listing) if code in codes else listing
            for code, listing in self.desired.items()
        }
        return replace(self, desired=desired)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardInput:
    """What stands between a wish and its doing.

    `blocked`: products that are written but could not be read. `objections`: what the loader,
    `limits` and the adapter have to say, by product. `written`: products that the catalog names,
    sold here or not. `counts`: what it counts, by SKU, `like_prices` just as many as
    its price; `sold_out`: what it counts as zero.
    `unsold`: SKUs that it says not to sell. `resting`: products out of season; of the `rested` it
    ended just now, and they go from sale however many they are. `refusals`: what the platform
    refused of a product, and the `basis` that it depends on besides. `other_shop_prices`: what a
    SKU costs in other shops; `campaigns`: what its campaigns foretell here.
    `unproven`: products whose stars go for another reason than that their certificate has ended.
    `pins`: what was taken back and stays so.
    `approved`: the digest of a plan that a person has seen and wants. `consent`: what people said
    of changes; `waiting` is what waits for being many, by product; `gone` are changes that went
    without a look at the whole shop since the last one, and count as many with these.
    `listing_quota`: how many new listings today still holds; None: no bound is known. `tells`: its
    figures are those of another shop, where they were judged.
    """

    safety: Safety
    blocked: Collection[Code] = frozenset()
    objections: Mapping[Code, Sequence[Problem]] = field(default_factory=dict)
    written: Collection[Code] = frozenset()
    counts: Mapping[Sku, int] = field(default_factory=dict)
    like_prices: Collection[Sku] = frozenset()
    sold_out: Collection[Sku] = frozenset()
    unsold: Collection[Sku] = frozenset()
    resting: Collection[Code] = frozenset()
    rested: Collection[Code] = frozenset()
    other_shop_prices: Mapping[Sku, Sequence[Dong]] = field(default_factory=dict)
    campaigns: Mapping[Sku, CampaignPrices] = field(default_factory=dict)
    unproven: Collection[Code] = frozenset()
    pins: Sequence[Change] = ()
    approved: str | None = None
    consent: Consent = field(default_factory=Consent)
    waiting: Mapping[Code, Sequence[Held]] = field(default_factory=dict)
    gone: Sequence[Change] = ()
    listing_quota: ListingQuota | None = None
    refusals: Mapping[Code, Sequence[Refusal]] = field(default_factory=dict)
    basis: str = ""
    tells: bool = False


def written_stock(products: Iterable[Product]) -> dict[Sku, int]:
    """Gather what the catalog counts, by SKU."""
    return {
        variant.sku: variant.stock.quantity
        for product in products
        for variant in product.variants
        if variant.stock is not None
    }


def counted_like_prices(products: Iterable[Product]) -> frozenset[Sku]:
    """Find the SKUs of which the catalog counts as many as it asks dong for one."""
    variants = (variant for product in products for variant in product.variants)
    return frozenset(v.sku for v in variants if v.stock and v.stock.quantity == v.price)


def counted_out(products: Iterable[Product]) -> frozenset[Sku]:
    """Find the SKUs that somebody counted and found none of, and what is made of them."""
    variants = [variant for product in products for variant in product.variants]
    none = {v.sku for v in variants if v.stock is not None and v.stock.quantity == 0}
    made = {v.sku for v in variants if v.made_of and not none.isdisjoint(v.made_of)}
    return frozenset(none | made)


def not_sold(products: Iterable[Product]) -> frozenset[Sku]:
    """Find the SKUs that the catalog says not to sell."""
    return frozenset(
        variant.sku
        for product in products
        for variant in product.variants
        if product.rest or not (product.sold and variant.sold)
    )


def rested_lately(products: Iterable[Product], today: date) -> frozenset[Code]:
    """Find the products whose season is over since a few days, as their catalog foretold."""
    return frozenset(
        product.code
        for product in products
        if product.rest and today - product.rest.since <= REST_FORETOLD
    )


def _only(found: Mapping[Code, Value], codes: Collection[Code]) -> dict[Code, Value]:
    return {code: found[code] for code in codes if code in found}
