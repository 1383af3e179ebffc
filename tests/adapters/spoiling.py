"""Answers that go wrong in one place: what adapters are fuzzed with."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator, Awaitable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson
from hypothesis import strategies as st

from sync.marketplace import Call, Credentials, Marketplace, MarketplaceError, Response
from sync.model import Change

Answer = TypeVar("Answer")
Item = TypeVar("Item")
Path = tuple[str | int, ...]

UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
GONE = object()
STRANGE = [
    GONE, None, "", "abc", "NaN", "1e999999999", "9" * 400, "-1", 0, -1, 10**30, 1.5, True,
    [], {}, [None], [[]], {"x": None}, ["a"], '["a"]', "[",
]  # fmt: skip


class ScriptedLine:
    """A line to nobody: every call is answered from a script."""

    def __init__(self, bodies: dict[str, bytes]) -> None:
        self.bodies = bodies

    async def call(self, call: Call[Answer]) -> Answer:
        call.build(Credentials("token", UNTIL))
        return call.read(Response(200, {}, self.bodies[call.endpoint]))

    async def pause(self, seconds: float) -> None:
        raise AssertionError(seconds)


def nodes(value: Any, path: Path = ()) -> Iterator[Path]:
    """Name every place of a body."""
    yield path
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in inner:
            yield from nodes(each, (*path, name))


def replaced(body: Any, path: Path, value: object) -> Any:
    """Put something else at one place of a body."""
    if not path:
        return None if value is GONE else value
    body = copy.deepcopy(body)
    holder = body
    for name in path[:-1]:
        holder = holder[name]
    if value is GONE:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return body


@st.composite
def spoilt(draw: st.DrawFn, good: Mapping[str, bytes]) -> dict[str, bytes]:
    """Good answers, but for one endpoint's, which was changed in one place, or cut off."""
    bodies = dict(good)
    path = draw(st.sampled_from(sorted(good)))
    body = orjson.loads(bodies[path])
    place = draw(st.sampled_from(list(nodes(body))))
    changed = json.dumps(replaced(body, place, draw(st.sampled_from(STRANGE)))).encode()
    cut = draw(st.none() | st.integers(0, len(changed)))
    bodies[path] = changed if cut is None else changed[:cut]
    return bodies


async def read(found: AsyncIterator[Item]) -> list[Item]:
    """Read to the end."""
    return [each async for each in found]


async def errors_met(*attempts: Awaitable[object]) -> list[MarketplaceError]:
    """Try everything, whatever the one before it met."""
    met: list[MarketplaceError] = []
    for attempt in attempts:
        try:
            await attempt
        except MarketplaceError as error:
            met.append(error)
    return met


async def apply_each(shop: Marketplace, changes: Iterable[Change]) -> None:
    """Every change has its own outcome, whatever was answered."""
    for change in changes:
        (outcome,) = await shop.apply([change])
        assert outcome.change == change
