"""`ocop stock`: how many there are of each SKU, where each unit went, and why it is so many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.text import Text

from sync.catalog.nearest import nearest
from sync.cli import exits
from sync.cli.engine import (
    Configuration,
    HistoryLine,
    StockAccount,
    StockRow,
    history,
    opening,
    run,
)
from sync.cli.format import moment
from sync.cli.help_layout import Cell, laid_out
from sync.cli.json_output import Json
from sync.cli.reading import load
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.model import Sku
from sync.wording.sentence import grouped

COLUMNS = (
    "sku", "counted", "received", "lost", "sold", "reserved", "returned", "on_hand", "available"
)  # fmt: skip
PARTS = ("counted", "received", "lost", "sold", "returned", "reserved")
STEPS = ("at", "moved", "shop", "reference", "units", "on_hand", "reserved", "available", "note")


def stock(session: Session, product: str | None, sku: str | None) -> int:
    """Show every SKU, or those of one product, or one; fine whatever it shows."""
    configuration, terminal = ready(session)
    if product is not None and product not in {each.code for each in configuration.products}:
        meant = nearest(product, (each.code for each in configuration.products))
        raise Refused("product_unknown", given=product, nearest=meant or "–")

    async def ask() -> list[StockRow]:
        async with opening(session, configuration) as engine:
            return await engine.ledger.rows()

    standings = run(ask())
    if sku is not None:
        standings = [known(standings, sku)]
    shown = [each for each in standings if product in (None, each.code)]
    laid_out(terminal, COLUMNS, [_row(terminal, standing) for standing in shown])
    _summed_up(terminal, shown)
    terminal.answer({"stock": [stock_row_json(standing) for standing in shown]})
    return exits.FINE


def stock_history(session: Session, sku: str) -> int:
    """Answer why there are so many, line by line since the last count."""
    configuration, terminal = ready(session)

    async def recall() -> tuple[StockRow, StockAccount | None]:
        async with opening(session, configuration) as engine:
            standing = known(await engine.ledger.rows(), sku)
            return standing, await engine.ledger.account(standing.sku)

    standing, account = run(recall())
    lines = [] if account is None else list(history(account))
    steps = [history_line_json(account, line) for line in lines if account]
    if account is None:
        terminal.tell("stock_not_counted", sku=standing.sku)
    else:
        zone = configuration.settings.time_zone
        laid_out(terminal, STEPS, [_step(terminal, step, zone) for step in steps])
        tell_standing(terminal, standing)
    terminal.answer({**stock_row_json(standing), "lines": steps})
    return exits.FINE


def ready(session: Session) -> tuple[Configuration, Terminal]:
    """Load the configuration and settle the language; a shelf needs no shop."""
    configuration = load(session)
    terminal = Terminal(session.language or configuration.settings.language, session.audience)
    if stops := sum(problem.severity == "stop" for problem in configuration.problems):
        terminal.note("catalog_has_stops", stops=stops)
    return configuration, terminal


def known(standings: Iterable[StockRow], sku: str) -> StockRow:
    """Find one SKU; raises Refused with the nearest when there is none of that name."""
    by_sku = {standing.sku: standing for standing in standings}
    if (found := by_sku.get(Sku(sku))) is not None:
        return found
    raise Refused("sku_unknown", given=sku, nearest=nearest(sku, by_sku) or "–")


def tell_standing(terminal: Terminal, standing: StockRow) -> None:
    """Say in one sentence how a SKU stands, and in another what each shop offers."""
    tally = standing.balance
    if tally is None:
        return
    terminal.tell(
        "stock_stands",
        sku=standing.sku,
        on_hand=tally.on_hand,
        reserved=tally.reserved,
        available=tally.available,
    )
    if tally.missing:
        terminal.tell("stock_oversold", sku=standing.sku, missing=tally.missing)
    told = [f"{shop} {many}" for shop, many in standing.offers.items() if many is not None]
    if told:
        terminal.tell("stock_offered", offers=", ".join(told))


def stock_row_json(standing: StockRow) -> Json:
    """One SKU; a count is null where nobody counted, and never 0 for that."""
    tally, account = standing.balance, standing.account
    names = (*PARTS, "on_hand", "available", "missing")
    return {
        "sku": standing.sku,
        "code": standing.code,
        **{name: None if tally is None else getattr(tally, name) for name in names},
        "counted_at": account.counted_at.isoformat() if account else None,
        "counted_by": account.source if account else None,
        "offers": dict(standing.offers),
    }


def _row(terminal: Terminal, standing: StockRow) -> list[Cell]:
    tally = standing.balance
    if tally is None:
        return [standing.sku, Text(terminal.word("stock_uncounted"), "dim"), *[""] * 7]
    numbers = {name: grouped(getattr(tally, name)) for name in COLUMNS[1:]}
    left = Text(numbers["available"], "bold" if tally.available else "red")
    on_hand = Text(numbers["on_hand"])
    if tally.missing:
        on_hand = Text(terminal.word("stock_short", missing=tally.missing), "red")
    return [standing.sku, *(numbers[name] for name in COLUMNS[1:-2]), on_hand, left]


def _summed_up(terminal: Terminal, standings: Sequence[StockRow]) -> None:
    tallies = [standing.balance for standing in standings]
    counted = [tally for tally in tallies if tally is not None]
    terminal.tell(
        "stock_summed_up",
        skus=len(standings),
        available=sum(tally.available for tally in counted),
        uncounted=len(tallies) - len(counted),
    )


def _step(terminal: Terminal, step: Json, time_zone: str) -> list[Cell]:
    units = step["units"]
    return [
        moment(datetime.fromisoformat(step["at"]), time_zone) or "",
        terminal.word(f"word_moved_{step['moved']}"),
        step["shop"] or "",
        step["reference"] or "",
        grouped(units) if step["moved"].startswith("counted") else f"{units:+}",
        *(grouped(step[name]) for name in ("on_hand", "reserved", "available")),
        step["note"],
    ]


def history_line_json(account: StockAccount, line: HistoryLine) -> Json:
    """One line; `units` is what it did to the shelf, the rest is how things stood after it."""
    moved, tally = line.movement, line.balance
    return {
        "at": line.at.isoformat(),
        "moved": moved.kind if moved else f"counted_{account.source}",
        "shop": (moved.shop or None) if moved else None,
        "reference": moved.reference if moved else None,
        "note": moved.note if moved else "",
        "units": moved.on_hand if moved else tally.counted,
        "held": moved.held if moved else tally.held,
        "on_hand": tally.on_hand,
        "reserved": tally.reserved,
        "available": tally.available,
    }
