"""What stands in a shop: products with their versions, SKUs, orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.read_lag import LaggedValue
from sandbox.replica import Json


@dataclass
class Offer:
    """Price and stock of one SKU, the same under every version of its product's content."""

    sku_id: str
    price: LaggedValue[int]
    stock: LaggedValue[dict[str, int]]  # warehouse -> available units
    committed: dict[str, int] = field(default_factory=dict)  # warehouse -> units in open orders
    campaign: int = 0  # available units that a campaign holds
    price_locked: bool = False

    @property
    def available(self) -> int:
        return sum(self.stock.value.values())

    @property
    def promoted(self) -> bool:
        return self.price_locked or self.campaign > 0


@dataclass
class Product:
    """One listing. Contents hold what create and edit set, in their own field names.

    `live` is what buyers see, or wait for; `reviewed` an edit under audit behind it.
    """

    product_id: str
    status: str
    live: Json
    offers: dict[str, Offer]
    create_time: float
    update_time: float
    audit: str = "NONE"
    audit_until: float | None = None
    reviewed: Json | None = None
    draft: Json | None = None
    failed_reasons: list[Json] = field(default_factory=list)
    banned: bool = False
    shown: LaggedValue[Json | None] = field(
        default_factory=lambda: LaggedValue(None, None)
    )  # in search

    @property
    def newest(self) -> Json:
        return self.reviewed or self.live

    @property
    def deleted(self) -> bool:
        return self.status == "DELETED"

    @property
    def title(self) -> str:
        return str(self.live["title"])

    def sku(self, sku_id: str) -> Json:
        """The row of a SKU in whichever content has it."""
        return next(row for row in self._rows() if row["id"] == sku_id)

    def _rows(self) -> list[Json]:
        contents = [each for each in (self.live, self.reviewed, self.draft) if each is not None]
        return [row for content in contents for row in content["skus"]]

    def keep_offers(self) -> None:
        """Forget the SKUs that no content names any more."""
        kept = {row["id"] for row in self._rows()}
        self.offers = {key: offer for key, offer in self.offers.items() if key in kept}

    def sold(self) -> Iterator[tuple[Json, Offer]]:
        """The SKUs that buyers see."""
        for row in self.live["skus"]:
            yield row, self.offers[row["id"]]


@dataclass
class Unit:
    """One unit of an order, with what the listing said when it was placed."""

    unit_id: str
    product_id: str
    product_name: str
    sku_id: str
    sku_name: str
    seller_sku: str
    price: int
    warehouse_id: str


@dataclass
class Order:
    """A buyer's order; times are whole seconds since 1970, 0 where it has not happened."""

    order_id: str
    status: str
    cod: bool
    units: list[Unit]
    create_time: int
    update_time: int
    paid_time: int = 0
    cancel_time: int = 0
    rts_time: int = 0  # ready to ship: a label is printed
    returned: bool = False


@dataclass
class Shop:
    """One seller's shop."""

    shop_id: str
    name: str
    cipher: str
    warehouses: list[str]
    products: dict[str, Product] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    created_by_key: dict[str, Json] = field(default_factory=dict)  # idempotency key -> answer
    listed_on: list[int] = field(default_factory=lambda: [0, 0])  # a day, and listings on it
    webhooks: dict[str, Json] = field(default_factory=dict)
    pushes: list[Json] = field(default_factory=list)

    def offering(self, seller_sku: str) -> Iterator[tuple[Product, Json, Offer]]:
        """Every SKU, not deleted, that carries this seller's SKU."""
        for product in self.products.values():
            if not product.deleted:
                for row, offer in product.sold():
                    if row["seller_sku"] == seller_sku:
                        yield product, row, offer


def sku_name(row: dict[str, Any]) -> str:
    """The chosen values of a SKU, as an order prints them."""
    return ", ".join(chosen["value_name"] for chosen in row["sales_attributes"])
