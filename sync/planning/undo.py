"""Says how what a round did is taken back, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from sync.model import Change, Field, Listing, Offer
from sync.planning.consent import outlived
from sync.planning.values import OF_OFFERS, PUBLISHED, listing_value, sku_value

NEVER: Final[frozenset[Field]] = frozenset({"variants", "quantity", "papers", "status"})

Why = Literal[
    "undo_stock",  # stock is what is there: it is never taken back
    "undo_withdrawn",  # the catalog no longer tells of it
    "undo_unknown",  # nobody knows what stood there before
    "undo_changed_since",  # by a later round
    "undo_catalog_changed",
    "undo_not_asked",  # another field than those that were named
]


@dataclass(frozen=True, slots=True)
class Undo:
    """One change of a round: as it is taken back, or why it is not."""

    change: Change
    back: Change | None = None
    why: Why | None = None
    unknown: tuple[Field, ...] = ()  # fields of which nobody knows what stood there


def in_our_words(change: Change, earlier: Iterable[Change], echoes: Collection[Field]) -> Change:
    """Say what stood there before a change as we wrote it; `earlier` ones of its product in order.

    Only what a platform echoes can be taken from what was seen: other texts it rewrites, and they
    would go back to it as words of ours.
    """
    if change.before is None:
        return change
    written: dict[Field, Listing] = {}
    for one in earlier:
        names = PUBLISHED if one.kind == "publish" else one.fields
        written |= dict.fromkeys(names, one.after)
    rewritten = [name for name in change.fields if name not in echoes]
    told: dict[str, Any] = {
        name: getattr(written.get(name), name, None)
        for name in rewritten
        if name not in OF_OFFERS | NEVER
    }
    offers = tuple(
        _offer_in_our_words(offer, [name for name in rewritten if name in OF_OFFERS], written)
        for offer in change.before.offers
    )
    return replace(change, before=replace(change.before, **told, offers=offers))


def _offer_in_our_words(
    offer: Offer, fields: Iterable[Field], written: Mapping[Field, Listing]
) -> Offer:
    told: dict[str, Any] = {name: sku_value(written.get(name), offer.sku, name) for name in fields}
    return replace(offer, **told)


def undo(
    change: Change,
    later: Iterable[Change],
    desired: Listing | None,
    fields: Collection[Field] = (),
) -> Undo:
    """Turn a change that was done around; `later` are those that were done since, to this shop.

    Its `before` has to say what stood there in our own words, see `in_our_words`. Of a change of
    several fields the ones are taken back that can be; `unknown` names the others. In what comes
    out, `before` is what the catalog says today and `after` what shall stand instead.
    """
    if change.kind == "restock":
        return Undo(change, why="undo_stock")
    if change.kind == "withdraw" or desired is None:
        return Undo(change, why="undo_withdrawn")
    hides = change.kind in {"publish", "restore"}
    back = _hidden(change) if hides else _turned(change, fields)
    if isinstance(back, str):
        return Undo(change, why=back)
    if any(_touches(since, back) for since in later):
        return Undo(change, why="undo_changed_since")
    if outlived(back, desired):
        return Undo(change, why="undo_catalog_changed")
    left = (n for n in change.fields if n not in back.fields and (not fields or n in fields))
    return Undo(change, back, unknown=() if hides else tuple(left))


def _hidden(change: Change) -> Change:
    """Take back that something is on sale."""
    after = replace(change.after, status="hidden")
    return replace(
        change, kind="withdraw", before=change.after, after=after, fields=(), reason="undo"
    )


def _turned(change: Change, fields: Collection[Field]) -> Change | Why:
    """Exchange before and after, for the fields of which we know what stood there."""
    asked = tuple(name for name in change.fields if not fields or name in fields)
    if not asked:
        return "undo_not_asked"
    before = change.before
    known = tuple(name for name in asked if before and _known(before, change, name))
    if before is None or not known:
        return "undo_unknown"
    return replace(change, before=change.after, after=before, fields=known, reason="undo")


def _known(listing: Listing, change: Change, name: Field) -> bool:
    if name in NEVER:
        return False
    if change.sku is not None:
        return sku_value(listing, change.sku, name) is not None
    if name == "images":
        return bool(listing.images) and all(image.sha256 for image in listing.images or ())
    value = listing_value(listing, name)
    if name in OF_OFFERS:
        return any(of_offer is not None for of_offer in value.values())
    return bool(value)


def _touches(since: Change, back: Change) -> bool:
    """Whether a later change wrote what is to be taken back."""
    if since.code != back.code or since.kind == "restock":
        return False
    if since.kind in {"publish", "withdraw", "restore"}:
        return True
    same = since.sku is None or back.sku is None or since.sku == back.sku
    return same and bool({*since.fields} & {*back.fields})
