"""The operator's interface, the same on every replica: look, sell, edit, break, move the clock."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from sandbox.push_delivery import is_reachable
from sandbox.replica import (
    JSON_TYPE,
    Basket,
    Edit,
    Impossible,
    InParts,
    Json,
    OperatorError,
    OrderLine,
    Pushing,
    dump,
)
from sandbox.settings import as_dict, change

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.asgi_app import ReplicaApp

PREFIX = "/_sandbox"
STATUSES = ("live", "hidden", "reviewing", "banned", "deleted")
STEPS = ("pay", "cancel", "return")

_Action = Callable[["Request"], Awaitable[Json]]


def operator_api(app: ReplicaApp) -> Starlette:
    """The operator's interface of one replica, as an ASGI app."""
    operator = OperatorApi(app)
    actions: list[tuple[str, str, _Action]] = [
        ("GET", "/state", operator.state),
        ("GET", "/calls", operator.calls),
        ("DELETE", "/calls", operator.forget_calls),
        ("POST", "/orders", operator.order),
        ("POST", "/orders/{order_id}/{step}", operator.move_order),
        ("POST", "/edit", operator.edit),
        ("GET", "/push", operator.pushes),
        ("POST", "/push", operator.push_to),
        ("GET", "/faults", operator.faults),
        ("POST", "/faults", operator.arm),
        ("DELETE", "/faults", operator.disarm),
        ("GET", "/clock", operator.clock),
        ("POST", "/clock", operator.move_clock),
        ("GET", "/knobs", operator.knobs),
        ("POST", "/knobs", operator.change_knobs),
    ]
    return Starlette(
        routes=[
            Route(PREFIX + path, _as_json(action), methods=[method])
            for method, path, action in actions
        ]
    )


class OperatorApi:
    """Each method answers one call of the interface with JSON."""

    def __init__(self, app: ReplicaApp) -> None:
        self._app = app

    async def state(self, _: Request) -> Json:
        return self._app.platform.state()

    async def calls(self, _: Request) -> Json:
        return self._app.calls.describe()

    async def forget_calls(self, _: Request) -> Json:
        self._app.calls.clear()
        return self._app.calls.describe()

    async def order(self, request: Request) -> Json:
        return self._app.platform.place_order(read_basket(await _body(request)))

    async def move_order(self, request: Request) -> Json:
        step = request.path_params["step"]
        if step not in STEPS:
            raise OperatorError(f"an order can {', '.join(STEPS)}, not {step!r}")
        order_id, platform = request.path_params["order_id"], self._app.platform
        wish = await _body(request) if await request.body() else {}
        if "lines" not in wish:
            return platform.move_order(order_id, step)
        if not isinstance(platform, InParts):
            raise Impossible("here an order moves as a whole")
        return platform.move_part(order_id, step, read_lines(wish))

    async def edit(self, request: Request) -> Json:
        self._app.platform.edit(read_edit(await _body(request)))
        return {"edited": True}

    async def pushes(self, _: Request) -> Json:
        return self._pushing().pushes()

    async def push_to(self, request: Request) -> Json:
        wish = await _body(request)
        url, secret = wish.get("url"), wish.get("secret", "")
        if not isinstance(url, str) or not isinstance(secret, str) or not is_reachable(url):
            raise OperatorError('say {"url": "http://127.0.0.1:PORT/..."}, and "secret" if any')
        self._pushing().push_to(url, secret)
        return await self.pushes(request)

    def _pushing(self) -> Pushing:
        if isinstance(self._app.platform, Pushing):
            return self._app.platform
        raise Impossible("here no console sets the address: the platform's own call does, if any")

    async def faults(self, _: Request) -> Json:
        return {"faults": self._app.faults.describe()}

    async def arm(self, request: Request) -> Json:
        self._app.faults.arm(await _body(request))
        return await self.faults(request)

    async def disarm(self, request: Request) -> Json:
        self._app.faults.clear()
        return await self.faults(request)

    async def clock(self, _: Request) -> Json:
        return {"now": self._app.clock.now(), "offset_s": self._app.clock.offset_s}

    async def move_clock(self, request: Request) -> Json:
        wish = await _body(request)
        moves = {"advance_s": self._app.clock.advance, "now": self._app.clock.set}
        if len(wish) != 1 or not wish.keys() <= moves.keys():
            raise OperatorError('say {"advance_s": seconds} or {"now": seconds since 1970}')
        ((name, seconds),) = wish.items()
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise OperatorError(f"{name} must be a number of seconds")
        moves[name](seconds)
        return await self.clock(request)

    async def knobs(self, _: Request) -> Json:
        return as_dict(self._app.platform.settings)

    async def change_knobs(self, request: Request) -> Json:
        change(self._app.platform.settings, await _body(request))
        return await self.knobs(request)

    def touched(self) -> None:
        self._app.revision += 1


def _as_json(action: _Action) -> Callable[[Request], Awaitable[Response]]:
    """The action with its result or its refusal as a JSON response."""
    operator: OperatorApi = action.__self__  # type: ignore[attr-defined]

    async def endpoint(request: Request) -> Response:
        try:
            body, status = await action(request), 200
        except OperatorError as error:
            body, status = {"error": error.code, "message": str(error)}, error.status
        if request.method != "GET":
            operator.touched()
        return Response(dump(body), status, media_type=JSON_TYPE)

    return endpoint


async def _body(request: Request) -> Json:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise OperatorError(f"the body is no JSON: {error}") from error
    if not isinstance(body, dict):
        raise OperatorError("the body must be a JSON object")
    return body


def read_basket(wish: Json) -> Basket:
    """The basket that a JSON object describes, or an OperatorError."""
    return Basket(_shop(wish), read_lines(wish), wish.get("cod") is True)


def read_lines(wish: Json) -> list[OrderLine]:
    """The lines that a JSON object names, at least one."""
    lines = wish.get("lines")
    if not isinstance(lines, list) or not lines:
        raise OperatorError('"lines" is missing: [{"sku", "quantity"}], at least one')
    return [_line(line) for line in lines]


def _line(line: Any) -> OrderLine:
    if not isinstance(line, dict) or not isinstance(line.get("sku"), str):
        raise OperatorError('a line needs {"sku": text, "quantity": whole number above 0}')
    quantity: Any = line.get("quantity")
    if not _is_whole(quantity) or quantity < 1:
        raise OperatorError(f"quantity of {line['sku']} must be a whole number above 0")
    return OrderLine(line["sku"], quantity)


def read_edit(wish: Json) -> Edit:
    """The edit that a JSON object describes, or an OperatorError."""
    changes = wish.get("set")
    if not isinstance(wish.get("sku"), str) or not isinstance(changes, dict) or not changes:
        raise OperatorError('an edit needs {"shop", "sku": text, "set": {field: value}}')
    for name, value in changes.items():
        if name not in _FIELDS:
            raise OperatorError(f"cannot set {name!r}; there are {', '.join(_FIELDS)}")
        if not _FIELDS[name](value):
            raise OperatorError(f"{value!r} is no value for {name}")
    return Edit(_shop(wish), wish["sku"], changes)


def _shop(wish: Json) -> str:
    shop = wish.get("shop")
    if isinstance(shop, bool) or not isinstance(shop, str | int):
        raise OperatorError('"shop" is missing: the id of the shop')
    return str(shop)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "price": lambda value: _is_whole(value) and value > 0,
    "stock": lambda value: _is_whole(value) and value >= 0,
    "reserved_stock": lambda value: _is_whole(value) and value >= 0,
    "price_locked": lambda value: isinstance(value, bool),
    "title": _is_text,
    "description": _is_text,
    "status": lambda value: value in STATUSES,
}
