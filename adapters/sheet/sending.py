"""Decides which rows a change needs, and writes them into the book as sent; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.sheet.book import AWAITED, ON_SALE, Book, Entry, Run
from adapters.sheet.columns import CONTENT, FIGURES
from adapters.sheet.rows import Row, digest, row_hash, row_of
from adapters.sheet.writing.task import Task
from sync.model import Change, Listing, Problem, Sku

ADD, EDIT, HIDE, SHOW, CHECK = "Thêm", "Sửa", "Ẩn", "Hiện", "Kiểm tra"

Wish = tuple[Sku, str]  # what shall be done with a SKU


def begun(book: Book, now: datetime, plan: str = "") -> tuple[Book, Run]:
    """Open a run under the next number."""
    number = book.last_run + 1
    run = Run(name=f"r{number:04d}", created_at=now, plan=plan)
    return replace(book, last_run=number, runs={**book.runs, run.name: run}), run


def wishes(change: Change, book: Book) -> list[Wish]:
    """List what a change asks for, SKU by SKU; nothing where it stands there already.

    state \\ kind    publish, revise              withdraw   restore
    absent, refused  Thêm                         -          Thêm
    listed           Sửa if the content differs   Ẩn         -
    hidden           Sửa if it differs, or Hiện   -          Hiện
    unsure           Kiểm tra                     Kiểm tra   Kiểm tra
    sent, review     -                            -          -
    """
    if change.kind == "withdraw":
        return [w for entry in book.of(change.code) if (w := _off(entry))]
    wanted = [w for offer in change.after.offers if (w := _wish(change, offer.sku, book))]
    kept = {offer.sku for offer in change.after.offers}
    gone = [e for e in book.of(change.code) if e.sku not in kept and "variants" in change.fields]
    return wanted + [w for entry in gone if (w := _off(entry))]


def _off(entry: Entry) -> Wish | None:
    if entry.state == "unsure":
        return entry.sku, CHECK
    return (entry.sku, HIDE) if entry.state == "listed" else None


def _wish(change: Change, sku: Sku, book: Book) -> Wish | None:
    entry = book.entries.get(sku)
    if entry is None or entry.state in {"absent", "refused"}:
        return sku, ADD
    if entry.state == "unsure":
        return sku, CHECK
    if entry.state not in ON_SALE:
        return None
    if entry.state == "hidden" and (change.kind == "restore" or "variants" in change.fields):
        return sku, SHOW
    differs = bool(entry.edits) or hash_of(change.after, sku) != entry.standing_hash
    return (sku, EDIT) if differs and change.kind in {"publish", "revise"} else None


def hash_of(listing: Listing, sku: Sku) -> str:
    """Name the content that a listing gives a SKU."""
    offer = next(offer for offer in listing.offers if offer.sku == sku)
    return row_hash(listing, row_of(listing, offer))


def refusal_key(listing: Listing, sku: Sku) -> str:
    """Name all that may be mended after a refusal: the content and the price."""
    price = next(offer.price for offer in listing.offers if offer.sku == sku)
    return digest([hash_of(listing, sku), price])[:16]


def sent(book: Book, run: Run, change: Change, asked: Sequence[Wish]) -> Book:
    """Write rows into the book as sent in this run, which grows by them."""
    entries = []
    for number, (sku, action) in enumerate(asked, run.rows + 1):
        entry = book.entries.get(sku) or Entry(sku=sku, code=change.code)
        entries.append(_sent(entry, change.after, action, run, number))
    grown = replace(book.runs[run.name], state="begun", rows=run.rows + len(asked))
    told = {change.code: change.after} if _carries(asked) else {}
    return replace(
        book.with_entries(entries),
        runs={**book.runs, run.name: grown},
        sent={**book.sent, **told},
    )


def refusal(asked: Sequence[Wish], book: Book) -> Problem | None:
    """Say why hiding or showing is not asked for again: it was refused, and nothing has changed."""
    for sku, action in asked:
        entry = book.entries.get(sku)
        if entry and action in {HIDE, SHOW} and entry.refused_action == action:
            return Problem(code="refused_by_clerk", values={"sku": sku, "why": entry.reason})
    return None


def _carries(asked: Sequence[Wish]) -> bool:
    return any(action in {ADD, EDIT} for _, action in asked)


def _sent(entry: Entry, after: Listing, action: str, run: Run, number: int) -> Entry:
    """Note a row as sent; only what adds or edits carries new content."""
    noted = replace(
        entry,
        state="sent",
        settled=entry.settled if entry.state in AWAITED else entry.state,
        run_row=f"{run.name}-{number:03d}",
        action=action,
        sent_at=run.created_at,
        refused_action="",
        reason="",
    )
    offer = next((offer for offer in after.offers if offer.sku == entry.sku), None)
    if offer is None or (action not in {ADD, EDIT} and entry.row):
        return noted
    row = row_of(after, offer)
    pictures = tuple(picture.sha256 for picture in after.images or ())
    return replace(noted, row=row, hash=row_hash(after, row), pictures=pictures)


def tasks_of(book: Book, run: str) -> list[Task]:
    """Find the rows of a run; they follow from the book alone, so that it can be laid anew."""
    entries = [entry for entry in book.entries.values() if entry.run == run]
    return [_task(book, entry) for entry in sorted(entries, key=lambda one: one.run_row)]


def _task(book: Book, entry: Entry) -> Task:
    changed = tuple(_changed(entry)) if entry.action == EDIT else ()
    pictured = entry.action == ADD or (entry.action == EDIT and "images" in changed)
    names = str(entry.row.get("images") or "").split("; ")
    return Task(
        entry=entry,
        listing=book.sent[entry.code],
        changed=changed,
        pictures=tuple(zip(names, entry.pictures, strict=False)) if pictured else (),
    )


def _changed(entry: Entry) -> Iterator[str]:
    """Name what differs from what stands there, and what was typed there by hand."""
    was: Row = {**entry.standing, **entry.edits}
    for key in CONTENT:
        moved = key == "images" and entry.pictures != entry.standing_pictures
        if moved or (key not in FIGURES and entry.row.get(key) != was.get(key)):
            yield key


def closed(book: Book, name: str, now: datetime) -> tuple[Book, Run | None]:
    """End a run: its rows without a result become unsure, and are asked about in a new run."""
    left = [e for e in book.entries.values() if e.run == name and e.state == "sent"]
    ended = replace(book, runs={**book.runs, name: replace(book.runs[name], state="closed")})
    if not left:
        return ended, None
    asking, run = begun(ended, now)
    return _asking(asking, run, sorted(left, key=lambda one: one.run_row))


def asked_all(book: Book, run: Run) -> tuple[Book, Run]:
    """Ask in this run about all that is there, or may be, and is not asked about already."""
    there = [e for e in book.entries.values() if e.state in {*ON_SALE, "unsure"}]
    return _asking(book, run, sorted(there, key=lambda one: one.sku))


def _asking(book: Book, run: Run, about: Sequence[Entry]) -> tuple[Book, Run]:
    """Put a question into a run for each of these; what stands there stays as it is."""
    entries = [
        replace(
            entry,
            state="sent",
            settled=entry.settled if entry.state in AWAITED else entry.state,
            run_row=f"{run.name}-{number:03d}",
            action=CHECK,
            sent_at=run.created_at,
        )
        for number, entry in enumerate(about, run.rows + 1)
    ]
    grown = replace(run, state="begun", rows=run.rows + len(entries))
    book = book.with_entries(entries)
    return replace(book, runs={**book.runs, run.name: grown}), grown
