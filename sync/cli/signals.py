"""Hears when a person or the system says stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is what Windows sends


@contextmanager
def told_to_stop() -> Iterator[asyncio.Event]:
    """Give an event that Ctrl+C or a request to end sets; nothing is raised for them inside."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def ask_to_stop(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)  # wakes the loop as well

    numbers = [number for name in NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.signal(number, ask_to_stop) for number in numbers}
    try:
        yield stop
    finally:
        for number, previous in before.items():
            signal.signal(number, previous)
