"""Has ready what the first who looks would wait for, while nobody looks yet.

Templates are compiled one by one beside the service's work, those of the sections first; then it
is seen once how everything stands, which works out what is due of all papers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from sync.store import StoreUnavailable
from sync.web.context import PageContext
from sync.web.navigation import SECTIONS
from sync.web.rendering import compile_template, template_names
from sync.web.standing import Looks

REST_S: Final = 0.02  # between two templates: rounds begin at the same time


@asynccontextmanager
async def warmed(context: PageContext, looks: Looks) -> AsyncIterator[None]:
    """Have it made ready while the block runs; what is not by its end is left."""
    warming = asyncio.create_task(warm(context, looks), name="warming")
    try:
        yield
    finally:
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming


async def warm(context: PageContext, looks: Looks) -> None:
    """Make ready; what goes wrong with it is told as any fault, and harms nothing."""
    try:
        for name in _in_order():
            await asyncio.to_thread(compile_template, name)
            await asyncio.sleep(REST_S)
        with suppress(StoreUnavailable):  # whoever looks is told
            await looks.seen(context)
    except Exception as error:  # noqa: BLE001 nobody asked for it: the page works without
        context.fault(error)


def _in_order() -> list[str]:
    """Name the templates, those of sections first: one of them is what somebody opens."""
    first = [f"{each.name}.html" for each in SECTIONS]
    return sorted(template_names(), key=lambda name: (name not in first, name != first[0], name))
