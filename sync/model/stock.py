"""What was sold and what that did to the stock."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model.words import ShopName, Sku

OrderStatus = Literal["reserved", "sold", "released", "returned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """So many of one SKU, as the platform now counts them."""

    sku: Sku
    quantity: int
    line_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order without its buyer: nothing personal is kept."""

    shop: ShopName
    reference: str
    status: OrderStatus
    placed_at: datetime
    updated_at: datetime
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Stock that came or went; unique on (shop, reference, sku, reason)."""

    shop: ShopName
    reference: str
    sku: Sku
    reason: str  # sold, released, returned
    quantity: int  # signed: what it does to the stock on hand
    at: datetime
