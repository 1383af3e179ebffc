"""What a seller has: items, their SKUs with a stock ledger, and the orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from sandbox.read_lag import LaggedValue

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


VIETNAM = timezone(timedelta(hours=7))
ACTIVE, INACTIVE, DELETED = "active", "inactive", "deleted"


@dataclass
class Discount:
    """A sale price in dong with its dates, `YYYY-MM-DD HH:mm:ss` or empty."""

    price: int
    since: str = ""
    until: str = ""

    def holds(self, now: float) -> bool:
        """Whether a buyer pays it at this Unix time; days are those of Vietnam."""
        clock = f"{datetime.fromtimestamp(now, VIETNAM):%Y-%m-%d %H:%M:%S}"
        return self.since <= clock and (not self.until or clock < self.until)


@dataclass
class Sku:
    """One sellable thing. Stock: sellable = total - withhold - occupy, never below the floor.

    `withhold` is ordered and unpaid, `occupy` paid and not yet handed over; `floor` is what a
    campaign locked. `fields` holds the attributes of kind sku in their own names, as text.
    """

    item_id: int
    sku_id: int
    seller_sku: str
    price: LaggedValue[int]
    total: LaggedValue[int]
    status: LaggedValue[str]
    sale_prop: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)
    discount: Discount | None = None
    withhold: int = 0
    occupy: int = 0
    floor: int = 0
    price_locked: bool = False

    @property
    def sellable(self) -> int:
        return self.total.value - self.withhold - self.occupy

    @property
    def in_campaign(self) -> bool:
        return self.price_locked or self.floor > 0


@dataclass
class Variation:
    """One axis of variation, such as Khối lượng."""

    name: str
    has_image: bool
    customize: bool
    options: list[str]


@dataclass
class Item:
    """One listing. `attributes` holds those of kind normal in their own names, as text."""

    item_id: int
    category_id: int
    attributes: dict[str, str]
    images: list[str]
    created_at: float
    updated_at: float
    skus: list[Sku] = field(default_factory=list)
    variations: list[Variation] = field(default_factory=list)
    review_until: float = 0.0
    doomed: bool = False  # the review will refuse it, or has
    pinned: str = ""  # what a person in the seller centre made of it: reviewing or banned
    locked_until: float = 0.0

    @property
    def standing(self) -> list[Sku]:
        """The SKUs that were not deleted."""
        return [sku for sku in self.skus if sku.status.value != DELETED]

    @property
    def deleted(self) -> bool:
        return not self.standing

    @property
    def title(self) -> str:
        return self.attributes["name"]


@dataclass
class Unit:
    """One unit of one order: Lazada writes a row for each."""

    order_item_id: int
    item_id: int
    sku_id: int
    seller_sku: str
    name: str
    variation: str
    price: int
    status: str


@dataclass
class Order:
    """A buyer's order; `held` says which bucket of the ledger its units are in."""

    order_id: int
    cod: bool
    units: list[Unit]
    created_at: int
    updated_at: int
    paid_at: int = 0
    held: str = "withhold"

    @property
    def status(self) -> str:
        return self.units[0].status


@dataclass
class Shop:
    """One seller's shop, with indexes by the keys that calls use."""

    seller_id: str
    items: dict[int, Item] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    by_sku_id: dict[int, Sku] = field(default_factory=dict)
    by_seller_sku: dict[str, list[Sku]] = field(default_factory=dict)

    def put(self, item: Item) -> None:
        """Place an item, or enter what SKUs it has gained."""
        self.items[item.item_id] = item
        for sku in item.skus:
            if sku.sku_id not in self.by_sku_id:
                self.by_sku_id[sku.sku_id] = sku
                self.by_seller_sku.setdefault(sku.seller_sku, []).append(sku)

    def item(self, key: str) -> Item | None:
        """The item with this id as text, deleted ones included."""
        return self.items.get(_id(key))

    def sku_by_id(self, key: str) -> Sku | None:
        """The SKU with this SkuId as text, deleted ones included."""
        return self.by_sku_id.get(_id(key))

    def carrying(self, seller_sku: str) -> Iterator[Sku]:
        """The SKUs with this SellerSku that were not deleted; by the rules at most one."""
        for sku in self.by_seller_sku.get(seller_sku, ()):
            if sku.status.value != DELETED:
                yield sku

    def sku(self, seller_sku: str) -> Sku | None:
        return next(self.carrying(seller_sku), None)


def _id(key: str) -> int:
    return int(key) if key.isascii() and key.isdigit() and len(key) <= 18 else 0


def sku_row(sku: Sku, row: Json) -> Json:
    """A detail row that says which SKU it is about."""
    return {"seller_sku": sku.seller_sku, "sku_id": sku.sku_id} | row


def campaign_row(sku: Sku, sellable: int) -> list[Json]:
    """4170 when the count would fall below what a campaign locked."""
    if sellable >= sku.floor:
        return []
    message = "During the campaign, there are restrictions for stock adjustments: only increases"
    return [sku_row(sku, {"code": "4170", "message": message})]


def set_sellable(call: Call, sku: Sku, sellable: int) -> None:
    """Write the count that buyers may order; what is on order stays on order."""
    set_total(call, sku, sellable + sku.withhold + sku.occupy)


def set_total(call: Call, sku: Sku, total: int) -> None:
    """Write the count in the warehouse."""
    sku.total.write(total, call.now, call.settings.readback_lag_s)
    if call.settings.writes_bump_updated_time:
        call.shop.items[sku.item_id].updated_at = call.now
