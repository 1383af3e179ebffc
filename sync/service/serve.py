"""The background service: clockwork, engine, and a way to stop that loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator, Sequence

from sync.model import Shop
from sync.service.runner import LocalEngine, Round
from sync.service.schedule import scheduler

log = logging.getLogger(__name__)

FINISH_WITHIN_S = 8.0  # a round gets this long to end its batch; a stop takes 10 s at most
STOP_SIGNALS = [
    number
    for name in ("SIGINT", "SIGTERM", "SIGBREAK")  # the last is what Windows sends
    if (number := getattr(signal, name, None)) is not None
]


async def serve(
    shops: Sequence[Shop], round_of: Round, time_zone: str, stop: asyncio.Event
) -> None:
    """Run rounds until `stop` is set (or a signal sets it); begins with a full one of each shop."""
    engine = LocalEngine([shop.name for shop in shops], round_of)
    clockwork = scheduler(shops, engine, time_zone)
    clockwork.start()
    for shop in shops:
        engine.request(shop.name, "full")
    with _signals_set(stop):
        working = asyncio.create_task(engine.run(), name="engine")
        try:
            await _until(stop, working)
        finally:
            clockwork.shutdown(wait=False)
            engine.cancel()
            await _wind_up(working)


async def _until(stop: asyncio.Event, working: asyncio.Task[None]) -> None:
    stopped = asyncio.create_task(stop.wait(), name="stop")
    await asyncio.wait({stopped, working}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()


async def _wind_up(working: asyncio.Task[None]) -> None:
    """Let rounds end, then cut them: what was on its way is found by the next round."""
    await asyncio.wait({working}, timeout=FINISH_WITHIN_S)
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


@contextlib.contextmanager
def _signals_set(stop: asyncio.Event) -> Iterator[None]:
    """Let a signal set the event, on Windows as on Linux."""
    loop = asyncio.get_running_loop()

    def ask_to_stop(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    before: dict[int, Callable[..., object] | int | None] = {}
    for number in STOP_SIGNALS:
        with contextlib.suppress(ValueError):  # only the main thread may
            before[number] = signal.signal(number, ask_to_stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
