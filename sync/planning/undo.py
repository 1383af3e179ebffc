"""Says how what a round did is taken back, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from sync.model import Change, Field, Listing, Offer
from sync.planning.consent import outlived
from sync.planning.values import OF_OFFERS, PUBLISHED, listing_value, sku_value, value_about

NEVER: Final[frozenset[Field]] = frozenset({"variants", "quantity", "papers", "status"})

Why = Literal[
    "undo_lots",  # a lot is recalled, or not, as the catalog says
    "undo_stock",  # stock is what is there: it is never taken back
    "undo_withdrawn",  # the catalog no longer tells of it
    "undo_twin",  # what was hidden stood there twice
    "undo_unknown",  # nobody knows what stood there before
    "undo_changed_since",  # by a later round
    "undo_changed_there",  # by people of the shop
    "undo_catalog_changed",
    "undo_theirs",  # the shop's people decide this field
    "undo_not_asked",  # another field than those that were named
]


@dataclass(frozen=True, slots=True)
class StandsNow:
    """How a product stands now.

    `written` is what the catalog says, None: it does not tell of it here; `wanted` the same with
    what was taken back before; `seen` what the shop shows, of which the platform `echoes` some
    fields as we wrote them. `theirs` are the fields that are left to the shop.
    """

    written: Listing | None = None
    wanted: Listing | None = None
    seen: Listing | None = None
    echoes: Collection[Field] = ()
    theirs: Collection[Field] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """Some fields of a change of a round: as they are taken back, or why they are not.

    `pin` is what stays from then on: its `before` is what the catalog says meanwhile.
    """

    change: Change
    back: Change | None = None
    pin: Change | None = None
    why: Why | None = None


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
    change: Change, later: Iterable[Change], now: StandsNow, fields: Collection[Field] = ()
) -> list[Undo]:
    """Turn a change that was done around; `later` are those that were done since, to this shop.

    Its `before` has to say what stood there in our own words, see `in_our_words`. Of a change of
    several fields those are taken back that can be, and the others named, each with why. In what
    comes out, `before` is what the round wrote and `after` what shall stand instead.
    """
    later = list(later)
    if change.kind == "restock":
        return [Undo(change, why="undo_stock")]
    if change.kind in {"publish", "restore"}:
        return [_hidden(change, later, now)]
    if change.kind == "withdraw":
        return [_shown(change, later, now)]
    return list(_turned(change, later, now, fields))


def _hidden(change: Change, later: Iterable[Change], now: StandsNow) -> Undo:
    """Take back that something is on sale."""
    after = replace(change.after, status="hidden")
    back = replace(
        change, kind="withdraw", before=change.after, after=after, fields=(), reason="undo"
    )
    if any(_moves(since, change) for since in later):
        return Undo(change, why="undo_changed_since")
    if now.wanted is None:
        return Undo(change, why="undo_withdrawn")
    if change.kind == "publish" and outlived(back, now.wanted):
        return Undo(change, why="undo_catalog_changed")
    return Undo(change, back, replace(back, before=now.written))


def _shown(change: Change, later: Iterable[Change], now: StandsNow) -> Undo:
    """Take back that something went from sale."""
    if change.reason == "twin":
        return Undo(change, why="undo_twin")
    if any(_moves(since, change) for since in later):
        return Undo(change, why="undo_changed_since")
    if now.wanted is not None:
        return Undo(change, why="undo_catalog_changed")
    after = replace(change.before or change.after, status="live")
    back = replace(
        change, kind="restore", before=change.after, after=after, fields=("status",), reason="undo"
    )
    return Undo(change, back, replace(back, before=now.written))


def _moves(since: Change, change: Change) -> bool:
    return since.code == change.code and since.kind in {"publish", "withdraw", "restore"}


def _turned(
    change: Change, later: Iterable[Change], now: StandsNow, fields: Collection[Field]
) -> Iterator[Undo]:
    """Exchange before and after, field by field, and put together what has one answer."""
    answers: dict[Why | None, list[Field]] = {}
    for name in change.fields:
        asked = not fields or name in fields
        why = _why_not(replace(change, fields=(name,)), later, now) if asked else "undo_not_asked"
        answers.setdefault(why, []).append(name)
    for why, names in answers.items():
        part = replace(change, fields=tuple(names))
        if why is not None or change.before is None:
            yield Undo(part, why=why)
        else:
            back = replace(part, before=change.after, after=change.before, reason="undo")
            yield Undo(part, back, replace(back, before=now.written))


def _why_not(change: Change, later: Iterable[Change], now: StandsNow) -> Why | None:
    """Say why one field cannot be taken back; None: it can."""
    (name,) = change.fields
    if now.wanted is None:
        return "undo_withdrawn"
    if name == "lots":
        return "undo_lots"
    if change.before is None or not _known(change.before, change, name):
        return "undo_unknown"
    if name in now.theirs:
        return "undo_theirs"
    if any(_touches(since, change) for since in later):
        return "undo_changed_since"
    if outlived(replace(change, before=change.after), now.wanted):
        return "undo_catalog_changed"
    return "undo_changed_there" if _edited(change, now, name) else None


def _edited(change: Change, now: StandsNow, name: Field) -> bool:
    """Whether the shop shows something else by now than was there before or after the change."""
    if now.seen is None or change.before is None or name not in now.echoes:
        return False
    seen, *ours = (
        value_about(each, change, name) for each in (now.seen, change.after, change.before)
    )
    if isinstance(seen, dict) and isinstance(ours[0], dict):
        return any(
            seen.get(key) not in (None, value, ours[1].get(key)) for key, value in ours[0].items()
        )
    return seen is not None and seen not in ours


def _known(listing: Listing, change: Change, name: Field) -> bool:
    if name in NEVER:
        return False
    if name in {"sale", "list_price"}:
        return True  # none is that no campaign ran
    if change.sku is not None:
        return sku_value(listing, change.sku, name) is not None
    if name == "images":
        return bool(listing.images) and all(image.sha256 for image in listing.images or ())
    value = listing_value(listing, name)
    if name in OF_OFFERS:
        return any(of_offer is not None for of_offer in value.values())
    return bool(value)


def _touches(since: Change, change: Change) -> bool:
    """Whether a later change wrote the field that is to be taken back."""
    if since.code != change.code or since.kind == "restock":
        return False
    if since.kind in {"publish", "withdraw", "restore"}:
        return True
    same = since.sku is None or change.sku is None or since.sku == change.sku
    return same and not {*since.fields}.isdisjoint(change.fields)
