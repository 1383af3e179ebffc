"""`ocop serve`: keeps the shops true in the background, and says one line a round."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from sync.cli import exits
from sync.cli.engine import (
    Configuration,
    Engine,
    Proof,
    Report,
    load,
    opening,
    run,
)
from sync.cli.faults import kept
from sync.cli.rounds import Result, Unreached, attempt, prepared
from sync.cli.session import Refused, Session
from sync.cli.shapes import report_shape, unreached_shape
from sync.cli.spoken import moment
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal
from sync.model import Problem, ShopName
from sync.service import serve as keep_serving


def serve(session: Session) -> int:
    """Run rounds until stopped; the catalog is read anew for each of them."""
    configuration, terminal = prepared(session)
    terminal.tell("serve_started", shops=[shop.name for shop in configuration.shops])
    run(_serve(session, configuration, terminal))
    terminal.note("serve_stopped")
    return exits.FINE


async def _serve(session: Session, configuration: Configuration, terminal: Terminal) -> None:
    time_zone = configuration.settings.time_zone

    async def round_of(shop: ShopName, proof: Proof) -> None:
        try:
            result = await _round(session, engine, shop, proof)
        except Exception as error:  # noqa: BLE001 one bad round must not end the service
            terminal.note("ended_by_our_fault", file=str(kept(error, session.home)))
        else:
            tell(terminal, result, time_zone)

    async with opening(session, configuration) as engine:
        await keep_serving(configuration.shops, round_of, time_zone, asyncio.Event())


async def _round(session: Session, engine: Engine, shop: ShopName, proof: Proof) -> Result:
    """One round on what the catalog says now."""

    async def act(engine: Engine, shop: ShopName) -> Report:
        return await engine.sync(shop, proof=proof)

    try:
        engine.configuration = await asyncio.to_thread(load, session)
    except Refused as error:
        return Unreached(shop, Problem(code=error.code, values=error.values))
    return await attempt(act, engine, shop)


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
    failed = len(result.outcomes) - done
    terminal.tell("serve_round", at=at, shop=result.plan.shop, done=done, failed=failed, held=held)
    show_problems(terminal, result.problems)
    terminal.answer(report_shape(result, terminal.language))
