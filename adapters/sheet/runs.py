"""Which rows a change needs, written into the records as sent in a run; prices, stocks; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.sheet.columns import BY_KEY, CONTENT, FIGURES
from adapters.sheet.profiles import ProfileColumn
from adapters.sheet.records import AWAITED, ON_SALE, Records, Run, SkuRecord, id_of
from adapters.sheet.writing import Row, digest, row_hash, row_of
from sync.marketplace.spreadsheet import Cell
from sync.model import Change, Code, Listing, Problem, Sku


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """`changed` names the keys that differ from what stands there; `entry` is as it will be."""

    entry: SkuRecord
    listing: Listing
    changed: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()  # names in the zip, with their sha256


def shown(task: RunRow, place: ProfileColumn) -> Cell:
    """Say what stands in a column of this row, in the column's own spelling."""
    if place.value is not None:
        return place.value
    cell = _cell(task, place.key)
    if isinstance(cell, int) and place.unit == "kg":
        return f"{cell / 1000:.{place.decimals}f}"
    if isinstance(cell, str) and place.column.type == "day" and place.format:
        return _day_as(cell, place.format)
    return cell


def _day_as(day: str, form: str) -> str:
    year, month, of_month = day.split("-")
    return form.replace("dd", of_month).replace("mm", month).replace("yyyy", year)


def _cell(task: RunRow, key: str) -> Cell:
    entry = task.entry
    if key.startswith("category_") and key[-1].isdigit():
        path = (task.listing.category or "").split(" > ")
        level = int(key[-1]) - 1
        return path[level] if level < len(path) else None
    ties: Row = {
        "run_row": entry.run_row,
        "action": entry.action,
        "changed": "; ".join(BY_KEY[name].heading for name in task.changed) or None,
        "row_hash": entry.hash,
        "remote_id": entry.remote_id or None,
        "remote_url": entry.remote_url or None,
    }
    return ties[key] if key in ties else entry.row.get(key)


ADD, EDIT, HIDE, SHOW, CHECK = "Thêm", "Sửa", "Ẩn", "Hiện", "Kiểm tra"

RowAction = tuple[Sku, str]  # what shall be done with a SKU


def begun(records: Records, now: datetime, plan: str = "") -> tuple[Records, Run]:
    """Open a run under the next number."""
    number = records.last_run + 1
    run = Run(name=f"r{number:04d}", created_at=now, plan=plan)
    return replace(records, last_run=number, runs={**records.runs, run.name: run}), run


def known_as(change: Change, records: Records) -> Change:
    """Name the listing by what the records know it by: the code that it was first sent under.

    A product that was given another code since stays in its place, and one that was given its code
    gets a place of its own.
    """
    known = (change.before and change.before.remote_id) or change.after.remote_id or change.code
    if change.before is None and change.after.remote_id is None:
        skus = {offer.sku for offer in change.after.offers}
        while any(each.may_sell and each.sku not in skus for each in records.of(Code(known))):
            known += "+"
    return replace(change, after=replace(change.after, remote_id=known))


def row_actions(change: Change, records: Records) -> list[RowAction]:
    """List what a change asks for, SKU by SKU; nothing where it stands there already.

    state \\ kind    publish, revise              withdraw   restore
    absent, refused  Thêm                         -          Thêm
    listed           Sửa if the content differs   Ẩn         -
    hidden           Sửa if it differs, or Hiện   -          Hiện
    unsure           Kiểm tra                     Kiểm tra   Kiểm tra
    sent, review     -                            -          -
    but what says more than may be said any more is sent anew, whatever waits for an answer
    """
    if change.kind == "withdraw":
        return [w for entry in records.of(id_of(change.after)) if (w := _off(entry))]
    wanted = [w for offer in change.after.offers if (w := _row_action(change, offer.sku, records))]
    kept = {offer.sku for offer in change.after.offers}
    there = records.of(id_of(change.after)) if "variants" in change.fields else []
    gone = [entry for entry in there if entry.sku not in kept]
    return wanted + [w for entry in gone if (w := _off(entry))]


def _off(entry: SkuRecord) -> RowAction | None:
    if entry.state == "unsure":
        return entry.sku, CHECK
    return (entry.sku, HIDE) if entry.state == "listed" else None


def _row_action(change: Change, sku: Sku, records: Records) -> RowAction | None:
    entry = records.entries.get(sku)
    if entry is None or entry.state in {"absent", "refused"}:
        return sku, ADD
    if entry.state == "unsure":
        return sku, CHECK
    if entry.state not in ON_SALE:
        return _anew(change, entry)
    if entry.state == "hidden" and (change.kind == "restore" or "variants" in change.fields):
        return sku, SHOW
    differs = bool(entry.edits) or hash_of(change.after, sku) != entry.standing_hash
    return (sku, EDIT) if differs and change.kind in {"publish", "revise"} else None


def _anew(change: Change, entry: SkuRecord) -> RowAction | None:
    """Send a row again that waits for its answer, where it claims what has ended since."""
    if change.reason != "claim_ended" or hash_of(change.after, entry.sku) == entry.hash:
        return None
    return entry.sku, EDIT if entry.settled in ON_SALE else ADD


def superseded(records: Records, asked: Iterable[RowAction]) -> set[str]:
    """Name the runs whose rows are sent anew while they wait."""
    entries = (records.entries.get(sku) for sku, _ in asked)
    return {entry.run for entry in entries if entry is not None and entry.state in AWAITED}


def hash_of(listing: Listing, sku: Sku) -> str:
    """Name the content that a listing gives a SKU."""
    offer = next(offer for offer in listing.offers if offer.sku == sku)
    return row_hash(listing, row_of(listing, offer))


def refusal_key(listing: Listing, sku: Sku) -> str:
    """Name all that may be mended after a refusal: the content and the price."""
    price = next(offer.price for offer in listing.offers if offer.sku == sku)
    return digest([hash_of(listing, sku), price])[:16]


def sent(records: Records, run: Run, change: Change, asked: Sequence[RowAction]) -> Records:
    """Write rows into the records as sent in this run, which grows by them."""
    entries = []
    for number, (sku, action) in enumerate(asked, run.rows + 1):
        entry = records.entries.get(sku) or SkuRecord(sku=sku, code=id_of(change.after))
        entries.append(_sent(entry, change.after, action, run, number))
    grown = replace(records.runs[run.name], state="begun", rows=run.rows + len(asked))
    told = {id_of(change.after): change.after} if _carries(asked) else {}
    return replace(
        records.with_entries(entries),
        runs={**records.runs, run.name: grown},
        sent={**records.sent, **told},
    )


def refusal(asked: Sequence[RowAction], records: Records) -> Problem | None:
    """Say why hiding or showing is not asked for again: it was refused, and nothing has changed."""
    for sku, action in asked:
        entry = records.entries.get(sku)
        if entry and action in {HIDE, SHOW} and entry.refused_action == action:
            return Problem(code="refused_by_clerk", values={"sku": sku, "why": entry.reason})
    return None


def _carries(asked: Sequence[RowAction]) -> bool:
    return any(action in {ADD, EDIT} for _, action in asked)


def _sent(entry: SkuRecord, after: Listing, action: str, run: Run, number: int) -> SkuRecord:
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
        return replace(noted, row=_with_last_figures(entry))
    row = row_of(after, offer)
    if action == EDIT:  # figures go out in their own file; here they only say what stands there
        row = {**row, "price": entry.price, "stock": entry.stock}
    else:  # here they go with the row
        noted = replace(noted, price=None, stock=None)
    pictures = tuple(picture.sha256 for picture in after.images or ())
    return replace(noted, row=row, hash=row_hash(after, row), pictures=pictures)


def _with_last_figures(entry: SkuRecord) -> Row:
    """Have a row that only hides, shows or asks name the figures that were handed over last."""
    if not entry.row or not entry.may_sell:
        return entry.row
    return {**entry.row, "price": entry.figure("price"), "stock": entry.figure("stock")}


def rows_of(records: Records, run: str) -> list[RunRow]:
    """Find the rows of a run; they follow from the records alone, so that it can be laid anew."""
    entries = [entry for entry in records.entries.values() if entry.run == run]
    return [_task(records, entry) for entry in sorted(entries, key=lambda one: one.run_row)]


def _task(records: Records, entry: SkuRecord) -> RunRow:
    changed = tuple(_changed(entry)) if entry.action == EDIT else ()
    pictured = entry.action == ADD or (entry.action == EDIT and "images" in changed)
    names = str(entry.row.get("images") or "").split("; ")
    return RunRow(
        entry=entry,
        listing=records.sent[entry.code],
        changed=changed,
        pictures=tuple(zip(names, entry.pictures, strict=False)) if pictured else (),
    )


def _changed(entry: SkuRecord) -> Iterator[str]:
    """Name what differs from what stands there, and what was typed there by hand."""
    was: Row = {**entry.standing, **entry.edits}
    for key in CONTENT:
        moved = key == "images" and entry.pictures != entry.standing_pictures
        if moved or (key not in FIGURES and entry.row.get(key) != was.get(key)):
            yield key


def closed(records: Records, name: str, now: datetime) -> tuple[Records, Run | None]:
    """End a run: its rows without a result become unsure, and are asked about in a new run."""
    left = [e for e in records.entries.values() if e.run == name and e.state == "sent"]
    ended = replace(
        records, runs={**records.runs, name: replace(records.runs[name], state="closed")}
    )
    if not left:
        return ended, None
    asking, run = begun(ended, now)
    return _asking(asking, run, sorted(left, key=lambda one: one.run_row))


def all_asked(records: Records, run: Run) -> tuple[Records, Run]:
    """Ask in this run about all that is there, or may be, and is not asked about already."""
    there = [e for e in records.entries.values() if e.state in {*ON_SALE, "unsure"}]
    return _asking(records, run, sorted(there, key=lambda one: one.sku))


def _asking(records: Records, run: Run, about: Sequence[SkuRecord]) -> tuple[Records, Run]:
    """Put a question into a run for each of these; what stands there stays as it is."""
    entries = [
        replace(
            entry,
            state="sent",
            settled=entry.settled if entry.state in AWAITED else entry.state,
            run_row=f"{run.name}-{number:03d}",
            action=CHECK,
            row=_with_last_figures(entry),
            sent_at=run.created_at,
        )
        for number, entry in enumerate(about, run.rows + 1)
    ]
    grown = replace(run, state="begun", rows=run.rows + len(entries))
    records = records.with_entries(entries)
    return replace(records, runs={**records.runs, run.name: grown}), grown


def priced(records: Records, run: Run, changes: Sequence[Change], now: datetime) -> Records:
    """Note the new price or quantity of each change's SKU; all figures go out together."""
    entries: dict[Sku, SkuRecord] = {}
    for change in changes:
        sku = change.sku or change.after.offers[0].sku
        entry = entries.get(sku) or records.entries.get(sku)
        offer = next((offer for offer in change.after.offers if offer.sku == sku), None)
        if entry is None or offer is None:
            continue
        told = {"price": offer.price} if change.kind == "reprice" else {"stock": offer.quantity}
        entries[sku] = replace(entry, **told)
    restocked = any(change.kind == "restock" for change in changes)
    sent_at = now if restocked else records.stock_sent_at
    return replace(
        all_told(records.with_entries(entries.values()), run, now), stock_sent_at=sent_at
    )


def all_told(records: Records, run: Run, now: datetime) -> Records:
    """Note that all figures go out in this run, as they were last handed over."""
    noted = replace(records.runs[run.name], state="begun", figures=True)
    return replace(records, runs={**records.runs, run.name: noted}, stock_sent_at=now)


def on_sale(records: Records, change: Change) -> bool:
    """Tell whether the change's SKU stands there, or a person may be putting it there."""
    entry = records.entries.get(change.sku or change.after.offers[0].sku)
    return entry is not None and entry.may_sell
