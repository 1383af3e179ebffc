"""Turns a product's official price into the price of one shop."""

from __future__ import annotations

from sync.model import Dong, PriceRule


def price_of(official: Dong, rule: PriceRule) -> Dong:
    """Apply percent, then fixed, then floor, then round up once; the ceiling caps the result.

    Whole dong throughout; where floor and ceiling contradict each other, the floor wins.
    """
    raw = -(-official * (100_000 + round(rule.percent * 1000)) // 100_000) + rule.fixed
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
