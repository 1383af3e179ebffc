"""`ocop sheet`: the files of shops that are reached by a workbook, which a person carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from sync.cli import exits
from sync.cli.engine import App, Configuration, opening, run
from sync.cli.json_output import problems_json
from sync.cli.rounds import chosen_shops, prepared
from sync.cli.session import Refused, Session
from sync.cli.tables import heading, show_problems
from sync.cli.terminal import Terminal
from sync.marketplace import FileExchange, Rejected, TakenIn
from sync.model import Problem, ShopName

Answer = TypeVar("Answer")


def take_in(session: Session, file: Path, shop: str | None) -> int:
    """Record what a result file confirms; exits 1 when nothing of it counts."""
    configuration, terminal = prepared(session)
    _must_exist(file)

    async def act(engine: App) -> tuple[ShopName, TakenIn]:
        name = await _addressee(engine, configuration, file, shop)
        try:
            return name, await engine.exchange(name, lambda desk: desk.take_in(file))
        except Rejected as error:
            await _set_aside(engine, name, file, terminal, error)
            raise

    name, taken = carried_out(session, configuration, act)
    heading(terminal, name)
    terminal.tell("sheet_taken_in", **counts(taken))
    show_problems(terminal, taken.problems)
    problems = problems_json(taken.problems, terminal.language)
    terminal.answer({"shop": name, **counts(taken), "problems": problems})
    return exits.FINE


def fill(session: Session, template: Path, shop: str) -> int:
    """Fill a copy of a marketplace's own template with everything that a shop should show."""
    configuration, terminal = prepared(session)
    _must_exist(template)
    (name,) = chosen_shops(configuration, shop)

    async def act(engine: App) -> tuple[Path, int]:
        listings = await engine.wanted(name)
        lines = sum(len(listing.offers) for listing in listings)
        return await engine.exchange(name, lambda desk: desk.fill(template, listings)), lines

    filled, lines = carried_out(session, configuration, act)
    terminal.tell("sheet_filled", file=str(filled), lines=lines)
    terminal.answer({"shop": name, "file": str(filled), "lines": lines})
    return exits.FINE


def close(session: Session, run_name: str, shop: str | None) -> int:
    """End a run whose file will not come back; what is open is asked about anew."""
    configuration, terminal = prepared(session)

    async def act(engine: App) -> tuple[ShopName, int]:
        name = await only_shop(engine, configuration, shop)
        return name, await engine.exchange(name, lambda desk: desk.close(run_name))

    name, asked = carried_out(session, configuration, act)
    terminal.tell("sheet_closed", run=run_name, shop=name, asked=asked)
    terminal.answer({"shop": name, "run": run_name, "asked": asked})
    return exits.FINE


def carried_out(
    session: Session, configuration: Configuration, act: Callable[[App], Awaitable[Answer]]
) -> Answer:
    """Open the engine and act; a file that is refused is wrong input."""

    async def work() -> Answer:
        async with opening(session, configuration) as engine:
            return await act(engine)

    try:
        return run(work())
    except Rejected as error:
        raise Refused(error.problem.code, **_plain(error.problem)) from error


def _plain(problem: Problem) -> dict[str, str]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in problem.values.items()
    }


async def only_shop(engine: App, configuration: Configuration, shop: str | None) -> ShopName:
    """Find the shop that is meant: as told, or there is only one that is reached by files."""
    names = await _exchanging(engine, chosen_shops(configuration, shop))
    if len(names) != 1:
        raise Refused("sheet_shop_needed", known=", ".join(names) or "–")
    return names[0]


async def _addressee(
    engine: App, configuration: Configuration, file: Path, shop: str | None
) -> ShopName:
    """Find whose result a file is: as told, as it says itself, or there is only one shop."""
    names = await _exchanging(engine, chosen_shops(configuration, shop))
    if len(names) == 1:
        return names[0]
    if names:
        said = await engine.exchange(names[0], lambda desk: desk.addressee(file))
        if said in names:
            return ShopName(said)
    raise Refused("sheet_shop_needed", known=", ".join(names) or "–")


async def _exchanging(engine: App, names: Sequence[ShopName]) -> list[ShopName]:
    """Keep the shops that are reached by files."""
    stands = {one.shop.name: one for one in await engine.status()}
    return [name for name in names if stands[name].outstanding is not None]


async def _set_aside(
    engine: App, name: ShopName, file: Path, terminal: Terminal, error: Rejected
) -> None:
    saying = terminal.of_problem(error.problem)
    why = "\n".join(part for part in (saying.what, saying.todo) if part)

    def keep(desk: FileExchange) -> Path:
        return desk.set_aside(file, f"{why}\n")

    await engine.exchange(name, keep)


def _must_exist(file: Path) -> None:
    if not file.is_file():
        raise Refused("sheet_file_missing", file=str(file))


def counts(taken: TakenIn) -> dict[str, Any]:
    """Everything that a result told but its problems."""
    return {one.name: getattr(taken, one.name) for one in fields(taken) if one.name != "problems"}
