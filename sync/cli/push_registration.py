"""What `ocop serve --listen` hears: pushes as they come, and those that never came."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from sync.app import App
from sync.cli.faults import kept
from sync.cli.push_receivers import push_receivers_of
from sync.cli.service_output import ServiceOutput
from sync.cli.session import Session
from sync.cli.terminal import Terminal
from sync.marketplace import MarketplaceError, PushRegistration
from sync.model import ShopName
from sync.service import PushReceiver, PushReceivers, Wake, beside, endpoint, listening
from sync.store import LeaseLost, StoreUnavailable

ASK_EVERY_S: Final = 900.0  # for pushes that were lost


class PushSetup:
    """Listens for the apps of the configuration, and has their platforms push here."""

    def __init__(self, session: Session, terminal: Terminal, engine: App, wake: Wake) -> None:
        self._session, self._terminal, self._engine = session, terminal, engine
        self._telling = ServiceOutput(terminal, engine.configuration.settings.time_zone)
        self._wanted: Mapping[str, PushReceiver] = {}
        self._ears, self._board = dict[str, PushReceiver](), PushReceivers(wake)
        self._registered: dict[ShopName, str] = {}  # where each shop's pushes are sent
        self._changed, self.port = asyncio.Event(), 0
        self.follow()

    def follow(self) -> None:
        """Listen for the apps and the shops that are configured now, those that came included."""
        wanted = push_receivers_of(self._engine)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        for name in self._ears.keys() - wanted.keys():
            del self._ears[name]
        for name, ear in wanted.items():
            self._ears[name] = _with_learned(ear, self._ears.get(name))
        self._changed.set()

    @asynccontextmanager
    async def at(self, host: str, port: int) -> AsyncIterator[int]:
        """Listen until the block ends; raises `OSError` when the address is taken."""
        app = endpoint(self._ears, self._board, lambda: datetime.now(UTC))
        async with listening(app, host, port) as taken, beside(self._attend()):
            self.port = taken
            apps = list(self._ears)
            self._terminal.tell("serve_listening", host=host, port=taken, apps=apps)
            yield taken

    async def ask(self) -> None:
        """Have the shops' pushes sent here, and take those that were lost."""
        async with asyncio.TaskGroup() as group:
            for ear in self._ears.values():
                for shop in ear.shops.values():
                    group.create_task(self._ask(shop, ear))

    async def _attend(self) -> None:
        """Ask now and again, and of shops that come: what goes wrong once is tried anew."""
        while True:
            self._changed.clear()
            await self.ask()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), ASK_EVERY_S)

    async def _ask(self, shop: ShopName, ear: PushReceiver) -> None:
        """Ask one shop; what was lost comes first, for it may be forgotten with an old address."""
        with self._told(shop):
            box = await self._engine.postbox(shop)
            if box is None:
                return
            self._board.take(ear, await box.missed())
            if self._registered.get(shop) != ear.url:
                await self._register(shop, ear, box)
                self._registered[shop] = ear.url

    async def _register(self, shop: ShopName, ear: PushReceiver, box: PushRegistration) -> None:
        secret = await box.register(ear.url)
        if secret is not None:
            ear.secrets.append(secret)
        self._terminal.tell("serve_registered", shop=shop, url=ear.url)

    @contextlib.contextmanager
    def _told(self, shop: ShopName) -> Iterator[None]:
        """Tell what goes wrong and go on: a poll finds whatever no push tells."""
        try:
            yield
            self._telling.went_well(shop)
        except (MarketplaceError, LeaseLost, StoreUnavailable) as error:
            self._telling.apart("serve_unregistered", shop, error.problem)
        except Exception as error:  # noqa: BLE001 a bad answer must not end the service
            file = str(kept(error, self._session.home))
            self._terminal.note("ended_by_our_fault", file=file)


def _with_learned(ear: PushReceiver, before: PushReceiver | None) -> PushReceiver:
    """Keep the secrets that a platform made for the same app at the same address."""
    if before is None or (before.key, before.url) != (ear.key, ear.url):
        return replace(ear, secrets=[*ear.secrets])
    before.secrets[:1] = ear.secrets
    return replace(ear, secrets=before.secrets)
