"""What is to be done for which shop: delayed, deduplicated, and one shop at a time.

After the work queue of Kubernetes' controllers. Whoever learns of something adds a task; a task
that is added twice is done once; one that is added while its shop is at work is done afterwards;
what failed is tried again after ever longer pauses. The queue waits for nothing itself: `now` tells
seconds of a clock that nobody can set.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

from sync.model import ShopName, Sku
from sync.running.context import UrgentWork
from sync.service.retries import NEVER_FAILED, Failure, Kind

Proof = Literal["quick", "full"]
Rounds = Literal["free", "taken"]  # whether one more round may run at the same time

ROUNDS_AT_ONCE: Final = 8
PATIENCE_S: Final = 60.0  # for so long a round lets the urgent work of its shop go first


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for one shop: two that are equal are one."""

    shop: ShopName
    kind: Kind
    about: str = ""  # the order's number, the SKU, or how thorough the round is

    @classmethod
    def take_in_order(cls, shop: ShopName, number: str) -> Self:
        """Read one order by its number, which needs no list that knows it already."""
        return cls(shop, "order", number)

    @classmethod
    def take_in_orders(cls, shop: ShopName) -> Self:
        """Read the list of orders."""
        return cls(shop, "orders")

    @classmethod
    def update_stock(cls, shop: ShopName, sku: Sku) -> Self:
        """Bring the figure of one SKU up to date."""
        return cls(shop, "stock", sku)

    @classmethod
    def go_out(cls, shop: ShopName) -> Self:
        """Go out with what was saved."""
        return cls(shop, "saved")

    @classmethod
    def make_true(cls, shop: ShopName, proof: Proof) -> Self:
        """Run a round."""
        return cls(shop, "round", proof)

    @property
    def fails_with(self) -> Task:
        """Say with whom this fails: a shop that is out of reach is so for every figure."""
        return Task(self.shop, "stock") if self.kind == "stock" else self


@dataclass(frozen=True, slots=True)
class Batch:
    """What is done for one shop in one go: all that is urgent, what was saved, or one round."""

    shop: ShopName
    tasks: frozenset[Task]

    @property
    def proof(self) -> Proof | None:
        """How thorough the round is; None where this is urgent work."""
        proofs = self._about("round")
        return "full" if "full" in proofs else "quick" if proofs else None

    @property
    def saved(self) -> bool:
        """Whether it is to go out with what was saved."""
        return any(task.kind == "saved" for task in self.tasks)

    @property
    def urgent(self) -> UrgentWork:
        """The urgent work in the words of a round."""
        return UrgentWork(frozenset(map(Sku, self._about("stock"))), self._about("order"))

    def _about(self, kind: Kind) -> frozenset[str]:
        return frozenset(task.about for task in self.tasks if task.kind == kind)


def urgent_tasks(shop: ShopName, work: UrgentWork) -> list[Task]:
    """Say what there is to do about this; nothing named means: look at the list of orders."""
    stock = [Task.update_stock(shop, sku) for sku in work.skus]
    orders = [Task.take_in_order(shop, number) for number in work.orders]
    return [*stock, *orders] or [Task.take_in_orders(shop)]


def next_batch(
    shop: ShopName, due: Mapping[Task, float], now: float, rounds: Rounds
) -> Batch | None:
    """Choose what of all that is due for a shop is done next, `rounds` being to be had or not.

    What is urgent goes first, then what was saved; but past the patience of a round not before that
    of its shop: the round takes it along.
    """
    waiting = {task: at for task, at in due.items() if task.kind == "round"}
    first = urgent_batch(shop, due) or _saved_batch(shop, due)
    if not waiting or rounds == "taken":
        return first
    impatient = now - min(waiting.values()) > PATIENCE_S
    return Batch(shop, frozenset(waiting)) if first is None or impatient else first


class WorkQueue:
    """Tasks by shop, each with the moment from which on it is due."""

    def __init__(self, now: Callable[[], float], rounds_at_once: int = ROUNDS_AT_ONCE) -> None:
        self._now, self._rounds_at_once = now, rounds_at_once
        self._dirty: dict[ShopName, dict[Task, float]] = {}
        self._processing: dict[ShopName, Batch] = {}
        self._failures: dict[Task, Failure] = {}

    def add(self, task: Task, after_s: float = 0.0) -> None:
        """Have this done, in a while; a task that waits already keeps the earlier moment."""
        due = self._now() + after_s
        waiting = self._dirty.setdefault(task.shop, {})
        waiting[task] = min(due, waiting.get(task, due))

    def retry(self, task: Task) -> None:
        """Have a task that failed done again after a pause, or leave it at that."""
        now = self._now()
        failure = self._failures.get(task.fails_with, NEVER_FAILED).next(task.kind, now)
        if failure is None:
            self.forget(task)
            return
        self._failures[task.fails_with] = failure
        self.add(task, failure.again_at - now)

    def forget(self, task: Task) -> None:
        """Take note that a task went well: should it fail again, that is the first time."""
        self._failures.pop(task.fails_with, None)

    def get(self) -> Batch | None:
        """Hand out what is due and has waited longest; its shop is at work until `done`."""
        ready = [batch for shop in self._idle() if (batch := self._next_of(shop))]
        first = min(ready, key=self._rank, default=None)
        if first is not None:
            self._processing[first.shop] = first
            self._remove(first)
        return first

    def take(self, shop: ShopName) -> UrgentWork | None:
        """Hand over the urgent work that is due for a shop which is at work."""
        batch = urgent_batch(shop, self._due(shop))
        if batch is None:
            return None
        self._remove(batch)
        return batch.urgent

    def done(self, batch: Batch) -> None:
        """Let the next batch of this shop begin."""
        del self._processing[batch.shop]

    def next_due_s(self) -> float | None:
        """Say in how many seconds there is something to hand out that is not due yet; None: never.

        What is due already waits for a shop or a round to be done, which is no matter of time.
        """
        now = self._now()
        later = (at for shop in self._idle() for at in self._dirty[shop].values() if at > now)
        soonest = min(later, default=None)
        return None if soonest is None else soonest - now

    def waiting(self) -> set[ShopName]:
        """Say for which shops something is due that has not begun."""
        return {shop for shop in self._dirty if self._due(shop)}

    def processing(self) -> set[ShopName]:
        """Say which shops are at work."""
        return set(self._processing)

    def _idle(self) -> list[ShopName]:
        return [shop for shop in self._dirty if shop not in self._processing]

    def _due(self, shop: ShopName) -> Mapping[Task, float]:
        now = self._now()
        return {task: at for task, at in self._dirty.get(shop, {}).items() if at <= now}

    def _next_of(self, shop: ShopName) -> Batch | None:
        full = sum(batch.proof is not None for batch in self._processing.values())
        rounds: Rounds = "taken" if full >= self._rounds_at_once else "free"
        return next_batch(shop, self._due(shop), self._now(), rounds)

    def _rank(self, batch: Batch) -> tuple[bool, float]:
        """Put urgent work before rounds, and of each the one that was due first."""
        waiting = self._dirty[batch.shop]
        return batch.proof is not None, min(waiting[task] for task in batch.tasks)

    def _remove(self, batch: Batch) -> None:
        waiting = self._dirty[batch.shop]
        for task in batch.tasks:
            del waiting[task]
        if not waiting:
            del self._dirty[batch.shop]


def urgent_batch(shop: ShopName, due: Iterable[Task]) -> Batch | None:
    """Put together what can be done in one go: orders by number alone need no list of them."""
    tasks = frozenset(task for task in due if task.kind not in {"round", "saved"})
    named = _without_list(tasks)
    return Batch(shop, named or tasks) if tasks else None


def _saved_batch(shop: ShopName, due: Iterable[Task]) -> Batch | None:
    tasks = frozenset(task for task in due if task.kind == "saved")
    return Batch(shop, tasks) if tasks else None


def _without_list(tasks: Collection[Task]) -> frozenset[Task]:
    """Leave the list of orders for the next turn where this one would not read it."""
    if any(task.kind == "stock" for task in tasks):
        return frozenset()
    return frozenset(task for task in tasks if task.kind == "order")
