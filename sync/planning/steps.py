"""Turns the differences of one listing into steps: what to do, to which fields, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.model import Field, Kind, Listing, Sku
from sync.planning.compare import Comparison, Difference
from sync.planning.product_state import CompareTerms, by_sku
from sync.planning.refused import rewritten


class ChangeStep(NamedTuple):
    """What has to be done to a listing, and why."""

    kind: Kind
    fields: tuple[Field, ...]
    reason: str
    sku: Sku | None = None


def steps(comparison: Comparison, terms: CompareTerms) -> Iterator[ChangeStep]:
    """Find what has to be done to a listing that stands there, field by field."""
    removable = "remove_variants" in terms.can
    if comparison.seen.status == "hidden":
        yield ChangeStep("restore", ("status",), _why_hidden(comparison))
    variants = comparison.variants()
    if variants and not removable and not _gains(comparison):
        variants = None
    if comparison.seen.reason and comparison.applied:
        yield from _resubmits(comparison)
    else:
        yield from _revises(comparison, variants)
    for sku, reason in comparison.terms("price"):
        yield ChangeStep("reprice", ("price",), reason, sku)
    for sku, reason in comparison.terms("quantity"):
        yield ChangeStep("restock", ("quantity",), reason, sku)
    if not removable and comparison.applied:
        for sku in _left_over(comparison, comparison.applied):
            yield ChangeStep("restock", ("quantity",), "removed", sku)


def _resubmits(comparison: Comparison) -> Iterator[ChangeStep]:
    if fields := rewritten(comparison):
        yield ChangeStep("revise", fields, "catalog")


def _why_hidden(comparison: Comparison) -> str:
    if comparison.applied is None:
        return comparison.first
    return "back" if comparison.applied.status == "hidden" else "drift"


def _gains(comparison: Comparison) -> bool:
    """Tell whether the variants differ by more than some being there too many."""
    there = by_sku(comparison.there.offers)
    return comparison.want.option_names != comparison.there.option_names or any(
        offer.sku not in there or offer.options != there[offer.sku].options
        for offer in comparison.want.offers
    )


def _left_over(comparison: Comparison, applied: Listing) -> Iterator[Sku]:
    """Find variants of ours that should be gone and can still be bought."""
    wanted, seen = by_sku(comparison.want.offers), by_sku(comparison.seen.offers)
    for offer in applied.offers:
        if offer.sku not in wanted and offer.sku in seen:
            shown = seen[offer.sku].quantity if "quantity" in comparison.echoes else None
            if (offer.quantity if shown is None else shown) != 0:
                yield offer.sku


def _loses(comparison: Comparison) -> bool:
    """Tell whether a variant stands there that is not wanted."""
    wanted = by_sku(comparison.want.offers)
    return any(offer.sku not in wanted for offer in comparison.there.offers)


def _revises(comparison: Comparison, variants: Difference | None) -> Iterator[ChangeStep]:
    """Revise all at once, but take a variant away alone: a person may have to allow that."""
    content = comparison.content()
    if variants and not _loses(comparison):
        content.append(variants)
        variants = None
    if content:
        yield _revise(content)
    if variants:
        yield _revise([variants])


def _revise(differences: Sequence[Difference]) -> ChangeStep:
    reasons = [reason for _, reason in differences if reason != "drift"]
    fields = tuple(name for name, _ in differences)
    return ChangeStep("revise", fields, reasons[0] if reasons else "drift")
