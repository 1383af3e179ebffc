"""One product in one shop, as it is looked at: wanted, seen and remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sync.model import Code, Existing, Field, Link, Listing, Offer, Sku


@dataclass(frozen=True, slots=True)
class CompareTerms:
    """What holds for every product of a shop while it is compared."""

    echoes: Collection[Field]  # fields that the platform reads back as they were written
    can: Collection[str]  # the abilities of the platform
    existing: Existing  # what to do with listings of ours that we did not make
    complete: bool  # whether the whole shop was seen, so that absence proves something


@dataclass(frozen=True, slots=True)
class ProductState:
    """One product in one shop; None is not wanted, not there, not known.

    `unnamed`: SKUs whose name an edit has yet to give them, and what they are called there.
    """

    code: Code
    desired: Listing | None
    observed: Listing | None
    link: Link | None
    unnamed: Mapping[Sku, Sku] = field(default_factory=dict)

    @property
    def applied(self) -> Listing | None:
        """What we last applied there."""
        return self.link.applied if self.link else None

    @property
    def ours(self) -> bool:
        """Whether we made (or adopted) what is seen there."""
        if self.link is None or self.observed is None:
            return False
        return self.link.remote_id in {None, self.observed.remote_id}


def by_sku(offers: Iterable[Offer]) -> dict[Sku, Offer]:
    """Look up offers by what they sell."""
    return {offer.sku: offer for offer in offers}
