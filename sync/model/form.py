"""How a marketplace's own file looks: which heading stands for what, and its words for results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pydantic.dataclasses import dataclass

from sync.model.words import DEFERRED


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class FormColumn:
    """What stands under a heading: a key of ours (in a unit of theirs), or always the same."""

    key: str | None = None
    value: str | None = None
    unit: str | None = None
    decimals: int | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Form:
    """A profile of shops.yaml; rows count from 1, None is as in `base`."""

    name: str
    base: str = "default"
    sheet: str | None = None
    heading_row: int | None = None
    first_row: int | None = None
    columns: Mapping[str, FormColumn] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)  # their heading -> our key
    words: Mapping[str, str] = field(default_factory=dict)  # their word -> our result
