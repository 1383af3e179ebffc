"""Turns orders into stock movements, each exactly once, however often and in whatever order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sync.model import Movement, Order, ShopName, Sku

TAKEN = "sold"  # reserved or sold: gone from the shelf either way
GIVEN_BACK = frozenset({"reduced", "released", "returned"})


def movements_of(order: Order, known: Iterable[Movement]) -> list[Movement]:
    """Say what an order, as it now is, does to the stock beyond what is known of it.

    `known` are the movements of this order that were taken in before; others are ignored. An
    order takes its goods once, and gives back what is cancelled (`reduced` in part, `released`
    whole) or `returned`. What comes again, or late in an older state, moves nothing: an order
    never grows again once it gave something back. A second step of one kind is `reduced#2`.
    """
    of_order = [m for m in known if (m.shop, m.reference) == (order.shop, order.reference)]
    wanted = _taken(order)
    skus = dict.fromkeys([*wanted, *(movement.sku for movement in of_order)])
    found = (
        _movement(order, sku, wanted[sku], [m for m in of_order if m.sku == sku]) for sku in skus
    )
    return [movement for movement in found if movement is not None]


def take_in(orders: Iterable[Order], known: Iterable[Movement]) -> list[Movement]:
    """Take in many orders, the same one several times too; only what is new comes out."""
    by_order: dict[tuple[ShopName, str], list[Movement]] = {}
    for movement in known:
        by_order.setdefault((movement.shop, movement.reference), []).append(movement)
    new: list[Movement] = []
    for order in orders:
        of_order = by_order.setdefault((order.shop, order.reference), [])
        fresh = movements_of(order, of_order)
        of_order += fresh
        new += fresh
    return new


def _taken(order: Order) -> Counter[Sku]:
    """Count what the order holds of each SKU; a SKU may stand in several lines."""
    holds = order.status in {"reserved", "sold"}
    taken: Counter[Sku] = Counter()
    for line in order.lines:
        taken[line.sku] += line.quantity if holds else 0
    return taken


def _movement(order: Order, sku: Sku, taken: int, known: Sequence[Movement]) -> Movement | None:
    back = -sum(movement.quantity for movement in known) - taken
    gave_back = any(_word(movement) in GIVEN_BACK for movement in known)
    if _is_older(order, known) or (back < 0 and gave_back):
        return None
    if back == 0 and (known or taken):
        return None  # nothing new; but a first sight of what is cancelled leaves its mark, 0
    reason = TAKEN if back < 0 else _way_back(order)
    return Movement(
        shop=order.shop,
        reference=order.reference,
        sku=sku,
        reason=_numbered(reason, known),
        quantity=back,
        at=_moment(order, reason, known),
    )


def _is_older(order: Order, known: Sequence[Movement]) -> bool:
    return any(order.updated_at < movement.at for movement in known)


def _way_back(order: Order) -> str:
    return order.status if order.status in GIVEN_BACK else "reduced"


def _numbered(reason: str, known: Sequence[Movement]) -> str:
    before = sum(_word(movement) == reason for movement in known)
    return f"{reason}#{before + 1}" if before else reason


def _word(movement: Movement) -> str:
    return movement.reason.partition("#")[0]


def _moment(order: Order, reason: str, known: Sequence[Movement]) -> datetime:
    """Date a cancelling like its sale: a count between the two has seen the goods on the shelf."""
    sales = [movement.at for movement in known if _word(movement) == TAKEN]
    return max(sales) if sales and reason in {"reduced", "released"} else order.updated_at
