"""Asks when many products come to show the very same: one title, one story, one first picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from sync.model import Change, Field, Kind, Listing
from sync.planning.guard.mass_limit import MassLimit
from sync.planning.shop_state import GuardInput, ShopState

LEAST_STORY = 40  # letters: a shorter beginning says too little to be the same by mistake


def alike(
    changes: Iterable[Change], shop_state: ShopState, guard_input: GuardInput
) -> Iterator[MassLimit]:
    """Bound how many listings of a shop become the same in what tells products apart.

    A few are enough where something else stood before. New ones often share a picture or a story,
    so that of those only many of one title are too many.
    """
    safety, total = guard_input.safety, len(shop_state.desired)
    gone = {c.code: c.after for c in guard_input.gone if c.code not in shop_state.desired}
    least = min(safety.alike_count, safety.content_mass_count)  # so few are never too many
    for name, told in TELL_APART.items():
        brought = Counter(value for change in changes if (value := _new(change, name)))
        often = {value for value, count in brought.items() if count > least}
        shown = chain(shop_state.desired.values(), gone.values()) if often else ()
        times = Counter(value for value in map(told, shown) if value in often)
        for value, count in times.items():
            if count <= safety.alike_count:
                continue
            revises = partial(_brings, kind="revise", name=name, value=value)
            few = (total, safety.alike_count, 0.0)
            yield MassLimit("content_alike", revises, *few)
            if name == "title":
                publishes = partial(_brings, kind="publish", name=name, value=value)
                many = (total, safety.content_mass_count, safety.content_mass_percent)
                yield MassLimit("content_alike", publishes, *many)


def _new(change: Change, name: Field) -> str:
    """Say what a change would show of what is bounded; "" where it brings nothing of it."""
    value = TELL_APART[name](change.after)
    brings = _brings(change, "revise", name, value)
    brings |= name == "title" and _brings(change, "publish", name, value)
    return value if brings else ""


def _brings(change: Change, kind: Kind, name: Field, value: str) -> bool:
    """Whether a change would show this where something else, or nothing, was shown before."""
    if change.kind != kind or TELL_APART[name](change.after) != value:
        return False
    if kind == "publish":
        return change.reason == "new"
    return name in change.fields and change.reason not in {"drift", "claim_ended"}


def _title(listing: Listing) -> str:
    return " ".join((listing.title or "").casefold().split())


def _story(listing: Listing) -> str:
    """Give how a description begins: its end is the label, which differs anyway."""
    beginning = " ".join((listing.description or "").strip().partition("\n\n")[0].split())
    return beginning if len(beginning) >= LEAST_STORY else ""


def _cover(listing: Listing) -> str:
    return listing.images[0].sha256 if listing.images else ""


TELL_APART: Mapping[Field, Callable[[Listing], str]] = {
    "title": _title,
    "description": _story,
    "images": _cover,
}
