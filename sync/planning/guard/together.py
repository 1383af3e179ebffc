"""Lets go together, or wait together, what is sold and for how much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from sync.model import Change, Code, Field, Problem
from sync.planning.depends import repacked, repacks, reprices_repacked

Judged = Sequence[tuple[Change, Problem | None]]


def together(judged: Judged, reviews: Collection[Field]) -> Judged:
    """Hold the price of a SKU while its new pack waits, and the pack while its price does.

    A pack that the platform reviews first is bought as it was until then: so long its price stays.
    """
    waiting = dict(_waiting_prices(judged))
    sized = [
        (c, problem or waiting.get(c.code) if repacks(c) else problem) for c, problem in judged
    ]
    packs = {change.code: (change, problem) for change, problem in sized if repacks(change)}
    return [
        (change, problem or _of_pack(change, packs.get(change.code), reviews))
        for change, problem in sized
    ]


def _waiting_prices(judged: Judged) -> Iterator[tuple[Code, Problem]]:
    for change, problem in judged:
        if problem is not None and reprices_repacked(change):
            yield change.code, problem


def _of_pack(
    change: Change, pack: tuple[Change, Problem | None] | None, reviews: Iterable[Field]
) -> Problem | None:
    """Say why the price of a SKU waits that is still seen in its old pack."""
    if not reprices_repacked(change):
        return None
    if pack is not None and not repacked(change).isdisjoint(repacked(pack[0])):
        if pack[1] is not None:
            return pack[1]
        if "variants" not in reviews:
            return None
    values = {"sku": change.sku, "code": change.code}
    return Problem(
        code="price_waits_for_variants", severity="note", values=values, about=change.code
    )
