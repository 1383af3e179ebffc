"""Everything that lives in one replica - shops, tokens, pictures, pushes - and one call on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from sandbox.clock import Clock
from sandbox.pictures import PictureHost
from sandbox.push_delivery import Outbox, PushDelivery
from sandbox.replica import Json
from sandbox.shopee.facts import PUSH_POLICY, SHOPS, ShopeeSettings
from sandbox.shopee.fields import Fields, Query, Refusal, busy
from sandbox.shopee.shop import DELETED, Item, ReplicaShop
from sandbox.shopee.tokens import Tokens

NEVER = 1e12  # a second after which nothing here happens


class MarketplaceState:
    """Everything that lives in one replica."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.settings = ShopeeSettings()
        self.tokens = Tokens(clock, self.settings)
        self.shops = {known.shop_id: ReplicaShop(known.shop_id, known.name) for known in SHOPS}
        self.pictures = PictureHost()
        self.images: dict[str, float] = {}  # id -> when it was uploaded
        self.numbers = {"item": 3_400_000_000, "model": 244_000_000}
        self.numbers |= {"image": 0, "order": 0, "push": 0}
        self.delivery, self.outbox = PushDelivery(clock, self.settings, PUSH_POLICY), Outbox()
        self.push_key = ""  # empty: pushes are signed with the partner key
        self.push_codes: list[int] = []  # those that are on

    def next_number(self, kind: str) -> int:
        self.numbers[kind] += 1
        return self.numbers[kind]

    def has_image(self, image_id: str) -> bool:
        """Whether an uploaded picture is still kept."""
        life_s, uploaded_at = self.settings.image_life_s, self.images.get(image_id)
        return uploaded_at is not None and not 0 < life_s <= self.clock.now() - uploaded_at

    def keep_images(self, image_ids: Iterable[str]) -> None:
        """What stands on a listing is kept as long as the listing."""
        self.images |= dict.fromkeys(image_ids, NEVER)

    def shown_status(self, item: Item) -> str:
        """The status as readers see it: late, and REVIEWING while the review lasts."""
        now = self.clock.now()
        status = item.status.read(now, self.settings.readback_lag_s)
        return "REVIEWING" if status == "NORMAL" and now < item.review_until else status


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart call."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReplicaCall:
    """One call that has passed the gateway; `shop` is None on public calls."""

    market: MarketplaceState
    fields: Fields
    seller: ReplicaShop | None = None
    uploads: list[Upload] = field(default_factory=list)
    partial: bool = False  # a fault asks that every second entry of a batch fails

    @property
    def shop(self) -> ReplicaShop:
        if self.seller is None:
            raise Refusal("error_param", "There is no shop_id in query.")
        return self.seller

    @property
    def query(self) -> Query:
        if not isinstance(self.fields, Query):
            raise TypeError("only a GET call has a query")
        return self.fields

    @property
    def now(self) -> float:
        return self.market.clock.now()

    @property
    def settings(self) -> ShopeeSettings:
        return self.market.settings

    def fails(self, position: int) -> bool:
        """Whether the fault `partial` strikes this entry of a batch."""
        return self.partial and position % 2 == 1

    def item(self) -> Item:
        """The item that `item_id` names, deleted ones included."""
        item_id = self.fields.integer("item_id")
        item = self.shop.items.get(item_id)
        if item is None:
            raise Refusal("product.error_item_not_found", "Product not found")
        return item

    def writable_item(self) -> Item:
        """The item to be written: neither deleted nor under review nor locked by the last edit."""
        item = self.item()
        if item.status.value in DELETED:
            raise busy(
                "All the fields cannot be updated because the product "
                f"{item.item_id} status is abnormal"
            )
        if self.market.shown_status(item) == "REVIEWING":
            raise Refusal("product.error_item_uneditable", "Item is uneditable while reviewing.")
        if self.now < item.locked_until:
            raise busy("get update lock failed")
        return item

    def edited(self, item: Item) -> None:
        """Stamp and lock an item after its content was edited."""
        item.update_time = self.now
        item.locked_until = self.now + self.settings.item_lock_s


Act = Callable[[ReplicaCall], Json | Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: its verb, who must sign (`public`, `shop` or `either`), and what it does."""

    method: str
    act: Act
    signer: str = "shop"


def get(act: Act, signer: str = "shop") -> Endpoint:
    """An endpoint that reads."""
    return Endpoint("GET", act, signer)


def post(act: Act, signer: str = "shop") -> Endpoint:
    """An endpoint that takes a body."""
    return Endpoint("POST", act, signer)
