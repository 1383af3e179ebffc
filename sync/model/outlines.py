"""Of a listing that stays as it was, what tells so: all but its long parts.

A shop's listings are held by the hundred thousand, and nearly all of them are as they were when
they were seen last: nobody looks into those.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sync.model.plan import Listing

_LONG: Final[dict[str, Any]] = {
    "description": None,
    "category": None,
    "brand": None,
    "attributes": None,
    "images": None,
    "papers": (),
    "option_names": (),
    "english": None,
}


def outline_of(listing: Listing) -> Listing:
    """Leave out the long parts of a listing."""
    return listing if listing.outline else replace(listing, **_LONG, outline=True)


def in_full(outline: Listing, whole: Listing) -> Listing:
    """Give an outline the long parts of the listing that it was made of."""
    return replace(outline, **{name: getattr(whole, name) for name in _LONG}, outline=False)
