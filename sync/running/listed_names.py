"""Under which SKUs goods are listed where a platform lets nobody give a SKU another name.

A SKU that is renamed in the catalog goes on under its old name in such a shop. All that is read
there is put under our names at once, and what is sent goes out under those that stand there, so
that nothing in between has to know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sync.model import Change, Listing, Outcome, Sku
from sync.planning import change_under, listing_under


@dataclass(slots=True)
class ListedNames:
    """`renamed`: old SKUs and what they are called by now. What was read tells which still stand.

    `_standing`: by remote id, our names and those that stand there, where they differ.
    """

    renamed: Mapping[Sku, Sku] = field(default_factory=dict)
    _standing: dict[str, dict[Sku, Sku]] = field(default_factory=dict)

    def ours(self, listing: Listing) -> Listing:
        """Put what was read under our names, and remember those that stand there."""
        found = listing_under(listing, self.renamed) if self.renamed else listing
        if found is not listing and listing.remote_id is not None:
            pairs = zip(found.offers, listing.offers, strict=True)
            self._standing[listing.remote_id] = {
                new.sku: old.sku for new, old in pairs if new.sku != old.sku
            }
        return found

    def listed(self, listing: Listing) -> Listing:
        """Put a listing of ours under the names that stand there."""
        names = self._standing.get(listing.remote_id or "")
        return listing_under(listing, names) if names else listing

    def sent(self, change: Change) -> Change:
        """Put a change under the names that stand there."""
        remote_id = change.before.remote_id if change.before else change.after.remote_id
        names = self._standing.get(remote_id or "")
        return change_under(change, names) if names else change

    @staticmethod
    def answered(outcome: Outcome, sent: Change, change: Change) -> Outcome:
        """Say what became of a change as we know it."""
        return outcome if sent is change else replace(outcome, change=change)
