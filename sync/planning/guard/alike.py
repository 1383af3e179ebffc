"""Asks when many products come to show the very same: one title, one story, one first picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from sync.model import Change, Field, Listing
from sync.planning.guard.mass_limit import Concerns, MassLimit
from sync.planning.shop_state import GuardInput, ShopState

LEAST_STORY = 40  # letters: a shorter beginning says too little to be the same by mistake


def alike(
    changes: Sequence[Change], shop_state: ShopState, guard_input: GuardInput
) -> Iterator[tuple[Concerns, MassLimit]]:
    """Bound how many listings of a shop are wanted the same in what tells products apart."""
    most = guard_input.safety.alike_count
    writing = any(change.kind in {"publish", "revise"} for change in changes)
    for name, told in TELL_APART.items() if writing else ():
        times = Counter(filter(None, map(told, shop_state.desired.values())))
        for value, count in times.items():
            if count > most:
                brings = partial(_brings, name=name, value=value)
                total = len(shop_state.desired)
                limit = MassLimit("content_alike", count, total, most, 0.0, frozenset({name}))
                yield brings, limit


def _brings(change: Change, name: Field, value: str) -> bool:
    """Whether a change would show this where something else, or nothing, was shown before."""
    writes = change.kind == "revise" and name in change.fields and change.reason != "drift"
    return (writes or change.kind == "publish") and TELL_APART[name](change.after) == value


def _title(listing: Listing) -> str:
    return " ".join((listing.title or "").casefold().split())


def _story(listing: Listing) -> str:
    """Give how a description begins: its end is the label, which differs anyway."""
    beginning = " ".join((listing.description or "").strip().split("\n\n", 1)[0].split())
    return beginning if len(beginning) >= LEAST_STORY else ""


def _cover(listing: Listing) -> str:
    return listing.images[0].sha256 if listing.images else ""


TELL_APART: Mapping[Field, Callable[[Listing], str]] = {
    "title": _title,
    "description": _story,
    "images": _cover,
}
