"""Turns a product's official price into the price of one shop."""

from __future__ import annotations

from collections.abc import Sequence

from sync.model import Dong, Fee, PriceRule
from sync.planning.income import price_for

MOST_TIMES = 10  # a price that has to be more than so many times what is to be left is no price


def price_of(official: Dong, rule: PriceRule) -> Dong:
    """Apply percent, then fixed, then floor, then round up once; the ceiling caps the result.

    Whole dong throughout; where floor and ceiling contradict each other, the floor wins.
    """
    return _settled(wanted_of(official, rule), rule)


def price_keeping(net: Dong, fees: Sequence[Fee], rule: PriceRule) -> Dong | None:
    """Find the price that leaves `net` of a unit, fees off, then floor, rounding, ceiling.

    None where no row of fees is known, or where fees take all of whatever is asked.
    """
    raw = price_for(net, fees, Dong(net * MOST_TIMES)) if fees else None
    return None if raw is None else _settled(raw, rule)


def wanted_of(official: Dong, rule: PriceRule) -> Dong:
    """Apply percent, then fixed."""
    return Dong(-(-official * (100_000 + round(rule.percent * 1000)) // 100_000) + rule.fixed)


def _settled(raw: int, rule: PriceRule) -> Dong:
    price = rounded_up(raw if rule.floor is None else max(raw, rule.floor), rule)
    if rule.ceiling is not None:
        price = min(price, rule.ceiling)
    return Dong(price if rule.floor is None else max(price, rule.floor))


def rounded_up(raw: int, rule: PriceRule) -> int:
    """Find the lowest price from `raw` up that ends as the rule wants: 61.200 is 61.900 with 900.

    Without an ending it is a multiple of `step`; an ending wider than the step widens the step.
    """
    step = max(rule.step, 1)
    if rule.ending:
        step = max(step, 10 ** len(str(rule.ending)))
    return raw + (rule.ending - raw) % step
