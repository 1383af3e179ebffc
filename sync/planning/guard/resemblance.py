"""Asks before a product is published beside a listing of the shop that may be the same."""

from __future__ import annotations

import re

from sync.model import Listing, Problem, Value
from sync.model.letters import without_marks
from sync.planning.guard.case import GuardCase
from sync.planning.renames import NAME_ENDS

ALIKE = 0.75  # of the words of both titles together, those that they share
WORD = re.compile(r"[a-z0-9]+")


def resemblance(case: GuardCase) -> Problem | None:
    """Hold a publish whose barcode or title is that of a listing that is nobody's of ours."""
    change = case.change
    if change.kind != "publish" or change.before is not None:
        return None
    for listing in case.shop_state.observed.foreign:
        if _same_barcode(change.after, listing) or _alike(change.after.title, listing.title):
            values: dict[str, Value] = {
                "code": change.code,
                "shop": change.shop,
                "title": listing.title,
                "remote_id": listing.remote_id,
            }
            return Problem(
                code="listing_resembles", severity="hold", values=values, about=change.code
            )
    return None


def _same_barcode(one: Listing, other: Listing) -> bool:
    barcodes = {offer.gtin for offer in one.offers} - {None, ""}
    return any(offer.gtin in barcodes for offer in other.offers)


def _alike(one: str | None, other: str | None) -> bool:
    """Tell whether two titles have nearly the same words, whatever order, marks and case.

    Facts behind a name make no other product of it: "Tôm khô Tân Tiến" and "Tôm khô Tân Tiến, Cà
    Mau – 500 g".
    """
    theirs = _words(other or "")
    return any(
        mine and theirs and len(mine & theirs) >= ALIKE * len(mine | theirs)
        for mine in map(_words, _heads(one or ""))
    )


def _heads(title: str) -> tuple[str, ...]:
    """Give a title whole, and cut where facts begin."""
    bare = title.removeprefix("OCOP - ")
    return title, *(bare.partition(end)[0] for end in NAME_ENDS)


def _words(title: str) -> frozenset[str]:
    return frozenset(WORD.findall(without_marks(title.lower())))
