"""What the service does now and then for itself: forgets what is old, notes how far it has come."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from time import monotonic
from typing import Final, Protocol

from sync.service.observer import Observer
from sync.store import StoreUnavailable, Tidied
from sync.store.home import HomeDoubted

LOOK_EVERY_S: Final = 60.0
FIRST_TIDY_S: Final = 300.0  # after the start: many computers run for a few hours only
TIDY_EVERY_S: Final = 24 * 3600.0


class House(Protocol):
    """What can be kept; `App` fits."""

    async def tidy(self) -> Tidied:
        """Forget what is old and needed no more."""
        ...

    async def renew_all_asked(self) -> None:
        """Ask each platform anew what it asks for."""
        ...

    async def prove_home(self) -> None:
        """Note how far this memory has come."""
        ...


async def keep_house(house: House, observer: Observer) -> None:
    """Keep it until cancelled; a store that is silent for a while is no matter."""
    tidy_at = monotonic() + FIRST_TIDY_S
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            with contextlib.suppress(StoreUnavailable, HomeDoubted):
                await house.prove_home()
                if monotonic() >= tidy_at:
                    tidy_at = monotonic() + TIDY_EVERY_S
                    counts: Mapping[str, int] = asdict(await house.tidy())
                    observer.tidied(counts)
                    await house.renew_all_asked()
        except Exception as error:  # noqa: BLE001 what is left lying about must not end the service
            observer.fault(error)
