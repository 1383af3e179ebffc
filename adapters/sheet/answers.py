"""What one answer makes of what is known of a SKU; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from adapters.sheet.book import ON_SALE, Book, Entry, State
from adapters.sheet.columns import CONTENT, FIGURES
from adapters.sheet.reading.lines import Line
from adapters.sheet.rows import Cell
from adapters.sheet.sending import ADD, EDIT, refusal_key
from sync.model import Code, Listing

Shown = dict[Code, Listing]
Before = tuple[Book, Shown, datetime]  # the book, what is shown by now, the time of the answer

DERIVED = frozenset({"sku", "group", "images"})  # no field of a listing: nothing to be put right


def answered(entry: Entry, verdict: State, line: Line, before: Before) -> tuple[Entry, Shown]:
    """Take one answer in; the listing as shown changes with what was confirmed.

    A refusal of anything but a new listing leaves it as it stood.
    """
    book, shown, now = before
    told = _told(entry, line, now)
    if verdict == "refused":
        return _refused(told, book), shown
    if verdict == "absent":
        gone = replace(told, state="absent", settled="absent", price=None, stock=None, edits={},
                       standing={}, standing_hash="", refused_as="")  # fmt: skip
        return gone, shown
    confirmed = replace(told, state=verdict, refused_as="", refused_action="", reason="")
    sent = book.sent[entry.code]
    if entry.action not in {ADD, EDIT} and entry.standing_hash:
        return confirmed, shown
    return _confirmed(confirmed, line, entry), _with(shown, sent, entry)


def _told(entry: Entry, line: Line, now: datetime) -> Entry:
    """Take over what the clerk wrote beside the result; what is empty stays as it was."""

    def said(key: str, was: str) -> str:
        cell = line.cells.get(key)
        return was if cell is None else str(cell)

    return replace(
        entry,
        confirmed_at=now,
        remote_id=said("remote_id", entry.remote_id),
        remote_url=said("remote_url", entry.remote_url),
        reason=said("reject_reason", ""),
        listed_on=said("listed_on", entry.listed_on or "") or None,
        note=said("note", entry.note),
    )


def _refused(entry: Entry, book: Book) -> Entry:
    state: State = entry.settled if entry.settled in ON_SALE else "refused"
    sent = book.sent[entry.code]
    known = any(offer.sku == entry.sku for offer in sent.offers)
    named = refusal_key(sent, entry.sku) if known and entry.action in {ADD, EDIT} else ""
    return replace(entry, state=state, refused_as=named, refused_action=entry.action)


def _confirmed(entry: Entry, line: Line, before: Entry) -> Entry:
    """What was sent now stands there, but for what a hand typed otherwise.

    Price and stock came with the row only if it was not on sale yet: later they go by themselves.
    """
    edits = edits_of(entry, line)
    fresh = not {before.settled, before.state} & ON_SALE
    price, stock = entry.row.get("price"), entry.row.get("stock")
    told = {
        "price": edits.pop("price", price if fresh else entry.price),
        "stock": edits.pop("stock", stock if fresh else entry.stock),
    }
    numbers = {key: cell if isinstance(cell, int) else None for key, cell in told.items()}
    return replace(
        entry,
        standing=dict(entry.row),
        standing_hash=entry.hash,
        standing_pictures=entry.pictures,
        edits=edits,
        price=numbers["price"],
        stock=numbers["stock"],
    )


def edits_of(entry: Entry, line: Line) -> dict[str, Cell]:
    """Find the cells of ours that now say something else."""
    edits: dict[str, Cell] = {}
    for key in CONTENT:
        if key in DERIVED or key not in line.cells:
            continue
        typed, was = line.cells[key], entry.row.get(key)
        if not _same(typed, was) and not (key in FIGURES and typed is None):
            edits[key] = typed
    return edits


def _same(typed: Cell, was: Cell) -> bool:
    if typed is None or was is None:
        return typed is was
    return " ".join(str(typed).split()) == " ".join(str(was).split())


def _with(shown: Mapping[Code, Listing], sent: Listing, entry: Entry) -> Shown:
    """Show the sent listing's content, and of its offers those that were confirmed."""
    known = shown.get(entry.code)
    mine = tuple(offer for offer in sent.offers if offer.sku == entry.sku)
    others = tuple(o for o in (known.offers if known else ()) if o.sku != entry.sku)
    return {**shown, entry.code: replace(sent, offers=(*others, *mine))}
