"""Keeps waiting what was held for being many, until a person answers or it is wanted no more.

A share of a shop is less of a larger shop: one product more, or a few that went by hand, would let
all the rest go unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from sync.model import Change, Code, Field, Held, Problem
from sync.planning.guard.mass_limit import MassCode
from sync.planning.values import listing_value, sku_value

HeldAsMany = Mapping[Code, Sequence[Held]]

MANY: frozenset[str] = frozenset(get_args(MassCode))


def held_as_many(held: Iterable[Held]) -> HeldAsMany:
    """Pick what waits for being many, by product."""
    found: dict[Code, list[Held]] = {}
    for each in held:
        if each.problem.code in MANY:
            found.setdefault(each.change.code, []).append(each)
    return found


def still_many(change: Change, waiting: HeldAsMany) -> Problem | None:
    """Say why a change waits that brings again what was held for being many."""
    waited = waiting.get(change.code, ())
    return next((each.problem for each in waited if _brings_again(change, each.change)), None)


def _brings_again(change: Change, waited: Change) -> bool:
    """Whether it is the same deed; a figure of stock may have fallen since by what was sold."""
    if (change.kind, change.sku) != (waited.kind, waited.sku):
        return False
    if change.kind == "restock":
        now, then = (sku_value(each.after, each.sku, "quantity") for each in (change, waited))
        return len(str(now)) == len(str(then)) and (now or 0) <= (then or 0)
    if change.kind == "publish":
        return change.after.title == waited.after.title
    if not change.fields:
        return True
    both = set(change.fields) & set(waited.fields)
    return any(_brought(change, name) & _brought(waited, name) for name in both)


def _brought(change: Change, name: Field) -> set[tuple[str | None, str]]:
    """Name the values that come new, by SKU where there is one for each."""
    if change.sku is not None:
        return {(change.sku, repr(sku_value(change.after, change.sku, name)))}
    after = listing_value(change.after, name)
    before = listing_value(change.before, name) if change.before else None
    if not isinstance(after, dict):
        return {(None, repr(after))}
    stood = before if isinstance(before, dict) else {}
    return {(key, repr(value)) for key, value in after.items() if value != stood.get(key)}
