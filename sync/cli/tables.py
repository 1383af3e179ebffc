"""A plan and a report as people read them: what changes, what waits for them, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.text import Text

from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.model import Change, Held, Outcome, Plan, Problem, ShopName
from sync.output.changes import Json, problem_json
from sync.output.format import change_words, kind_word, outcome_word, reason_word, some_of
from sync.planning import changed_values
from sync.running.report import Report, stuck_in

COLOURS = {"done": "green", "sent": "cyan", "rejected": "red", "failed": "red", "unknown": "yellow"}
NOTES_ALIKE = 5


def show_plan(terminal: Terminal, plan: Plan) -> None:
    """A plan for people: what would be done, what is held and why, what else is wrong."""
    heading(terminal, plan.shop)
    if not plan.complete:
        terminal.tell("round_incomplete")
    elif not plan.changes and not plan.held:
        _tell_stillness(terminal, plan)
    show_changes(terminal, plan.changes)
    show_held(terminal, plan)
    show_theirs(terminal, plan)
    show_problems(terminal, plan.problems)
    if plan.changes or plan.held:
        told = Report(plan)
        counts = {"changes": len(plan.changes), "held": told.asked, "left": told.not_asked or None}
        terminal.tell("plan_counted", **counts, digest=plan.digest)
        _tell_scheduled(terminal, told)
    if plan.changes:
        terminal.tell("plan_next")


def show_report(terminal: Terminal, report: Report) -> None:
    """A round for people: each change with its outcome, then what is left for them."""
    plan = report.plan
    heading(terminal, plan.shop)
    if not plan.complete:
        terminal.tell("round_incomplete")
    elif not report.outcomes and not plan.held:
        _tell_stillness(terminal, plan)
    if report.outcomes:
        columns = ("change", "product", "values", "reason", "outcome")
        rows = [
            [*_row(terminal, outcome.change), _outcome(terminal, outcome)]
            for outcome in report.outcomes
        ]
        laid_out(terminal, columns, rows)
    show_held(terminal, plan)
    show_theirs(terminal, plan)
    met = [outcome.problem for outcome in report.outcomes if outcome.problem]
    show_problems(terminal, [*plan.problems, *met])
    _count(terminal, report)


def _tell_stillness(terminal: Terminal, plan: Plan) -> None:
    """Nothing to do is not the same as all is true: some may wait, or for somebody to mend it."""
    waiting = list(dict.fromkeys(_left_out(plan.problems)))
    if waiting:
        terminal.tell("round_nothing_but", count=len(waiting), **some_of(waiting))
    elif stuck_in(plan):
        terminal.tell("round_stuck")
    elif any(problem.code == "listing_sent" for problem in plan.problems):
        terminal.tell("round_waits")
    elif any(problem.code == "stock_waits" for problem in plan.problems):
        terminal.tell("round_stock_waits")
    else:
        terminal.tell("round_nothing")


def _left_out(problems: Iterable[Problem]) -> Iterator[str]:
    """Name the products that something keeps from being as the catalog says."""
    for problem in problems:
        codes = problem.values.get("codes")
        if problem.code == "products_kept" and isinstance(codes, tuple):
            yield from codes
        elif problem.severity in ("stop", "hold") and problem.about:
            yield problem.about


def _count(terminal: Terminal, report: Report) -> None:
    done = sum(outcome.status == "done" for outcome in report.outcomes)
    sent = sum(outcome.status == "sent" for outcome in report.outcomes)
    if report.outcomes or report.plan.held:
        failed = len(report.outcomes) - done - sent
        left = report.not_asked or None
        terminal.tell("sync_counted", done=done, failed=failed, held=report.asked, left=left)
    if sent:
        terminal.tell("sync_sent", sent=sent)
    _tell_scheduled(terminal, report)


def _tell_scheduled(terminal: Terminal, report: Report) -> None:
    for day, count in sorted(report.publishes_by_day().items()):
        terminal.tell("status_scheduled", shop=report.plan.shop, day=day, count=count)


def answer_out_of_reach(terminal: Terminal, shop: ShopName, problem: Problem) -> int:
    """Say why a shop could not be asked; answers the exit code."""
    show_problems(terminal, [problem])
    terminal.answer({"shop": shop, "problem": problem_json(problem, terminal.language)})
    return exits.OUT_OF_REACH


def show_held(terminal: Terminal, plan: Plan) -> None:
    """What waits for a person, why, and how to allow it."""
    if not plan.held:
        return
    show_held_changes(terminal, plan.held)
    asked = (one.problem for one in plan.held if one.problem.code != "held_by_person")
    if any(problem.severity == "hold" for problem in asked):
        terminal.tell("held_approve", shop=plan.shop, digest=plan.digest)


def show_theirs(terminal: Terminal, plan: Plan) -> None:
    """What differs and is left to the shop's people; the catalog's value stands on the right."""
    if plan.theirs:
        terminal.tell("plan_theirs", count=len(plan.theirs))
        show_changes(terminal, plan.theirs)
        terminal.tell("plan_take", shop=plan.shop, product=plan.theirs[0].code)


def show_changes(terminal: Terminal, changes: Iterable[Change]) -> None:
    """What would be done."""
    rows = [_row(terminal, change) for change in changes]
    if rows:
        laid_out(terminal, ("change", "product", "values", "reason"), rows)


def show_held_changes(terminal: Terminal, held: Iterable[Held]) -> None:
    """What waits, and why."""
    rows = []
    for one in held:
        kind, product, values, _ = _row(terminal, one.change)
        rows.append([kind, product, values, _doubt(terminal, one.problem)])
    laid_out(terminal, ("change", "product", "values", "doubt"), rows)


def _doubt(terminal: Terminal, problem: Problem) -> str:
    saying = terminal.of_problem(problem)
    return f"{saying.what}\n→ {saying.todo}" if saying.todo else saying.what


def show_problems(terminal: Terminal, problems: Iterable[Problem]) -> None:
    """One line a problem, and what to do below it; of many notes alike the first are shown."""
    left_out, shown, told = 0, Counter[str](), set[str]()
    for problem in problems:
        what, todo = _lines(terminal, problem)
        if what in told:
            continue
        told.add(what)
        shown[problem.code] += 1
        if problem.severity == "note" and shown[problem.code] > NOTES_ALIKE:
            left_out += 1
            continue
        terminal.show(Text(what, style="yellow"))
        if todo:
            terminal.show(Text(f"  → {todo}"))
    if left_out:
        terminal.tell("notes_alike", more=left_out)


def _lines(terminal: Terminal, problem: Problem) -> tuple[str, str]:
    saying = terminal.of_problem(problem)
    about = f"{problem.about}: " if problem.about not in saying.what else ""
    return f"! {about}{saying.what}", saying.todo


def heading(terminal: Terminal, shop: str) -> None:
    """Begin what is said about a shop."""
    terminal.show(Text(terminal.word("round_shop", shop=shop), style="bold"))


def _row(terminal: Terminal, change: Change) -> list[Cell]:
    before, after = changed_values(change)
    return [
        kind_word(terminal, change.kind),
        change.sku or change.code,
        change_words(terminal, change, before, after),
        reason_word(terminal, change.reason),
    ]


def _outcome(terminal: Terminal, outcome: Outcome) -> Text:
    return Text(outcome_word(terminal, outcome.status), style=COLOURS.get(outcome.status, ""))


def unsold_json(configuration: Configuration) -> Json:
    """`{"unsold": [...], "resting": {code: day}}`: until when; null where no season comes."""
    return {"unsold": list(configuration.unsold), "resting": resting_of(configuration)}


def resting_of(configuration: Configuration) -> dict[str, str | None]:
    """Say until which day (ISO 8601) each product out of its season rests, by its code."""
    until = {product.code: product.rest and product.rest.until for product in configuration.resting}
    return {code: day.isoformat() if day else None for code, day in until.items()}
