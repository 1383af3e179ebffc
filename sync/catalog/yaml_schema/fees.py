"""How fees.yaml is written."""

from __future__ import annotations

from typing import Annotated, Literal

from sync.catalog.yaml_schema.scalars import Day, Filled, Money, Name, Percent, YamlModel


class WrittenFee(YamlModel):
    """One row of the table."""

    name: Name
    source: Name
    platforms: Annotated[tuple[Name, ...], Filled] | None = None
    categories: Annotated[tuple[Name, ...], Filled] | None = None
    percent: Percent | None = None
    fixed: Money | None = None
    cap: Money | None = None
    per: Literal["unit", "order"] | None = None
    since: Day | None = None
    until: Day | None = None


class WrittenFees(YamlModel):
    """The file fees.yaml."""

    fees: tuple[WrittenFee, ...]
