"""Which fields wait for a problem."""

from __future__ import annotations

from sync.model import Change, Field, Problem
from sync.planning.depends import added_skus
from sync.planning.values import OF_OFFERS

# A stop about one of these, by the first word of its code, leaves changes of other fields alone:
# a title that is too long must never keep a sold-out product on sale.
CONCERNS: dict[str, frozenset[Field]] = {
    "title": frozenset({"title"}),
    "description": frozenset({"description"}),
    "images": frozenset({"images"}),
    "image": frozenset({"images"}),
    "paper": frozenset({"papers", "category", "attributes"}),
    "category": frozenset({"category", "attributes"}),
    "attribute": frozenset({"category", "attributes"}),
    "attributes": frozenset({"attributes"}),
    "brand": frozenset({"brand"}),
    "prepare": frozenset({"prepare_days"}),
    "options": frozenset({"variants"}),
    "option": frozenset({"variants"}),
    "variants": frozenset({"variants"}),
    "variant": frozenset({"variants"}),
    "sku": frozenset({"variants"}),
    "weight": frozenset({"weight_g", "variants"}),
    "parcel": frozenset({"weight_g", "size_mm"}),
    "gtin": frozenset({"gtin"}),
    "price": frozenset({"price", "variants"}),
    "quantity": frozenset({"quantity", "variants"}),
}


def concerned_fields(problem: Problem) -> frozenset[Field] | None:
    """Say which fields wait for a problem: those that it names, else by the word of its code."""
    if problem.fields is not None:
        return problem.fields
    return CONCERNS.get(problem.code.split("_")[0])


def concerned_in(change: Change, problem: Problem) -> frozenset[Field] | None:
    """Say which fields of a change wait for a problem: a new variant comes whole, or waits."""
    fields = concerned_fields(problem)
    if not fields or fields.isdisjoint(OF_OFFERS):
        return fields
    added = added_skus(change)
    return fields | {"variants"} if problem.sku in added or (added and not problem.sku) else fields
