"""Rules of time: the season in which a product is sold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sync.catalog.days import after, shown
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.yaml_schema import WrittenProduct


def season_rules(product: WrittenProduct, _: Facts) -> Iterator[Finding]:
    """Find what is wrong with the days between which a product is sold."""
    season = product.season
    if season is None:
        return
    if len(season.begins) != len(season.ends):
        yield Finding("season_days_mixed", ("season", "to"))
    elif len(season.ends) == 3 and season.ends < season.begins:
        yield Finding("season_days_crossed", ("season", "to"))
    elif len(season.ends) == 3:
        ended = date(*season.ends)
        values = {"ended": shown(ended)}
        yield Finding("season_over", ("season", "to"), "warning", values, days=after(ended))
