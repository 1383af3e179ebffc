"""A price for a while: what a cooperative asks less, from which moment to which, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from pydantic.dataclasses import dataclass

from sync.model.words import DEFERRED, Dong

MOST_PERCENT = 50  # off the price just before: Decree 81/2018, amended by 128/2024


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Campaign:
    """A promotion of one product: `percent` off a shop's price, or a price of its own.

    It holds from `begins` until just before `ends`, in the shops or platforms that are named; none
    named: in all. `prices` go by SKU, before `price`. Only a `concentrated` programme, which an
    authority runs, may take more than half off.
    """

    begins: datetime
    ends: datetime
    name: str = ""
    shops: tuple[str, ...] = ()
    percent: float | None = None
    price: Dong | None = None
    prices: Mapping[str, Dong] = field(default_factory=dict)
    concentrated: bool = False
