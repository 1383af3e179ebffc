"""Orders as machines read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sync.model import Order, Sku, UnitState
from sync.output.changes import Json

# The first of these that any unit of an order is in says what is to be done with it.
URGENCY: Sequence[UnitState] = (
    "sold", "coming_back", "unknown", "lost", "reserved", "in_transit", "delivered", "returned",
    "released",
)  # fmt: skip


def state_of(order: Order) -> UnitState:
    """Say where an order is that wants something done, by its unit that wants it most."""
    states = {line.state or line.status or order.status for line in order.lines if line.quantity}
    return next((state for state in URGENCY if state in states), order.status)


def packing(found: Sequence[Order]) -> Counter[Sku]:
    """Count the units that buyers paid for and no carrier has."""
    units = Counter[Sku]()
    for order in found:
        for line in order.lines:
            if (line.state or line.status or order.status) == "sold":
                units[line.sku] += line.quantity
    return +units


def order_json(order: Order) -> Json:
    """One order; nothing of its buyer is known."""
    return {
        "shop": order.shop,
        "order": order.reference,
        "placed_at": order.placed_at.isoformat(),
        "state": state_of(order),
        "lines": [
            {
                "sku": line.sku,
                "quantity": line.quantity,
                "state": line.state or line.status or order.status,
                "price": order.prices.get(line.sku),
            }
            for line in order.lines
        ],
    }
