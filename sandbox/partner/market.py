"""The whole replica as the endpoints see it: shops, access, settings, the call, and its pages."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.partner.bodies import Nothing
from sandbox.partner.entities import Shop
from sandbox.partner.envelope import Refusal
from sandbox.partner.facts import ORDER_LIFE_S, PUSH_POLICY
from sandbox.partner.profiles import PartnerSettings
from sandbox.partner.shapes import read
from sandbox.partner.tokens import Tokens
from sandbox.pictures import PictureHost
from sandbox.push_delivery import PushDelivery
from sandbox.replica import dump

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.partner.entities import Order, Product
    from sandbox.partner.profiles import MarketProfile
    from sandbox.replica import Json

T = TypeVar("T")


class Market:
    """Everything that lives in one replica."""

    def __init__(self, profile: MarketProfile, clock: Clock) -> None:
        self.profile, self.clock = profile, clock
        self.settings = PartnerSettings()
        self.delivery = PushDelivery(clock, self.settings, PUSH_POLICY)
        self.tokens = Tokens(profile, clock, self.settings)
        self.shops = {
            known.shop_code: Shop(known.shop_code, known.shop_name, clock.now())
            for known in profile.connections
        }
        self.pictures = PictureHost()
        self.numbers = {"product": 0, "order": 0, "event": 0}

    def next_number(self, kind: str) -> int:
        self.numbers[kind] += 1
        return self.numbers[kind]

    def closed(self) -> list[int]:
        """The categories that take no new products."""
        return [int(word) for word in self.settings.closed_categories.split() if word.isdecimal()]


@dataclass(frozen=True, slots=True)
class Upload:
    """The file of a multipart call."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What an endpoint answers: the `data` of the envelope, and the HTTP status."""

    data: Mapping[str, Any] | None
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
    def profile(self) -> MarketProfile:
        return self.market.profile

    @property
    def settings(self) -> PartnerSettings:
        return self.market.settings

    @property
    def now(self) -> float:
        return self.market.clock.now()

    def fails(self, position: int) -> bool:
        """Whether the fault `partial` strikes this entry of a batch."""
        return self.partial and position % 2 == 1

    def payload(self) -> Any:
        """The body, if nothing is wrong with its shape."""
        return read(self.endpoint.body, self.body, self.profile)

    def parameters(self) -> Any:
        """The parameters of the address; an empty one counts as absent."""
        given = {name: value for name, value in self.query.items() if value}
        return read(self.endpoint.query, given, self.profile)

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


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: its verb, scope, what it takes and what it does; `data` names its answer."""

    method: str
    path: str  # with {placeholders}, below the base
    act: Act
    scope: str  # empty: no token is asked for
    summary: str
    answer: Any  # the shape of the envelope's data
    body: Any = Nothing
    query: Any = Nothing
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


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins: behind an entry, as the n-th of a sweep that had so many."""

    after: Any
    number: int
    total: int


def page(call: Call, found: Iterable[T], place_of: Callable[[T], Any]) -> tuple[list[T], Json]:
    """One page of entries in the order of their place, and `next_token` and `total`.

    A place is a text or a list of texts; places never move while an entry exists.
    """
    asked = call.parameters()
    size = asked.get("page_size", call.profile.page_size)
    entries = sorted(found, key=place_of)
    start = _start(call, asked, len(entries))
    rest = entries
    if start.after is not None:
        rest = [entry for entry in entries if place_of(entry) > start.after]
    if start.number == call.settings.empty_page:
        return [], _rest(call, start, start.after)
    here = rest[:size]
    if len(rest) <= size:
        return here, {"next_token": None, "total": start.total}
    return here, _rest(call, start, place_of(here[-1]))


def _rest(call: Call, start: PageStart, after: Any) -> Json:
    following = PageStart(after, start.number + 1, start.total)
    return {"next_token": _token(call, following), "total": start.total}


def _start(call: Call, asked: Json, count: int) -> PageStart:
    token = asked.get("page_token")
    if token is None:
        return PageStart(None, 1, count + call.settings.total_extra)
    try:
        sweep, made_at, *place = json.loads(base64.urlsafe_b64decode(token.removeprefix("pg_")))
        found = PageStart(*place)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Refusal(4001) from error
    if sweep != _sweep(call) or call.now >= made_at + call.settings.page_token_ttl_s:
        raise Refusal(4001)
    return found


def _token(call: Call, place: PageStart) -> str:
    said = [_sweep(call), call.now, place.after, place.number, place.total]
    return "pg_" + base64.urlsafe_b64encode(dump(said)).decode()


def _sweep(call: Call) -> str:
    """The list and its filters, shortly: a token of another sweep is unknown."""
    filters = {name: value for name, value in call.query.items() if name != "page_token" and value}
    said = [call.endpoint.path, call.ids, call.shop.code, sorted(filters.items())]
    return hashlib.sha256(dump(said)).hexdigest()[:12]
