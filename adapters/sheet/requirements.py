"""What a row must hold before it is sent, and what was refused already; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adapters.sheet.columns import BY_KEY, COLUMNS, FIGURES, REQUIRED
from adapters.sheet.records import Records
from adapters.sheet.runs import refusal_key
from adapters.sheet.writing import Row, row_of
from sync.model import Listing, Problem, Sku, Value

SAID_BY_LIMITS = frozenset({"name", "description", "sku", "images"}) | FIGURES


def problems(listing: Listing, records: Records) -> list[Problem]:
    """Find what no clerk could type in, and what was refused and has not been mended."""
    found: dict[tuple[str, object], Problem] = {}
    for offer in listing.offers:
        for problem in _row_problems(listing, row_of(listing, offer)):
            found.setdefault((problem.code, problem.values.get("name")), problem)
    refused = [p for offer in listing.offers if (p := _refused(listing, offer.sku, records))]
    return [*found.values(), *refused]


def _row_problems(listing: Listing, row: Row) -> Iterator[Problem]:
    for key in REQUIRED:
        if row.get(key) is None and key not in SAID_BY_LIMITS:
            lacking: dict[str, Value] = {"name": BY_KEY[key].heading, "category": listing.category}
            yield Problem(code="column_missing", values=lacking, about=listing.code)
    for column in COLUMNS:
        cell = row.get(column.key)
        if column.key in SAID_BY_LIMITS or cell is None:
            continue
        size = cell if isinstance(cell, int) else len(cell)
        if column.type != "choice" and not column.bounds.holds(size):
            values: dict[str, Value] = {
                "name": column.heading,
                "found": size,
                "most": column.bounds.most,
            }
            yield Problem(code="column_beyond_limit", values=values, about=listing.code)


def _refused(listing: Listing, sku: Sku, records: Records) -> Problem | None:
    entry = records.entries.get(sku)
    if entry is None or not entry.refused_as:
        return None
    if entry.refused_as != refusal_key(replace(listing, remote_id=entry.code), entry.sku):
        return None
    values = {"sku": sku, "why": entry.reason}
    return Problem(code="refused_by_clerk", values=values, about=listing.code)
