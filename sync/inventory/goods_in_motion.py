"""Follows units that left the shelf until somebody has received them, or said that nobody will.

        with us ──▶ in transit ──▶ delivered
                        │              │
                        ▼              ▼
             lost ◀── coming back ◀────┘        a person receives them: `received_back`
                        │
                        ▼
                      returned                  the platform saw them arrive

Each state that asks for a person is written into the ledger beside the order's movements. It moves
nothing, and its note says how many, and in which words where nobody knows them: the newest holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sync.model import ASKS_A_PERSON, Movement, Order, ShopName, Sku, UnitState

RECEIVED_BACK: Final = "received_back"  # quantity: put on the shelf; note: of so many that came
REMARKS: Final[Mapping[UnitState, str]] = {
    "coming_back": "coming_back",
    "unknown": "status_unknown",
    "lost": "lost_on_the_way",
}
MOVES_NOTHING: Final = frozenset(REMARKS.values())
LONGEST_WORD: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsAway:
    """Units of one order that wait for a person: to be received, looked for, or given up."""

    shop: ShopName
    reference: str
    sku: Sku
    state: UnitState
    units: int
    since: datetime
    word: str = ""  # the platform's own, where no document tells what it means


def remarks_of(order: Order, sku: Sku, known: Sequence[Movement]) -> Iterator[tuple[str, str]]:
    """Say anew, as reason and note, what of a SKU waits for a person, where that has changed."""
    newest = {movement.kind: movement.note for movement in known}
    for state, reason in REMARKS.items():
        lines = [line for line in order.lines if (line.sku, line.state) == (sku, state)]
        word = next((line.word for line in lines if line.word), "")[:LONGEST_WORD]
        note = f"{sum(max(line.quantity, 0) for line in lines)} {word}".strip()
        if note != newest.get(reason, "0"):
            yield reason, note


def units_away(moved: Iterable[Movement]) -> list[UnitsAway]:
    """Say what waits for a person, oldest first; `moved` are of any orders, as they were written.

    What a person received, or gave up, is first of what was coming back. Of a bundle that is the
    bundle itself: its parts go where it goes.
    """
    of_order: dict[tuple[ShopName, str, Sku], list[Movement]] = {}
    for movement in moved:
        if movement.bundle:
            continue
        key = movement.shop, movement.reference, movement.sku
        of_order.setdefault(key, []).append(movement)
    found = [away for known in of_order.values() for away in _away(known)]
    return sorted(found, key=lambda away: (away.since, away.shop, away.reference, away.sku))


def _away(known: Sequence[Movement]) -> Iterator[UnitsAway]:
    newest = {movement.kind: movement for movement in known}
    settled = settled_units(known)
    for state in ASKS_A_PERSON:
        remark = newest.get(REMARKS[state])
        if remark is None:
            continue
        told, _, word = remark.note.partition(" ")
        left = max(int(told) - settled, 0)
        settled = max(settled - int(told), 0)
        if left:
            yield UnitsAway(
                shop=remark.shop,
                reference=remark.reference,
                sku=remark.sku,
                state=state,
                units=left,
                since=remark.at,
                word=word,
            )


def settled_units(known: Iterable[Movement]) -> int:
    """Say of how many units of an order's SKU a person has told what became of them."""
    return sum(int(m.note) for m in known if m.kind == RECEIVED_BACK)
