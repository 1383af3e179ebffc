"""Keeps shops true: follows what people write, works until told to stop, and stops without loss."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from sync.app import App, ShopFailed, opened
from sync.catalog import Configuration
from sync.inventory import counted_anew
from sync.model import Problem, Shop, ShopName, Sku
from sync.running.context import Hooks, nobody_listens
from sync.running.paper_notices import PaperNotices
from sync.service.alert_watch import AlertWatch
from sync.service.beside import beside, kept_up
from sync.service.campaign_watch import watch_campaigns
from sync.service.catalog_watch import watch_catalog
from sync.service.clock_watch import watch_clock
from sync.service.engine import Engine, LocalEngine, StoreTold, Work
from sync.service.followed_watch import watch_followed
from sync.service.health import watched_at
from sync.service.housekeeping import keep_house
from sync.service.logged import Logged
from sync.service.manual_stock import watch_manual_stock
from sync.service.memory import keep_small
from sync.service.observer import Observer
from sync.service.order_polls import PollRhythm
from sync.service.paper_watch import watch_papers
from sync.service.push_registration import Pushes
from sync.service.schedule import Schedule
from sync.service.watchdog import tell_alive
from sync.service.worker import NOTHING_FAILED, ConcernedShops, UrgentTasks, Worker
from sync.service.workqueue import ROUNDS_AT_ONCE, Batch, Task, WorkQueue
from sync.store.home import database_address, is_shared
from sync.store.instance import only_instance
from sync.transport.clock import Clock
from sync.transport.lease import LeaseTimes

READ_ANYWAY_S = 60.0  # where saves are noticed; a network drive may tell of none
SELDOM_S = 60.0
MOST_AT_ONCE = 100  # SKUs that are told of one by one; more are left to rounds
FINISH_WITHIN_S = 6.0  # a round gets this long to end its batch; a stop takes 10 s at most

Page = Callable[["Supervisor", asyncio.Event], Coroutine[Any, Any, None]]
Saved = Collection[Path] | None  # the files that were saved; None: any may have been
Read = Callable[[Saved], Configuration | Problem]  # what people have written by now, or why not


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOptions:
    """Where the service runs, how it reads what people write, and where it listens for pushes.

    `config` is the folder in which saves are noticed; without one, each round reads it all. A
    `hand` does what others ask for, and has no clock of its own.
    """

    home: Path
    read: Read
    address: tuple[str, int] | None = None
    watched: tuple[str, int] | None = None  # where whoever watches over the service may ask
    config: Path | None = None
    follow: Callable[[], str | None] | None = None  # looks for a newer commit of the catalog
    page: Page | None = None  # is served beside, for as long as it can be
    part: Literal["whole", "hand"] = "whole"
    rounds_at_once: int = ROUNDS_AT_ONCE


async def serve(
    configuration: Configuration, options: ServiceOptions, observer: Observer, stop: asyncio.Event
) -> None:
    """Look after the shops until `stop` is set.

    Raises `AlreadyServing`, `HomeDoubted`, `StoreUnavailable`, `AddressUnusable`.
    """
    async with supervised(configuration, options, observer, stop) as supervisor:
        await supervisor.run(stop)


@asynccontextmanager
async def supervised(
    configuration: Configuration, options: ServiceOptions, observer: Observer, stop: asyncio.Event
) -> AsyncIterator[Supervisor]:
    """Put everything together; raises as `serve` does."""
    observer = Logged(observer)

    ask_for_all = seldom(lambda: schedule.ask_for_all())  # noqa: PLW0108 it is made below
    told = StoreTold(observer.store_silent, ask_for_all)
    engine = _engine(configuration, options, told)
    rhythm = PollRhythm(lambda: schedule.shops, lambda: datetime.now(UTC))
    schedule = Schedule(engine, configuration.settings.time_zone, rhythm.every_s)
    urgent = UrgentTasks(engine, lambda: schedule.shops, lambda: concerned)
    hooks = _hooks(stop, urgent, observer, lambda shop: shop in supervisor.halted)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(beside(keep_small()))
        if options.part == "whole":
            stack.enter_context(only_instance(options.home))
        opening = opened(configuration, home=options.home, hooks=hooks)
        app = await stack.enter_async_context(opening)
        await app.prove_home()
        concerned = ConcernedShops(app)
        supervisor = Supervisor(app, engine, schedule, observer, options)
        supervisor.sold = urgent.sold
        await stack.enter_async_context(beside(tell_alive(os.environ)))
        await _show(stack, supervisor, stop)
        await _follow_people(stack, supervisor)
        if options.part == "whole":
            rhythm.pushed = supervisor.pushes.reach
            learning = partial(rhythm.keep_learning, app.store.sales)
            await _ask_for_work(stack, supervisor, urgent, learning)
        yield supervisor


def _hooks(
    stop: asyncio.Event,
    urgent: UrgentTasks,
    observer: Observer,
    halted: Callable[[ShopName], bool],
) -> Hooks:
    def sold(skus: Collection[Sku]) -> None:
        urgent.sold(skus)
        observer.sold(skus)

    return Hooks(
        stopping=stop.is_set,
        halted=halted,
        sold=sold,
        urgent=urgent.urgent,
        again=urgent.again,
    )


async def _show(stack: AsyncExitStack, supervisor: Supervisor, stop: asyncio.Event) -> None:
    """Let others look: whoever watches over the service, and people on its page."""
    options, observer = supervisor.options, supervisor.observer
    if options.watched:
        app, engine = supervisor.app, supervisor.engine
        watching = watched_at(options.watched, app, engine, lambda: supervisor.unreadable)
        observer.answering(options.watched[0], await stack.enter_async_context(watching))
    if options.page:
        await stack.enter_async_context(beside(_paged(options.page, supervisor, stop)))


async def _paged(page: Page, supervisor: Supervisor, stop: asyncio.Event) -> None:
    """Serve the page; rounds go on without it, whatever becomes of it."""
    try:
        await page(supervisor, stop)
    except Exception as error:  # noqa: BLE001 told, and no shop is worse off
        supervisor.observer.fault(error)


def seldom(work: Callable[[], None]) -> Callable[[], None]:
    """Do it at most once a minute: where many seem to die, more work would bring down the rest."""
    last = -SELDOM_S

    def do() -> None:
        nonlocal last
        if monotonic() - last >= SELDOM_S:
            last = monotonic()
            work()

    return do


async def _follow_people(stack: AsyncExitStack, supervisor: Supervisor) -> None:
    """Notice what people save, here or where the catalog is followed."""
    options, observer, saved = supervisor.options, supervisor.observer, supervisor.catalog_saved
    if options.config:
        saves = partial(watch_catalog, options.config, saved)
        for watch in (saves, supervisor.look_at_all):
            await stack.enter_async_context(beside(kept_up(watch, observer.fault)))
    if options.follow and (followed := supervisor.app.configuration.settings.catalog):
        versions = partial(watch_followed, options.follow, followed.every_s, saved, observer)
        await stack.enter_async_context(beside(kept_up(versions, observer.fault)))


async def _ask_for_work(
    stack: AsyncExitStack,
    supervisor: Supervisor,
    urgent: UrgentTasks,
    learning: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Ask for work: by clocks, by pushes, by what people and papers tell."""
    app, options, observer = supervisor.app, supervisor.options, supervisor.observer
    if options.address:
        await stack.enter_async_context(supervisor.pushes.at(*options.address))
    clock = Clock()
    reminders = PaperNotices(app.store, clock)
    for watch in (
        partial(watch_manual_stock, app.store, urgent.sold),
        partial(watch_clock, supervisor.clock_jumped),
        partial(keep_house, app, observer),
        learning,
        partial(watch_campaigns, lambda: app.configuration, supervisor.schedule.ask_for_all, clock),
        supervisor.pushes.keep_told,
        partial(watch_papers, reminders, lambda: app.configuration, observer),
        AlertWatch(app, lambda: supervisor.unreached, clock).run,
    ):
        await stack.enter_async_context(beside(kept_up(watch, observer.fault)))


def _engine(configuration: Configuration, options: ServiceOptions, told: StoreTold) -> Engine:
    """Work in this process alone, or with all that share a PostgreSQL database."""
    address = database_address(configuration.settings, options.home, os.environ)
    if not is_shared(address):
        return LocalEngine(WorkQueue(monotonic, options.rounds_at_once))
    from sync.service.shared import SharedEngine  # half a second that one process does without

    return SharedEngine(address, LeaseTimes.of(os.environ), options.rounds_at_once, told)


class Supervisor:
    """Looks after the shops of the configuration, as it stands at each round."""

    def __init__(
        self,
        app: App,
        engine: Engine,
        schedule: Schedule,
        observer: Observer,
        options: ServiceOptions,
    ) -> None:
        self.app, self.engine, self.schedule = app, engine, schedule
        self.pushes = Pushes(app, engine, observer)
        self.observer, self.options = observer, options
        self._read = options.read
        self._worker = Worker(app, engine, observer, lambda: app.configuration.bundles)
        self._reading, self._read_at = asyncio.Lock(), monotonic()
        self._looked_at_few = False
        self._is_shared = not isinstance(engine, LocalEngine)  # others ask, who read it themselves
        self.unreadable: Problem | None = None
        self.sold: Callable[[Collection[Sku]], None] = nobody_listens
        self.halted = set[ShopName]()  # the rounds that run there end after the batch in hand
        self._follow(app.configuration)

    @property
    def unreached(self) -> Mapping[ShopName, Problem]:
        """The shops that no round can be made of just now, and why."""
        if self.unreadable is not None:
            return dict.fromkeys(self.schedule.shops, self.unreadable)
        return self._worker.unreached

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set."""
        clock = self.schedule if self.options.part == "whole" else None
        await run_until(stop, self.engine, clock, self._work)

    def halt(self) -> None:
        """Have the rounds that run in this process end soon; the next ones begin as ever."""
        at_work = self.engine.status()
        self.halted |= {shop for shop in at_work if at_work[shop] == "running"}

    def clock_jumped(self, by: timedelta) -> None:
        """Look at everything anew: what was planned by the wrong time may never come."""
        self.observer.clock_jumped(by)
        self.schedule.begin_anew()

    async def _work(self, batch: Batch) -> Collection[Task]:
        """Do what is due for a shop; a round stands on what people have written by now."""
        if batch.proof is not None or (batch.saved and self._is_shared):
            await (self._read_anew(0.0) if batch.saved else self._read_anew())
            if self.unreadable is not None:
                self.observer.round(ShopFailed(batch.shop, self.unreadable))
                return NOTHING_FAILED
        if batch.shop not in self.schedule.shops:
            return NOTHING_FAILED
        try:
            return await self._worker.work(batch)
        finally:
            self.halted.discard(batch.shop)

    async def look_at_all(self) -> None:
        """Look after saves whether there were others that nobody told of, until cancelled."""
        while True:
            await asyncio.sleep(READ_ANYWAY_S)
            if self._looked_at_few:
                await self.catalog_saved()

    async def catalog_saved(self, saved: Saved = None) -> None:
        """Go out with what somebody saved, at once: counts as after a sale, then what else changed.

        Only the files in `saved` are looked at, if they are known. What cannot be judged by a look
        at a few products, a round goes on with.
        """
        before = self.app.configuration
        async with self._reading:
            await self._read_now(saved)
        after = self.app.configuration
        counted = counted_anew(before.products, after.products) if before is not after else ()
        if len(counted) <= MOST_AT_ONCE:  # these need not wait until a round has looked around
            self.sold(counted)
        for shop in self.schedule.shops.values():
            if _concerned(shop, before, after):
                self.engine.request(Task.go_out(shop.name))

    async def _read_anew(self, known_for_s: float = READ_ANYWAY_S) -> None:
        """Read what people wrote up to now; of many who ask at once, one reads for all.

        Where saves are noticed it is read then, and now and again anyway.
        """
        asked_at = monotonic()
        known_for_s = known_for_s if self.options.config else 0.0
        async with self._reading:
            if self._read_at + known_for_s <= asked_at:
                await self._read_now()

    async def _read_now(self, saved: Saved = None) -> None:
        self._looked_at_few = saved is not None
        if saved is None:
            self._read_at = monotonic()
        try:
            self._follow(await asyncio.to_thread(self._read, saved))
        except Exception as error:  # noqa: BLE001 what was read last stands on
            self.observer.fault(error)

    def _follow(self, found: Configuration | Problem) -> None:
        """Look after what is configured now; while that cannot be read, after what was."""
        if isinstance(found, Problem):
            self.unreadable = found
            return
        if not found.shops:
            self.unreadable = _first_stop(found)
            return
        self.unreadable, self.app.configuration = None, found
        before = list(self.schedule.shops)
        self.schedule.follow(found.shops)
        self.pushes.follow()
        if (names := list(self.schedule.shops)) != before:
            self.observer.following(names)


def _concerned(shop: Shop, before: Configuration, after: Configuration) -> bool:
    """Tell whether what a shop sells, or how, is another than before."""
    if before is after:
        return False
    own = [configuration.concerning(shop, ()).products for configuration in (before, after)]
    return own[0] != own[1] or shop not in before.shops or before.settings != after.settings


def _first_stop(configuration: Configuration) -> Problem:
    return next(iter(configuration.stops), Problem(code="no_shops"))


async def run_until(
    stop: asyncio.Event, engine: Engine, schedule: Schedule | None, work: Work
) -> None:
    """Work until `stop` is set; what is then under way gets a moment to end.

    Without a schedule others ask.
    """
    if schedule is not None:
        schedule.start()
    working = asyncio.create_task(engine.run(work), name="engine")
    try:
        await _until(stop, working)
    finally:
        if schedule is not None:
            schedule.stop()
        engine.cancel()
        await _wind_up(working)


async def _until(stop: asyncio.Event, working: asyncio.Task[None]) -> None:
    stopped = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({stopped, working}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()


async def _wind_up(working: asyncio.Task[None]) -> None:
    """Let rounds end, then cut them: what was on its way is found by the next round."""
    await asyncio.wait({working}, timeout=FINISH_WITHIN_S)
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
