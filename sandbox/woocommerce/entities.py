"""What lives in a WordPress shop: posts, terms, orders, keys and webhooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Attachment:
    """A file in the media library."""

    id: int
    src: str
    name: str
    alt: str = ""


@dataclass
class Term:
    """A category, a tag, an attribute or a value of one, by `taxonomy`."""

    id: int
    taxonomy: str
    name: str
    slug: str
    parent: int = 0


@dataclass
class Product:
    """A product, or a variation of one (`parent_id`); what nobody computes with is in `plain`."""

    id: int
    type: str
    name: str = ""
    slug: str = ""
    status: str = "publish"
    parent_id: int = 0
    sku: str = ""
    sku_since: float = 0.0  # from when `?sku=` finds it
    global_unique_id: str = ""
    regular_price: str = ""
    sale_price: str = ""
    sale_from: float | None = None
    sale_to: float | None = None
    sells_for: str = ""  # the price that was put when it was saved, or at midnight
    manage_stock: bool = False
    stock_quantity: float | None = None
    stock_status: str = "instock"
    backorders: str = "no"
    description: str = ""
    short_description: str = ""
    categories: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    attributes: list[Json] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    meta: list[Json] = field(default_factory=list)
    plain: Json = field(default_factory=dict)
    created_at: float = 0.0
    modified_at: float = 0.0
    status_before_trash: str = ""

    @property
    def trashed(self) -> bool:
        return self.status == "trash"


@dataclass
class Line:
    """One line of an order; `reduced` is how many were taken from stock for it."""

    id: int
    product_id: int
    variation_id: int
    name: str
    quantity: int
    price: float
    reduced: int = 0

    @property
    def bought(self) -> int:
        return self.variation_id or self.product_id


@dataclass
class Refund:
    """Money that went back, with or without goods."""

    id: int
    amount: str
    at: float
    lines: dict[int, int] = field(default_factory=dict)  # units by the id of the order's line


@dataclass
class Order:
    """An order; its buyer is a decoy."""

    id: int
    status: str
    lines: list[Line]
    created_at: float
    modified_at: float
    currency: str = "VND"
    created_via: str = "checkout"
    paid_at: float | None = None
    completed_at: float | None = None
    refunds: list[Refund] = field(default_factory=list)
    held_until: float = 0.0  # a pending checkout keeps its units apart until then


@dataclass
class Key:
    """A consumer key."""

    id: int
    key: str
    secret: str
    permissions: str
    user: str = "ocop"


@dataclass
class Webhook:
    """One subscription."""

    id: int
    name: str
    topic: str
    delivery_url: str
    secret: str
    status: str = "active"
    failures: int = 0
    created_at: float = 0.0
    pinged: bool = False


@dataclass
class Delivery:
    """A delivery that waits in the queue; its body is built when it is sent."""

    webhook_id: int
    resource_id: int
    due: float
    event: str


@dataclass
class Shop:
    """Everything that is kept."""

    products: dict[int, Product] = field(default_factory=dict)
    lookup: dict[int, str] = field(default_factory=dict)  # SKUs by product id, apart from the meta
    attachments: dict[int, Attachment] = field(default_factory=dict)
    terms: dict[int, Term] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    queue: list[Delivery] = field(default_factory=list)
    nonces: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def next_number(self, kind: str = "post") -> int:
        """Products, orders, attachments and refunds share one row of numbers."""
        self.numbers[kind] = self.numbers.get(kind, 100) + 1
        return self.numbers[kind]
