"""`ocop stock count`, `receive` and `lose`: what people at the shelf tell, each once."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from sync.catalog.yaml_schema import scalars
from sync.cli import exits
from sync.cli.engine import Clock, Ledger, StockEntry, StockEntryRefused, StockRow, opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import known, ready, stock_row_json, tell_standing
from sync.cli.terminal import Terminal
from sync.transport.clock import legal_day

MOST = 1_000_000  # of one SKU; more is a slip of the finger
LONGEST = 200  # of a reference or a note

Tell = Callable[[Ledger, StockEntry], Awaitable[bool]]
Read = TypeVar("Read", int, date)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after the command."""

    sku: str
    number: str
    reference: str | None
    note: str | None = None


def stock_count(session: Session, typed: Typed, day: str | None) -> int:
    """Write down how many were counted, just now or on a day."""
    number, counted_on = _number(typed.number), None if day is None else _day(day)
    return _tell(session, typed, number, lambda ledger, word: ledger.count(word, counted_on))


def stock_receive(session: Session, typed: Typed) -> int:
    """Write a delivery down."""
    return _tell(session, typed, _above_zero(typed.number), Ledger.receive)


def stock_lose(session: Session, typed: Typed) -> int:
    """Write down what was spoilt, broken, eaten or given away."""
    return _tell(session, typed, _above_zero(typed.number), Ledger.lose)


def _tell(session: Session, typed: Typed, number: int, tell: Tell) -> int:
    configuration, terminal = ready(session)
    reference = _short(typed.reference) or _reference(configuration.settings.time_zone)

    async def write() -> tuple[bool, StockEntry, StockRow]:
        async with opening(session, configuration) as engine:
            sku = known(await engine.ledger.rows(), typed.sku).sku
            word = StockEntry(
                sku=sku, quantity=number, reference=reference, note=_short(typed.note)
            )
            new = await tell(engine.ledger, word)
            return new, word, known(await engine.ledger.rows(), sku)

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


def _number(text: str) -> int:
    """Read how many; raises Refused for what no shelf can hold."""
    number = _read(scalars.stock, text)
    if number > MOST:
        raise Refused("stock_absurd", text=text[:40])
    return number


def _above_zero(text: str) -> int:
    if (number := _number(text)) == 0:
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


def _reference(time_zone: str) -> str:
    """Make a reference that no other telling has."""
    now = Clock().now().astimezone(ZoneInfo(time_zone))
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
