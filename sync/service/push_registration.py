"""Which apps push to the service, and how their platforms come to do so."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from sync.app import App
from sync.marketplace import MarketplaceError, PushRegistration, Signal
from sync.model import DeveloperApp, Shop, ShopName
from sync.platforms import platform_of
from sync.service.beside import beside
from sync.service.engine import Engine, wait_for
from sync.service.listener import listening
from sync.service.observer import Observer
from sync.service.push_server import PushReceiver, SignalDispatcher, endpoint
from sync.service.workqueue import Task
from sync.store import LeaseLost, StoreUnavailable

ASK_EVERY_S: Final = 900.0  # for pushes that were lost
COME_LATELY: Final = timedelta(days=1)
LEARN_EVERY_S: Final = 1.0  # at most: strangers send forged pushes as often as they like
UNNAMED_AFTER_S: Final = 3.0  # what a push is about that names no order can be read by then


class Pushes:
    """Listens for the apps of the configuration, and has their platforms push here."""

    def __init__(self, app: App, engine: Engine, observer: Observer) -> None:
        self._app, self._engine, self._observer = app, engine, observer
        self._configured: Mapping[str, PushReceiver] = {}
        self._receivers = dict[str, PushReceiver]()
        self._dispatcher = SignalDispatcher(self._signalled)
        self._registered: dict[ShopName, str] = {}  # where each shop's pushes are sent
        self._came_at: dict[ShopName, datetime] = {}
        self._known: dict[ShopName, datetime] = {}  # the same, as all processes know it
        self._learned_at: dict[str, float] = {}
        self._changed = asyncio.Event()
        self.follow()

    def follow(self) -> None:
        """Listen for the apps and the shops that are configured now, those that came included."""
        configured = push_receivers_of(self._app.shops)
        if configured == self._configured:
            return
        self._configured = configured
        for name in self._receivers.keys() - configured.keys():
            del self._receivers[name]
        for name, receiver in configured.items():
            self._receivers[name] = _with_made(receiver, self._receivers.get(name))
        self._changed.set()

    @asynccontextmanager
    async def at(self, host: str, port: int) -> AsyncIterator[int]:
        """Listen until the block ends; raises `AddressUnusable`."""
        asgi = endpoint(self._receivers, self._dispatcher, _now, learn=self._learn)
        async with listening(asgi, host, port) as taken, beside(self._attend()):
            self._observer.listening(host, taken, list(self._receivers))
            yield taken

    async def ask(self) -> None:
        """Have the shops' pushes sent here, and take those that were lost."""
        async with asyncio.TaskGroup() as group:
            for receiver in self._receivers.values():
                for shop in receiver.shops.values():
                    group.create_task(self._ask(shop, receiver))

    def reach(self, shop: Shop) -> bool:
        """Tell whether a push of this shop came lately: its router lets them through."""
        came_at = self._came_at.get(shop.name)
        return came_at is not None and _now() - came_at < COME_LATELY

    async def keep_told(self) -> None:
        """Tell the other processes, and learn from them, for which shops pushes come."""
        while True:
            with contextlib.suppress(StoreUnavailable):
                await self._exchange_news()
            await asyncio.sleep(ASK_EVERY_S)

    async def _exchange_news(self) -> None:
        registrations = self._app.store.push_registrations
        for shop, came_at in self._came_at.items():
            if self._known.get(shop) != came_at:
                await registrations.came(shop, came_at)
        self._known = dict(await registrations.last_came())
        self._came_at = self._known | self._came_at

    def _signalled(self, shop: ShopName, signal: Signal) -> None:
        """Ask for a look at what a push is about; polling remains the truth."""
        self._came_at[shop] = _now()
        if signal.matter != "orders":
            self._engine.request(Task.make_true(shop, "quick"))
        elif signal.reference is None:
            self._engine.request(Task.take_in_orders(shop), UNNAMED_AFTER_S)
        else:
            self._engine.request(Task.take_in_order(shop, signal.reference))

    async def _attend(self) -> None:
        """Ask now and again, and of shops that come: what goes wrong once is tried anew."""
        while True:
            self._changed.clear()
            await self.ask()
            await wait_for(self._changed, ASK_EVERY_S)

    async def _ask(self, shop: ShopName, receiver: PushReceiver) -> None:
        """Ask one shop; what was lost comes first, for it may be forgotten with an old address."""
        with self._told(shop):
            registration = await self._app.push_registration(shop)
            if registration is None:
                return
            self._dispatcher.take(receiver, await registration.missed())
            if self._registered.get(shop) != receiver.url:
                await self._register(shop, receiver, registration)

    async def _register(
        self, shop: ShopName, receiver: PushReceiver, registration: PushRegistration
    ) -> None:
        """Register, unless another process did lately or is at it."""
        registrations = self._app.store.push_registrations
        claim = await registrations.claim(shop, receiver.url, _now())
        if claim == "mine":
            try:
                secret = await registration.register(receiver.url)
            except Exception:
                await registrations.give_up(shop)
                raise
            await registrations.registered(shop, receiver.url, secret, _now())
            if secret is not None:
                receiver.made[shop] = secret  # the one before is good no more
            self._observer.registered(shop, receiver.url)
        if claim != "busy":
            self._registered[shop] = receiver.url

    async def _learn(self, receiver: PushReceiver) -> bool:
        """Look for secrets that another process was told when it registered."""
        if monotonic() - self._learned_at.get(receiver.url, -LEARN_EVERY_S) < LEARN_EVERY_S:
            return False
        self._learned_at[receiver.url] = monotonic()
        before, shops = dict(receiver.made), list(receiver.shops.values())
        with contextlib.suppress(StoreUnavailable):
            known = await self._app.store.push_registrations.secrets(shops, receiver.url)
            receiver.made.update(known)
        return before != receiver.made

    @contextlib.contextmanager
    def _told(self, shop: ShopName) -> Iterator[None]:
        """Tell what goes wrong and go on: a poll finds whatever no push tells."""
        try:
            yield
            self._observer.registration_fine(shop)
        except (MarketplaceError, LeaseLost, StoreUnavailable) as error:
            self._observer.registration_failed(shop, error.problem)
        except Exception as error:  # noqa: BLE001 a bad answer must not end the service
            self._observer.fault(error)


def _now() -> datetime:
    return datetime.now(UTC)


def push_receivers_of(shops: Iterable[Shop]) -> dict[str, PushReceiver]:
    """Make a receiver for each app whose platform pushes and whose address is registered."""
    by_app: dict[str, list[Shop]] = {}
    for shop in shops:
        by_app.setdefault(shop.app.name, []).append(shop)
    receivers = {name: _receiver(some[0].app, some) for name, some in by_app.items()}
    return {name: receiver for name, receiver in receivers.items() if receiver is not None}


def _receiver(app: DeveloperApp, shops: list[Shop]) -> PushReceiver | None:
    try:
        platform = platform_of(shops[0])
    except MarketplaceError:
        return None  # its rounds say that nothing is installed for it
    if platform.parse_push is None or app.push_url is None:
        return None
    return PushReceiver(
        url=app.push_url,
        key=app.key,
        secrets=[secret for secret in (app.push_secret, app.secret) if secret],
        parse=platform.parse_push,
        reply=platform.reply,
        shops={shop.account: shop.name for shop in shops},
    )


def _with_made(receiver: PushReceiver, before: PushReceiver | None) -> PushReceiver:
    """Keep the secrets that a platform made for the same shops at the same address.

    The dictionary itself is kept: a registration that is under way writes into it.
    """
    if before is None or (before.key, before.url) != (receiver.key, receiver.url):
        return receiver
    for gone in before.made.keys() - set(receiver.shops.values()):
        del before.made[gone]
    return replace(receiver, made=before.made)
