"""What `ocop serve` says of its rounds: at once what is new, once a day what stands unchanged."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from rich.text import Text

from sync.app import Result, ShopFailed
from sync.cli.faults import kept
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal
from sync.model import Problem, ShopName, Sku
from sync.output.changes import problems_json, report_json, unreached_json
from sync.output.format import moment
from sync.running.report import Report, Unwatched
from sync.service.listener import is_loopback

AGAIN_AFTER: Final = timedelta(days=1)
FAULT_AGAIN_AFTER: Final = timedelta(hours=1)
PASSING: Final = frozenset({"days", "hours", "wait_s"})  # they tell of time, not of anything new


class LineOnce:
    """Remembers, by shop, what people were told and when."""

    def __init__(self) -> None:
        self._told: dict[ShopName, dict[Hashable, datetime]] = {}

    def news(self, shop: ShopName, problems: Iterable[Problem], now: datetime) -> list[Problem]:
        """Pick what was not told for a day; from now on it counts as told."""
        told = self._told.setdefault(shop, {})
        day_ago = now - AGAIN_AFTER
        fresh = [p for p in problems if abs(now - told.get(_fact(p), day_ago)) >= AGAIN_AFTER]
        told.update((_fact(problem), now) for problem in fresh)
        return fresh

    def keep(self, shop: ShopName, standing: Collection[Problem]) -> None:
        """Forget all but what still stands: should it come back, it is news."""
        facts = {_fact(problem) for problem in standing}
        told = self._told.get(shop, {})
        self._told[shop] = {fact: at for fact, at in told.items() if fact in facts}


class ServiceOutput(Unwatched):
    """Tells people one line a round that did or met something new; a machine gets all of each."""

    def __init__(
        self,
        terminal: Terminal,
        home: Path,
        time_zone: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._terminal, self._home, self._time_zone, self._now = terminal, home, time_zone, now
        self._told, self._of_pushes = LineOnce(), LineOnce()
        self._said: dict[ShopName, Hashable] = {}  # of each shop, the last line
        self._faults: dict[Hashable, datetime] = {}

    def following(self, shops: Sequence[ShopName]) -> None:
        self._terminal.tell("serve_started", shops=list(shops))

    def round(self, result: Result) -> None:
        if isinstance(result, ShopFailed):
            self._unreached(result)
            return
        self.stock_updated(result)
        if result.plan.complete:
            self._told.keep(result.plan.shop, result.problems)

    def stock_updated(self, report: Report) -> None:
        counts = report.counts()
        done, held = counts.get("done", 0), counts["held"]
        failed = len(report.outcomes) - done - counts.get("sent", 0)
        numbers = {"done": done, "failed": failed, "held": held, "left": counts.get("left")}
        self._say("serve_round", report.plan.shop, report.problems, numbers)
        self._terminal.answer(report_json(report, self._terminal.language))

    def products_updated(self, report: Report) -> None:
        self.stock_updated(report)

    def sold(self, skus: Collection[Sku]) -> None:
        """Say nothing: the stock updates tell."""

    def fault(self, error: Exception) -> None:
        place, now = _place(error), self._now()
        if abs(now - self._faults.get(place, now - FAULT_AGAIN_AFTER)) >= FAULT_AGAIN_AFTER:
            self._faults[place] = now
            self._terminal.note("ended_by_our_fault", file=str(kept(error, self._home)))

    def store_silent(self, problem: Problem | None) -> None:
        at = moment(self._now(), self._time_zone)
        self._terminal.tell("serve_store_back" if problem is None else "serve_store_silent", at=at)
        if problem is not None:
            show_problems(self._terminal, [problem])

    def catalog_followed(self, version: str | None, problem: Problem | None) -> None:
        if version is not None:
            at = moment(self._now(), self._time_zone)
            self._terminal.tell("serve_version", at=at, version=version[:12])
        if problem is not None:
            show_problems(self._terminal, [problem])

    def clock_jumped(self, by: timedelta) -> None:
        direction = "serve_clock_ahead" if by > timedelta(0) else "serve_clock_behind"
        at = moment(self._now(), self._time_zone)
        self._terminal.tell(direction, at=at, minutes=max(1, round(abs(by) / timedelta(minutes=1))))

    def tidied(self, counts: Mapping[str, int]) -> None:
        """Say nothing: the log has it."""

    def papers(self, problems: Sequence[Problem]) -> None:
        at = moment(self._now(), self._time_zone)
        self._terminal.tell("serve_papers", at=at, papers=len(problems))
        show_problems(self._terminal, problems)
        self._terminal.answer({"papers": problems_json(problems, self._terminal.language)})

    def listening(self, host: str, port: int, apps: Sequence[str]) -> None:
        self._terminal.tell("serve_listening", host=host, port=port, apps=list(apps))
        if not is_loopback(host):
            self._terminal.tell("serve_listening_to_all", host=host, port=port)

    def answering(self, host: str, port: int) -> None:
        self._terminal.tell("serve_answering", host=host, port=port)
        if not is_loopback(host):
            self._terminal.tell("serve_listening_to_all", host=host, port=port)

    def registered(self, shop: ShopName, url: str) -> None:
        self._terminal.tell("serve_registered", shop=shop, url=url)

    def registration_failed(self, shop: ShopName, problem: Problem) -> None:
        if self._of_pushes.news(shop, [problem], self._now()):
            self._terminal.tell("serve_unregistered", shop=shop)
            show_problems(self._terminal, [problem])

    def registration_fine(self, shop: ShopName) -> None:
        self._of_pushes.keep(shop, [])

    def _unreached(self, result: ShopFailed) -> None:
        """Say why in the line itself; the same again stays unsaid for a day."""
        shop, problem, now = result.shop, result.problem, self._now()
        fresh, line = self._told.news(shop, [problem], now), ("serve_unreached", problem.code)
        if fresh or self._said.get(shop) != line:
            self._said[shop] = line
            saying, at = self._terminal.of_problem(problem), moment(now, self._time_zone)
            self._terminal.tell("serve_unreached", at=at, shop=shop, why=saying.what)
            if saying.todo:
                self._terminal.show(Text(f"  → {saying.todo}"))
        self._terminal.answer(unreached_json(shop, problem, self._terminal.language))

    def _say(
        self,
        code: str,
        shop: ShopName,
        problems: Collection[Problem],
        numbers: dict[str, int | None],
    ) -> None:
        now = self._now()
        fresh = self._told.news(shop, problems, now)
        line = code, *numbers.values()
        if not fresh and not numbers.get("done") and self._said.get(shop) == line:
            return
        self._said[shop] = line
        standing = len({_fact(p) for p in problems} - {_fact(p) for p in fresh}) or None
        at = moment(now, self._time_zone)
        self._terminal.tell(code, at=at, shop=shop, standing=standing, **numbers)
        show_problems(self._terminal, fresh)


class WorkerOutput(ServiceOutput):
    """Tells the same of the work that a process does for others."""

    def following(self, shops: Sequence[ShopName]) -> None:
        self._terminal.tell("worker_started", shops=list(shops))


def _place(error: Exception) -> Hashable:
    """Say which fault of the program this is: its kind, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return type(error), (frames[-1].filename, frames[-1].lineno) if frames else None


def _fact(problem: Problem) -> Hashable:
    """What makes two problems the same to a reader, however much later the second one is met."""
    values = sorted((n, str(v)) for n, v in problem.values.items() if n not in PASSING)
    return problem.code, problem.severity, problem.about, tuple(values)
