"""One shop: its items with their models, and the orders taken from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.read_lag import LaggedValue


@dataclass
class Model:
    """One sellable thing; an item without variations has a single one with model_id 0."""

    model_id: int
    tier_index: list[int]
    sku: LaggedValue[str]
    price: LaggedValue[int]
    stock: LaggedValue[int]
    created_at: float
    extras: dict[str, Any] = field(default_factory=dict)  # weight, dimension, gtin_code, pre_order
    reserved: int = 0
    price_locked: bool = False

    @property
    def available(self) -> int:
        return self.stock.value - self.reserved


@dataclass
class Option:
    """One choice of a tier, such as 200 g."""

    name: str
    image_id: str | None = None


@dataclass
class Tier:
    """One axis of variation, such as Khối lượng."""

    name: str
    options: list[Option]


DELETED = frozenset({"SELLER_DELETE", "SHOPEE_DELETE"})


@dataclass
class Item:
    """One listing. `content` holds what add_item and update_item set, in their own field names."""

    item_id: int
    content: dict[str, Any]
    status: LaggedValue[str]
    models: list[Model]
    create_time: float
    update_time: float
    tiers: list[Tier] = field(default_factory=list)
    review_until: float = 0.0
    locked_until: float = 0.0
    sku_since: float = 0.0  # when the search index was told of the SKU

    @property
    def sku(self) -> str:
        return str(self.content["item_sku"])

    @property
    def has_models(self) -> bool:
        return bool(self.tiers)

    @property
    def deleted(self) -> bool:
        return self.status.value in DELETED

    @property
    def promoted(self) -> bool:
        return any(model.price_locked for model in self.models)

    def is_one_of(self, skus: str) -> bool:
        """Whether it, or one of its models, bears one of these SKUs."""
        return not {self.sku, *map(self.sku_of, self.models)}.isdisjoint(skus.split())

    def model(self, model_id: int) -> Model | None:
        return next((model for model in self.models if model.model_id == model_id), None)

    def options_of(self, model: Model) -> list[str]:
        return [
            tier.options[index].name
            for tier, index in zip(self.tiers, model.tier_index, strict=True)
        ]

    def sku_of(self, model: Model) -> str:
        return model.sku.value if self.has_models else self.sku


@dataclass
class OrderedLine:
    """One line of an order, with what the listing said when it was placed."""

    item_id: int
    model_id: int
    item_name: str
    item_sku: str
    model_name: str
    model_sku: str
    price: int
    quantity: int
    weight: float


@dataclass
class ReplicaOrder:
    """A buyer's order; times are seconds since 1970, `pay_time` 0 while unpaid."""

    order_sn: str
    status: str
    cod: bool
    lines: list[OrderedLine]
    create_time: int
    update_time: int
    pay_time: int = 0
    handed_over: bool = False  # the carrier had it, and could not deliver


@dataclass
class ReplicaShop:
    """One seller's shop."""

    shop_id: int
    name: str
    items: dict[int, Item] = field(default_factory=dict)
    orders: dict[str, ReplicaOrder] = field(default_factory=dict)

    def offering(self, sku: str) -> Iterator[tuple[Item, Model]]:
        """Every model on sale or hidden, not deleted, that carries this SKU."""
        for item in self.items.values():
            if not item.deleted:
                yield from ((item, model) for model in item.models if item.sku_of(model) == sku)

    def listing(self, sku: str) -> Item | None:
        """The first item, not deleted, that carries this SKU itself or on a model."""
        for item in self.items.values():
            if not item.deleted and (item.sku == sku or sku in map(item.sku_of, item.models)):
                return item
        return None
