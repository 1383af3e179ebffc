"""What a marketplace must offer to be served as a replica, and the words it answers in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.pictures import PictureHost

JSON_TYPE = "application/json; charset=utf-8"

Json = dict[str, Any]


class OperatorError(Exception):
    """The operator asked for something that cannot be done; `status` is the HTTP status."""

    status = 400
    code = "malformed"


class Unknown(OperatorError):
    """No such shop, product or order here."""

    status = 404
    code = "unknown"


class Impossible(OperatorError):
    """It exists, but its present state forbids this."""

    status = 409
    code = "impossible"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire, and under which names the call is counted."""

    body: bytes
    status: int = 200
    result: str = "ok"
    media_type: str = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    endpoint: str | None = None  # where paths carry ids: the path's template


def json_answer(body: Json, status: int = 200, result: str = "ok") -> Answer:
    """An answer with a JSON body, counted under `result`."""
    return Answer(dump(body), status, result)


def dump(body: object) -> bytes:
    """Compact UTF-8 JSON."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody edits one SKU of a shop in the seller centre; `changes` maps field to new value."""

    shop: str
    sku: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of a buyer's basket."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Basket:
    """What a buyer orders in one shop; `cod` is cash on delivery: no payment to wait for."""

    shop: str
    lines: Sequence[OrderLine]
    cod: bool = False


class Platform(Protocol):
    """One living replica: its shops, its listings, its orders, its settings."""

    @property
    def settings(self) -> object:
        """A dataclass of adjustable behaviour; see `sandbox.settings`."""
        ...

    async def answer(self, request: Request) -> Answer:
        """Answer one call of a client; `request.scope["sandbox.partial"]` asks to fail in part."""
        ...

    def refused(self, rule: FaultRule) -> Answer:
        """The platform's own words for the faults `refuse`, `throttle` and `token_expired`."""
        ...

    def credentials(self) -> dict[str, str]:
        """`key`, `secret`, `shop`, `token`, `refresh_token` of the shop everybody may use."""
        ...

    def state(self) -> Json:
        """`{"shops": {id: {"listings": [...], "orders": [...]}}}`, the same for every platform."""
        ...

    def edit(self, edit: Edit) -> None: ...

    def place_order(self, basket: Basket) -> Json: ...

    def move_order(self, order_id: str, step: str) -> Json:
        """Take an order one step further: `pay`, `cancel` or `return`."""
        ...

    def snapshot(self) -> Json: ...

    def restore(self, snapshot: Json) -> None: ...


@runtime_checkable
class InParts(Protocol):
    """A platform where a part of an order can be cancelled or sent back."""

    def move_part(self, order_id: str, step: str, lines: Sequence[OrderLine]) -> Json: ...


@runtime_checkable
class Busy(Protocol):
    """A platform that does something between calls, such as telling shops of events."""

    async def work(self) -> None:
        """Goes on until it is cancelled; it is run for as long as the replica is served."""
        ...


@runtime_checkable
class Pushing(Protocol):
    """A platform whose console sets where the app is told of what happens."""

    def push_to(self, url: str, secret: str) -> None:
        """Push there from now on; `secret` signs, where the console gives one of its own."""
        ...

    def pushes(self) -> Json:
        """How it goes: `url`, `waiting`, `given_up`, `stopped`."""
        ...


@runtime_checkable
class ShowsPictures(Protocol):
    """A platform that shows what was uploaded to whoever has its address."""

    @property
    def pictures(self) -> PictureHost: ...


@dataclass(frozen=True, slots=True)
class Replica:
    """A kind of marketplace that can be opened any number of times, each time empty.

    Named in the entry-point group `ocop.sandboxes`; it listens on base port + `port_offset`.
    """

    name: str
    port_offset: int
    open: Callable[[Clock], Platform]
    quotas: Sequence[str] = ()  # settings that limit how often one may call; at 0 they do not
    # How the real platform has been seen to differ from the plain one: a name, and settings. All
    # but these two go on working: `not_by_us` are settings that take SKUs whose stock it keeps.
    realities: Mapping[str, Mapping[str, bool | str]] = field(default_factory=dict)
    not_by_us: Sequence[str] = ()
