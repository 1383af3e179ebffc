"""What people allowed, hold back or took back, as far as one shop is concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sync.model import Change, Code, Field, Listing, Offer, Problem
from sync.planning.digest import change_digest
from sync.planning.product_state import by_sku
from sync.planning.values import sku_value


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


def _lowers_stock(change: Change) -> bool:
    before, after = (
        sku_value(listing, change.sku, "quantity") for listing in (change.before, change.after)
    )
    return change.kind == "restock" and (before is None or (after or 0) < before)


def pinned(desired: Listing, pins: Iterable[Change]) -> Listing | None:
    """Put what was taken back in the place of what the catalog says; None: not shown at all.

    A pin whose catalog value has changed since has no say any more.
    """
    for pin in pins:
        if outlived(pin, desired):
            continue
        if pin.kind == "withdraw":
            return None
        desired = _with_fields(desired, pin)
    return desired


def outlived(pin: Change, desired: Listing) -> bool:
    """Whether the catalog says something else by now than what was taken back."""
    if pin.before is None:
        return True
    if pin.kind == "withdraw":
        return _content(pin.before) != _content(desired)
    return any(not _same(name, pin, desired) for name in pin.fields)


def _same(name: Field, pin: Change, desired: Listing) -> bool:
    if pin.sku is not None:
        return bool(sku_value(pin.before, pin.sku, name) == sku_value(desired, pin.sku, name))
    return bool(getattr(pin.before, name) == getattr(desired, name))


def _with_fields(desired: Listing, pin: Change) -> Listing:
    values = {name: _value(name, pin) for name in pin.fields}
    if pin.sku is None:
        return replace(desired, **values)
    return replace(desired, offers=tuple(_pinned(o, pin, values) for o in desired.offers))


def _value(name: Field, pin: Change) -> object:
    if pin.sku is not None:
        return sku_value(pin.after, pin.sku, name)
    return getattr(pin.after, name)


def _pinned(offer: Offer, pin: Change, values: Mapping[str, object]) -> Offer:
    return replace(offer, **values) if offer.sku == pin.sku else offer  # type: ignore[arg-type]


def _content(listing: Listing) -> Listing:
    """Leave out what moves without the catalog: quantities, and what the platform adds."""
    offers = tuple(
        replace(offer, quantity=None, remote_id=None) for offer in by_sku(listing.offers).values()
    )
    return replace(
        listing, offers=offers, remote_id=None, status=None, stamp="", reason="", sent_at=None
    )
