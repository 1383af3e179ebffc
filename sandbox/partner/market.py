"""The whole replica as the endpoints see it: shops, access, knobs, and the call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.courier import Courier
from sandbox.partner.courier import MANNERS
from sandbox.partner.facts import ORDER_LIFE_S
from sandbox.partner.knobs import PartnerKnobs
from sandbox.partner.refusal import Refusal, invalid
from sandbox.partner.shapes import Problems, Table
from sandbox.partner.shelf import Shop
from sandbox.partner.tokens import Tokens

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.partner.houses import House
    from sandbox.partner.shelf import Order, Product
    from sandbox.replica import Json


class Market:
    """Everything that lives in one replica."""

    def __init__(self, house: House, clock: Clock) -> None:
        self.house, self.clock = house, clock
        self.knobs = PartnerKnobs()
        self.courier = Courier(clock, self.knobs, MANNERS)
        self.tokens = Tokens(house, clock, self.knobs)
        self.shops = {
            known.shop_code: Shop(known.shop_code, known.shop_name, clock.now())
            for known in house.connections
        }
        self.numbers = {"product": 0, "order": 0, "event": 0}

    def next_number(self, kind: str) -> int:
        self.numbers[kind] += 1
        return self.numbers[kind]

    def closed(self) -> list[int]:
        """The categories that take no new products."""
        return [int(word) for word in self.knobs.closed_categories.split() if word.isdecimal()]


@dataclass(frozen=True, slots=True)
class Upload:
    """The file of a multipart call."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What an endpoint answers: the `data` of the envelope, and the HTTP status."""

    data: Json | None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has passed the gateway; `visited` is the shop, None where no token is asked."""

    market: Market
    endpoint: Endpoint
    ids: Mapping[str, str]  # what stood in the path
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    visited: Shop | None = None
    partial: bool = False  # a fault asks that every second entry of a batch fails

    @property
    def shop(self) -> Shop:
        if self.visited is None:
            raise Refusal(4010)
        return self.visited

    @property
    def house(self) -> House:
        return self.market.house

    @property
    def knobs(self) -> PartnerKnobs:
        return self.market.knobs

    @property
    def now(self) -> float:
        return self.market.clock.now()

    def fails(self, position: int) -> bool:
        """Whether the fault `partial` strikes this entry of a batch."""
        return self.partial and position % 2 == 1

    def wish(self) -> Json:
        """The body, if nothing is wrong with its shape."""
        problems: Problems = []
        found: Json = self.endpoint.body.read(self.body, "", problems)
        if problems:
            raise invalid(problems)
        return found

    def asked(self) -> Json:
        """The parameters of the address; an empty one counts as absent."""
        given = {name: value for name, value in self.query.items() if value}
        problems: Problems = []
        found: Json = self.endpoint.query.read(given, "", problems)
        if problems:
            raise invalid(problems)
        return found

    def product(self) -> Product:
        """The product that the path names by its own SKU or by a variant's."""
        found = self.shop.product_of(self.ids["sku"])
        if found is None:
            raise Refusal(4040, {"sku": self.ids["sku"]})
        return found

    def order(self) -> Order:
        """The order that the path names, of the last 90 days."""
        found = self.shop.orders.get(self.ids["order_id"])
        if found is None or found.created_at < oldest_order(self.now):
            raise Refusal(4040, {"order_id": self.ids["order_id"]})
        return found


def oldest_order(now: float) -> float:
    """Orders created before this second can no longer be read."""
    return now - ORDER_LIFE_S


Act = Callable[[Call], "Done | Awaitable[Done]"]
NOTHING = Table({})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: its verb, scope, what it takes and what it does; `data` names its answer."""

    method: str
    path: str  # with {placeholders}, below the base
    act: Act
    scope: str  # empty: no token is asked for
    summary: str
    data: str  # the schema of the envelope's data, in the OpenAPI document
    body: Table = NOTHING
    query: Table = NOTHING
    form: bool = False
    keyed: bool = False  # an idempotency key is required
    statuses: tuple[int, ...] = (200,)

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    def ids(self, path: str) -> dict[str, str] | None:
        """What stands in the placeholders, or None when the path is another."""
        ours, theirs = self.path.split("/"), path.split("/")
        if len(ours) != len(theirs):
            return None
        found = {}
        for mine, given in zip(ours, theirs, strict=True):
            if mine.startswith("{") and given:
                found[mine[1:-1]] = given
            elif mine != given:
                return None
        return found
