"""Shows no unit in two listings of one shop while a SKU goes from one to the other."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from sync.model import LEAVING, SOUND, Code, Offer, Problem, Sku, Value
from sync.planning.product_state import by_sku
from sync.planning.shop_state import ShopState

OFF_SALE = frozenset({"hidden", "banned", "deleted"})


class ShownOnce(NamedTuple):
    """What is wanted of a shop then, which figures wait, and whether any SKU stands twice."""

    shop_state: ShopState
    waits: tuple[Problem, ...] = ()
    moving: bool = False


def shown_once(shop_state: ShopState) -> ShownOnce:
    """Want the units of a SKU in one listing only; say which figures wait for that.

    Where a SKU may stand in two, the listing that it leaves sells on until buyers can have it from
    the other, which shows none so far. Then the old one goes to none, and once it is seen there
    the other takes its figure, whether the old one may be withdrawn or not. Where a person carries
    files, both go in one: there the old one only goes to none once buyers can have the other.
    """
    old = _left(shop_state) if shop_state.features.sku_moves == "freely" else {}
    if not old:
        return ShownOnce(shop_state)
    figures = dict[tuple[Code, Sku], int]()
    waits: list[Problem] = []
    for code, offer in _taken(shop_state, old):
        seen, givers = _seen(shop_state, code, offer.sku), old[offer.sku]
        if seen is not None:
            figures |= {(giver, offer.sku): 0 for giver in givers}
        wanted = offer.quantity or 0
        waits_for_old = any(givers.values()) and shop_state.features.delivery == "api"
        shown = min(seen or 0, wanted) if waits_for_old else wanted
        figures[code, offer.sku] = shown
        values: dict[str, Value] = {"sku": offer.sku, "wanted": wanted, "shown": shown}
        if shown < wanted:
            waits.append(Problem(code="stock_waits", severity="note", values=values, about=code))
    return ShownOnce(shop_state.with_figures(figures), tuple(waits), bool(figures))


def left_behind(shop_state: ShopState) -> Iterator[tuple[Code, Offer]]:
    """Find what is on sale in listings of ours to which the catalog has it belong no more."""
    for code, seen in shop_state.observed.by_code.items():
        if code in shop_state.links and seen.status not in OFF_SALE:
            kept = {offer.sku for offer in _own(shop_state, code)}
            yield from ((code, offer) for offer in seen.offers if offer.sku not in kept)


def _left(shop_state: ShopState) -> dict[Sku, dict[Code, int]]:
    """Gather by SKU what is left behind in which listings, and its figures."""
    found = dict[Sku, dict[Code, int]]()
    for code, offer in left_behind(shop_state):
        found.setdefault(offer.sku, {})[code] = offer.quantity or 0
    return found


def _own(shop_state: ShopState, code: Code) -> tuple[Offer, ...]:
    """List the offers that the catalog soundly wants of a product here."""
    kept, wanted = shop_state.kept.get(code), shop_state.desired.get(code)
    sound = kept == "restored" or (kept in SOUND and kept not in LEAVING)
    return wanted.offers if wanted is not None and sound else ()


def _taken(shop_state: ShopState, old: Container[Sku]) -> Iterator[tuple[Code, Offer]]:
    """Find where else these SKUs belong now, counted."""
    for code in shop_state.desired:
        for offer in _own(shop_state, code):
            if offer.sku in old and offer.quantity is not None:
                yield code, offer


def _seen(shop_state: ShopState, code: Code, sku: Sku) -> int | None:
    """Say what buyers see of a SKU in this listing; None: they cannot have it there yet."""
    listing = shop_state.observed.by_code.get(code)
    if listing is None or listing.status != "live":
        return None
    offer = by_sku(listing.offers).get(sku)
    return None if offer is None else offer.quantity or 0
