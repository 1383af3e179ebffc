"""Holds a price that moves too far, or that looks as if a zero were missing."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_low
from typing import NamedTuple

from sync.model import Change, Dong, Offer, Problem, Sku, Value
from sync.planning.guard.case import GuardCase
from sync.planning.product_state import by_sku
from sync.planning.shop_state import GuardInput

MAGNITUDE = 9  # so many times more or less is a slip of a zero (or of three), not a new price


class Priced(NamedTuple):
    """A price that a change sets: `last` is what we last applied, else what is seen there."""

    sku: Sku
    last: Dong | None
    after: Dong | None


def priced(case: GuardCase) -> Iterator[Priced]:
    """Find the prices that a change sets."""
    before = by_sku(case.change.before.offers) if case.change.before else {}
    known = before | case.applied
    for offer in _priced_offers(case.change):
        last = known[offer.sku].price if offer.sku in known else None
        yield Priced(offer.sku, last, offer.price)


def price_hold(case: GuardCase) -> Problem | None:
    """Hold a change whose price is far from the last one or from that of other shops."""
    for price in priced(case):
        if price.after is None or price.after == price.last:
            continue  # going back to what was there is never a danger
        if found := _far(price, price.after, case.guard_input):
            return found
    return None


def _priced_offers(change: Change) -> list[Offer]:
    """A reprice prices its SKU, a publish all, a revise the variants that it adds."""
    offers = change.after.offers
    if change.kind == "reprice":
        return [offer for offer in offers if offer.sku == change.sku]
    if change.kind == "publish":
        return list(offers)
    there = by_sku(change.before.offers) if change.before else {}
    return [o for o in offers if o.sku not in there] if "variants" in change.fields else []


def _far(price: Priced, after: Dong, guard_input: GuardInput) -> Problem | None:
    other_shop_prices = guard_input.other_shop_prices.get(price.sku, ())
    peer = median_low(other_shop_prices) if other_shop_prices else None
    most = guard_input.safety.price_step_percent
    if price.last and _slipped(after, price.last):
        return _problem("price_magnitude", price.sku, after, {"last": price.last})
    if peer and _slipped(after, peer):
        return _problem("price_far_from_peers", price.sku, after, {"peer": peer})
    if price.last and abs(after - price.last) * 100 > most * price.last:
        return _problem("price_step", price.sku, after, {"last": price.last, "most": most})
    return None


def _slipped(price: int, other: int) -> bool:
    return price >= other * MAGNITUDE or price * MAGNITUDE <= other


def _problem(code: str, sku: Sku, price: Dong, values: dict[str, Value]) -> Problem:
    told: dict[str, Value] = {"sku": sku, "price": price}
    return Problem(code=code, severity="hold", values=told | values, about=sku)
