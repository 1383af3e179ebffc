"""How many are left, and what orders did to that: values in, values out."""

from sync.stock.counting import Account, available, counted_at, on_hand
from sync.stock.movements import movements_of, take_in

__all__ = ["Account", "available", "counted_at", "movements_of", "on_hand", "take_in"]
