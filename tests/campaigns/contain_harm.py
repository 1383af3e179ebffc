"""The most that one thing that goes wrong may harm."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sync.model import ShopName
from tests.campaigns.cooperatives import Cooperatives

EVER = 100_000
NOTHING: frozenset[str] = frozenset()
TEXTS = frozenset({"title", "publish"})
UNREAD = TEXTS | {"price", "count", "withdraw"}  # what a product waits with that cannot be read
ABSURD = 9 * 10**17


@dataclass(frozen=True)
class Harm:
    """The most that a fault may harm.

    `waits` names by product what may be as before ("stock": may be lower, too; "hide": may be off
    sale, "shared": other shops may offer its part); `shops` may be wholly as before, and of those
    that are `unsure` a listing may not have been seen, and in those `falling` stock only falls: not
    all their orders are read. `told`: somebody must hear of it. `mends`
    undo what the fault did beside the catalog files; `asks`: in the end a person still has to
    answer. `retried`: it refuses for no reason what is right, and a person says `ocop retry` after.
    """

    waits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shops: frozenset[ShopName] = frozenset()
    unsure: frozenset[ShopName] = frozenset()
    falling: frozenset[ShopName] = frozenset()
    told: bool = False
    retried: bool = False
    mends: tuple[Callable[[], object], ...] = ()
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # anew: of what a lost shop does not show itself; unknown: it may have sold, unheard
    shares: Literal["kept", "anew", "unknown"] = "kept"
    strangers: frozenset[str] = frozenset()  # SKUs that the day's work does not know

    def of(self, code: str) -> frozenset[str]:
        return self.waits.get(code, NOTHING)

    def lasting(self) -> Harm:
        """What it may still harm once it is mended."""
        return Harm(waits=self.asks, strangers=self.strangers)


Fault = Callable[[Cooperatives, random.Random], Awaitable[Harm]]
FAULTS: dict[str, Fault] = {}


def fault(function: Fault) -> Fault:
    FAULTS[function.__name__.replace("_", "-")] = function
    return function
