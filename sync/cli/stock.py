"""`ocop stock`: how many there are, where each went, and what people tell of it, each once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from pydantic_core import PydanticCustomError

from sync.catalog import Configuration
from sync.catalog.nearest import nearest
from sync.catalog.yaml_schema import scalars
from sync.catalog.yaml_schema.money import read_price
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import load, note_stops, opening, run, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.stock_shown import (
    COLUMNS,
    STEPS,
    row_cells,
    step_cells,
    tell_asides,
    tell_lots,
    tell_parts,
    tell_standing,
)
from sync.cli.terminal import Terminal, laid_out
from sync.inventory import UnitsAway
from sync.inventory.lots import LotStock
from sync.model import Aside, Dong, Sku, StockAccount
from sync.output.stock import (
    aside_json,
    away_json,
    history_json,
    lot_json,
    stock_row_json,
)
from sync.running.ledger import (
    Ledger,
    StockEntry,
    StockEntryRefused,
    StockRow,
    new_reference,
)
from sync.transport.clock import Clock, legal_day

LotsLeft = Mapping[Sku, Sequence[LotStock]]


def stock(session: Session, *, product: str | None = None, sku: str | None = None) -> int:
    """Show every SKU, or those of one product, or one; fine whatever it shows."""
    configuration, terminal = ready(session)
    if product is not None and product not in {each.code for each in configuration.products}:
        meant = nearest(product, (each.code for each in configuration.products))
        raise Refused("product_unknown", given=product, nearest=meant or "–")

    async def ask() -> tuple[list[StockRow], list[UnitsAway], list[Aside], LotsLeft]:
        async with opening(session, configuration) as app:
            ledger = app.ledger
            rows, away = await ledger.rows(), await ledger.away()
            return rows, away, await ledger.asides(), await ledger.lots()

    standings, all_away, asides, lots = run(ask())
    if sku is not None:
        standings = [known(standings, sku)]
    shown = [each for each in standings if product in (None, each.code)]
    laid_out(terminal, COLUMNS, [row_cells(terminal, standing) for standing in shown])
    _summed_up(terminal, shown)
    skus = {each.sku for each in shown}
    away = [each for each in all_away if each.sku in skus or product is sku is None]
    for each in away:
        terminal.tell(f"stock_away_{each.state}", **away_json(each))
    for each_sku in sorted(skus & lots.keys()):
        tell_lots(terminal, each_sku, [each for each in lots[each_sku] if not each.on_sale])
    set_aside = [each for each in asides if each.sku in skus]
    tell_asides(terminal, set_aside, configuration.settings.time_zone)
    rows = [stock_row_json(standing) for standing in shown]
    terminal.answer(
        {
            "stock": rows,
            "away": [away_json(each) for each in away],
            "aside": [aside_json(each) for each in set_aside],
        }
    )
    return exits.FINE


def stock_history(session: Session, *, sku: str) -> int:
    """Answer why there are so many, line by line, count after count."""
    configuration, terminal = ready(session)

    async def recall() -> tuple[list[StockRow], list[StockAccount], list[Aside], LotsLeft]:
        async with opening(session, configuration) as app:
            ledger, rows = app.ledger, await app.ledger.rows()
            accounts = await ledger.accounts(known(rows, sku).sku)
            return rows, accounts, await ledger.asides(), await ledger.lots()

    rows, accounts, asides, all_lots = run(recall())
    standing = known(rows, sku)
    steps = [] if standing.parts else history_json(accounts)
    zone = configuration.settings.time_zone
    if steps:
        laid_out(terminal, STEPS, [step_cells(terminal, step, zone) for step in steps])
    elif not standing.parts:
        terminal.tell("stock_not_counted", sku=standing.sku)
    tell_standing(terminal, standing)
    tell_parts(terminal, standing, rows)
    lots = all_lots.get(standing.sku, [])
    tell_lots(terminal, standing.sku, lots)
    tell_asides(terminal, [each for each in asides if each.sku == sku], zone)
    said = {"lots": [lot_json(each) for each in lots]} if lots else {}
    terminal.answer({**stock_row_json(standing), "lines": steps, **said})
    return exits.FINE


def ready(session: Session) -> tuple[Configuration, Terminal]:
    """Load the configuration and settle the language; a shelf needs no shop."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    note_stops(terminal, configuration)
    return configuration, terminal


def known(standings: Iterable[StockRow], sku: str) -> StockRow:
    """Find one SKU; raises Refused with the nearest when there is none of that name."""
    by_sku = {standing.sku: standing for standing in standings}
    if (found := by_sku.get(Sku(sku))) is not None:
        return found
    raise Refused("sku_unknown", given=sku, nearest=nearest(sku, by_sku) or "–")


def _summed_up(terminal: Terminal, standings: Sequence[StockRow]) -> None:
    tallies = [standing.balance for standing in standings if not standing.parts]
    counted = [tally for tally in tallies if tally is not None]
    terminal.tell(
        "stock_summed_up",
        skus=len(standings),
        available=sum(tally.available for tally in counted),
        uncounted=len(tallies) - len(counted),
    )


MOST = 1_000_000  # of one SKU; more is a slip of the finger
LONGEST = 200  # of a reference or a note

Tell = Callable[[Ledger, StockEntry], Awaitable[bool]]
Read = TypeVar("Read", int, date, time)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after the command."""

    sku: str
    number: int
    reference: str | None
    note: str | None = None
    what: str = "count"
    price: Dong | None = None


def stock_count(
    session: Session,
    *,
    sku: str,
    number: str,
    date: str | None = None,
    reference: str | None = None,
) -> int:
    """Write down how many were counted, just now or on a day."""
    counted, counted_on = quantity_of(number), None if date is None else _counted_day(date)
    typed = Typed(sku, counted, reference)
    return _tell(session, typed, lambda ledger, entry: ledger.count(entry, counted_on))


def stock_receive(
    session: Session,
    *,
    sku: str,
    number: str,
    note: str | None = None,
    reference: str | None = None,
) -> int:
    """Write a delivery down."""
    return _tell(
        session, Typed(sku, above_zero(number), reference, note, "receive"), Ledger.receive
    )


def stock_sell(
    session: Session,
    *,
    sku: str,
    number: str,
    price: str | None = None,
    reference: str | None = None,
) -> int:
    """Write down what was sold at the market or by telephone, and for how much each."""
    each = None if price is None else Dong(read_as_written(read_price, price))
    typed = Typed(sku, above_zero(number), reference, None, "sell", each)
    return _tell(session, typed, Ledger.sell)


def stock_lose(
    session: Session,
    *,
    sku: str,
    number: str,
    note: str | None = None,
    reference: str | None = None,
) -> int:
    """Write down what was spoilt, broken, eaten or given away."""
    return _tell(session, Typed(sku, above_zero(number), reference, note, "lose"), Ledger.lose)


def _tell(session: Session, typed: Typed, tell: Tell) -> int:
    configuration, terminal = ready(session)
    reference = _short(typed.reference) or new_reference(
        Clock().now(), configuration.settings.time_zone
    )

    async def write() -> tuple[bool, StockEntry, StockRow]:
        async with opening(session, configuration) as engine:
            sku = known(await engine.ledger.rows(), typed.sku).sku
            word = StockEntry(
                sku=sku,
                quantity=typed.number,
                reference=reference,
                note=_short(typed.note),
                price=typed.price,
            )
            new = await tell(engine.ledger, word)
            standing = known(await engine.ledger.rows(), sku)
            if new:
                note = f"{typed.what} {sku} {word.quantity}, {word.reference}"
                said = decided("stock", code=standing.code, note=note)
                await engine.store.decisions.add([said])
            return new, word, standing

    try:
        new, word, standing = run(write())
    except StockEntryRefused as error:
        raise Refused(error.code, **error.values) from error
    _answer(terminal, word, standing, "new" if new else "known")
    return exits.FINE


def _answer(terminal: Terminal, word: StockEntry, standing: StockRow, became: str) -> None:
    terminal.tell(f"stock_word_{became}", reference=word.reference, sku=word.sku)
    tell_standing(terminal, standing)
    terminal.answer(
        {
            "reference": word.reference,
            "quantity": word.quantity,
            "new": became == "new",
            **stock_row_json(standing),
        }
    )


def quantity_of(text: str) -> int:
    """Read how many; raises Refused for what no shelf can hold."""
    number = read_as_written(scalars.stock, text)
    if number > MOST:
        raise Refused("stock_absurd", text=text[:40])
    return number


def above_zero(text: str) -> int:
    """Read how many; raises Refused for none at all."""
    if (number := quantity_of(text)) == 0:
        raise Refused("number_not_positive")
    return number


def day_of(text: str) -> date:
    """Read a day as the catalog does."""
    return read_as_written(scalars.day, text)


def _counted_day(text: str) -> date:
    day = day_of(text)
    if day > legal_day(Clock()):
        raise Refused("count_in_future")
    return day


def read_as_written(read: Callable[[str], Read], text: str) -> Read:
    """Read as the catalog is read, so that both are refused in the same words."""
    try:
        return read(text)
    except PydanticCustomError as error:
        values = {name: str(value) for name, value in (error.context or {}).items()}
        raise Refused(error.type, **values) from error


def _short(text: str | None) -> str:
    """Take a reference or a note on one line."""
    return " ".join((text or "").split())[:LONGEST]
