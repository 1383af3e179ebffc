"""What `ocop serve` says of its rounds: at once what is new, once a day what stands unchanged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from sync.cli.format import moment
from sync.cli.json_output import report_json, unreached_json
from sync.cli.rounds import Result, ShopFailed
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal
from sync.model import Problem, ShopName
from sync.running.report import Report

AGAIN_AFTER: Final = timedelta(days=1)
PASSING: Final = frozenset({"days", "hours", "wait_s"})  # they tell of time, not of anything new


class LineOnce:
    """Remembers, by shop, what people were told and when."""

    def __init__(self) -> None:
        self._told: dict[ShopName, dict[Hashable, datetime]] = {}

    def news(self, shop: ShopName, problems: Iterable[Problem], now: datetime) -> list[Problem]:
        """Pick what was not told for a day; from now on it counts as told."""
        told = self._told.setdefault(shop, {})
        fresh = [p for p in problems if now - told.get(_fact(p), now - AGAIN_AFTER) >= AGAIN_AFTER]
        told.update((_fact(problem), now) for problem in fresh)
        return fresh

    def keep(self, shop: ShopName, standing: Collection[Problem]) -> None:
        """Forget all but what still stands: should it come back, it is news."""
        facts = {_fact(problem) for problem in standing}
        told = self._told.get(shop, {})
        self._told[shop] = {fact: at for fact, at in told.items() if fact in facts}


class ServiceOutput:
    """Tells people one line a round and what is new; a machine gets all of each round."""

    def __init__(
        self,
        terminal: Terminal,
        time_zone: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._terminal, self._time_zone, self._now = terminal, time_zone, now
        self._told, self._apart = LineOnce(), LineOnce()

    def round(self, result: Result) -> None:
        """Tell of a round, or of why there was none."""
        if isinstance(result, ShopFailed):
            self._unreached(result)
            return
        self.errand(result)
        if result.plan.complete:
            self._told.keep(result.plan.shop, result.problems)

    def errand(self, report: Report) -> None:
        """Tell of what was done out of turn: it says nothing of what else stands."""
        counts = report.summary()
        done, held = counts.get("done", 0), counts["held"]
        failed = len(report.outcomes) - done - counts.get("sent", 0)
        numbers = {"done": done, "failed": failed, "held": held}
        self._say("serve_round", report.plan.shop, report.problems, numbers)
        self._terminal.answer(report_json(report, self._terminal.language))

    def apart(self, code: str, shop: ShopName, problem: Problem) -> None:
        """Tell what went wrong beside the rounds, unless it was told of this shop today."""
        if self._apart.news(shop, [problem], self._now()):
            self._terminal.tell(code, shop=shop)
            show_problems(self._terminal, [problem])

    def went_well(self, shop: ShopName) -> None:
        """What goes wrong beside the rounds from now on is news."""
        self._apart.keep(shop, [])

    def _unreached(self, result: ShopFailed) -> None:
        self._say("serve_unreached", result.shop, [result.problem], {})
        language = self._terminal.language
        self._terminal.answer(unreached_json(result.shop, result.problem, language))

    def _say(
        self, code: str, shop: ShopName, problems: Collection[Problem], numbers: dict[str, int]
    ) -> None:
        now = self._now()
        fresh = self._told.news(shop, problems, now)
        standing = len({_fact(p) for p in problems} - {_fact(p) for p in fresh}) or None
        at = moment(now, self._time_zone)
        self._terminal.tell(code, at=at, shop=shop, standing=standing, **numbers)
        show_problems(self._terminal, fresh)


def _fact(problem: Problem) -> Hashable:
    """What makes two problems the same to a reader, however much later the second one is met."""
    values = sorted((n, str(v)) for n, v in problem.values.items() if n not in PASSING)
    return problem.code, problem.severity, problem.about, tuple(values)
