"""The designs that are compared, each as a few plain choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sync.service.order_polls import Quota, poll_every_s

FLAT = [1.0] * 24  # the simulator's buyers know no night
DEFAULT = "even"  # the program's own default


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a tool keeps shops true.

    `reads`: a push names an order, which is then read by its number, or from the list of orders
    (where it may be late). `writing`: what the platform offers best (a delta, a compare-and-set),
    or always the absolute figure. `care`: take orders in right before a write and look again
    after it, or neither. `rhythm`: writes as soon as something changed, or by the clock.
    `escrow`: a figure goes up at once (none); or, where the rule offers each unit once, only out of
    what no shop shows, always or while there is life on the shelf (see `sync.inventory.oversell`).
    `odd_units`: what cannot be split evenly goes to the shops that sold most in the days before, or
    to the first of shops.yaml. `aside`: so many are set aside for the shop of a livestream while it
    is on, as far as they are there. `of_banned`: whether a banned listing keeps its share.
    """

    name: str
    rule: str = DEFAULT
    hears: bool = True
    every_s: float = 300.0
    deaf_every_s: float = 20.0  # how often orders are read in a shop that sends no pushes
    reads: Literal["order", "list"] = "order"
    writing: Literal["best", "absolute"] = "best"
    care: Literal["careful", "careless"] = "careful"
    rhythm: Literal["at once", "by the clock"] = "at once"
    escrow: Literal["none", "always", "while lively"] = "none"
    odd_units: Literal["by sales", "in order"] = "by sales"
    aside: int = 0
    of_banned: Literal["kept", "freed"] = "freed"

    def by(self, rule: str) -> Design:
        """The same design with another rule of sharing."""
        return replace(self, rule=rule)


OURS = Design(name="ours, webhooks", escrow="while lively")
STRICT = replace(OURS, name="ours, webhooks, escrow in the quiet too", escrow="always")
PLAIN = replace(OURS, name="ours, webhooks, no escrow", escrow="none")
LISTS = replace(OURS, name="ours, webhooks, lists only", reads="list")
POLLING = replace(OURS, name="ours, polling every minute", hears=False, every_s=60, deaf_every_s=60)
# Behind a home router no push arrives; orders are asked for within half of what may be called.
BY_QUOTA = replace(
    POLLING, name="ours, by the quota", every_s=300, deaf_every_s=poll_every_s(Quota(1), FLAT, 0)
)
BY_DAY = replace(
    BY_QUOTA,
    name="ours, 10,000 calls a day",
    deaf_every_s=poll_every_s(Quota(1, 10_000), FLAT, 0),
)
ROUTED = (POLLING, BY_QUOTA, BY_DAY)
CLOCK = Design(
    name="push every 15 minutes",
    hears=False,
    every_s=900,
    deaf_every_s=900,
    writing="absolute",
    care="careless",
    rhythm="by the clock",
)
QUICK_CLOCK = replace(CLOCK, name="push every 5 minutes", every_s=300, deaf_every_s=300)
ON_CHANGE = Design(
    name="push on change",
    every_s=900,
    deaf_every_s=900,
    writing="absolute",
    care="careless",
)
IN_ORDER = replace(OURS, name="ours, webhooks, odd units in order", odd_units="in order")
LIVE = tuple(replace(OURS, name=f"ours, {n} set aside for a livestream", aside=n) for n in (30, 80))
KEPT = replace(OURS, name="ours, a banned listing keeps its share", of_banned="kept")
FREED = replace(OURS, name="ours, a banned listing has none")
HASTY = replace(PLAIN, name="the same, without the escrow")
HOSTED = replace(FREED, name="the same, 30 set aside for a livestream", aside=30)
BANNED = (KEPT, FREED, HOSTED, HASTY)
RIVALS = (CLOCK, QUICK_CLOCK, ON_CHANGE)
