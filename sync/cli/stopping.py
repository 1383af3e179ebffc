"""Waits until a person or the system says stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is what Windows sends


async def until_stopped() -> None:
    """Return at Ctrl+C or a request to end; raises nothing."""
    stop = asyncio.Event()
    with _signals_setting(stop):
        await stop.wait()


@contextmanager
def _signals_setting(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def ask_to_stop(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)  # wakes the loop as well

    numbers = [number for name in NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.signal(number, ask_to_stop) for number in numbers}
    try:
        yield
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)
