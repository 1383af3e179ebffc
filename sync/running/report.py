"""What a round tells afterwards, and how it shows that it is getting on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from sync.model import Change, Outcome, Plan, Problem, Sku
from sync.planning import sku_value

# What no round mends by itself, however often it looks.
STUCK = frozenset({"listing_banned", "edit_refused", "duplicate_listing", "listing_mixes_products"})

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
        left = self.plan.held or asked or self.stuck
        return self.plan.complete and not left and done

    @property
    def stuck(self) -> int:
        """How many listings stand otherwise than wanted, and only a person can mend that."""
        return stuck_in(self.plan)

    @property
    def waiting(self) -> frozenset[Sku]:
        """The SKUs whose figure may only be raised when other shops show less."""
        found = (problem for problem in self.problems if problem.code == "stock_waits")
        return frozenset(Sku(str(problem.values["sku"])) for problem in found)

    @property
    def freed(self) -> frozenset[Sku]:
        """The SKUs of which this shop shows fewer than before."""
        changes = (o.change for o in self.outcomes if o.status == "done" and o.change.sku)
        return frozenset(c.sku for c in changes if c.sku and _lowered(c, c.sku))

    def summary(self) -> Mapping[str, int]:
        """Count outcomes and held changes, for `status`."""
        counts = {"held": len(self.plan.held)}
        if not self.plan.complete:
            counts["unread"] = 1
        if self.plan.theirs:
            counts["theirs"] = len(self.plan.theirs)
        if self.waiting:
            counts["waiting"] = len(self.waiting)
        if self.stuck:
            counts["stuck"] = self.stuck
        for outcome in self.outcomes:
            counts[outcome.status] = counts.get(outcome.status, 0) + 1
        return counts


def stuck_in(plan: Plan) -> int:
    """Count the problems of a plan that only a person can mend."""
    return sum(problem.code in STUCK for problem in plan.problems)


def _lowered(change: Change, sku: Sku) -> bool:
    before = sku_value(change.before, sku, "quantity")
    after = sku_value(change.after, sku, "quantity")
    return change.kind == "restock" and before is not None and after is not None and after < before
