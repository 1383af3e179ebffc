"""`ocop plan` and `ocop sync`: a round of one shop or of all, looked at or carried out."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn
from rich.progress import Progress as DrawnProgress

from sync.app import App, Result, ShopFailed, attempt
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.papers import PapersLine, papers_line
from sync.cli.people import decided
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Refused, Session
from sync.cli.tables import heading, show_plan, show_problems, show_report
from sync.cli.terminal import Terminal
from sync.inventory import QUIET_AFTER
from sync.model import Code, Language, Outcome, Problem, ShopName, Sku
from sync.output.changes import Json, plan_json, problem_json, report_json, unreached_json
from sync.output.format import known_word
from sync.platforms import told_of_by
from sync.running.context import Hooks
from sync.running.plan import Scope
from sync.running.report import Progress, Report, Step, Unwatched

GOES_ON_FOR_S = 150.0  # so long at most a `sync` waits in all
SHORT_PAUSE_S = 3.0
SHOPS_AT_ONCE = 32
PASSING = frozenset(  # problems that pass by themselves; where they know when, they say `wait_s`
    {"left_for_next_round", "stock_waits", "operation_paused", "throttled", "answer_lost",
     "answer_unclear", "not_done_planned_again", "image_missing"}
)  # fmt: skip
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


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
    shops = chosen_shops(configuration, shop)
    code = Code(product) if product else None

    async def look(app: App, shop: ShopName) -> Report:
        return Report(await app.plan(shop, code, "quick" if quick else "full"))

    async def all_plans() -> tuple[list[Result], Problem | None]:
        async with opening(session, configuration) as app:
            return await each_shop(app, shops, look), await app.home_doubt()

    results, doubt = run(all_plans())
    refuse_unknown_product(product, configuration, results)
    _answer(terminal, results, PLANNED, papers_line(terminal, configuration, shops, code), doubt)
    return plan_exit(results, doubt)


def sync(
    session: Session,
    *,
    shop: str | None = None,
    product: str | None = None,
    approve: str | None = None,
    quick: bool = False,
) -> int:
    """Carry rounds out until nothing but people can help; exits 3 when something is left."""
    configuration, terminal = prepared(session)
    shops = chosen_shops(configuration, shop)
    code = Code(product) if product else None
    approved = dict.fromkeys(shops, approve)  # it names the plan of the first round, no later one

    async def act(app: App, shop: ShopName) -> Report:
        scope = Scope(code, approved.pop(shop, None))
        return await app.sync(shop, scope, "quick" if quick else "full", progress)

    async def all_rounds() -> list[Result]:
        sold = set[Sku]()
        async with opening(session, configuration, hooks=Hooks(sold=sold.update)) as app:
            await app.prove_home()
            if approve is not None:
                said = [decided("approve_plan", shop, code, approve) for shop in shops]
                await app.store.decisions.add(said)
            results = await until_true(app, terminal, shops, act, sold)
            await app.prove_home()
            return results

    with watching(terminal) as progress:
        results = run(all_rounds())
    refuse_unknown_product(product, configuration, results)
    _answer(terminal, results, DONE, papers_line(terminal, configuration, shops, code))
    return sync_exit(results, configuration)


async def until_true(
    app: App,
    terminal: Terminal,
    shops: Sequence[ShopName],
    act: Round,
    sold: set[Sku] | None = None,
) -> list[Result]:
    """Go on by itself while a pause is all that it needs; what is left then needs more.

    All shops work at once, so one may have shared out what another learns to be sold a moment
    later: while rounds add to `sold`, each shop goes again.
    """
    found = dict(zip(shops, await each_shop(app, shops, act), strict=True))
    left_s, told = GOES_ON_FOR_S, list[ShopName]()
    while again := _to_go_again(found, sold):
        waits = {shop: pause for shop, pause in again.items() if pause}
        wait_s = max(waits.values(), default=0.0)
        if waits and not _freed_nothing(found.values()):
            wait_s = SHORT_PAUSE_S
        if wait_s > left_s:
            break
        left_s -= wait_s + SHORT_PAUSE_S  # however short the pause, the goings-on come to an end
        if waits:
            if told != (told := list(waits)):
                terminal.note("sync_goes_on", shops=told, wait_s=round(wait_s))
            await app.wait(wait_s)
        fresh = zip(again, await each_shop(app, again, act), strict=True)
        found |= {shop: followed_by(found[shop], result) for shop, result in fresh}
    return list(found.values())


def _to_go_again(found: Mapping[ShopName, Result], sold: set[Sku] | None) -> dict[ShopName, float]:
    """Say which shops have another round at once (0) or after how many seconds."""
    again = dict.fromkeys(found, 0.0) if sold and len(found) > 1 else {}
    if sold:
        sold.clear()
    pauses = ((shop, pause_s(result)) for shop, result in found.items())
    return again | {shop: pause for shop, pause in pauses if pause is not None}


def pause_s(result: Result) -> float | None:
    """Say after how long another round would get on without anybody's help; None: it would not."""
    if isinstance(result, ShopFailed):
        return _asked_pause_s(result.problem)
    pauses = [_asked_pause_s(o.problem) for o in result.outcomes if o.status == "failed"]
    if any(outcome.status == "unknown" for outcome in result.outcomes):
        pauses.append(SHORT_PAUSE_S)
    if result.pause_s:
        pauses.append(result.pause_s)
    if result.waiting:
        pauses.append(QUIET_AFTER.total_seconds())
    known = [pause for pause in pauses if pause is not None]
    return max(known, default=None)


def _asked_pause_s(problem: Problem | None) -> float | None:
    """How long a problem asks to wait, if waiting is what it asks for."""
    if problem is None or problem.code not in PASSING:
        return None
    asked = problem.values.get("wait_s")
    return float(asked) if isinstance(asked, int | float) else SHORT_PAUSE_S


def _freed_nothing(results: Iterable[Result]) -> bool:
    return not any(isinstance(result, Report) and result.freed for result in results)


def followed_by(first: Result, second: Result) -> Result:
    """Tell two rounds of a shop as one: what the first one did, and how the second one ended."""
    if isinstance(first, ShopFailed) or isinstance(second, ShopFailed):
        return second
    done = [outcome for outcome in first.outcomes if outcome.status in {"done", "sent"}]
    changes = (*(outcome.change for outcome in done), *second.plan.changes)
    plan = replace(second.plan, changes=changes)
    return replace(second, plan=plan, outcomes=(*map(_without_waits, done), *second.outcomes))


def _without_waits(outcome: Outcome) -> Outcome:
    """Leave out what an earlier round still waited for: the last one says it if it is still so."""
    waits = outcome.problem is not None and outcome.problem.code == "stock_waits"
    return replace(outcome, problem=None) if waits else outcome


async def each_shop(app: App, shops: Iterable[ShopName], work: Round) -> list[Result]:
    """Work on many shops at once; one that is out of reach does not hold up the others.

    More than these would only wait for the processor, and lose their leases meanwhile. Nor does a
    fault of ours: it is raised once the others have ended their rounds. Shops that tell
    of another as it stands come last.
    """

    turns = asyncio.Semaphore(SHOPS_AT_ONCE)

    async def one(shop: ShopName) -> Result | Exception:
        try:
            async with turns:
                return await attempt(work(app, shop), shop)
        except Exception as error:  # noqa: BLE001 raised below
            return error

    named, tasks = list(shops), list[asyncio.Task[Result | Exception]]()
    telling = {shop.name for shop in app.shops if told_of_by(shop)} if len(named) > 1 else ()
    for last in (False, True):
        async with asyncio.TaskGroup() as group:
            some = [shop for shop in named if (shop in telling) == last]
            tasks += [group.create_task(one(shop)) for shop in some]
    for ended in (task.result() for task in tasks):
        if isinstance(ended, Exception):
            raise ended
    return [ended for task in tasks if not isinstance(ended := task.result(), Exception)]


def refuse_unknown_product(
    given: str | None, configuration: Configuration, results: Iterable[Result]
) -> None:
    """A mistyped code must not look like "all is true"; raises Refused."""
    written = {product.code for product in configuration.products} | configuration.blocked
    if given is None or given in written or any(map(_does_anything, results)):
        return
    nearest = difflib.get_close_matches(given, written, n=3, cutoff=0.4)
    raise Refused("product_unknown", given=given, nearest=", ".join(nearest) or "–")


def _does_anything(result: Result) -> bool:
    return isinstance(result, Report) and bool(result.plan.changes or result.plan.held)


def _is_unread(result: Result) -> bool:
    return isinstance(result, ShopFailed) or not result.plan.complete


def plan_exit(results: Sequence[Result], doubt: Problem | None = None) -> int:
    """Out of reach outweighs changes: a plan that saw only some of the shops is no plan.

    Nor is one that is made of a memory in `doubt`: `ocop sync` ends alike, and writes nothing.
    """
    if doubt is not None or any(map(_is_unread, results)):
        return exits.OUT_OF_REACH
    return exits.WOULD_CHANGE if any(map(_does_anything, results)) else exits.FINE


def sync_exit(results: Sequence[Result], configuration: Configuration) -> int:
    """All true, or not; out of reach only when no shop could be read.

    Whatever the catalog has an error in stands in no shop as wanted: a product that is known, a
    whole file that is not, or the shop itself.
    """
    if all(map(_is_unread, results)):
        return exits.OUT_OF_REACH
    true = all(isinstance(r, Report) and r.true and not r.waiting for r in results)
    return exits.FINE if true and not configuration.stops else exits.NOT_ALL_TRUE


def _answer(
    terminal: Terminal,
    results: Sequence[Result],
    telling: RoundOutput,
    papers: PapersLine,
    doubt: Problem | None = None,
) -> None:
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
    papers.show()
    show_problems(terminal, [doubt] if doubt else [])
    doubted = {"home": problem_json(doubt, terminal.language)} if doubt else {}
    terminal.answer({"plans": plans, "papers": papers.json(), **doubted})


def show_unreached(terminal: Terminal, results: Iterable[Result]) -> None:
    """Say of which shops nothing is known."""
    for result in results:
        if isinstance(result, ShopFailed):
            show_failed_shops(terminal, result)


def show_failed_shops(terminal: Terminal, unreached: ShopFailed) -> None:
    """Say why a shop could not be worked on."""
    heading(terminal, unreached.shop)
    values = {"shop": unreached.shop, **unreached.problem.values}
    show_problems(terminal, [replace(unreached.problem, values=values)])


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
