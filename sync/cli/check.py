"""`ocop check`: every problem of the catalog at once, each with its line and a caret under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from sync.catalog import Configuration, excerpt
from sync.cli import exits
from sync.cli.json_output import problems_json
from sync.cli.prepare import load, terminal_of
from sync.cli.session import Session
from sync.cli.terminal import Terminal
from sync.model import Problem

COLOURS = {"stop": "bold red", "note": "dim"}
WARNING = "yellow"
MOST_NOTES = 3  # of one kind


def check(session: Session) -> int:
    """Load everything, say what is wrong, count it; exits 1 when there are errors."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    stops = sum(problem.severity == "stop" for problem in configuration.problems)
    shown = _few_notes(configuration.problems)
    show_by_file(terminal, shown)
    if more := len(configuration.problems) - len(shown):
        terminal.tell("check_more_notes", count=more)
    _count(terminal, configuration, stops)
    if configuration.unsold:
        terminal.tell("unsold", names=", ".join(configuration.unsold))
    terminal.answer(
        {
            **_counts(configuration, stops),
            "unsold": list(configuration.unsold),
            "problems": problems_json(configuration.problems, terminal.language),
        }
    )
    return exits.WRONG_INPUT if stops else exits.FINE


def _few_notes(problems: Sequence[Problem]) -> list[Problem]:
    """Leave out notes that only say once more what was said: the JSON has them all."""
    said = Counter[str]()
    few = []
    for problem in problems:
        said[problem.code] += 1
        if problem.severity != "note" or said[problem.code] <= MOST_NOTES:
            few.append(problem)
    return few


def show_by_file(terminal: Terminal, problems: Sequence[Problem]) -> None:
    """Print the problems, those of one file together."""
    nowhere = terminal.word("check_nowhere")
    for file, alike in groupby(problems, key=lambda one: one.where.file if one.where else nowhere):
        terminal.show(Text(file, style="bold underline"), Text(""))
        for problem in alike:
            terminal.show(*_lines(terminal, problem), Text(""))


def _lines(terminal: Terminal, problem: Problem) -> Iterator[Text]:
    """Place and what is wrong; the line and a caret; what to do."""
    style = COLOURS.get(problem.severity, WARNING)
    saying = terminal.of_problem(problem)
    mark = problem.where
    place = f"{mark.file}:{mark.line}:{mark.column}: " if mark else ""
    yield Text.assemble(place, (_severity(terminal, problem), style), " ", saying.what)
    if mark and (seen := excerpt(mark)) is not None:
        yield Text(f"  {seen.line}", no_wrap=True, overflow="ignore")
        yield Text("  " + " " * (seen.column - 1) + "^", style=style)
    if saying.todo:
        yield Text(f"  → {saying.todo}")


def _severity(terminal: Terminal, problem: Problem) -> str:
    known = {"stop": "check_stop", "note": "check_note"}
    return terminal.word(known.get(problem.severity, "check_warning"))


def _count(terminal: Terminal, configuration: Configuration, stops: int) -> None:
    counts = _counts(configuration, stops)
    if not configuration.problems:
        terminal.tell("check_fine", **counts)
        return
    terminal.tell("check_counted", **counts)
    if stops:
        terminal.tell("check_mend")


def _counts(configuration: Configuration, stops: int) -> dict[str, int]:
    products = configuration.products
    notes = sum(problem.severity == "note" for problem in configuration.problems)
    return {
        "stops": stops,
        "warnings": len(configuration.problems) - stops - notes,
        "products": len(products),
        "skus": sum(len(product.variants) for product in products),
        "shops": len(configuration.shops),
    }
