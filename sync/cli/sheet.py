"""`ocop sheet`: the files of shops that are reached by a workbook, which a person carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeVar

from sync.app import App
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Refused, Session
from sync.cli.status import tell_outstanding
from sync.cli.tables import heading, show_problems, show_report
from sync.cli.terminal import Terminal
from sync.marketplace import FileExchange, Outstanding, Rejected, TakenIn
from sync.model import Language, ShopName
from sync.output.changes import problems_json, report_json
from sync.output.status import outstanding_json
from sync.running.report import Report
from sync.status import ShopStatus

Answer = TypeVar("Answer")
LONGEST = 200  # of a note


def take_in(session: Session, *, file: Path, shop: str | None = None) -> int:
    """Record what a result file confirms; exits 1 when nothing of it counts, 3 when not all."""
    configuration, terminal = prepared(session)
    _must_exist(file)

    async def act(engine: App) -> tuple[ShopName, TakenIn]:
        name = await _addressee(engine, configuration, file, shop)
        try:
            taken = await engine.exchange(name, lambda files: files.take_in(file))
        except Rejected as error:
            await _set_aside(engine, name, file, terminal, error)
            raise
        said = decided("take", name, note=f"result {taken.listed}, {file.name}"[:LONGEST])
        await engine.store.decisions.add([said])
        return name, taken

    name, taken = carried_out(session, configuration, act)
    heading(terminal, name)
    terminal.tell("sheet_taken_in", **counts(taken))
    show_problems(terminal, taken.problems)
    problems = problems_json(taken.problems, terminal.language)
    terminal.answer({"shop": name, **counts(taken), "problems": problems})
    whole = all(problem.severity == "note" for problem in taken.problems)
    return exits.FINE if whole else exits.NOT_ALL_TRUE


def fill(session: Session, *, template: Path, shop: str) -> int:
    """Fill a copy of a marketplace's own template with everything that a shop should show."""
    configuration, terminal = prepared(session)
    _must_exist(template)
    (name,) = chosen_shops(configuration, shop)

    async def act(engine: App) -> tuple[Path, int]:
        listings = await engine.wanted(name)
        lines = sum(len(listing.offers) for listing in listings)
        return await engine.exchange(name, lambda files: files.fill(template, listings)), lines

    filled, lines = carried_out(session, configuration, act)
    terminal.tell("sheet_filled", file=str(filled), lines=lines)
    terminal.answer({"shop": name, "file": str(filled), "lines": lines})
    return exits.FINE


def close(session: Session, *, run_name: str, shop: str | None = None) -> int:
    """End a run whose file will not come back; what is open is asked about anew."""
    configuration, terminal = prepared(session)

    async def act(engine: App) -> tuple[ShopName, int]:
        name = await only_shop(engine, configuration, shop)
        asked = await engine.exchange(name, lambda files: files.close(run_name))
        said = decided("take", name, note=f"close {run_name}"[:LONGEST])
        await engine.store.decisions.add([said])
        return name, asked

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
        raise Refused.of(error.problem) from error


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
        said = await engine.exchange(names[0], lambda files: files.addressee(file))
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

    def keep(files: FileExchange) -> Path:
        return files.set_aside(file, f"{why}\n")

    await engine.exchange(name, keep)


def _must_exist(file: Path) -> None:
    if not file.is_file():
        raise Refused("sheet_file_missing", file=str(file))


def counts(taken: TakenIn) -> dict[str, Any]:
    """Everything that a result told but its problems."""
    return {one.name: getattr(taken, one.name) for one in fields(taken) if one.name != "problems"}


Extent = Literal["changed", "all", "stock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What was written: `report` is of the round before it, `asked` counts SKUs to look for."""

    shop: ShopName
    files: Sequence[Path]
    report: Report | None = None
    asked: int = 0


def out(
    session: Session, *, shop: str | None = None, everything: bool = False, stock: bool = False
) -> int:
    """Write the files and name those that wait to be carried; exits 3 as `ocop sync` does."""
    configuration, terminal = prepared(session)
    extent: Extent = "stock" if stock else "all" if everything else "changed"

    async def act(engine: App) -> Out:
        name = await only_shop(engine, configuration, shop)
        return await WRITE[extent](engine, name)

    written = carried_out(session, configuration, act)
    _tell(terminal, written)
    terminal.answer(_shape(written, terminal.language))
    return exits.FINE if written.report is None or written.report.true else exits.NOT_ALL_TRUE


async def _changed(engine: App, shop: ShopName) -> Out:
    report = await engine.sync(shop)
    return Out(
        shop=shop,
        report=report,
        files=await engine.exchange(shop, lambda files: files.unanswered()),
    )


async def _everything(engine: App, shop: ShopName) -> Out:
    """What changed goes out by a round, as ever; about all the rest is asked."""
    report = await engine.sync(shop)
    asked = await engine.exchange(shop, lambda files: files.ask_all())
    files = await engine.exchange(shop, lambda files: files.unanswered())
    return Out(shop=shop, report=report, asked=asked, files=files)


async def _stock(engine: App, shop: ShopName) -> Out:
    """Orders come in and the figures are made true; then all of them go out."""
    skus = {v.sku for product in engine.configuration.products for v in product.variants}
    await engine.run_urgent(shop, skus)
    file = await engine.exchange(shop, lambda files: files.tell_figures())
    return Out(shop=shop, files=[file] if file else [])


WRITE: Mapping[Extent, Callable[[App, ShopName], Awaitable[Out]]] = {
    "changed": _changed,
    "all": _everything,
    "stock": _stock,
}


def _tell(terminal: Terminal, written: Out) -> None:
    if written.report:
        show_report(terminal, written.report)
    else:
        heading(terminal, written.shop)
    if written.asked:
        terminal.tell("sheet_asked", asked=written.asked)
    terminal.tell("sheet_to_carry" if written.files else "sheet_nothing_to_carry")
    for file in written.files:
        terminal.address(f"  {file}")


def _shape(written: Out, language: Language) -> dict[str, object]:
    """`{"shop", "asked", "files", "plan"}`; `plan` as `ocop sync` tells it, None for `--stock`."""
    return {
        "shop": written.shop,
        "asked": written.asked,
        "files": [str(file) for file in written.files],
        "plan": report_json(written.report, language) if written.report else None,
    }


def sheet(session: Session, *, shop: str | None = None) -> int:
    """Show what was sent and what came back, shop by shop; fine whatever it shows."""
    configuration, terminal = prepared(session)
    chosen = chosen_shops(configuration, shop)

    async def ask() -> list[ShopStatus]:
        async with opening(session, configuration) as engine:
            return await engine.status()

    stands = [one for one in run(ask()) if one.shop.name in chosen]
    waits = {one.shop.name: one.outstanding for one in stands if one.outstanding is not None}
    if not waits:
        terminal.tell("sheet_no_shops")
    for name, standing in waits.items():
        if standing == Outstanding():
            terminal.tell("sheet_nothing_sent", shop=name)
        tell_outstanding(terminal, name, standing)
    shops = [{"shop": name, "outstanding": outstanding_json(one)} for name, one in waits.items()]
    terminal.answer({"shops": shops})
    return exits.FINE
