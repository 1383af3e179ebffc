"""Turns orders into stock movements, each exactly once, however often and in whatever order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.inventory.goods_in_motion import (
    MOVES_NOTHING,
    RECEIVED_BACK,
    remarks_of,
    settled_units,
)
from sync.model import Movement, Order, ShopName, Sku

GIVEN_BACK = frozenset({"reduced", "released", "returned", "cancelled"})
UNBELIEVED = "unbelieved"
MOST_OF_ONE_SKU = 100_000  # units in one order


def movements_of(order: Order, known: Iterable[Movement]) -> list[Movement]:
    """Say what an order, as it now is, does to the stock beyond what is known of it.

    `known` are the movements of this order that were taken in before; others are ignored.

        free -- reserved --> held -- sold --> gone
          \\--------------- sold ------------>/
          <-- released, reduced --  (from held, from gone)
          <------- returned ------  (from gone)

    What is cancelled in part is `reduced`, whole `released`. What comes again, or late in an older
    state, moves nothing: nothing that is gone is merely held again, and an order never grows again
    once it gave something back. A second step of one kind is `reduced#2`. What a person received
    back counts once, whatever the platform says of it later.
    """
    of_order = [m for m in known if (m.shop, m.reference) == (order.shop, order.reference)]
    wanted = _wanted(order)
    skus = dict.fromkeys([*wanted, *(movement.sku for movement in of_order)])
    return [
        movement
        for sku in skus
        for movement in _moved(order, sku, wanted[sku], [m for m in of_order if m.sku == sku])
    ]


def movements_after(
    orders: Iterable[Order], known: Iterable[Movement], most: Mapping[Sku, int] | None = None
) -> list[Movement]:
    """Take in many orders, the same one several times too; only what is new comes out.

    A sale that cannot be true is `unbelieved`: it is kept, with its figure in the note, and moves
    nothing until a person says what it was. That is one of more than `MOST_OF_ONE_SKU` units, or,
    where people carry the sales in files, of more than was on sale: `most` says how many of each
    SKU all these orders together can have taken.
    """
    by_order: dict[tuple[ShopName, str], list[Movement]] = {}
    for movement in known:
        by_order.setdefault((movement.shop, movement.reference), []).append(movement)
    new: list[Movement] = []
    left = None if most is None else Counter(most)
    for order in orders:
        of_order = by_order.setdefault((order.shop, order.reference), [])
        fresh = list(_believed(movements_of(order, of_order), of_order, left))
        of_order += fresh
        new += fresh
    return new


def _believed(
    moved: Iterable[Movement], known: Sequence[Movement], left: Counter[Sku] | None
) -> Iterator[Movement]:
    doubted: set[Sku] = set()
    for movement in moved:
        taken = max(-movement.quantity, 0)
        doubts = [m for m in known if m.sku == movement.sku and m.kind == UNBELIEVED]
        if any(doubt.note == str(taken) for doubt in doubts):
            doubted.add(movement.sku)
            continue  # it waits for a person already
        if movement.sku in doubted and movement.kind in MOVES_NOTHING:
            continue  # where units are that may never have been sold is no question yet
        if taken > (MOST_OF_ONE_SKU if left is None else left[movement.sku]):
            turn = "" if not doubts else f"#{len(doubts) + 1}"
            reason, note = f"{UNBELIEVED}{turn}", str(taken)
            doubted.add(movement.sku)
            yield replace(movement, reason=reason, quantity=0, held=0, note=note)
            continue
        if left is not None:
            left[movement.sku] -= taken
        yield movement


@dataclass(frozen=True, slots=True)
class _Goods:
    """Where an order's units of one SKU are: held for it, gone with it, brought back."""

    held: int = 0
    gone: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """One way that units take."""

    reason: str
    quantity: int  # to what may be sold
    held: int = 0


def _wanted(order: Order) -> defaultdict[Sku, _Goods]:
    """Say where the units of each SKU are now; a SKU may stand in several lines."""
    wanted: defaultdict[Sku, _Goods] = defaultdict(_Goods)
    for line in order.lines:
        goods, quantity = wanted[line.sku], max(line.quantity, 0)
        match line.status or order.status:
            case "reserved":
                goods = replace(goods, held=goods.held + quantity)
            case "sold":
                goods = replace(goods, gone=goods.gone + quantity)
            case "returned":
                goods = replace(goods, returned=goods.returned + quantity)
        wanted[line.sku] = goods
    return wanted


def _known(known: Sequence[Movement]) -> _Goods:
    """Recall where the units of one SKU were when this order was last taken in."""
    held = sum(movement.held for movement in known)
    gone = -sum(movement.on_hand for movement in known)
    back = ("returned", RECEIVED_BACK)
    returned = sum(movement.on_hand for movement in known if movement.kind in back)
    return _Goods(held, gone, returned)


def _as_received(now: _Goods, known: Sequence[Movement]) -> _Goods:
    """Let what a person received, and what of it is for sale, stand over what the platform says."""
    told = [movement for movement in known if movement.kind == RECEIVED_BACK]
    came = settled_units(told)
    spoilt = came - sum(movement.quantity for movement in told)
    left = now.gone + now.returned
    returned = max(min(max(now.returned, came), left) - spoilt, 0)
    return replace(now, gone=max(left - returned, spoilt), returned=returned)


def _moved(order: Order, sku: Sku, now: _Goods, known: Sequence[Movement]) -> Iterator[Movement]:
    before, now = _known(known), _as_received(now, known)
    if _is_older(order, now, before, known):
        return
    steps = list(_steps(order, before, now))
    if not steps and not known:
        steps = [_Step(_way_back(order), 0)]  # what is first seen cancelled never counts later
    taken = [*known]
    for step in steps:
        movement = _movement(order, sku, step, taken)
        taken.append(movement)
        yield movement
    for reason, note in remarks_of(order, sku, known):
        yield replace(_movement(order, sku, _Step(reason, 0), taken), note=note)


def _is_older(order: Order, now: _Goods, before: _Goods, known: Sequence[Movement]) -> bool:
    """Tell whether we know of the order in a later state than this."""
    told = [movement for movement in known if movement.kind != RECEIVED_BACK]
    late = any(order.updated_at < movement.at for movement in told)
    held_again = now.held > before.held and now.gone < before.gone
    grows = now.held + now.gone > before.held + before.gone
    gave_back = any(movement.kind in GIVEN_BACK for movement in known)
    return late or held_again or (grows and gave_back)


def _steps(order: Order, before: _Goods, now: _Goods) -> Iterator[_Step]:
    let_go = max(before.held - now.held, 0)
    sold = max(now.gone - before.gone, 0)
    sold_from_held = min(let_go, sold)
    freed = let_go - sold_from_held
    back = max(before.gone - now.gone, 0)
    returned = min(back, max(now.returned - before.returned, 0))
    if (held := now.held - before.held) > 0:
        yield _Step("reserved", -held, held)
    if sold:
        yield _Step("sold", sold_from_held - sold, -sold_from_held)
    if freed:
        yield _Step(_way_back(order), freed, -freed)
    if returned:
        yield _Step("returned", returned)
    if back > returned:
        yield _Step(_way_back(order), back - returned)


def _way_back(order: Order) -> str:
    """Name what was given back: the order as a whole, or only some of its units."""
    whole = all(line.status in (None, order.status) for line in order.lines)
    return order.status if whole and order.status in GIVEN_BACK else "reduced"


def _movement(order: Order, sku: Sku, step: _Step, known: Sequence[Movement]) -> Movement:
    turn = 1 + sum(movement.kind == step.reason for movement in known)
    from_shelf = step.quantity > 0 and step.held == 0 and step.reason != "returned"
    sales = [m.at for m in known if m.kind == "sold"] if from_shelf else []
    return Movement(
        shop=order.shop,
        reference=order.reference,
        sku=sku,
        reason=step.reason if turn == 1 else f"{step.reason}#{turn}",
        quantity=step.quantity,
        held=step.held,
        # A cancelling is dated like its sale: a count between them saw the goods on the shelf.
        at=min(sales, default=order.updated_at),
        price=order.prices.get(sku),
    )
