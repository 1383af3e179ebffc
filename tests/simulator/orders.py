"""What was sold in one shop: read by its number, or from the list of orders, and believed."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from tests.simulator.calls import Failure, call
from tests.simulator.market import Sale

if TYPE_CHECKING:
    from tests.simulator.lane import Lane

ORDERS_PER_CALL = 50
AGAIN_S = 2.0  # an order that was pushed and is not in the list yet: look again
GIVE_UP_S = 60.0


def take_in(lane: Lane) -> Generator[float, None, bool]:
    """Read what was named, or all that is listed; careful ones do so before every write."""
    if lane.design.care == "careless" and not lane.polls:
        believe(lane, _named(lane))  # the push itself is believed
        lane.named.clear()
        return True
    if lane.design.reads == "order" and lane.named:
        asked = list(lane.named)
        found = yield from call(lane, "orders", lambda: _named(lane))
        if isinstance(found, Failure):
            return False
        believe(lane, found)
        for order in asked:
            lane.named.pop(order, None)
    due = lane.polls or lane.asked or lane.agenda.now >= lane.look_at
    if not (due or lane.dirty or lane.named):
        return True
    lane.asked = False
    return (yield from _read_list(lane))


def _read_list(lane: Lane) -> Generator[float, None, bool]:
    now = lane.agenda.now  # as of which the list is asked for
    found = yield from call(lane, "orders", lambda: _listed(lane), lane.front.kind.order_calls)
    if isinstance(found, Failure):
        return False
    for _ in range((len(found) - 1) // ORDERS_PER_CALL):
        if isinstance((yield from call(lane, "orders", list)), Failure):
            return False
    believe(lane, found)
    lane.service.spread(lane.books.listed(now))
    taken = {id(sale) for sale in found}
    lane.front.log = [sale for sale in lane.front.log if id(sale) not in taken]
    for sale in found:
        lane.named.pop(sale.number, None)
    for order in [o for o, since in lane.named.items() if now - since > GIVE_UP_S]:
        del lane.named[order]
    if lane.named and lane.design.reads == "list" and not lane.writable():
        yield AGAIN_S
    return True


def _listed(lane: Lane) -> list[Sale]:
    now = lane.agenda.now
    return [sale for sale in lane.front.log if sale.listed_at <= now]


def _named(lane: Lane) -> list[Sale]:
    return [lane.front.orders[order] for order in lane.named]


def believe(lane: Lane, sales: list[Sale]) -> None:
    """Take orders in, and tell the other shops what that changes."""
    for sale in sales:
        fresh = lane.service.take_in(sale)
        for movement in fresh:
            lane.books.moved(sale.sku, movement)
        moved = sum(each.quantity for each in fresh if each.kind != "returned")
        happened = sale.at if moved < 0 else sale.updated_at
        if moved:
            lane.trust.moved(sale.sku, moved, happened)
    lane.service.spread({sale.sku for sale in sales})
