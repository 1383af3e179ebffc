"""Prices and stocks of what is on sale: written into the book as sent; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from adapters.sheet.book import ON_SALE, Book, Entry, Run
from sync.model import Change, Sku


def priced(book: Book, run: Run, changes: Sequence[Change], now: datetime) -> Book:
    """Note the new price or quantity of each change's SKU; all figures go out together."""
    entries: dict[Sku, Entry] = {}
    for change in changes:
        sku = change.sku or change.after.offers[0].sku
        entry = entries.get(sku) or book.entries.get(sku)
        offer = next((offer for offer in change.after.offers if offer.sku == sku), None)
        if entry is None or offer is None:
            continue
        told = {"price": offer.price} if change.kind == "reprice" else {"stock": offer.quantity}
        entries[sku] = replace(entry, **told)
    restocked = any(change.kind == "restock" for change in changes)
    sent_at = now if restocked else book.stock_sent_at
    return replace(all_told(book.with_entries(entries.values()), run, now), stock_sent_at=sent_at)


def all_told(book: Book, run: Run, now: datetime) -> Book:
    """Note that all figures go out in this run, as they were last handed over."""
    noted = replace(book.runs[run.name], state="begun", figures=True)
    return replace(book, runs={**book.runs, run.name: noted}, stock_sent_at=now)


def on_sale(book: Book, change: Change) -> bool:
    """Tell whether the change's SKU stands there, as far as anybody has confirmed."""
    entry = book.entries.get(change.sku or change.after.offers[0].sku)
    return entry is not None and bool({entry.state, entry.settled} & ON_SALE)
