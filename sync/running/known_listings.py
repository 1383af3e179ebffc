"""How a shop's listings stood when they were seen last, as far as a look has need of it.

What nothing was to be done about for a while is handed to an adapter, and held, as an outline
(`sync.model.outlines`): all that tells whether it moved. Whoever looks into one reads it in full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sync.marketplace import MarketplaceError
from sync.model import Listing, in_full, intern_parts, outline_of
from sync.running.context import Round
from sync.store import listing_digest


class Outlines(NamedTuple):
    """By remote id: how what is settled stands in a shop, and digests of all that was seen last."""

    listings: Mapping[str, Listing]
    digests: Mapping[str, str]


NO_OUTLINES: Final = Outlines({}, {})


@dataclass(frozen=True, slots=True)
class KnownListings:
    """By remote id, what was seen last; what is equal in those that are `alike` is held once."""

    before: Mapping[str, Listing]
    digests: Mapping[str, str]
    alike: Mapping[str, Listing]

    def recognized(self, listing: Listing) -> Listing:
        """Give the very value of before for a listing that is seen as it was."""
        remote_id = listing.remote_id or ""
        known = self.before.get(remote_id)
        if known is None or not self._is_as_it_was(listing, known):
            return listing if listing.outline else intern_parts(listing, self.alike.get(remote_id))
        return known

    def _is_as_it_was(self, listing: Listing, known: Listing) -> bool:
        if listing is known:
            return True
        if known.outline and not listing.outline:  # an adapter that reads all of it anyway
            return listing_digest(listing) == self.digests.get(known.remote_id or "")
        return listing == known


class ReadInFull(NamedTuple):
    """Listings in full, by remote id: `kept` here, or `found` there; an `error` hides the rest."""

    kept: Mapping[str, Listing]
    found: Mapping[str, Listing]
    error: MarketplaceError | None

    def put_into(
        self, listings: Iterable[Listing], asked: Collection[str | None]
    ) -> Iterator[Listing]:
        """Put them in the place of those that were asked for; of what nobody tells none stays."""
        whole = {**self.kept, **self.found}
        for listing in listings:
            if listing.remote_id not in asked:
                yield listing
            elif listing.remote_id in whole:
                yield whole[listing.remote_id]


async def known_listings(
    round: Round, outlines: Outlines, alike: Mapping[str, Listing]
) -> KnownListings:
    """Recall what was seen last in a shop: by its outline where there is one, else in full."""
    observations, shop = round.store.observations, round.shop.name
    if not outlines.listings:
        return KnownListings(await observations.of(shop, alike), outlines.digests, alike)
    others = outlines.digests.keys() - outlines.listings.keys()
    recalled = await observations.named(shop, others)
    for remote_id, listing in recalled.items():
        intern_parts(listing, alike.get(remote_id))
    return KnownListings({**outlines.listings, **recalled}, outlines.digests, alike)


async def read_in_full(round: Round, outlines: Sequence[Listing]) -> ReadInFull:
    """Read the whole of these listings; what was forgotten or moved since is asked for there."""
    by_id = {outline.remote_id or "": outline for outline in outlines}
    recalled = await round.store.observations.named(round.shop.name, by_id)
    kept = {
        remote_id: in_full(by_id[remote_id], whole)
        for remote_id, whole in recalled.items()
        if _is_of(by_id[remote_id], whole)
    }
    missing = [
        Listing(shop=x.shop, code=x.code, remote_id=x.remote_id, offers=x.offers)
        for remote_id, x in by_id.items()
        if remote_id not in kept
    ]
    try:
        found = await round.market.find(missing) if missing else []
    except MarketplaceError as error:
        return ReadInFull(kept, {}, error)
    return ReadInFull(kept, {each.remote_id or "": each for each in found}, None)


def _is_of(outline: Listing, whole: Listing) -> bool:
    """Whether an outline, price and stock of which may have moved, is of this very version."""
    if outline.stamp:
        return outline.stamp == whole.stamp
    return outline == outline_of(whole)
