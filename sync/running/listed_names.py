"""Under which SKUs goods are listed that have another name in the catalog by now.

Where a platform lets nobody give a SKU another name, it goes on under its old one; elsewhere until
an edit gave it the new one. All that is read there is put under our names at once, and what is sent
goes out under those that stand there, so that nothing in between has to know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sync.model import Change, Listing, Outcome, Sku
from sync.planning import change_under, listing_under


@dataclass(slots=True)
class ListedNames:
    """`renamed`: old SKUs and what they are called by now. What was read tells which still stand.

    `given`: an edit gives them their names. `standing`: by remote id, our names and those that
    stand there, where they differ.
    """

    renamed: Mapping[Sku, Sku] = field(default_factory=dict)
    given: bool = False
    standing: dict[str, dict[Sku, Sku]] = field(default_factory=dict)

    @property
    def lasting(self) -> bool:
        """Whether goods stand under other names for good."""
        return bool(self.renamed) and not self.given

    def awaited(self) -> Mapping[str, Mapping[Sku, Sku]]:
        """Say of which listings an edit has to give SKUs their names, and those they have now."""
        return dict(self.standing) if self.given else {}

    def ours(self, listing: Listing) -> Listing:
        """Put what was read under our names, and remember those that stand there."""
        found = listing_under(listing, self.renamed) if self.renamed else listing
        if found is listing:
            self.standing.pop(listing.remote_id or "", None)
        elif listing.remote_id is not None:
            pairs = zip(found.offers, listing.offers, strict=True)
            self.standing[listing.remote_id] = {
                new.sku: old.sku for new, old in pairs if new.sku != old.sku
            }
        return found

    def listed(self, listing: Listing) -> Listing:
        """Put a listing of ours under the names that stand there."""
        names = self.standing.get(listing.remote_id or "")
        return listing_under(listing, names) if names else listing

    def sent(self, change: Change) -> Change:
        """Put a change under the names that stand there."""
        names = self.standing.get(_remote_id(change))
        return change_under(change, names) if names and not self._gives(change) else change

    def answered(self, outcome: Outcome, sent: Change, change: Change) -> Outcome:
        """Say what became of a change as we know it; once done, its SKUs have their names."""
        if outcome.status == "done" and self._gives(change):
            self.standing.pop(_remote_id(change), None)
        return outcome if sent is change else replace(outcome, change=change)

    def _gives(self, change: Change) -> bool:
        return self.given and (change.kind == "publish" or "variants" in change.fields)


def _remote_id(change: Change) -> str:
    listing = change.before or change.after
    return listing.remote_id or ""
