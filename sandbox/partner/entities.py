"""What a replica remembers of each shop: products, offers, pictures, orders, and its webhook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from sandbox.partner import answers
from sandbox.push_delivery import Outbox
from sandbox.read_lag import LaggedValue
from sandbox.replica import Json


@dataclass
class Offer:
    """One SKU that can be sold: the product's own, or a variant's."""

    sku: str
    price: int
    list_price: int | None
    stock: int
    weight_g: int
    gtin: str | None
    option_values: list[str] = field(default_factory=list)
    media_id: str | None = None
    reserved: int = 0  # units in orders that are not shipped
    live: bool = False  # part of a revision that passed its review


@dataclass
class Product:
    """One listing; `content` is that of the newest revision, in the contract's field names."""

    sku: str
    product_id: str
    content: Json
    offers: dict[str, Offer]
    created_at: int
    updated_at: int
    sale_status: str = "ON"
    review_status: str = "PENDING"
    review_until: float | None = None  # None: no verdict is due by itself
    revision: int = 1
    live_revision: int | None = None
    etag: int = 0
    reject_reasons: list[answers.Rejected] = field(default_factory=list)
    ban_reason: answers.Rejected | None = None
    price_locked_until: float = 0.0
    shown: LaggedValue[answers.Product | None] = field(
        default_factory=lambda: LaggedValue(None, None)
    )  # in lists

    @property
    def only(self) -> Offer:
        """The offer of a product without variants."""
        return self.offers[self.sku]


@dataclass
class Line:
    """One line of an order."""

    line_id: str
    sku: str
    product_id: str
    quantity: int
    unit_price: int
    cancelled_quantity: int = 0
    returned_quantity: int = 0

    @property
    def kept(self) -> int:
        return self.quantity - self.cancelled_quantity


@dataclass
class Order:
    """A buyer's order; times are whole seconds since 1970."""

    order_id: str
    lines: list[Line]
    cod: bool
    created_at: int
    updated_at: int
    status: str = "NEW"
    paid_at: int | None = None
    shipment: answers.Shipment | None = None
    cancellation: answers.Cancellation | None = None
    shown: LaggedValue[answers.Order | None] = field(
        default_factory=lambda: LaggedValue(None, None)
    )


@dataclass
class Webhook(Outbox):
    """The webhook of one shop."""

    events: list[str] = field(default_factory=list)
    secret: str = ""
    old_secret: str = ""
    old_until: float = 0.0

    @property
    def status(self) -> str:
        if self.stopped:
            return "DISABLED"
        return "ON" if self.url else "OFF"

    def secrets(self, now: float) -> list[str]:
        """The secrets that sign at this moment, the newest first."""
        old = [self.old_secret] if self.old_secret and now < self.old_until else []
        return [self.secret, *old]


@dataclass
class Shop:
    """One seller's shop, by its code."""

    code: str
    name: str
    connected_at: float
    products: dict[str, Product] = field(default_factory=dict)  # by the product's own SKU
    owners: dict[str, str] = field(default_factory=dict)  # any SKU -> its product's SKU
    media: dict[str, Json] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    keys: dict[str, Json] = field(default_factory=dict)  # idempotency
    created_on: dict[str, int] = field(default_factory=dict)  # day -> new products
    webhook: Webhook = field(default_factory=Webhook)
    warned: list[int] = field(default_factory=list)  # days ahead of the secret's end
    closed: list[int] = field(default_factory=list)  # categories whose closing was told

    def product_of(self, sku: str) -> Product | None:
        """The product that a SKU, its own or a variant's, belongs to."""
        return self.products.get(self.owners.get(sku, ""))

    def offer_of(self, sku: str) -> Offer | None:
        product = self.product_of(sku)
        return None if product is None else product.offers.get(sku)

    def offers(self) -> Iterator[Offer]:
        for product in self.products.values():
            yield from product.offers.values()

    def place(self, product: Product) -> None:
        """Put a product, or its newest set of variants, in the shop."""
        self.products[product.sku] = product
        self._forget(product)
        self.owners |= dict.fromkeys([product.sku, *product.offers], product.sku)

    def remove(self, product: Product) -> None:
        """The marketplace's staff take a product away for good."""
        del self.products[product.sku]
        self._forget(product)

    def _forget(self, product: Product) -> None:
        for sku in [sku for sku, owner in self.owners.items() if owner == product.sku]:
            del self.owners[sku]


SHOPS = TypeAdapter(dict[str, Shop])  # by code, as the state file keeps them
