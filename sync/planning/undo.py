"""Says how what a round did is taken back, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from sync.model import Change, Field, Listing
from sync.planning.consent import outlived
from sync.planning.values import listing_value, sku_value

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


def undo(
    change: Change,
    later: Iterable[Change],
    desired: Listing | None,
    fields: Collection[Field] = (),
) -> Undo:
    """Turn a change that was done around; `later` are those that were done since, to this shop.

    Of a change of several fields the ones are taken back that can be. In what comes out,
    `before` is what the catalog says today and `after` what shall stand instead.
    """
    if change.kind == "restock":
        return Undo(change, why="undo_stock")
    if change.kind == "withdraw" or desired is None:
        return Undo(change, why="undo_withdrawn")
    back = _hidden(change) if change.kind in {"publish", "restore"} else _turned(change, fields)
    if isinstance(back, str):
        return Undo(change, why=back)
    if any(_touches(since, back) for since in later):
        return Undo(change, why="undo_changed_since")
    if outlived(back, desired):
        return Undo(change, why="undo_catalog_changed")
    return Undo(change, back)


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
    if name in {"variants", "quantity", "papers", "status"}:
        return False
    if change.sku is not None:
        return sku_value(listing, change.sku, name) is not None
    if name == "images":
        return bool(listing.images) and all(image.sha256 for image in listing.images or ())
    return bool(listing_value(listing, name))


def _touches(since: Change, back: Change) -> bool:
    """Whether a later change wrote what is to be taken back."""
    if since.code != back.code or since.kind == "restock":
        return False
    if since.kind in {"publish", "withdraw", "restore"}:
        return True
    same = since.sku is None or back.sku is None or since.sku == back.sku
    return same and bool({*since.fields} & {*back.fields})
