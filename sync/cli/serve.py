"""`ocop serve`: keeps the shops true in the background, and says one line a round."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from time import monotonic

from sync.cli import exits
from sync.cli.engine import (
    Configuration,
    Engine,
    Proof,
    Report,
    opening,
    run,
)
from sync.cli.faults import kept
from sync.cli.reading import load
from sync.cli.rounds import Result, Unreached, attempt, prepared
from sync.cli.session import Refused, Session
from sync.cli.shapes import report_shape, unreached_shape
from sync.cli.spoken import moment
from sync.cli.stopping import told_to_stop
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal
from sync.model import Problem, ShopName
from sync.service import Service


def serve(session: Session) -> int:
    """Run rounds until stopped; the configuration is read anew for each of them."""
    configuration, terminal = prepared(session)
    run(_serve(session, configuration, terminal))
    terminal.note("serve_stopped")
    return exits.FINE


async def _serve(session: Session, configuration: Configuration, terminal: Terminal) -> None:
    with told_to_stop() as stop:
        async with opening(session, configuration) as engine:
            engine.stopping = stop.is_set
            serving = Serving(session, terminal, engine)
            serving.follow(configuration)
            await serving.service.run(stop)


class Serving:
    """One `ocop serve`: what it reads, what it looks after, and to whom it tells it."""

    def __init__(self, session: Session, terminal: Terminal, engine: Engine) -> None:
        self._session, self._terminal, self._engine = session, terminal, engine
        self._time_zone = engine.configuration.settings.time_zone
        self._shops: list[ShopName] = []
        self._reading, self._read_at = asyncio.Lock(), monotonic()
        self.service = Service(self._round, self._time_zone)

    def follow(self, configuration: Configuration) -> None:
        """Look after what is configured now; while that cannot be read, after what was."""
        self._engine.configuration = configuration
        if not configuration.shops:
            return
        self.service.follow(configuration.shops)
        names = [shop.name for shop in configuration.shops]
        if names != self._shops:
            self._shops = names
            self._terminal.tell("serve_started", shops=names)

    async def _round(self, shop: ShopName, proof: Proof) -> None:
        try:
            result = await self._result(shop, proof)
        except Exception as error:  # noqa: BLE001 one bad round must not end the service
            file = str(kept(error, self._session.home))
            self._terminal.note("ended_by_our_fault", file=file)
        else:
            if result is not None:
                tell(self._terminal, result, self._time_zone)

    async def _result(self, shop: ShopName, proof: Proof) -> Result | None:
        """One round on what people have written by now; None: they took the shop out."""
        try:
            await self._read_again()
        except Refused as error:
            return Unreached(shop, Problem(code=error.code, values=error.values))
        configuration = self._engine.configuration
        if not configuration.shops:
            return Unreached(shop, _first_stop(configuration))
        if shop not in self._shops:
            return None

        async def act(engine: Engine, shop: ShopName) -> Report:
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


def tell(terminal: Terminal, result: Result, time_zone: str) -> None:
    """One line for people, one JSON document a line for a machine."""
    at = moment(datetime.now(UTC), time_zone)
    if isinstance(result, Unreached):
        terminal.tell("serve_unreached", at=at, shop=result.shop)
        show_problems(terminal, [result.problem])
        terminal.answer(unreached_shape(result.shop, result.problem, terminal.language))
        return
    counts = result.summary()
    done, held = counts.get("done", 0), counts["held"]
    failed = len(result.outcomes) - done - counts.get("sent", 0)
    terminal.tell("serve_round", at=at, shop=result.plan.shop, done=done, failed=failed, held=held)
    show_problems(terminal, result.problems)
    terminal.answer(report_shape(result, terminal.language))
