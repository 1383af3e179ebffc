"""Leaves to a shop the fields that its people decide: written once, and never written over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sync.model import Change, Field, Listing, Offer
from sync.planning.product_state import ProductState, by_sku
from sync.planning.values import OF_OFFERS


def decided_there(case: ProductState) -> bool:
    """Whether the shop's people can have decided: not while we have yet to bring the listing."""
    seen = case.observed
    if case.desired is None or seen is None or seen.status in {"refused", "deleted"}:
        return False
    return not (seen.status == "hidden" and case.ours and case.applied is None)


def as_it_stands(
    case: ProductState, fields: Collection[Field], echoes: Collection[Field]
) -> ProductState:
    """Want of these fields just what stands there; None where nobody knows that."""
    if case.desired is None or case.observed is None:
        return case
    stands: dict[str, Any] = {
        name: _stands(name, case, echoes) for name in fields if name not in OF_OFFERS
    }
    offers = _offers(case, OF_OFFERS.intersection(fields), echoes)
    desired = replace(case.desired, **stands, offers=tuple(offers))
    return replace(case, desired=desired, unnamed={} if "variants" in fields else case.unnamed)


def _stands(name: Field, case: ProductState, echoes: Collection[Field]) -> Any:
    seen = getattr(case.observed, name) if name in echoes else None
    applied = getattr(case.applied, name) if case.applied else None
    if name == "papers":
        return applied or ()
    if name == "attributes" and seen is not None:
        return _managed(seen, case)
    return applied if seen is None else seen


def _managed(seen: Mapping[str, str], case: ProductState) -> dict[str, str]:
    """Of the attributes that stand there, those that we have to do with."""
    listings = (case.desired, case.applied)
    ours = {name for one in listings if one and one.attributes for name in one.attributes}
    return {name: text for name, text in seen.items() if name in ours}


def _offers(
    case: ProductState, fields: Collection[str], echoes: Collection[str]
) -> Iterator[Offer]:
    seen = by_sku(case.observed.offers if case.observed else ())
    applied = by_sku(case.applied.offers if case.applied else ())
    for offer in case.desired.offers if case.desired else ():
        there, was = seen.get(offer.sku), applied.get(offer.sku)
        if there is None:
            yield offer  # a variant that is new there comes with all that is ours
            continue
        stands: dict[str, Any] = {
            name: getattr(there, name) if name in echoes else None for name in fields
        }
        for name, shown in stands.items():
            stands[name] = getattr(was, name, None) if shown is None else shown
        yield replace(offer, **stands)


def narrowed(changes: Iterable[Change], fields: Collection[Field]) -> Iterator[Change]:
    """Show of changes what they would do to these fields alone."""
    for change in changes:
        left = tuple(name for name in change.fields if name in fields)
        if left and change.kind in {"revise", "reprice"}:
            yield replace(change, fields=left)


def left_as_it_stands(after: Listing, change: Change, fields: Iterable[Field]) -> Listing:
    """Have a listing that is written whole bring of these texts what stands there."""
    stands: dict[str, Any] = {
        name: text
        for name in fields
        if name not in OF_OFFERS and isinstance(text := getattr(change.before, name, None), str)
    }
    return replace(after, **stands)
