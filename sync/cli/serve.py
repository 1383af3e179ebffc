"""`ocop serve`: keeps the shops true in the background, and says one line a round."""

from __future__ import annotations

import asyncio

from sync.cli import exits
from sync.cli.engine import Configuration, Proof, load, opening, run
from sync.cli.rounds import Result, attempt, prepared
from sync.cli.session import Session
from sync.cli.terminal import Terminal
from sync.model import ShopName
from sync.service import serve as keep_serving


def serve(session: Session) -> int:
    """Run rounds until stopped; the catalog is read anew for each of them."""
    configuration, terminal = prepared(session)
    terminal.tell("serve_started", shops=[shop.name for shop in configuration.shops])
    run(_serve(session, configuration, terminal))
    terminal.note("serve_stopped")
    return exits.FINE


async def _serve(session: Session, configuration: Configuration, terminal: Terminal) -> None:
    async def round_of(shop: ShopName, proof: Proof) -> None:
        result = await _round(session, shop, proof)
        tell(terminal, result, configuration.settings.time_zone)

    time_zone = configuration.settings.time_zone
    await keep_serving(configuration.shops, round_of, time_zone, asyncio.Event())


async def _round(session: Session, shop: ShopName, proof: Proof) -> Result:
    """One round on what the catalog says now."""

    async def act(engine: Engine, shop: ShopName) -> Report:
        return await engine.sync(shop, None, proof, None, Unwatched())

    async with opening(session, load(session)) as engine:
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
