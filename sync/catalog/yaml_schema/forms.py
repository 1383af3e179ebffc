"""How a profile is written in shops.yaml: what a marketplace's own file calls our columns."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from sync.catalog.yaml_schema.scalars import Filled, Name, Positive, Text, Whole
from sync.catalog.yaml_schema.yaml_model import YamlModel


class WrittenColumn(YamlModel):
    """What stands under a heading: one of our keys, or always the same value."""

    key: Name | None = None
    value: Text | None = None
    unit: Name | None = None
    decimals: Whole | None = None
    format: Name | None = None


def _column(written: Any) -> Any:
    return {"key": written} if isinstance(written, str) else written


Column = Annotated[
    WrittenColumn, BeforeValidator(_column, json_schema_input_type=str | WrittenColumn)
]


class WrittenProfile(YamlModel):
    """One profile; what it does not say is as in its base."""

    base: Name | None = None
    sheet: Name | None = None
    heading_row: Positive | None = None
    first_row: Positive | None = None
    columns: Annotated[dict[str, Column], Filled] | None = None
    results: dict[str, Name] | None = None
    words: dict[str, Name] | None = None
