"""Leaves alone for a while what keeps failing: one breaker per shop and operation."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Literal

from sync.model import Kind, Problem
from sync.running.context import Round

Operation = Kind | Literal["upload"]


async def paused(round: Round, operation: Operation) -> Problem | None:
    """Say why not to try: it failed too often in a row. The first try after the rest is a probe."""
    now = round.clock.now()
    until = await round.store.pace.open_until(_key(round, operation), now)
    if until is None:
        return None
    wait_s = max(1, math.ceil((until - now).total_seconds()))
    return Problem(code="operation_paused", values={"wait_s": wait_s, "kind": operation})


async def worked(round: Round, operation: Operation) -> None:
    """Note that the platform answered, be it with a refusal."""
    await round.store.pace.succeeded(_key(round, operation))


async def failed(round: Round, operation: Operation, about: Collection[str]) -> None:
    """Note that the platform was out of reach; what always fails for one thing alone counts once.

    `about` names the products, or the files, that failed together.
    """
    alone = next(iter(about)) if len(about) == 1 else None
    await round.store.pace.failed(_key(round, operation), round.clock.now(), alone)


def _key(round: Round, operation: Operation) -> str:
    return f"{round.shop.name}:{operation}"
