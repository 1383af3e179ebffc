"""Leaves alone for a while what keeps failing: one breaker per shop and operation."""

from __future__ import annotations

from typing import Literal

from sync.model import Kind, Problem
from sync.running.context import Round

Operation = Kind | Literal["upload"]


async def paused(visit: Round, operation: Operation) -> Problem | None:
    """Say why not to try: it failed too often in a row. The first try after the rest is a probe."""
    now = visit.clock.now()
    until = await visit.store.pace.open_until(_key(visit, operation), now)
    if until is None:
        return None
    wait_s = max(1, round((until - now).total_seconds()))
    return Problem(code="operation_paused", values={"wait_s": wait_s, "kind": operation})


async def worked(visit: Round, operation: Operation) -> None:
    """Note that the platform answered, be it with a refusal."""
    await visit.store.pace.succeeded(_key(visit, operation))


async def failed(visit: Round, operation: Operation) -> None:
    """Note that the platform was out of reach."""
    await visit.store.pace.failed(_key(visit, operation), visit.clock.now())


def _key(visit: Round, operation: Operation) -> str:
    return f"{visit.shop.name}:{operation}"
