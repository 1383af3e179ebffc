"""Holds a price that moves too far, or that looks as if a zero were missing."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_low
from typing import NamedTuple

from sync.model import Change, Dong, Listing, Offer, Problem, Sku, Value
from sync.planning.guard.case import GuardCase
from sync.planning.product_state import by_sku
from sync.planning.shop_state import GuardInput

FEWEST_KIN = 3  # prices that tell what is usual
FAR_FROM_ALL = 5  # times
LEAST_PRICE = Dong(1000)  # below it nothing is sold: a price in thousands was meant
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
        campaign = case.guard_input.campaigns.get(price.sku)
        if campaign is not None and campaign.foretell(price.last, price.after):
            continue  # it was written with its days, and judged when it was
        found = _far(price, price.after, case.guard_input)
        if found or (found := _odd_first(case, price, price.after)):
            return found
    return None


def _odd_first(case: GuardCase, price: Priced, after: Dong) -> Problem | None:
    """Hold a first price that is far below or above all of its kind: tea at 65 dong.

    By weight, against the other variants of the product, else the rest of its category here. Kinds
    differ widely in price, so it has to be far from the cheapest, or the dearest, not the usual.
    """
    if price.last is not None:
        return None
    desired, weights = case.shop_state.desired, _prices_per_kg(case.change.after)
    mine = weights.pop(price.sku, None)
    kin = list(weights.values())
    for code, listing in desired.items() if case.change.after.category else ():
        if code != case.change.code and listing.category == case.change.after.category:
            kin += _prices_per_kg(listing).values()
    is_far = mine and kin and not min(kin) / FAR_FROM_ALL <= mine <= max(kin) * FAR_FROM_ALL
    if mine and is_far and len(kin) >= FEWEST_KIN:
        usually = after * median_low(kin) // mine
        return _problem("first_price_suspicious", price.sku, after, {"usual": usually})
    if after < LEAST_PRICE and not kin:
        return _problem("first_price_suspicious", price.sku, after, {"usual": LEAST_PRICE})
    return None


def _prices_per_kg(listing: Listing) -> dict[Sku, int]:
    return {
        offer.sku: offer.price * 1000 // offer.weight_g
        for offer in listing.offers
        if offer.price and offer.weight_g
    }


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
