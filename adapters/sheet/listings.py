"""The shop as its records tell it: what a listing is by what is known of its SKUs; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from adapters.sheet.columns import BY_KEY
from adapters.sheet.records import AWAITED, ON_SALE, Records, SkuRecord
from sync.marketplace import Outstanding
from sync.model import Code, Dong, Listing, Offer, Status

OF_LISTING = {"name": "title", "description": "description", "brand": "brand"}
OF_OFFER = ("gtin", "weight_g")


def listings_of(records: Records) -> Iterator[Listing]:
    """Tell every product that was ever sent and is not known to be absent."""
    for code in sorted({entry.code for entry in records.entries.values()}):
        if listing := listing_of(records, code):
            yield listing


def listing_of(records: Records, code: Code) -> Listing | None:
    """Tell one product; None when nothing of it is there."""
    entries = [entry for entry in records.of(code) if entry.state != "absent"]
    if not entries:
        return None
    known = records.shown.get(code) or records.sent[code]
    waits = [entry.sent_at for entry in entries if entry.state in AWAITED and entry.sent_at]
    status = _status(entries)
    return replace(
        _edited(known, entries),
        remote_id=code,
        images=None,
        status=status,
        offers=tuple(_offer(known, entry) for entry in entries if _counts(entry, status)),
        sent_at=min(waits, default=None),
        reason="; ".join(dict.fromkeys(one.reason for one in entries if one.reason)),
    )


def _status(entries: list[SkuRecord]) -> Status:
    """Say the most that is known: a SKU that waits still stands there as it stood before."""
    stands = {e.settled if e.state in AWAITED else e.state for e in entries}
    if "listed" in stands:
        return "live"
    if "hidden" in stands:
        return "hidden"
    return "reviewing" if any(e.state in AWAITED for e in entries) else "refused"


def _counts(entry: SkuRecord, status: Status) -> bool:
    """A hidden SKU beside others on sale was taken off, a refused one never came."""
    if status in {"hidden", "refused", "reviewing"} or entry.is_being_added:
        return True
    stands = entry.settled if entry.state in AWAITED else entry.state
    return stands == "listed"


def _offer(known: Listing, entry: SkuRecord) -> Offer:
    offer = next((o for o in known.offers if o.sku == entry.sku), Offer(sku=entry.sku))
    typed: dict[str, Any] = {key: entry.edits[key] for key in OF_OFFER if key in entry.edits}
    told, quantity = entry.figure("price"), entry.figure("stock")
    price = None if told is None else Dong(told)
    remote_id = entry.remote_id or None
    return replace(offer, price=price, quantity=quantity, remote_id=remote_id, **typed)


def _edited(known: Listing, entries: list[SkuRecord]) -> Listing:
    """Show what was typed by hand; what is no field of a listing is shown by its heading."""
    edits = {key: cell for entry in entries for key, cell in entry.edits.items()}
    texts: dict[str, Any] = {name: edits[key] for key, name in OF_LISTING.items() if edits.get(key)}
    others = {
        BY_KEY[key].heading: str(cell or "")
        for key, cell in edits.items()
        if key not in OF_OFFER and not (key in OF_LISTING and cell)
    }
    return replace(known, attributes=others or None, **texts)


def outstanding_of(records: Records) -> Outstanding:
    """Count what waits for an answer, and say how old the stock figures are."""
    waiting = [entry for entry in records.entries.values() if entry.state in AWAITED]
    on_sale = [e for e in records.entries.values() if {e.state, e.settled} & ON_SALE]
    answered = [e.confirmed_at for e in records.entries.values() if e.confirmed_at]
    first_told = min((entry.sent_at for entry in on_sale if entry.sent_at), default=None)
    return Outstanding(
        waiting=len(waiting),
        since=min((entry.sent_at for entry in waiting if entry.sent_at), default=None),
        listed=sum("listed" in {entry.state, entry.settled} for entry in on_sale),
        confirmed_at=max(answered, default=None),
        told_at=records.told_at,
        refused=sum(
            entry.state == "refused" or bool(entry.refused_as) for entry in records.entries.values()
        ),
        unread_sales=tuple(
            f"{file}:{row}" for rows in records.unread.values() for row, file in rows.items()
        ),
        stock_sent_at=(records.stock_sent_at or first_told) if on_sale else None,
    )
