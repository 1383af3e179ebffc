"""Lets go together, or wait together, what is sold and for how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sync.model import Change, Code, Field, Kind, Listing, Problem
from sync.planning.depends import repacked, repacked_by, repacks, reprices_repacked
from sync.planning.product_state import by_sku
from sync.planning.values import sku_value

Judged = Sequence[tuple[Change, Problem | None]]

FIGURES: Final[Mapping[Kind, Field]] = {"reprice": "price", "restock": "quantity"}
REWRITTEN_THERE: frozenset[Field] = frozenset({"description"})  # no platform shows it word for word


def together(judged: Judged, reviews: Collection[Field]) -> Judged:
    """Hold the price of a SKU while its new pack waits, and the pack while its price does.

    A pack that the platform reviews first is bought as it was until then: so long its price stays.
    """
    waiting = [each for each in judged if each[1] and reprices_repacked(each[0])]
    sized = [
        (change, problem or (_shared(change, waiting) if repacks(change) else None))
        for change, problem in judged
    ]
    packs = [each for each in sized if repacks(each[0])]
    return [(change, problem or _of_pack(change, packs, reviews)) for change, problem in sized]


def _shared(change: Change, others: Judged) -> Problem | None:
    """Say why another change waits that concerns the same pack."""
    return next((problem for other, problem in _of_same_pack(change, others) if problem), None)


def _of_same_pack(change: Change, others: Judged) -> Judged:
    same = [each for each in others if each[0].code == change.code]
    return [each for each in same if not repacked(each[0]).isdisjoint(repacked(change))]


def _of_pack(change: Change, packs: Judged, reviews: Collection[Field]) -> Problem | None:
    """Say why the price of a SKU waits that is still seen in its old pack."""
    if not reprices_repacked(change):
        return None
    told_by, revises = repacked_by(change), _of_same_pack(change, packs)
    if problem := _shared(change, revises):
        return problem
    if revises and told_by.isdisjoint(reviews):
        return None
    if not revises and told_by <= REWRITTEN_THERE:
        return None
    values = {"sku": change.sku, "code": change.code}
    return Problem(
        code="price_waits_for_variants", severity="note", values=values, about=change.code
    )


def without_what_waits(judged: Judged) -> Judged:
    """Have a revise, or what shows again, bring figures and variants as they stand where one waits.

    Adapters that write a listing whole, or its variants anew, would bring what nobody allowed yet.
    """
    waiting: dict[Code, list[Change]] = defaultdict(list)
    for change, problem in judged:
        if problem and (change.kind in FIGURES or "variants" in change.fields):
            waiting[change.code].append(change)
    return [
        (_as_shown(change, waiting.get(change.code, ())), problem)
        if change.kind in {"revise", "restore"} and not problem
        else (change, problem)
        for change, problem in judged
    ]


def _as_shown(change: Change, held: Iterable[Change]) -> Change:
    after = change.after
    for other in held:
        if other.kind not in FIGURES:
            after = with_variants_as_seen(after, change.before or after)
            continue
        name = FIGURES[other.kind]
        shown = {name: sku_value(other.before, other.sku, name)}
        offers = (replace(o, **shown) if o.sku == other.sku else o for o in after.offers)
        after = replace(after, offers=tuple(offers))
    return replace(change, after=after)


def with_variants_as_seen(after: Listing, seen: Listing) -> Listing:
    """Bring no variant that waits, nor leave one out; of those that stand, what else is wanted."""
    wanted = by_sku(after.offers)
    offers = tuple(
        replace(wanted.get(offer.sku, offer), options=offer.options, remote_id=offer.remote_id)
        for offer in seen.offers
    )
    return replace(after, option_names=seen.option_names, offers=offers)
