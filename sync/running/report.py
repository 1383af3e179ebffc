"""What a round tells afterwards, and how it shows that it is getting on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from sync.marketplace import Features
from sync.model import Change, Outcome, Plan, Problem, Sku, Value
from sync.planning import sku_value
from sync.store.shop_facts import PUBLISHES
from sync.wording import names_seller_centre

# What no round mends by itself, however often it looks.
STUCK = frozenset({"listing_banned", "edit_refused", "duplicate_listing", "listing_mixes_products"})
LOCKED: Final = frozenset({"listing_banned", "edit_refused"})  # by the platform
LOGGED_OUT: Final = "authorization_ended"
MOST_NAMED: Final = 8
MORE: Final = "…"
SCHEDULED: Final = "publish_scheduled"

Step = Literal["load", "orders", "observe", "look_again", "plan", "upload", "apply"]


class Progress(Protocol):
    """Whoever watches a round; `total` is None while nobody knows it."""

    def step(self, shop: str, step: Step, done: int, total: int | None) -> None: ...


class Unwatched:
    """Nobody watches."""

    def step(self, shop: str, step: Step, done: int, total: int | None) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """One round of one shop: its plan, and what became of each change."""

    plan: Plan
    outcomes: tuple[Outcome, ...] = ()
    unfound: frozenset[str] = frozenset()  # orders asked for by number that cannot be read yet
    left: bool = False  # whether a round that looks at the whole shop has to go on

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that a person should read, the held changes and failures included."""
        met = tuple(outcome.problem for outcome in self.outcomes if outcome.problem)
        return (*self.plan.problems, *(held.problem for held in self.plan.held), *met)

    @property
    def true(self) -> bool:
        """Whether nothing is left to do but to wait for answers, as far as anybody can see."""
        done = all(outcome.status in {"done", "sent"} for outcome in self.outcomes)
        asked = any(problem.severity == "hold" for problem in self.plan.problems)
        left = self.plan.held or asked or self.pause_s or self.stuck
        return self.plan.complete and not left and done

    @property
    def stuck(self) -> int:
        """How many listings stand otherwise than wanted, and only a person can mend that."""
        return stuck_in(self.plan)

    @property
    def pause_s(self) -> float:
        """After how long orders tell of what a shop shows fewer of; 0: it does not."""
        lately = (p for p in self.plan.problems if p.code == "stock_fell_lately")
        return max((float(str(p.values["wait_s"])) for p in lately), default=0.0)

    @property
    def waiting(self) -> frozenset[Sku]:
        """The SKUs whose figure may only be raised when other shops show less."""
        found = (problem for problem in self.problems if problem.code == "stock_waits")
        return frozenset(Sku(str(problem.values["sku"])) for problem in found)

    @property
    def freed(self) -> frozenset[Sku]:
        """The SKUs of which this shop shows fewer than before."""
        changes = (o.change for o in self.outcomes if o.status == "done")
        return frozenset(c.sku for c in changes if c.sku and lowers_stock(c))

    def publishes_by_day(self) -> Mapping[str, int]:
        """Count the first publishes that wait for another day, by the day."""
        waits = (held.problem for held in self.plan.held if held.problem.code == SCHEDULED)
        return Counter(str(problem.values["day"]) for problem in waits)

    @property
    def asked(self) -> int:
        """How many changes wait for a person's yes."""
        return sum(held.asks_a_person for held in self.plan.held)

    @property
    def not_asked(self) -> int:
        """How many wait for something else than a yes or their day: a mended catalog, a release."""
        return len(self.plan.held) - self.asked - sum(self.publishes_by_day().values())

    @property
    def to_mend(self) -> int:
        """How many nobody can make before something is mended."""
        return sum(held.problem.severity == "stop" for held in self.plan.held)

    def summary(self) -> Mapping[str, Value]:
        """Count outcomes and held changes, and name what stands otherwise, for `status`."""
        return {**self.counts(), **self._names()}

    def _names(self) -> Mapping[str, Value]:
        """Name the products that the platform locked, and those that were taken back."""
        locked = sorted({p.about for p in self.plan.problems if p.code in LOCKED and p.about})
        back = [p.values["codes"] for p in self.plan.problems if p.code == "taken_back_stands"]
        named: dict[str, Value] = {}
        if locked:
            more = (MORE,) if len(locked) > MOST_NAMED else ()
            named["locked"] = (*locked[:MOST_NAMED], *more)
        if back:
            named["taken_back"] = str(back[0])
        return named

    def counts(self) -> Mapping[str, int]:
        """Count outcomes and held changes."""
        some = {
            "left": self.not_asked,
            "to_mend": self.to_mend,
            "logged_out": any(problem.code == LOGGED_OUT for problem in self.problems),
            "unread": not self.plan.complete,
            "theirs": len(self.plan.theirs),
            "waiting": len(self.waiting),
            "stuck": self.stuck,
        }
        counts = {"held": self.asked} | {name: int(count) for name, count in some.items() if count}
        for day, count in self.publishes_by_day().items():
            counts[f"{PUBLISHES}{day}"] = count
        for outcome in self.outcomes:
            counts[outcome.status] = counts.get(outcome.status, 0) + 1
        return counts


def stuck_in(plan: Plan) -> int:
    """Count the problems of a plan that only a person can mend: nothing goes out against them."""
    mended = {change.code for change in plan.changes if change.kind == "revise"}
    return sum(p.code in STUCK and p.about not in mended for p in plan.problems)


def lowers_stock(change: Change) -> bool:
    """Whether it shows fewer of one SKU than were seen before."""
    if change.kind != "restock" or change.sku is None:
        return False
    before = sku_value(change.before, change.sku, "quantity")
    after = sku_value(change.after, change.sku, "quantity")
    return before is not None and after is not None and after < before


def in_words_of(features: Features, report: Report) -> Report:
    """Say where sellers have to go by the name that this platform gives it."""

    def worded(problem: Problem) -> Problem:
        if problem.code == LOGGED_OUT:
            return replace(problem, values={"shop": report.plan.shop, **problem.values})
        if not names_seller_centre(problem.code):
            return problem
        named = {"seller_centre": features.seller_centre, **problem.values}
        return replace(problem, values=named)

    plan = replace(
        report.plan,
        problems=tuple(map(worded, report.plan.problems)),
        held=tuple(replace(held, problem=worded(held.problem)) for held in report.plan.held),
    )
    outcomes = (
        replace(each, problem=worded(each.problem)) if each.problem else each
        for each in report.outcomes
    )
    return replace(report, plan=plan, outcomes=tuple(outcomes))
