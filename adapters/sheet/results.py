"""Takes a result into the records line by line; a line that is not clear changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from adapters.sheet.columns import BY_KEY, CONTENT, FIGURES, RESULTS
from adapters.sheet.orders import without_zeros
from adapters.sheet.profiles import Profile
from adapters.sheet.reading import ResultLine
from adapters.sheet.records import ON_SALE, Records, SkuRecord, State
from adapters.sheet.result_file import ResultFile
from adapters.sheet.runs import ADD, EDIT, refusal_key
from sync.marketplace.spreadsheet import Cell, refused, word
from sync.model import Code, Listing, Problem, Sku, Value

RowVerdict = Literal["listed", "review", "refused", "hidden", "absent"]
VERDICTS: Mapping[str, RowVerdict] = dict(
    zip(map(word, RESULTS), ("listed", "review", "refused", "hidden", "absent"), strict=True)
)


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """A line that says something clear about a SKU of ours."""

    entry: SkuRecord
    verdict: RowVerdict
    line: ResultLine


@dataclass(frozen=True, slots=True)
class TakenResult:
    """The records after a result, what the result said, and what is to be told about it."""

    records: Records
    answers: Sequence[RowAnswer]
    problems: tuple[Problem, ...]
    unanswered: int


def take(records: Records, result: ResultFile, profile: Profile, now: datetime) -> TakenResult:
    """Record what the lines confirm; raises `Rejected` when the file as a whole does not count."""
    _must_belong(records, result)
    judged = [_judged(records, line, result, _words(profile)) for line in result.lines]
    problems = [one for one in judged if isinstance(one, Problem)]
    answers, conflicts = _agreed([one for one in judged if isinstance(one, RowAnswer)])
    _must_say_something(judged, answers)
    shown, entries = dict(records.shown), []
    for answer in answers:
        entry, shown = answered(answer.entry, answer.verdict, answer.line, (records, shown, now))
        entries.append(entry)
        problems += _remarks(answer, entry)
    updated = replace(records.with_entries(entries), shown=shown)
    unanswered = sum(entry.state == "sent" for entry in updated.entries.values())
    return TakenResult(updated, answers, (*conflicts, *problems), unanswered)


def _words(profile: Profile) -> Mapping[str, RowVerdict]:
    """Know the marketplace's own words besides ours."""
    theirs = {word(k): VERDICTS[word(v)] for k, v in profile.words.items() if word(v) in VERDICTS}
    return {**VERDICTS, **theirs}


def _must_belong(records: Records, result: ResultFile) -> None:
    shop, run = result.meta.get("shop"), result.meta.get("run")
    if shop is not None and shop != records.shop:
        raise refused("workbook_foreign", shop=shop, ours=records.shop)
    if run is None:
        return
    if run not in records.runs:
        raise refused("workbook_run_unknown", run=run)
    current = any(entry.run == run for entry in records.entries.values())
    if records.runs[run].state == "closed" or (records.runs[run].rows and not current):
        raise refused("workbook_stale", run=run)


def _must_say_something(judged: Sequence[object], answers: Sequence[RowAnswer]) -> None:
    """A file that says nothing is no result; one whose every line is out of date is stale."""
    if answers:
        return
    problems = [one for one in judged if isinstance(one, Problem)]
    if not problems:
        raise refused("workbook_unfilled")
    if all(problem.code == "row_stale" for problem in problems):
        raise refused("workbook_stale", run=str(problems[0].values.get("run", "")))


def _judged(
    records: Records, line: ResultLine, result: ResultFile, words: Mapping[str, RowVerdict]
) -> RowAnswer | Problem | None:
    """Tell what a line answers; None when it says nothing."""
    said = line.cells.get("result")
    if "result" in line.unreadable:
        return _at(line, "result", "cell_unreadable", value=line.unreadable["result"])
    if said is None:
        return None
    verdict = words.get(word(said))
    if verdict is None:
        return _at(line, "result", "result_unknown_word", value=str(said)[:60])
    entry = _entry(records, line, result)
    if isinstance(entry, Problem):
        return entry
    return RowAnswer(entry, verdict, line)


def _entry(records: Records, line: ResultLine, result: ResultFile) -> SkuRecord | Problem:
    """Find the SKU that a line is about, by its row and its code; never by a guess."""
    sku, run_row = line.cells.get("sku"), line.cells.get("run_row")
    entry = records.entries.get(Sku(str(sku)))
    if result.export:
        return entry or _at(line, "sku", "row_foreign", value=str(sku))
    ours = next((one for one in records.entries.values() if one.run_row == run_row), None)
    if ours is not None and (entry in (None, ours)) and _is_about(ours, line):
        return ours
    if ours is not None or run_row is None:
        return _at(line, "sku", "row_mismatch", value=str(sku), row_name=str(run_row or ""))
    run = str(run_row).partition("-")[0]
    if run not in records.runs or entry is None:
        return _at(line, "run_row", "row_foreign", value=str(sku))
    return _at(line, "run_row", "row_stale", value=str(sku), run=run)


def _is_about(ours: SkuRecord, line: ResultLine) -> bool:
    """Tell by the SKU or by the row's hash: a spreadsheet may have made a number of the SKU."""
    sku, row_hash = str(line.cells.get("sku")), line.cells.get("row_hash")
    return without_zeros(sku) == without_zeros(ours.sku) or bool(
        ours.hash and row_hash == ours.hash
    )


def _agreed(answers: Sequence[RowAnswer]) -> tuple[list[RowAnswer], list[Problem]]:
    """Let a SKU that stands there twice count only if both lines say the same."""
    by_sku: dict[Sku, list[RowAnswer]] = defaultdict(list)
    for answer in answers:
        by_sku[answer.entry.sku].append(answer)
    agreed, conflicts = [], []
    for some in by_sku.values():
        if len({answer.verdict for answer in some}) == 1:
            agreed.append(some[-1])
        else:
            last = some[-1].line
            conflicts.append(_at(last, "result", "row_conflict", value=some[0].entry.sku))
    return agreed, conflicts


def _remarks(answer: RowAnswer, after: SkuRecord) -> Iterator[Problem]:
    """Say what a person should know about a line that counted."""
    line, sku = answer.line, answer.entry.sku
    for key, value in line.unreadable.items():
        yield _at(line, key, "cell_unreadable", value=value)
    if answer.verdict == "refused":
        reason = after.reason or "–"
        yield _at(line, "reject_reason", "listing_refused", value=sku, why=reason)
    if answer.verdict == "listed" and not (after.remote_id or after.remote_url):
        yield _at(line, "remote_id", "remote_id_missing", value=sku)
    for key in after.edits:
        yield _at(line, key, "edited_by_hand", value=sku)


def _at(line: ResultLine, key: str, code: str, **values: Value) -> Problem:
    """Name the cell."""
    heading = BY_KEY[key].heading if key in BY_KEY else key
    place: dict[str, Value] = {
        "row": line.row,
        "column": line.columns.get(key, ""),
        "heading": heading,
    }
    return Problem(code=code, severity="warning", values={**place, **values})


def counted(taken: TakenResult, state: State) -> int:
    """Count what the result said."""
    return sum(answer.verdict == state for answer in taken.answers)


Shown = dict[Code, Listing]
Before = tuple[
    Records, Shown, datetime
]  # the records, what is shown by now, the time of the answer

DERIVED = frozenset({"sku", "group", "images"})  # no field of a listing: nothing to be put right


def answered(
    entry: SkuRecord, verdict: State, line: ResultLine, before: Before
) -> tuple[SkuRecord, Shown]:
    """Take one answer in; the listing as shown changes with what was confirmed.

    A refusal of anything but a new listing leaves it as it stood.
    """
    records, shown, now = before
    told = _told(entry, line, now)
    if verdict == "refused":
        return _refused(told, records), shown
    if verdict == "absent":
        gone = replace(told, state="absent", settled="absent", price=None, stock=None, edits={},
                       standing={}, standing_hash="", refused_as="")  # fmt: skip
        return gone, shown
    confirmed = replace(told, state=verdict, refused_as="", refused_action="", reason="")
    sent = records.sent[entry.code]
    if entry.action not in {ADD, EDIT} and entry.standing_hash:
        return confirmed, shown
    return _confirmed(confirmed, line, entry), _with(shown, sent, entry)


def _told(entry: SkuRecord, line: ResultLine, now: datetime) -> SkuRecord:
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


def _refused(entry: SkuRecord, records: Records) -> SkuRecord:
    state: State = entry.settled if entry.settled in ON_SALE else "refused"
    sent = records.sent[entry.code]
    known = any(offer.sku == entry.sku for offer in sent.offers)
    named = refusal_key(sent, entry.sku) if known and entry.action in {ADD, EDIT} else ""
    return replace(entry, state=state, refused_as=named, refused_action=entry.action)


def _confirmed(entry: SkuRecord, line: ResultLine, before: SkuRecord) -> SkuRecord:
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


def edits_of(entry: SkuRecord, line: ResultLine) -> dict[str, Cell]:
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


def _with(shown: Mapping[Code, Listing], sent: Listing, entry: SkuRecord) -> Shown:
    """Show the sent listing's content, and of its offers those that were confirmed."""
    known = shown.get(entry.code)
    mine = tuple(offer for offer in sent.offers if offer.sku == entry.sku)
    others = tuple(o for o in (known.offers if known else ()) if o.sku != entry.sku)
    return {**shown, entry.code: replace(sent, offers=(*others, *mine))}
