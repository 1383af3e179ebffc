"""Rules of the cooperative itself: its papers, its place, and who it is before the law."""

from __future__ import annotations

from collections.abc import Iterator

from sync.catalog.diagnostics import Finding
from sync.catalog.rules.facts import Facts
from sync.catalog.rules.papers import papers_rules
from sync.catalog.rules.places import unknown_places
from sync.catalog.yaml_schema import WrittenCooperative


def cooperative_rules(written: WrittenCooperative, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the cooperative."""
    yield from papers_rules(written.papers or (), facts.today)
    if written.address:
        yield from unknown_places(("address",), written.address)
    if facts.for_real and not (written.tax_code or written.registration_no):
        yield Finding("seller_identity_missing", ("name",), "warning")
