"""`ocop check`: every problem of the catalog at once, each with its line and a caret under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from rich.text import Text

from sync.catalog import Configuration, excerpt
from sync.cli import exits
from sync.cli.campaigns import kept_by_us, list_prices_in_vain
from sync.cli.prepare import load, run, terminal_of
from sync.cli.session import Session
from sync.cli.status import show_unsold
from sync.cli.tables import resting_of, unsold_json
from sync.cli.terminal import Terminal
from sync.model import Language, Problem, Shop, ShopName
from sync.output.changes import problems_json
from sync.output.format import moment
from sync.planning import campaigns_without_effect, missing_english
from sync.running.asked import foreseen as foreseen_of
from sync.running.asked import unmapped
from sync.transport.clock import Clock, legal_day
from sync.transport.kept_answers import KeptAnswers

COLOURS = {"stop": "bold red", "note": "dim"}
WARNING = "yellow"
MOST_NOTES = 3  # of one kind


def check(session: Session, *, lang_missing: str | None = None) -> int:
    """Load everything, say what is wrong, count it; exits 1 when there are errors."""
    if lang_missing is not None:
        from sync.cli.english import missing_texts  # with all that edits a catalog

        return missing_texts(session, lang_missing)
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    own = [shop for shop in configuration.shops if shop.settings or not shop.app.key]
    problems = [*configuration.problems, *(p for s in own for p in _of_shop(configuration, s))]
    stops = sum(problem.severity == "stop" for problem in problems)
    foreseen = list(_foreseen(session, configuration))
    shown = _few_notes(problems)
    show_by_file(terminal, shown)
    for one in foreseen:
        _show_shop(terminal, one, configuration.settings.time_zone)
    if more := len(problems) - len(shown):
        terminal.tell("check_more_notes", count=more)
    told_of = [*problems, *(each for one in foreseen for each in one.problems)]
    counts = _counts(configuration, stops, told_of)
    told = problems or any(one.problems for one in foreseen)
    _count(terminal, counts, quiet=not told)
    show_unsold(terminal, configuration.unsold, resting_of(configuration))
    terminal.answer(
        {
            **counts,
            **unsold_json(configuration),
            "problems": problems_json(problems, terminal.language),
            "foreseen": [_foreseen_json(one, terminal.language) for one in foreseen],
        }
    )
    return exits.WRONG_INPUT if stops else exits.FINE


class Foreseen(NamedTuple):
    """What one shop's marketplace will say, as far as its answers were kept; `at`: the newest."""

    shop: ShopName
    at: datetime | None
    problems: Sequence[Problem]


def _foreseen(session: Session, configuration: Configuration) -> Iterator[Foreseen]:
    """Ask what was kept, for each shop; nobody is called."""
    for shop in configuration.shops:
        answers = KeptAnswers.of(session.home, shop.name, Clock().now)
        at = answers.newest()
        found = unmapped(configuration, shop)
        found += campaigns_without_effect(configuration.products, shop, Clock().now())
        found += missing_english(configuration.products, shop)
        found += kept_by_us(configuration, shop, Clock().now())
        found += list_prices_in_vain(configuration, shop)
        if at is not None or not shop.app.key:
            from sync.platforms import Unusable, kept_market  # only where anything was kept

            with suppress(Unusable):
                market = kept_market(shop, answers, session.home)
                if at is not None or "pages" in market.features.can:
                    found += run(foreseen_of(market, configuration, shop, legal_day(Clock())))
        if at is not None or found:
            yield Foreseen(shop.name, at, found)


def _of_shop(configuration: Configuration, shop: Shop) -> Sequence[Problem]:
    """Say what only the shop's platform finds wrong in its entry."""
    from sync.platforms import Unusable, platform_of, settings_wrong, told_of_by

    try:
        found = list(settings_wrong(shop, platform_of(shop)))
    except Unusable as error:
        return [error.problem]
    if told := told_of_by(shop):
        from sync.running.standing import telling_wrong  # with all that a round needs

        wrong = telling_wrong(shop, told, {other.name for other in configuration.shops})
        found += [wrong] if wrong else []
    return found


def _show_shop(terminal: Terminal, one: Foreseen, time_zone: str) -> None:
    terminal.show(Text(one.shop, style="bold underline"))
    if one.at is not None:
        terminal.tell("check_kept_at", at=moment(one.at, time_zone))
    terminal.show(Text(""))
    for problem in _few_notes(one.problems):
        terminal.show(*_lines(terminal, problem), Text(""))


def _foreseen_json(one: Foreseen, language: Language) -> dict[str, Any]:
    """`{"shop", "at", "problems"}`; `at` is ISO 8601, null where nothing was kept."""
    return {
        "shop": one.shop,
        "at": one.at and one.at.isoformat(),
        "problems": problems_json(one.problems, language),
    }


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


def _count(terminal: Terminal, counts: dict[str, int], *, quiet: bool) -> None:
    if quiet:
        terminal.tell("check_fine", **counts)
        return
    terminal.tell("check_counted", **counts)
    if counts["stops"]:
        terminal.tell("check_mend")


def _counts(
    configuration: Configuration, stops: int, problems: Sequence[Problem]
) -> dict[str, int]:
    products = configuration.products
    notes = sum(problem.severity == "note" for problem in problems)
    return {
        "stops": stops,
        "warnings": len(problems) - stops - notes,
        "products": len(products),
        "skus": sum(len(product.variants) for product in products),
        "shops": len(configuration.shops),
    }
