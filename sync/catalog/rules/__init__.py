"""The rules of trade and law that a written product must keep, each found by its code."""

from __future__ import annotations

from collections.abc import Iterator

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.rules.campaigns import campaign_rules
from sync.catalog.rules.certificate import certificate_rules
from sync.catalog.rules.contents import content_rules
from sync.catalog.rules.english import english_rules
from sync.catalog.rules.label import label_rules
from sync.catalog.rules.lots import lot_rules
from sync.catalog.rules.papers import cooperative_rules, papers_rules, product_papers
from sync.catalog.rules.parcels import parcel_rules
from sync.catalog.rules.places import place_rules
from sync.catalog.rules.seasons import season_rules
from sync.catalog.rules.texts import text_rules
from sync.catalog.rules.trade import trade_rules
from sync.catalog.rules.variants import variant_rules
from sync.catalog.yaml_schema import WrittenProduct

__all__ = ["broken_rules", "cooperative_rules", "papers_rules"]

_RULES = (
    trade_rules,
    variant_rules,
    lot_rules,
    season_rules,
    campaign_rules,
    label_rules,
    content_rules,
    parcel_rules,
    certificate_rules,
    product_papers,
    place_rules,
    text_rules,
    english_rules,
)


def broken_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find every rule that a product breaks."""
    for rules in _RULES:
        yield from rules(product, facts)
