"""What was sold, counted, received and lost, and what that did to the stock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Final, Literal

from pydantic.dataclasses import dataclass

from sync.model.product import Count
from sync.model.unit_state import OrderStatus, UnitState
from sync.model.words import DEFERRED, Dong, ShopName, Sku

CountSource = Literal["catalog", "hand"]

BY_HAND: Final = ShopName("")  # whose movements a person wrote down; no shop can have this name


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class OrderLine:
    """So many of one SKU, as the platform now counts them.

    `status` is for platforms that cancel or take back units of an order one by one; None: as the
    order. `state` says where they are as far as the platform tells, and `word` is the platform's
    own where no document tells what it means.
    """

    sku: Sku
    quantity: int
    status: OrderStatus | None = None
    state: UnitState | None = None
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Order:
    """An order without its buyer: nothing personal is kept.

    `reserved`: ordered, and the buyer may still not pay. `sold`: the goods are the buyer's.
    `released`: cancelled. `returned`: the goods are back with us.
    """

    shop: ShopName
    reference: str
    status: OrderStatus
    placed_at: datetime
    updated_at: datetime
    lines: tuple[OrderLine, ...]
    prices: Mapping[Sku, Dong] = field(default_factory=dict)  # of one unit, as it was sold


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Movement:
    """Stock that came or went; unique on (shop, reference, sku, reason)."""

    shop: ShopName
    reference: str
    sku: Sku
    reason: str  # reserved, sold, reduced, released, returned, unbelieved, cancelled; of a
    #              part that moved within a bundle with its name behind: sold@GIFT;
    #              by hand: received, lost, sold_by_hand, corrected, received_back;
    #              moving nothing: coming_back, lost_on_the_way, status_unknown
    quantity: int  # signed: what it does to what may be sold
    at: datetime
    held: int = 0  # signed: what it does to what is kept for orders
    note: str = ""
    price: Dong | None = None  # what one unit was sold for, where anybody told

    @property
    def on_hand(self) -> int:
        """What it does to the goods on the shelf."""
        return self.quantity + self.held

    @property
    def kind(self) -> str:
        """Its reason without the number of its turn and the bundle: `reduced#2` is `reduced`."""
        return self.reason.partition("@")[0].partition("#")[0]

    @property
    def bundle(self) -> Sku:
        """The bundle as whose part it moved: `sold@GIFT` is of GIFT; "" where it went alone."""
        return Sku(self.reason.partition("@")[2])


Parts = Mapping[Sku, int]  # how many of each are needed for one bundle


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class BundleContents:
    """What a bundle is made of since a moment; without parts it is a single good again."""

    sku: Sku
    parts: Parts
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Aside:
    """Units of a SKU that one shop alone may offer for a while, as for a livestream."""

    reference: str
    sku: Sku
    shop: ShopName
    quantity: int
    begins_at: datetime
    ends_at: datetime

    def less(self, sold: int) -> Aside:
        """Take off what the shop sold since it began."""
        return replace(self, quantity=max(self.quantity - max(sold, 0), 0))


@dataclass(frozen=True, slots=True, config=DEFERRED)
class StockAccount:
    """One SKU's newest count, from when it holds, and the movements after that moment.

    `held_before` is what orders held at that moment: the goods of an unpaid order stand on the
    shelf and are counted. What became of them since is among the movements.
    """

    count: Count
    counted_at: datetime
    movements: tuple[Movement, ...] = ()
    source: CountSource = "catalog"
    held_before: int = 0
    reference: str | None = None  # of a count by hand


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class ShownQuantity:
    """What one shop may be showing of one SKU, so that no unit is on sale twice.

    `figure` is the most that it may show now. `unseen`: so many may have been sold before our last
    write, which went over their sales, and orders that are read before `unseen_until` need not
    tell of them yet; None: the write's own answer is still to come. It should show `expected`, and
    `fell` is how many fewer it was seen to show, though no order tells why; since `fell_at`.
    """

    shop: ShopName
    sku: Sku
    figure: int
    unseen: int = 0
    unseen_until: datetime | None = None
    as_of: datetime | None = None  # what was sold until then is no longer in the figure
    written_at: datetime | None = None
    expected: int | None = None
    fell: int = 0
    fell_at: datetime | None = None
