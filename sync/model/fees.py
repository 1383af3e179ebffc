"""What marketplaces and the tax office keep of a sale; rates change by notice: each is dated."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model.words import Dong


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One row of the table: `percent` of the price and `fixed`, never more than `cap`.

    `platforms` and `categories` (ours) are those that it is taken of; none named: all. `per` says
    whether `fixed` is of each unit or of each order. It holds from `since` to `until`, both
    included; `source` says who published it.
    """

    name: str
    source: str
    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    percent: float = 0.0
    fixed: Dong = Dong(0)
    cap: Dong | None = None
    per: Literal["unit", "order"] = "unit"
    since: date = date.min
    until: date = date.max
