"""What people allowed, hold back or took back, as far as one shop is concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sync.model import Approvals, Change, Code, Field, Kind, Listing, Offer, Problem
from sync.planning.digest import change_digest
from sync.planning.product_state import by_sku
from sync.planning.values import OF_OFFERS, PUBLISHED, sku_value, value_about

# What the catalog says of a listing: quantities, days of papers and of lots move without it.
CONTENT: tuple[Field, ...] = tuple(
    n for n in PUBLISHED if n not in {"quantity", "status", "papers", "lots"}
)
OF_SALE: frozenset[Kind] = frozenset({"withdraw", "restore"})  # what these take back is a sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """`approved`: changes by `change_digest`. `holds`: by product, None for all of the shop."""

    approved: Collection[str] = frozenset()
    holds: Mapping[Code | None, Problem] = field(default_factory=dict)

    def allows(self, change: Change) -> bool:
        """Whether a person said yes to just this."""
        return bool(self.approved) and change_digest(change) in self.approved

    def hold_on(self, change: Change) -> Problem | None:
        """Say that a person holds this back; showing fewer than before is never held."""
        found = self.holds.get(change.code) or self.holds.get(None)
        return None if found is None or _lowers_stock(change) else found


def agreed(
    yes: Mapping[str, Collection[str]], approvals: Approvals, deciders: Collection[str]
) -> frozenset[str]:
    """Name the changes that it took enough people to allow; `yes` says by digest who did.

    Two people are two users who may decide: a name that nobody had to prove counts for nobody.
    """
    if approvals == "one_person":
        return frozenset(yes)
    return frozenset(each for each, people in yes.items() if len({*people} & {*deciders}) > 1)


def _lowers_stock(change: Change) -> bool:
    before, after = (
        sku_value(listing, change.sku, "quantity") for listing in (change.before, change.after)
    )
    return change.kind == "restock" and (before is None or (after or 0) < before)


def pinned(desired: Listing, pins: Iterable[Change]) -> Listing | None:
    """Put what was taken back in the place of what the catalog says; None: not shown at all.

    What was decided last goes before what was decided earlier.
    """
    shown = True
    for pin in pins:
        if pin.kind in OF_SALE:
            shown = pin.kind == "restore"
        else:
            desired = _with_fields(desired, pin)
    return desired if shown else None


def takes_back(change: Change, pins: Iterable[Change]) -> bool:
    """Whether a change brings a shop to what was taken back, and not to what the catalog says."""
    return any(_brings(change, pin) for pin in pins if pin.code == change.code)


def _brings(change: Change, pin: Change) -> bool:
    if change.kind in OF_SALE or pin.kind in OF_SALE:
        return change.kind == pin.kind
    if not {*change.fields} <= {*pin.fields} or pin.sku not in (None, change.sku):
        return False
    return all(
        value_about(change.after, change, name) == value_about(pin.after, change, name)
        for name in change.fields
    )


def outlived(pin: Change, desired: Listing | None) -> bool:
    """Whether the catalog says something else by now than when it was taken back.

    None is that it does not tell of the product here.
    """
    if desired is None or pin.before is None:
        return desired is not pin.before
    fields = CONTENT if pin.kind in OF_SALE else pin.fields
    return any(
        value_about(pin.before, pin, name) != value_about(desired, pin, name) for name in fields
    )


def _with_fields(desired: Listing, pin: Change) -> Listing:
    of_listing = {name: getattr(pin.after, name) for name in pin.fields if name not in OF_OFFERS}
    return replace(desired, **of_listing, offers=tuple(_pinned(o, pin) for o in desired.offers))


def _pinned(offer: Offer, pin: Change) -> Offer:
    then = by_sku(pin.after.offers).get(offer.sku)
    if then is None or pin.sku not in (None, offer.sku):
        return offer
    return replace(offer, **{n: getattr(then, n) for n in pin.fields if n in OF_OFFERS})
