"""Does something beside the service, for as long as that works and no longer."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

BEGIN_AGAIN_S: Final = 30.0


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Have this done until the block ends; an error of it comes out there."""
    doing = asyncio.create_task(work)
    try:
        yield
    finally:
        doing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await doing


async def kept_up(
    work: Callable[[], Coroutine[Any, Any, None]], fault: Callable[[Exception], None]
) -> None:
    """Begin work that never ends again when it broke, and tell of that."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 what watches must not stop in silence
            fault(error)
        await asyncio.sleep(BEGIN_AGAIN_S)
