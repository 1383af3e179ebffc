"""`ocop stock`: how many there are, where each went, and what people tell of it, each once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from pydantic_core import PydanticCustomError
from rich.text import Text

from sync.catalog import Configuration
from sync.catalog.nearest import nearest
from sync.catalog.yaml_schema import scalars
from sync.catalog.yaml_schema.money import read_price
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import load, note_stops, opening, run, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.inventory import UnitsAway, history
from sync.model import Dong, Sku, StockAccount
from sync.output.changes import Json
from sync.output.format import moment
from sync.output.stock import away_json, history_line_json, stock_row_json
from sync.running.ledger import (
    Ledger,
    StockEntry,
    StockEntryRefused,
    StockRow,
    new_reference,
)
from sync.transport.clock import Clock, legal_day
from sync.wording.sentence import grouped

COLUMNS = (
    "sku", "counted", "received", "lost", "sold", "reserved", "returned", "on_hand", "available"
)  # fmt: skip
STEPS = ("at", "moved", "shop", "reference", "units", "on_hand", "reserved", "available", "note")


def stock(session: Session, *, product: str | None = None, sku: str | None = None) -> int:
    """Show every SKU, or those of one product, or one; fine whatever it shows."""
    configuration, terminal = ready(session)
    if product is not None and product not in {each.code for each in configuration.products}:
        meant = nearest(product, (each.code for each in configuration.products))
        raise Refused("product_unknown", given=product, nearest=meant or "–")

    async def ask() -> tuple[list[StockRow], list[UnitsAway]]:
        async with opening(session, configuration) as engine:
            return await engine.ledger.rows(), await engine.ledger.away()

    standings, all_away = run(ask())
    if sku is not None:
        standings = [known(standings, sku)]
    shown = [each for each in standings if product in (None, each.code)]
    laid_out(terminal, COLUMNS, [_row(terminal, standing) for standing in shown])
    _summed_up(terminal, shown)
    skus = {each.sku for each in shown}
    away = [each for each in all_away if each.sku in skus or product is sku is None]
    for each in away:
        terminal.tell(f"stock_away_{each.state}", **away_json(each))
    rows = [stock_row_json(standing) for standing in shown]
    terminal.answer({"stock": rows, "away": [away_json(each) for each in away]})
    return exits.FINE


def stock_history(session: Session, *, sku: str) -> int:
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
    terminal = terminal_of(session, configuration)
    note_stops(terminal, configuration)
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


MOST = 1_000_000  # of one SKU; more is a slip of the finger
LONGEST = 200  # of a reference or a note

Tell = Callable[[Ledger, StockEntry], Awaitable[bool]]
Read = TypeVar("Read", int, date)


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
    counted, counted_on = quantity_of(number), None if date is None else _day(date)
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
        session, Typed(sku, _above_zero(number), reference, note, "receive"), Ledger.receive
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
    each = None if price is None else Dong(_read(read_price, price))
    typed = Typed(sku, _above_zero(number), reference, None, "sell", each)
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
    return _tell(session, Typed(sku, _above_zero(number), reference, note, "lose"), Ledger.lose)


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
    number = _read(scalars.stock, text)
    if number > MOST:
        raise Refused("stock_absurd", text=text[:40])
    return number


def _above_zero(text: str) -> int:
    if (number := quantity_of(text)) == 0:
        raise Refused("number_not_positive")
    return number


def _day(text: str) -> date:
    day = _read(scalars.day, text)
    if day > legal_day(Clock()):
        raise Refused("count_in_future")
    return day


def _read(read: Callable[[str], Read], text: str) -> Read:
    """Read as the catalog is read, so that both are refused in the same words."""
    try:
        return read(text)
    except PydanticCustomError as error:
        values = {name: str(value) for name, value in (error.context or {}).items()}
        raise Refused(error.type, **values) from error


def _short(text: str | None) -> str:
    """Take a reference or a note on one line."""
    return " ".join((text or "").split())[:LONGEST]
