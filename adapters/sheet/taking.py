"""Takes a result into the book, line by line; what a line does not say clearly changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from adapters.sheet.answers import answered
from adapters.sheet.book import Book, Entry, State
from adapters.sheet.columns import BY_KEY, RESULTS
from adapters.sheet.profiles import Profile
from adapters.sheet.reading.cells import word
from adapters.sheet.reading.grid import refused
from adapters.sheet.reading.lines import Line
from adapters.sheet.reading.result import Result
from sync.model import Problem, Sku, Value

Verdict = Literal["listed", "review", "refused", "hidden", "absent"]
VERDICTS: Mapping[str, Verdict] = dict(
    zip(map(word, RESULTS), ("listed", "review", "refused", "hidden", "absent"), strict=True)
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A line that says something clear about a SKU of ours."""

    entry: Entry
    verdict: Verdict
    line: Line


@dataclass(frozen=True, slots=True)
class Taken:
    """The book after a result, what the result said, and what is to be told about it."""

    book: Book
    answers: Sequence[Answer]
    problems: tuple[Problem, ...]
    unanswered: int


def take(book: Book, result: Result, profile: Profile, now: datetime) -> Taken:
    """Record what the lines confirm; raises `Rejected` when the file as a whole does not count."""
    _must_belong(book, result)
    judged = [_judged(book, line, result, _words(profile)) for line in result.lines]
    problems = [one for one in judged if isinstance(one, Problem)]
    answers, conflicts = _agreed([one for one in judged if isinstance(one, Answer)])
    _must_say_something(judged, answers)
    shown, entries = dict(book.shown), []
    for answer in answers:
        entry, shown = answered(answer.entry, answer.verdict, answer.line, (book, shown, now))
        entries.append(entry)
        problems += _remarks(answer, entry)
    updated = replace(book.with_entries(entries), shown=shown)
    unanswered = sum(entry.state == "sent" for entry in updated.entries.values())
    return Taken(updated, answers, (*conflicts, *problems), unanswered)


def _words(profile: Profile) -> Mapping[str, Verdict]:
    """Know the marketplace's own words besides ours."""
    theirs = {word(k): VERDICTS[word(v)] for k, v in profile.words.items() if word(v) in VERDICTS}
    return {**VERDICTS, **theirs}


def _must_belong(book: Book, result: Result) -> None:
    shop, run = result.meta.get("shop"), result.meta.get("run")
    if shop is not None and shop != book.shop:
        raise refused("workbook_foreign", shop=shop, ours=book.shop)
    if run is None:
        return
    if run not in book.runs:
        raise refused("workbook_run_unknown", run=run)
    current = any(entry.run == run for entry in book.entries.values())
    if book.runs[run].state == "closed" or (book.runs[run].rows and not current):
        raise refused("workbook_stale", run=run)


def _must_say_something(judged: Sequence[object], answers: Sequence[Answer]) -> None:
    """A file that says nothing is no result; one whose every line is out of date is stale."""
    if answers:
        return
    problems = [one for one in judged if isinstance(one, Problem)]
    if not problems:
        raise refused("workbook_unfilled")
    if all(problem.code == "row_stale" for problem in problems):
        raise refused("workbook_stale", run=str(problems[0].values.get("run", "")))


def _judged(
    book: Book, line: Line, result: Result, words: Mapping[str, Verdict]
) -> Answer | Problem | None:
    """Tell what a line answers; None when it says nothing."""
    said = line.cells.get("result")
    if "result" in line.unreadable:
        return _at(line, "result", "cell_unreadable", value=line.unreadable["result"])
    if said is None:
        return None
    verdict = words.get(word(said))
    if verdict is None:
        return _at(line, "result", "result_unknown_word", value=str(said)[:60])
    entry = _entry(book, line, result)
    if isinstance(entry, Problem):
        return entry
    return Answer(entry, verdict, line)


def _entry(book: Book, line: Line, result: Result) -> Entry | Problem:
    """Find the SKU that a line is about, by its row and its code; never by a guess."""
    sku, run_row = line.cells.get("sku"), line.cells.get("run_row")
    entry = book.entries.get(Sku(str(sku)))
    if result.export:
        return entry or _at(line, "sku", "row_foreign", value=str(sku))
    ours = next((one for one in book.entries.values() if one.run_row == run_row), None)
    if ours is not None and ours is entry:
        return ours
    if ours is not None or run_row is None:
        return _at(line, "sku", "row_mismatch", value=str(sku), row_name=str(run_row or ""))
    run = str(run_row).partition("-")[0]
    if run not in book.runs or entry is None:
        return _at(line, "run_row", "row_foreign", value=str(sku))
    return _at(line, "run_row", "row_stale", value=str(sku), run=run)


def _agreed(answers: Sequence[Answer]) -> tuple[list[Answer], list[Problem]]:
    """Let a SKU that stands there twice count only if both lines say the same."""
    by_sku: dict[Sku, list[Answer]] = defaultdict(list)
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


def _remarks(answer: Answer, after: Entry) -> Iterator[Problem]:
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


def _at(line: Line, key: str, code: str, **values: Value) -> Problem:
    """Name the cell."""
    heading = BY_KEY[key].heading if key in BY_KEY else key
    place: dict[str, Value] = {
        "row": line.row,
        "column": line.columns.get(key, ""),
        "heading": heading,
    }
    return Problem(code=code, severity="warning", values={**place, **values})


def counted(taken: Taken, state: State) -> int:
    """Count what the result said."""
    return sum(answer.verdict == state for answer in taken.answers)
