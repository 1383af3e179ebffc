"""`ocop sheet out`: writes what a person shall carry to a marketplace, and says which files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sync.cli import exits
from sync.cli.engine import App, Report
from sync.cli.json_output import report_json
from sync.cli.rounds import prepared
from sync.cli.session import Session
from sync.cli.sheet import carried_out, only_shop
from sync.cli.tables import heading, show_report
from sync.cli.terminal import Terminal
from sync.model import Language, ShopName

Extent = Literal["changed", "all", "stock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What was written: `report` is of the round before it, `asked` counts SKUs to look for."""

    shop: ShopName
    files: Sequence[Path]
    report: Report | None = None
    asked: int = 0


def out(session: Session, shop: str | None, extent: Extent) -> int:
    """Write the files and name those that wait to be carried; exits 3 as `ocop sync` does."""
    configuration, terminal = prepared(session)

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
        shop=shop, report=report, files=await engine.exchange(shop, lambda desk: desk.unanswered())
    )


async def _everything(engine: App, shop: ShopName) -> Out:
    """What changed goes out by a round, as ever; about all the rest is asked."""
    report = await engine.sync(shop)
    asked = await engine.exchange(shop, lambda desk: desk.ask_all())
    files = await engine.exchange(shop, lambda desk: desk.unanswered())
    return Out(shop=shop, report=report, asked=asked, files=files)


async def _stock(engine: App, shop: ShopName) -> Out:
    """Orders come in and the figures are made true; then all of them go out."""
    skus = {v.sku for product in engine.configuration.products for v in product.variants}
    await engine.run_urgent(shop, skus)
    file = await engine.exchange(shop, lambda desk: desk.tell_figures())
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
