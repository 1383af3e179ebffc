"""Nothing is lost, no shop is worked on twice at once, and whoever waits gets his turn."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sync.model import ShopName, Sku
from sync.running.context import UrgentWork
from sync.service.retries import PAUSES
from sync.service.workqueue import PATIENCE_S, Batch, Task, WorkQueue

SHOP, OTHER = ShopName("gian-hang"), ShopName("gian-hang-hai")
CRAB, HONEY = Sku("CUA-500"), Sku("MAT-ONG")


class VirtualQueue(WorkQueue):
    """A work queue whose time the test moves."""

    def __init__(self, rounds_at_once: int = 8) -> None:
        super().__init__(lambda: self.time_s, rounds_at_once)
        self.time_s = 1000.0

    def fail(self, task: Task) -> float | None:
        """Let a task fail as soon as it is due; answers for how long it pauses then."""
        batch = self.get()
        assert batch is not None
        assert task in batch.tasks
        self.retry(task)
        self.done(batch)
        pause_s = self.next_due_s()
        self.time_s += pause_s or 0.0
        return pause_s


@pytest.fixture
def queue() -> VirtualQueue:
    return VirtualQueue()


def test_pauses_grow_and_begin_anew_once_it_was_told(queue: VirtualQueue) -> None:
    crab = Task.update_stock(SHOP, CRAB)
    queue.add(crab)
    assert [queue.fail(crab) for _ in range(6)] == [5, 15, 60, 300, 300, 300]
    queue.forget(crab)
    assert queue.fail(crab) == 5


def test_what_fails_during_a_pause_waits_for_its_end(queue: VirtualQueue) -> None:
    queue.add(Task.update_stock(SHOP, CRAB))
    batch = queue.get()
    assert batch
    queue.retry(Task.update_stock(SHOP, CRAB))
    queue.time_s += 2
    queue.retry(Task.update_stock(SHOP, HONEY))
    queue.done(batch)
    assert queue.next_due_s() == 3
    queue.time_s += 3
    both = queue.get()
    assert both
    assert both.urgent.skus == {CRAB, HONEY}


def test_an_order_that_is_not_found_is_looked_for_a_few_times(queue: VirtualQueue) -> None:
    order = Task.take_in_order(SHOP, "2611")
    queue.add(order)
    assert [queue.fail(order) for _ in range(3)] == [3, 15, None]
    assert queue.get() is None


def test_what_is_asked_twice_is_done_once_and_at_the_earlier_moment(queue: VirtualQueue) -> None:
    for after_s in (30, 10, 20):
        queue.add(Task.make_true(SHOP, "quick"), after_s)
    assert queue.next_due_s() == 10
    queue.time_s += 10
    assert queue.get() == Batch(SHOP, frozenset({Task.make_true(SHOP, "quick")}))
    assert queue.next_due_s() is None


def test_a_full_round_answers_the_quick_question_too(queue: VirtualQueue) -> None:
    queue.add(Task.make_true(SHOP, "quick"))
    queue.add(Task.make_true(SHOP, "full"))
    batch = queue.get()
    assert batch
    assert batch.proof == "full"
    queue.done(batch)
    assert queue.get() is None


def test_all_that_is_urgent_for_a_shop_is_one_batch(queue: VirtualQueue) -> None:
    for task in (Task.update_stock(SHOP, CRAB), Task.update_stock(SHOP, HONEY)):
        queue.add(task)
    queue.add(Task.take_in_order(SHOP, "7"))
    batch = queue.get()
    assert batch
    assert batch.urgent == UrgentWork(frozenset({CRAB, HONEY}), frozenset({"7"}))


def test_a_poll_is_not_lost_beside_an_order_that_is_known_by_number(queue: VirtualQueue) -> None:
    """An order's number alone reads no list, so the list has a turn of its own."""
    queue.add(Task.take_in_orders(SHOP))
    queue.add(Task.take_in_order(SHOP, "7"))
    first = queue.get()
    assert first
    assert first.urgent == UrgentWork(orders=frozenset({"7"}))
    queue.done(first)
    second = queue.get()
    assert second
    assert second.tasks == {Task.take_in_orders(SHOP)}


def test_a_round_whose_patience_is_over_goes_before_the_urgent_work_of_its_shop(
    queue: VirtualQueue,
) -> None:
    queue.add(Task.make_true(SHOP, "quick"))
    queue.time_s += PATIENCE_S + 1
    queue.add(Task.update_stock(SHOP, CRAB))
    batch = queue.get()
    assert batch
    assert batch.proof == "quick"
    assert queue.take(SHOP) == UrgentWork(frozenset({CRAB}))
    assert queue.take(SHOP) is None


def test_a_delayed_task_is_not_taken_along_early(queue: VirtualQueue) -> None:
    queue.add(Task.update_stock(SHOP, CRAB), 30)
    assert queue.take(SHOP) is None
    assert queue.get() is None


def tasks() -> st.SearchStrategy[Task]:
    shops = st.sampled_from([SHOP, OTHER, ShopName("c"), ShopName("d")])
    return st.one_of(
        st.builds(Task.take_in_order, shops, st.sampled_from(["1", "2"])),
        st.builds(Task.take_in_orders, shops),
        st.builds(Task.update_stock, shops, st.sampled_from([CRAB, HONEY])),
        st.builds(Task.make_true, shops, st.sampled_from(["quick", "full"])),
        st.builds(Task.go_out, shops),
    )


LATER = {"round", "saved"}  # than what a round does in between


class Model(RuleBasedStateMachine):
    """Whatever is asked in whatever order, beside a plain set of what is owed."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = VirtualQueue(rounds_at_once=2)
        self.owed: dict[Task, float] = {}
        self.at_work: dict[ShopName, Batch] = {}

    @rule(task=tasks(), after_s=st.sampled_from([0.0, 0.5, 3.0, 60.0]))
    def add(self, task: Task, after_s: float) -> None:
        self.queue.add(task, after_s)
        due = self.queue.time_s + after_s
        self.owed[task] = min(due, self.owed.get(task, due))

    @rule(seconds=st.sampled_from([0.1, 1.0, 7.0, 120.0]))
    def time_passes(self, seconds: float) -> None:
        self.queue.time_s += seconds

    @rule()
    def get(self) -> None:
        batch = self.queue.get()
        rounds = [one for one in self.at_work.values() if one.proof]
        ready = {task for task, at in self.owed.items() if at <= self.queue.time_s}
        free = {task for task in ready if task.shop not in self.at_work}
        if batch is None:
            assert all(task.kind == "round" for task in free)
            assert not free or len(rounds) == 2
            return
        assert batch.shop not in self.at_work, "two pieces of work for one shop at once"
        assert batch.tasks <= ready, "handed out unasked, or too early"
        if batch.proof:
            assert len(rounds) < 2
            longest = min(self.owed[task] for task in free if task.kind == "round")
            assert min(self.owed[task] for task in batch.tasks) == longest, "starved"
        self.at_work[batch.shop] = batch
        for task in batch.tasks:
            del self.owed[task]

    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        if self.at_work:
            shop = data.draw(st.sampled_from(sorted(self.at_work)))
            batch = self.at_work.pop(shop)
            for task in data.draw(st.sets(st.sampled_from(sorted(batch.tasks, key=repr)))):
                self.queue.retry(task)
                if (pause_s := PAUSES[task.kind].seconds) and task in self._inside():
                    self.owed[task] = self._inside()[task]
                    assert self.owed[task] <= self.queue.time_s + max(pause_s)
            self.queue.done(batch)

    @rule(data=st.data())
    def take(self, data: st.DataObject) -> None:
        if self.at_work:
            shop = data.draw(st.sampled_from(sorted(self.at_work)))
            work = self.queue.take(shop)
            gone = self.owed.keys() - self._inside().keys()
            assert bool(gone) == (work is not None)
            assert all(task.shop == shop and task.kind not in LATER for task in gone)
            for task in gone:
                del self.owed[task]

    @invariant()
    def nothing_is_lost_and_nothing_is_doubled(self) -> None:
        assert self._inside() == self.owed

    def _inside(self) -> dict[Task, float]:
        waiting = [each for some in self.queue._dirty.values() for each in some.items()]
        assert max(Counter(task for task, _ in waiting).values(), default=1) == 1
        return dict(waiting)


TestAnything = Model.TestCase
TestAnything.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
