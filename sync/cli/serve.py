"""`ocop serve`: keeps the shops true in the background, and says one line a round."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic

from sync.app import App
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.faults import kept
from sync.cli.manual_stock import notice
from sync.cli.prepare import load, opening, prepared, run
from sync.cli.push_registration import PushSetup
from sync.cli.rounds import Result, ShopFailed, attempt
from sync.cli.service_output import ServiceOutput
from sync.cli.session import Refused, Session, UsageError
from sync.cli.signals import told_to_stop
from sync.cli.terminal import Terminal
from sync.inventory import QUIET_AFTER
from sync.marketplace import Signal
from sync.model import Problem, ShopName, Sku
from sync.running.context import UrgentWork
from sync.running.observe import Proof
from sync.running.report import Report
from sync.service import Service, Untold, Waiting, beside

UNNAMED_AFTER_S = 3.0  # what a push is about that names no order can be read by then
LOOK_AGAIN_S = (3.0, 15.0)  # a push comes before its order can be read, sometimes


def serve(session: Session, *, listen: str | None = None) -> int:
    """Run rounds until stopped; the configuration is read anew for each of them."""
    address = None if listen is None else address_of(listen)
    configuration, terminal = prepared(session)
    run(_serve(session, configuration, terminal, address))
    terminal.note("serve_stopped")
    return exits.FINE


def address_of(listen: str) -> tuple[str, int]:
    """Read HOST:PORT; raises Mistyped."""
    host, colon, port = listen.rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) < 65_536):
        raise UsageError("usage_address", given=listen)
    return host.strip("[]"), int(port)


async def _serve(
    session: Session,
    configuration: Configuration,
    terminal: Terminal,
    address: tuple[str, int] | None,
) -> None:
    with told_to_stop() as stop:
        async with opening(session, configuration) as engine:
            engine.stopping = stop.is_set
            serving = Serving(session, terminal, engine)
            serving.follow(configuration)
            async with serving.hearing(address), beside(notice(engine, serving.tell_all)):
                await serving.service.run(stop)


class Serving:
    """One `ocop serve`: what it reads, what it looks after, and to whom it tells it."""

    def __init__(self, session: Session, terminal: Terminal, engine: App) -> None:
        self._session, self._terminal, self._engine = session, terminal, engine
        time_zone = engine.configuration.settings.time_zone
        self._telling = ServiceOutput(terminal, time_zone)
        self._hearing: PushSetup | None = None
        self._shops: list[ShopName] = []
        self._looked: Counter[tuple[ShopName, str]] = Counter()  # for an order not found yet
        self._reading, self._read_at = asyncio.Lock(), monotonic()
        self._waiting, self._retrying = Waiting(), set[ShopName]()
        self._untold = Untold()
        self.service = Service(self._round, self._errand, time_zone)
        engine.sold, engine.urgent = self.tell_all, self._urgent

    def follow(self, configuration: Configuration) -> None:
        """Look after what is configured now; while that cannot be read, after what was."""
        self._engine.configuration = configuration
        if not configuration.shops:
            return
        self.service.follow(configuration.shops)
        if self._hearing is not None:
            self._hearing.follow()
        names = [shop.name for shop in configuration.shops]
        if names != self._shops:
            self._shops = names
            self._terminal.tell("serve_started", shops=names)

    @asynccontextmanager
    async def hearing(self, address: tuple[str, int] | None) -> AsyncIterator[PushSetup | None]:
        """Listen for pushes at this address, if there is one; raises Refused when it is taken."""
        if address is None:
            yield None
            return
        hearing = PushSetup(self._session, self._terminal, self._engine, self._wake)
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(hearing.at(*address))
            except OSError as error:
                raise Refused("port_unusable", port=str(address[1]), why=str(error)) from error
            self._hearing = hearing
            yield hearing

    def _wake(self, shop: ShopName, signal: Signal) -> None:
        if signal.matter != "orders":
            self.service.request(shop, "quick")
            return
        if signal.reference is None:
            self._later(UNNAMED_AFTER_S, shop)
        else:
            self.service.wake(shop, orders=[signal.reference])

    def _later(
        self,
        seconds: float,
        shop: ShopName,
        skus: Collection[Sku] = (),
        named: Collection[str] = (),
    ) -> None:
        asyncio.get_running_loop().call_later(seconds, self.service.wake, shop, skus, named)

    def tell_all(self, skus: Collection[Sku]) -> None:
        """Tell every shop that the shelf of these has changed."""
        for shop in self._shops:
            self.service.wake(shop, skus)

    def _urgent(self, shop: ShopName) -> UrgentWork | None:
        """Hand an errand to the round that is under way, and go again once it has settled."""
        news = self.service.urgent(shop)
        if news and (news.skus or news.orders):
            self._later(self._engine.settle_s(shop), shop, news.skus, news.orders)
        return news

    def _look_again(self, shop: ShopName, asked: UrgentWork, unfound: Collection[str]) -> None:
        """Look for orders a few times more: in the end a poll finds what there is."""
        for reference in asked.orders.difference(unfound):
            self._looked.pop((shop, reference), None)
        for reference in unfound:
            looked = self._looked[shop, reference]
            if looked < len(LOOK_AGAIN_S):
                self._looked[shop, reference] += 1
                self._later(LOOK_AGAIN_S[looked], shop, (), [reference])
            else:
                self._looked.pop((shop, reference), None)

    def _tell_again(self, shop: ShopName, skus: Collection[Sku]) -> None:
        """Try to tell a shop of sales that it could not be told of, until it or a round did."""
        pause_s = self._untold.failed(shop, skus)
        if pause_s is not None:
            asyncio.get_running_loop().call_later(pause_s, self._pause_over, shop)

    def _pause_over(self, shop: ShopName) -> None:
        if skus := self._untold.due(shop):
            self.service.wake(shop, skus)

    def _go_on(self, report: Report, asked: Collection[Sku] | None) -> None:
        """Let others show what this shop freed, and this one go on once it has been quiet."""
        shop = report.plan.shop
        for other, skus in self._waiting.woken_by(report).items():
            self.service.wake(other, skus)
        if self._waiting.after(report, asked) and shop not in self._retrying:
            self._retrying.add(shop)
            asyncio.get_running_loop().call_later(QUIET_AFTER.total_seconds(), self._retry, shop)

    def _retry(self, shop: ShopName) -> None:
        self._retrying.discard(shop)
        self.service.wake(shop, self._waiting.of(shop))

    async def _errand(self, shop: ShopName, news: UrgentWork) -> float | None:
        """Run an errand; say when to look again at what it wrote."""

        async def act(engine: App, shop: ShopName) -> Report:
            return await engine.errand(shop, news.skus, news.orders)

        try:
            result = await attempt(act, self._engine, shop)
        except Exception as error:  # noqa: BLE001 one bad errand must not end the service
            file = str(kept(error, self._session.home))
            self._terminal.note("ended_by_our_fault", file=file)
            return None
        if isinstance(result, ShopFailed):
            self._look_again(shop, news, news.orders)
            self._tell_again(shop, news.skus)
            return None
        self._untold.told(shop, news.skus)
        self._look_again(shop, news, result.unfound)
        self._go_on(result, news.skus)
        if not result.outcomes:
            return None
        self._telling.errand(result)
        return self._engine.settle_s(shop)

    async def _round(self, shop: ShopName, proof: Proof) -> None:
        try:
            result = await self._result(shop, proof)
        except Exception as error:  # noqa: BLE001 one bad round must not end the service
            file = str(kept(error, self._session.home))
            self._terminal.note("ended_by_our_fault", file=file)
        else:
            if result is not None:
                self._telling.round(result)
            if isinstance(result, Report):
                self._go_on(result, None)
                if result.plan.complete:
                    self._untold.told(shop)

    async def _result(self, shop: ShopName, proof: Proof) -> Result | None:
        """One round on what people have written by now; None: they took the shop out."""
        try:
            await self._read_again()
        except Refused as error:
            return ShopFailed(shop, Problem(code=error.code, values=error.values))
        configuration = self._engine.configuration
        if not configuration.shops:
            return ShopFailed(shop, _first_stop(configuration))
        if shop not in self._shops:
            return None

        async def act(engine: App, shop: ShopName) -> Report:
            return await engine.sync(shop, proof=proof)

        return await attempt(act, self._engine, shop)

    async def _read_again(self) -> None:
        """Read what people wrote up to now; of many who ask at once, one reads for all."""
        asked_at = monotonic()
        async with self._reading:
            if self._read_at <= asked_at:
                self._read_at = monotonic()
                self.follow(await asyncio.to_thread(load, self._session))


def _first_stop(configuration: Configuration) -> Problem:
    stops = [problem for problem in configuration.problems if problem.severity == "stop"]
    return stops[0] if stops else Problem(code="no_shops")
