"""Orders and answers that go wrong, and the most that this may harm."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sync.marketplace import Request, Response
from tests.adapters.spoiling import STRANGE, Path, replaced
from tests.campaigns import mutations
from tests.campaigns.contain_harm import ABSURD, EVER, UNREAD, Harm, fault
from tests.campaigns.cooperatives import FILES, REPLICAS, SHOPS, Cooperatives

Touch = Callable[[str, Request, Response], Response]
SHOPS_WITH_ORDERS = REPLICAS[: len(FILES)]  # each of one product of one file


@dataclass
class Spoil:
    """One value beside a SKU, in the row that names it or (depth 1) in what holds that row.

    The first answer that names the SKU says which; from then on it is wrong wherever it stands.
    """

    dice: random.Random
    depth: int
    key: str = ""
    value: object = field(init=False)

    def __post_init__(self) -> None:
        self.value = self.dice.choice(STRANGE)

    def touch(self, shop: str, sku: str, meant: Callable[[str], bool]) -> Touch:
        def touch(name: str, request: Request, response: Response) -> Response:
            if name != shop or not meant(request.url) or sku.encode() not in response.content:
                return response
            body: Any = json.loads(response.content)
            for row in list(_rows(body, sku)):
                body = self._spoilt(body, row[: self._up(row)])
            return replace(response, content=json.dumps(body).encode())

        return touch

    def _up(self, row: Path) -> int | None:
        """How much of the path leads to the row that holds this one; None where none does."""
        if not self.depth:
            return None
        rows = [n for n in range(1, len(row)) if isinstance(row[n - 1], int)]
        return rows[-1] if rows else None

    def _spoilt(self, body: Any, place: Path) -> Any:
        try:
            row = _at(body, place)
        except (KeyError, IndexError, TypeError):
            return body  # it went with another row
        if not self.key:
            self.key = self.dice.choice(sorted(row))
            sys.stderr.write(f"{'.'.join(map(str, place))}.{self.key} becomes {self.value!r:.40}\n")
        return replaced(body, (*place, self.key), self.value) if self.key in row else body


def _rows(body: Any, sku: str, path: Path = ()) -> Iterator[Path]:
    """Find the objects that name a SKU themselves."""
    if isinstance(body, dict) and sku in [x for x in body.values() if isinstance(x, str)]:
        yield path
    inner = body.items() if isinstance(body, dict) else enumerate(body)
    for name, each in inner if isinstance(body, dict | list) else ():
        if isinstance(each, dict | list):
            yield from _rows(each, sku, (*path, name))


def _at(body: Any, path: Path) -> Any:
    for name in path:
        body = body[name]
    return body


# Orders


def _in_orders(old: bytes, new: bytes) -> Touch:
    def touch(_name: str, request: Request, response: Response) -> Response:
        if "order" not in request.url or old not in response.content:
            return response
        return replace(response, content=response.content.replace(old, new))

    return touch


@fault
async def order_of_an_unknown_sku(world: Cooperatives, dice: random.Random) -> Harm:
    """A line is kept and told; everything else of all orders counts."""
    number = dice.randrange(len(FILES))
    code = world.written[FILES[number]][3].code
    world.touch = _in_orders(code.encode(), f"X{code[1:]}".encode())
    return Harm({code: frozenset({"stock"})}, asks={code: frozenset({"stock"})})


async def spoil_order(world: Cooperatives, spoil: Spoil) -> Harm:
    """Something is wrong with an order's line: its SKU's stock may be too low, never too high."""
    number, shop = spoil.dice.choice(list(enumerate(SHOPS_WITH_ORDERS)))
    code = world.written[FILES[number]][3].code
    world.touch = spoil.touch(shop, code, lambda url: "order" in url)
    stock = {code: frozenset({"stock"})}
    return Harm(stock, falling=frozenset({SHOPS[shop]}), asks=stock)


@fault
async def order_of_an_absurd_quantity(world: Cooperatives, dice: random.Random) -> Harm:
    """Of four one knows that they are ordered: the line waits for a person, told."""
    number, shop = dice.choice(((0, "shopee"), (2, "tiktok")))
    code = world.written[FILES[number]][3].code
    units = rb'("(?:model_quantity_purchased|quantity)": ?)4\b'

    def touch(name: str, request: Request, response: Response) -> Response:
        if name != shop or "order" not in request.url:
            return response
        content = re.sub(units, rb"\g<1>%d" % ABSURD, response.content)
        return replace(response, content=content)

    world.touch = touch
    stock = {code: frozenset({"stock"})}
    return Harm(stock, told=True, asks=stock)


@fault
async def order_with_a_line_garbled(world: Cooperatives, dice: random.Random) -> Harm:
    return await spoil_order(world, Spoil(dice, depth=0))


@fault
async def order_garbled(world: Cooperatives, dice: random.Random) -> Harm:
    """Anything of the order: its number, its state, its dates, its lines."""
    return await spoil_order(world, Spoil(dice, depth=1))


# Platforms

ALWAYS = ("refuse", "reset_before", "server_error", "maintenance", "throttle", "token_expired")
SOMETIMES = (
    *ALWAYS,
    "garbage",
    "empty",
    "truncate",
    "reset_after",
    "partial",
    "server_error_after",
)


@fault
async def platform_down(world: Cooperatives, dice: random.Random) -> Harm:
    name, kind = dice.choice(REPLICAS), dice.choice(ALWAYS)
    pause = {"retry_after_s": 10.0 ** dice.randint(1, 12)} if kind == "throttle" else {}
    await world.operators[name].fault(kind, times=EVER, **pause)
    return Harm(shops=frozenset({SHOPS[name]}), told=True, shares="unknown")


@fault
async def platform_unsteady(world: Cooperatives, dice: random.Random) -> Harm:
    name, kind = dice.choice(REPLICAS), dice.choice(SOMETIMES)
    await world.operators[name].fault(kind, times=EVER, probability=0.3, seed=dice.randrange(EVER))
    return Harm(shops=frozenset({SHOPS[name]}), shares="unknown", retried=kind == "refuse")


@fault
async def platform_answers_nonsense(world: Cooperatives, dice: random.Random) -> Harm:
    """Of orders nothing is made up: that would be believed."""
    spoiled = dice.choice(REPLICAS)

    def touch(name: str, request: Request, response: Response) -> Response:
        if name != spoiled or "order" in request.url or dice.random() > 0.3:
            return response
        return replace(response, content=mutations.answer(dice, response.content))

    world.touch = touch
    return Harm(shops=frozenset({SHOPS[spoiled]}), shares="unknown")


@fault
async def answer_about_one_product_garbled(world: Cooperatives, dice: random.Random) -> Harm:
    """Of that product anything may be believed; nothing is withdrawn, and no other is touched."""
    shop, product = dice.choice(REPLICAS), dice.choice(world.written[dice.choice(FILES)][:4])
    spoil = Spoil(dice, depth=dice.choice((0, 0, 1)))
    sku = next(iter(product.offers))
    world.touch = spoil.touch(shop, sku, lambda url: "order" not in url)
    left = {f"MATONG-0{n}04": frozenset({"withdraw"}) for n in range(1, len(FILES) + 1)}
    alone = {product.code: UNREAD | {"stock", "hide", "shared"}}
    return Harm(left | alone, unsure=frozenset({SHOPS[shop]}), asks=alone)


HEADERS = (
    {"date": "Fri, 31 Dec 9999 23:59:59 GMT"},
    {"date": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"date": "Sat, 01 Jan 0001 00:00:00 GMT"},
    {"date": "\x00" * 500},
    {"retry-after": "1e300"},
    {"retry-after": "-1"},
    {"content-type": "text/html; charset=utf-9"},
    {"location": "http://127.0.0.1:9/"},
)


@fault
async def platform_sends_absurd_headers(world: Cooperatives, dice: random.Random) -> Harm:
    """Dates that no clock can show, and the like; once in a while the status is as absurd."""
    spoiled, headers = dice.choice(REPLICAS), dice.choice(HEADERS)
    status = dice.choice((None, None, 302, 429, 599))

    def touch(name: str, _request: Request, response: Response) -> Response:
        if name != spoiled:
            return response
        absurd = response.status if status is None or dice.random() > 0.3 else status
        return replace(response, headers={**response.headers, **headers}, status=absurd)

    world.touch = touch
    return Harm(shops=frozenset({SHOPS[spoiled]}), shares="unknown")
