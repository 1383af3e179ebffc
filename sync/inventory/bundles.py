"""Bundles (gift boxes, packs) made of other SKUs: what there is of them, and what an order takes.

A bundle has no stock of its own. Every unit of a part stands on the shelf once, and may be offered
as itself and within bundles, in one shop and in others. So for every part, at every moment:

    what shops may be showing of it  +  needed x what they may be showing of each bundle  <=  there

That one sum is kept in three places. `divided` deals out what is there among the SKUs that want it,
before shops share each of them as if it stood alone. `free_for` tells how much of a SKU no other
listing can take away, before a figure goes up. `with_parts` lets what an order does to a bundle do
the same, so many times, to its parts; the platform's figures of the parts it does not move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sync.model import BundleContents, Movement, Parts, Sku

Bundles = Mapping[Sku, Parts]
Left = Mapping[Sku, int | None]


def bundles_at(contents: Iterable[BundleContents], at: datetime) -> dict[Sku, Parts]:
    """Say what each bundle was made of at a moment; before anybody knew of it: as first known."""
    found: dict[Sku, BundleContents] = {}
    for each in sorted(contents, key=lambda each: each.since):
        if each.since <= at or each.sku not in found:
            found[each.sku] = each
    return {sku: each.parts for sku, each in found.items() if each.parts}


def parts_of(sku: Sku, bundles: Bundles) -> Parts:
    """Say what one unit takes off the shelf; a single good takes itself."""
    return bundles.get(sku) or {sku: 1}


def hanging_together(bundles: Bundles) -> dict[Sku, set[Sku]]:
    """Say of each part and bundle which SKUs its stock hangs together with, itself among them."""
    found: dict[Sku, set[Sku]] = {}
    for bundle, parts in bundles.items():
        joined = {bundle, *parts}
        for sku in [*joined]:
            joined |= found.get(sku, set())
        found |= dict.fromkeys(joined, joined)
    return found


def related(skus: Iterable[Sku], bundles: Bundles) -> set[Sku]:
    """Name all SKUs whose stock hangs together with these: parts, and bundles that share one."""
    together = hanging_together(bundles)
    return {each for sku in skus for each in together.get(sku, {sku})}


def makeable(left: Left, parts: Parts) -> int | None:
    """Say how many could be made of what is left; None where nobody counted some part."""
    most = None
    for part, needed in parts.items():
        if (there := left.get(part)) is None:
            return None
        most = there // needed if most is None else min(most, there // needed)
    return most


def divided(
    left: Left, bundles: Bundles, selling: Collection[Sku], aside: Mapping[Sku, int] | None = None
) -> dict[Sku, int | None]:
    """Deal what is left out among the SKUs that are on sale: no unit is offered as two of them.

    Max-min fair, counted in what buyers are shown: one more of each in turn, until a part is used
    up; those that need it stop there, the others go on. The last units go to single goods first.
    Before that, each has what is set `aside` of it. What hangs together with no bundle keeps all
    of its own.
    """
    concerned = hanging_together(bundles).keys()
    found = dict(left)
    for sku in sorted(concerned, key=lambda sku: (sku in bundles, sku)):
        most = makeable(left, parts_of(sku, bundles))
        found[sku] = most if most is None else 0
    takers = {
        sku: parts_of(sku, bundles)
        for sku, many in found.items()
        if sku in concerned and sku in selling and many is not None
    }
    takers = dict(sorted(takers.items(), key=lambda taker: taker[0] in bundles))
    there = Counter({part: left[part] or 0 for parts in takers.values() for part in parts})
    first = _set_aside(takers, there, aside or {})
    dealt = {sku: units + first.get(sku, 0) for sku, units in _dealt(takers, there).items()}
    return found | dealt


def _set_aside(takers: Bundles, there: Counter[Sku], aside: Mapping[Sku, int]) -> dict[Sku, int]:
    """Take off what is set aside, as far as it is there."""
    found = {}
    for sku in (sku for sku in aside if sku in takers):
        found[sku] = min(aside[sku], *(there[p] // units for p, units in takers[sku].items()))
        there.subtract({part: units * found[sku] for part, units in takers[sku].items()})
    return found


def _dealt(takers: Bundles, there: Counter[Sku]) -> dict[Sku, int]:
    dealt, left = dict.fromkeys(takers, 0), dict(takers)
    while left:
        asked = Counter[Sku]()
        for parts in left.values():
            asked.update(parts)
        rounds = min(there[part] // units for part, units in asked.items())
        there.subtract({part: units * rounds for part, units in asked.items()})
        for sku, parts in takers.items():
            if sku not in left:
                continue
            dealt[sku] += rounds
            if all(there[part] >= units for part, units in parts.items()):
                dealt[sku] += 1
                there.subtract(parts)
            else:
                del left[sku]
    return dealt


def free_for(sku: Sku, left: Left, others: Mapping[Sku, int], bundles: Bundles) -> int | None:
    """Say how many a shop may show of a SKU, while all other listings may show `others` in all.

    Below zero where more is shown than there is; None where nobody counted it, or some part.
    """
    taken = Counter[Sku]()
    for other, units in others.items():
        for part, needed in parts_of(other, bundles).items():
            taken[part] += needed * units
    parts = parts_of(sku, bundles)
    return makeable({p: None if (n := left.get(p)) is None else n - taken[p] for p in parts}, parts)


def with_parts(
    moved: Iterable[Movement], known: Iterable[Movement], contents: Collection[BundleContents]
) -> list[Movement]:
    """Add to what orders do to bundles what that does to the parts, each as exactly once.

    What an order first took of the shelf is what comes back: `known` are its movements of before,
    whatever the bundle is made of by now.
    """
    listed, new = list(known), list[Movement]()
    for movement in moved:
        new.append(movement)
        if movement.bundle or not (movement.quantity or movement.held):
            continue
        of_order = [m for m in listed if _order(m) == _order(movement)]
        before = [m for m in of_order if m.sku == movement.sku and (m.quantity or m.held)]
        bundles = {} if before else bundles_at(contents, movement.at)
        parts = _taken_before(before, of_order) if before else bundles.get(movement.sku, {})
        new += _of_parts(movement, parts)
    return new


def _of_parts(movement: Movement, parts: Parts) -> Iterator[Movement]:
    for part, needed in parts.items():
        yield replace(
            movement,
            sku=part,
            reason=f"{movement.reason}@{movement.sku}",
            quantity=movement.quantity * needed,
            held=movement.held * needed,
            note=movement.sku,
            price=None,
        )


def _taken_before(before: Iterable[Movement], of_order: Iterable[Movement]) -> dict[Sku, int]:
    """Read off an order what each of its bundles took: so much more did the parts move."""
    origins = {f"{each.reason}@{each.sku}": each for each in before}
    found = {}
    for each in of_order:
        if (origin := origins.get(each.reason)) and each.bundle:
            name = "quantity" if origin.quantity else "held"
            found[each.sku] = getattr(each, name) // getattr(origin, name)
    return found


def _order(movement: Movement) -> tuple[str, str]:
    return movement.shop, movement.reference
