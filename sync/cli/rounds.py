"""`ocop plan` and `ocop sync`: a round of one shop or of all, looked at or carried out."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn
from rich.progress import Progress as DrawnProgress

from sync.app import App, Result, ShopFailed, attempt
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.format import known_word
from sync.cli.json_output import Json, plan_json, report_json, unreached_json
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Refused, Session
from sync.cli.tables import heading, show_plan, show_problems, show_report
from sync.cli.terminal import Terminal
from sync.model import Code, Language, Problem, ShopName
from sync.running.observe import Proof
from sync.running.plan import Scope
from sync.running.report import Progress, Report, Step, Unwatched

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class ShopChoice:
    """What a round is about: None is everything."""

    shop: str | None
    product: str | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class RoundOutput:
    """How a round is told: to people, and to a machine."""

    show: Callable[[Terminal, Report], None]
    shape: Callable[[Report, Language], Json]


Round = Callable[[App, ShopName], Awaitable[Report]]

PLANNED = RoundOutput(
    show=lambda terminal, report: show_plan(terminal, report.plan),
    shape=lambda report, language: plan_json(report.plan, language),
)
DONE = RoundOutput(show=show_report, shape=report_json)


def plan(
    session: Session, *, shop: str | None = None, product: str | None = None, quick: bool = False
) -> int:
    """Show what a round would do; exits 2 when that is anything."""
    configuration, terminal = prepared(session)
    scope = ShopChoice(shop, product, "quick" if quick else "full")
    code = Code(product) if product else None

    async def look(engine: App, shop: ShopName) -> Report:
        return Report(await engine.plan(shop, code, scope.proof))

    results = run(_each_shop(session, configuration, scope, look))
    _refuse_unknown_product(scope, configuration, results)
    _answer(terminal, results, PLANNED)
    return plan_exit(results)


def sync(
    session: Session,
    *,
    shop: str | None = None,
    product: str | None = None,
    approve: str | None = None,
    quick: bool = False,
) -> int:
    """Carry a round out; exits 3 when something is held or failed."""
    configuration, terminal = prepared(session)
    scope = ShopChoice(shop, product, "quick" if quick else "full")
    choice = Scope(Code(product) if product else None, approve)

    async def act(engine: App, shop: ShopName) -> Report:
        return await engine.sync(shop, choice, scope.proof, progress)

    with watching(terminal) as progress:
        results = run(_each_shop(session, configuration, scope, act))
    _refuse_unknown_product(scope, configuration, results)
    _answer(terminal, results, DONE)
    return sync_exit(results, configuration)


async def _each_shop(
    session: Session, configuration: Configuration, scope: ShopChoice, work: Round
) -> list[Result]:
    """Work on every shop at once; one that is out of reach does not hold up the others."""
    shops = chosen_shops(configuration, scope.shop)
    async with opening(session, configuration) as engine, asyncio.TaskGroup() as group:
        tasks = [group.create_task(attempt(work(engine, shop), shop)) for shop in shops]
    return [task.result() for task in tasks]


def _refuse_unknown_product(
    scope: ShopChoice, configuration: Configuration, results: Iterable[Result]
) -> None:
    """A mistyped code must not look like "all is true"."""
    written = {product.code for product in configuration.products} | configuration.blocked
    if scope.product is None or scope.product in written or any(map(_does_anything, results)):
        return
    nearest = difflib.get_close_matches(scope.product, written, n=3, cutoff=0.4)
    raise Refused("product_unknown", given=scope.product, nearest=", ".join(nearest) or "–")


def _does_anything(result: Result) -> bool:
    return isinstance(result, Report) and bool(result.plan.changes or result.plan.held)


def _is_unread(result: Result) -> bool:
    return isinstance(result, ShopFailed) or not result.plan.complete


def plan_exit(results: Sequence[Result]) -> int:
    """Out of reach outweighs changes: a plan that saw only some of the shops is no plan."""
    if any(map(_is_unread, results)):
        return exits.OUT_OF_REACH
    return exits.WOULD_CHANGE if any(map(_does_anything, results)) else exits.FINE


def sync_exit(results: Sequence[Result], configuration: Configuration) -> int:
    """All true, or not; out of reach only when no shop could be read."""
    if all(map(_is_unread, results)):
        return exits.OUT_OF_REACH
    true = all(isinstance(result, Report) and result.true for result in results)
    return exits.FINE if true and not configuration.blocked else exits.NOT_ALL_TRUE


def _answer(terminal: Terminal, results: Sequence[Result], telling: RoundOutput) -> None:
    plans = []
    for result in results:
        if isinstance(result, ShopFailed):
            show_failed_shops(terminal, result)
            plans.append(unreached_json(result.shop, result.problem, terminal.language))
        else:
            telling.show(terminal, result)
            plans.append(telling.shape(result, terminal.language))
    if any(is_silent_sandbox(problem) for result in results for problem in _problems(result)):
        terminal.note("sandbox_not_running")
    terminal.answer({"plans": plans})


def show_failed_shops(terminal: Terminal, unreached: ShopFailed) -> None:
    """Say why a shop could not be worked on."""
    heading(terminal, unreached.shop)
    show_problems(terminal, [unreached.problem])


def _problems(result: Result) -> Sequence[Problem]:
    return [result.problem] if isinstance(result, ShopFailed) else result.problems


def is_silent_sandbox(problem: Problem) -> bool:
    """Whether what did not answer was to be on this machine."""
    host = urlsplit(f"//{problem.values.get('host', '')}").hostname
    return problem.code == "unreachable" and host in LOOPBACK


class Bars:
    """A bar for each step of each shop."""

    def __init__(self, terminal: Terminal, drawn: DrawnProgress) -> None:
        self._terminal, self._drawn = terminal, drawn
        self._bars: dict[tuple[str, str], TaskID] = {}

    def step(self, shop: str, step: Step, done: int, total: int | None) -> None:
        if (shop, step) not in self._bars:
            word = known_word(self._terminal, f"word_step_{step}", step)
            self._bars[shop, step] = self._drawn.add_task(f"{shop}: {word}", total=total)
        self._drawn.update(self._bars[shop, step], completed=done, total=total)


@contextmanager
def watching(terminal: Terminal) -> Iterator[Progress]:
    """Watch rounds on stderr, where a person sits in front of it."""
    if not terminal.notes.is_terminal:
        yield Unwatched()
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with DrawnProgress(*columns, console=terminal.notes, transient=True) as drawn:
        yield Bars(terminal, drawn)
