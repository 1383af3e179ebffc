"""The whole Lazada replica as the endpoints see it: shops, tokens, pictures, and the call."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from sandbox.lazada.buyers import PUSH_POLICY
from sandbox.lazada.entities import ACTIVE, Item, Order, Shop
from sandbox.lazada.errors import Refusal, missing
from sandbox.lazada.settings import SELLERS, LazadaSettings
from sandbox.lazada.tokens import Tickets, Tokens
from sandbox.pictures import PictureHost
from sandbox.push_delivery import Outbox, PushDelivery, outbox_from_json, outbox_to_json
from sandbox.rate_limit import TokenBuckets

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.clock import Clock
    from sandbox.lazada.gateway import Parameters
    from sandbox.replica import Json


@dataclass
@dataclass
class Bans:
    """What the gateway remembers of too many calls: `until` in seconds since 1970, by path."""

    until: dict[str, float] = field(default_factory=dict)
    day: int = 0
    calls_of_day: int = 0


class Market:
    """Everything that lives in one replica."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.settings = LazadaSettings()
        self.tokens = Tokens(clock, self.settings)
        self.pace, self.bans = TokenBuckets(), Bans()
        self.shops = {known.seller_id: Shop(known.seller_id) for known in SELLERS}
        self.pictures = PictureHost()
        self.images: set[str] = set()  # hash codes of the pictures stored here
        self.numbers = {
            "item": 2_440_000_000,
            "sku": 10_580_000_000,
            "order": 400_012_345_678_900,
            "order_item": 400_012_345_778_900,
            "request": 0,
            "push": 0,
        }
        self.delivery, self.outbox = PushDelivery(clock, self.settings, PUSH_POLICY), Outbox()

    def next_number(self, kind: str) -> int:
        self.numbers[kind] += 1
        return self.numbers[kind]

    def status(self, item: Item, lag_s: float = 0.0) -> str:
        """The status of an item as Lazada words it, as known after a lag."""
        if item.deleted:
            return "Deleted"
        if item.pinned == "banned":
            return "Suspended"
        if item.pinned == "reviewing" or self.clock.now() < item.review_until:
            return "Pending QC"
        return "InActive" if item.doomed or not self._shows(item, lag_s) else "Active"

    def _shows(self, item: Item, lag_s: float) -> bool:
        now = self.clock.now()
        return any(sku.status.read(now, lag_s) == ACTIVE for sku in item.standing)

    def review(self, item: Item, seconds: float) -> None:
        """Send an item to quality control; what it will say is settled by the name."""
        rejects = self.settings.rejects
        item.review_until = self.clock.now() + seconds
        item.doomed = bool(rejects) and rejects in item.title


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has passed the gateway; `seller` is None where no token is asked for."""

    market: Market
    parameters: Parameters
    seller: Shop | None = None
    partial: bool = False  # a fault asks that every second entry of a batch fails

    @property
    def shop(self) -> Shop:
        if self.seller is None:
            raise missing("access_token")
        return self.seller

    @property
    def now(self) -> float:
        return self.market.clock.now()

    @property
    def settings(self) -> LazadaSettings:
        return self.market.settings

    def get(self, name: str) -> str:
        """A parameter, empty when absent."""
        return self.parameters.get(name)

    def required(self, name: str) -> str:
        text = self.get(name)
        if not text:
            raise missing(name)
        return text

    def fails(self, position: int) -> bool:
        """Whether the fault `partial` strikes this entry of a batch."""
        return self.partial and position % 2 == 1

    def whole(self, name: str, default: int, wrong: Refusal) -> int:
        """A whole number of at least 0, `default` when absent."""
        text = self.get(name) or str(default)
        if not (text.isascii() and text.isdigit() and len(text) < 16):
            raise wrong
        return int(text)

    def between(self, name: str, default: int, most: int, wrong: Refusal) -> int:
        """A whole number from 0 to `most`."""
        number = self.whole(name, default, wrong)
        if number > most:
            raise wrong
        return number


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: its verbs, whether it needs a token, and what it does."""

    methods: frozenset[str]
    act: Callable[[Call], Json]
    needs_token: bool = True

    @property
    def for_everyone(self) -> Endpoint:
        """The same endpoint, open without a seller's token."""
        return Endpoint(self.methods, self.act, needs_token=False)


def get(act: Callable[[Call], Json]) -> Endpoint:
    """An endpoint that reads."""
    return Endpoint(frozenset({"GET"}), act)


def post(act: Callable[[Call], Json]) -> Endpoint:
    """An endpoint that writes."""
    return Endpoint(frozenset({"POST"}), act)


def either(act: Callable[[Call], Json]) -> Endpoint:
    """An endpoint that takes both verbs."""
    return Endpoint(frozenset({"GET", "POST"}), act)


_ITEMS, _ORDERS, _TICKETS = TypeAdapter(list[Item]), TypeAdapter(list[Order]), TypeAdapter(Tickets)


def snapshot(market: Market) -> Json:
    """Everything that lives, as JSON values."""
    return {
        "shops": [
            {
                "seller_id": shop.seller_id,
                "items": _ITEMS.dump_python(list(shop.items.values())),
                "orders": _ORDERS.dump_python(list(shop.orders.values())),
            }
            for shop in market.shops.values()
        ],
        "images": sorted(market.images),
        "numbers": market.numbers,
        "tickets": _TICKETS.dump_python(market.tokens.tickets),
        "outbox": outbox_to_json(market.outbox),
    }


def restore(market: Market, raw: Json) -> None:
    """Make a market what snapshot saw."""
    for kept in raw["shops"]:
        shop = market.shops[kept["seller_id"]] = Shop(kept["seller_id"])
        for item in _ITEMS.validate_python(kept["items"]):
            shop.put(item)
        shop.orders = {each.order_id: each for each in _ORDERS.validate_python(kept["orders"])}
    market.images = set(raw["images"])
    market.numbers |= raw["numbers"]
    market.outbox = outbox_from_json(Outbox, raw.get("outbox", {}))
    market.tokens.tickets = _TICKETS.validate_python(raw["tickets"])
