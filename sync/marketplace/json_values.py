"""Reads values out of answers that may lack them, spell numbers as text, or hold null."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

import orjson

from sync.marketplace.errors import Lost
from sync.model import Dong, Problem, Sku

Json = Mapping[str, Any]
Item = TypeVar("Item")
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MILLISECONDS_FROM = 10**12  # the year 2001; as seconds no calendar reaches there
_FIRST, _SECOND = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
OF_TWO_HALVES = re.compile(rf"({_FIRST}{_SECOND})|{_FIRST}|{_SECOND}")  # letters as UTF-16 has them
LARGEST_DIGITS = 30  # "1e999999999" is no amount, and would take all memory to write out


def parsed(content: bytes) -> object:
    """Parse JSON; raises `ValueError`. Half a letter is no reason to refuse the page it stands on.

    Platforms that cut texts by UTF-16 units send half an emoji, others a byte that is no UTF-8.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        text = content.decode("utf-8", errors="replace")
        mended = OF_TWO_HALVES.sub(lambda found: found[1] or r"\ufffd", text)
        return orjson.loads(mended)


def unclear(missing: str) -> Lost:
    """Make the error for an answer that lacks what it must hold."""
    return Lost(Problem(code="answer_unclear", values={"missing": missing}))


def record(value: object) -> Json:
    """Take a JSON object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Json]:
    """Take a list of JSON objects; null, a single value and odd members fall away."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def every_row(value: object, name: str) -> list[Json]:
    """Take a list of JSON objects of which none may be missed; raises `Lost`."""
    found = rows(value)
    if not isinstance(value, list) or len(found) != len(value):
        raise unclear(name)
    return found


def text(value: object) -> str:
    """Take a text; numbers are written out, everything else is empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def yes(value: object) -> bool:
    """Take a truth, also one written as text or as 1: "true" on a page means that more follow."""
    return value is True or text(value).strip().lower() in {"true", "1"}


def number(value: object) -> Decimal | None:
    """Take a number, also one written as text; None where there is none."""
    try:
        found = Decimal(text(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and found.adjusted() < LARGEST_DIGITS else None


def whole(value: object) -> int | None:
    """Take a whole number; a fraction is rounded half up, as is done with dong."""
    found = number(value)
    return None if found is None else math.floor(found + Decimal("0.5"))


def dong(value: object) -> Dong | None:
    """Take an amount of money; none where there is none, or one below zero."""
    found = whole(value)
    return None if found is None or found < 0 else Dong(found)


def sold_at(units: Iterable[tuple[Sku, object]]) -> dict[Sku, Dong]:
    """Say what one unit of each SKU of an order was sold for, by its first line that tells."""
    prices: dict[Sku, Dong] = {}
    for sku, given in units:
        if (price := dong(given)) is not None:
            prices.setdefault(sku, price)
    return prices


def identity(row: Json, name: str) -> int:
    """Take an id that must be there; raises `Lost`."""
    found = whole(row.get(name))
    if not found:
        raise unclear(name)
    return found


def moment(row: Json, name: str) -> datetime:
    """Take a point in time that must be there, in Unix time; raises `Lost`."""
    found = instant(identity(row, name))
    if found is None:
        raise unclear(name)
    return found


def instant(seconds: float | None) -> datetime | None:
    """Take somebody else's Unix seconds, or milliseconds; None for what no calendar can hold."""
    if seconds is not None and seconds >= MILLISECONDS_FROM:
        seconds /= 1000
    if seconds is None or not EARLIEST.timestamp() < seconds < LATEST.timestamp():
        return None
    return datetime.fromtimestamp(seconds, UTC)


def near(moment: datetime) -> datetime | None:
    """Take a moment that somebody else wrote out; None for one that no order or price can have.

    At the ends of the calendar not even its zone can be changed.
    """
    return moment if EARLIEST < moment < LATEST else None


def grams(kilograms: object) -> int | None:
    """Turn kilograms (often read back as text) into grams; zero is no weight."""
    found = number(kilograms)
    return None if found is None else whole(str(found * 1000)) or None


def chunks(items: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """Cut into pieces of at most so many."""
    return (items[start : start + most] for start in range(0, len(items), most))
