"""One shop's work, one call after the other: take orders in, write, look again."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from tests.simulator.agenda import Process, Steps
from tests.simulator.calls import Failure, call
from tests.simulator.market import Sale
from tests.simulator.trust import Trust
from tests.simulator.writes import write

if TYPE_CHECKING:
    from sync.model import Writing
    from tests.simulator.service import Service

WRITES_PER_READING = 8  # with more, the orders that were read are no longer news
ORDERS_PER_CALL = 50
SKUS_PER_LOOK = 50
AGAIN_S = 2.0  # an order that was pushed and is not in the list yet: look again
GIVE_UP_S = 60.0
FIRST_REST_S, LONGEST_REST_S = 5.0, 60.0
ALL_HAVE_READ_S = 15.0  # by the clock: every shop is read before any is written


class Lane:
    """Keeps one shop true. `trust` is what we believe that it shows, and since when."""

    def __init__(self, service: Service, number: int) -> None:
        self.service, self.number = service, number
        self.design = service.design
        self.front = service.market.fronts[number]
        self.agenda = service.agenda
        best: Writing = self.front.kind.writing
        self.way: Writing = best if self.design.writing == "best" else "absolute"
        self.trust = Trust(service.market.world.skus)
        self.dirty: set[int] = set()
        self.named: dict[int, float] = {}  # orders that a push named, and when
        self.poll_at = 0.0
        self.write_at = 0.0
        self.look_at = math.inf
        self.sweep_at = 0.0
        self.rest_s = 0.0
        self._polls = False  # this round was due by the clock
        self._process: Process | None = None

    def start(self) -> None:
        """Begin as after a restart: read everything first."""
        if self.design.rhythm == "at once":
            self.poll_at = self.agenda.now
        self._process = Process(self.agenda, self._work())

    def stop(self) -> None:
        """Forget what was only in memory."""
        if self._process is not None:
            self._process.end()
        self._process = None
        self.named.clear()

    def hear(self, order: int) -> None:
        """A push named an order."""
        self.named.setdefault(order, self.agenda.now)
        self._wake()

    def want(self, sku: int, offer: int) -> None:
        """This shop should show so many."""
        if offer == self.trust.figure[sku]:  # nothing to tell
            self.service.untold[self.number].pop(sku, None)
            self.dirty.discard(sku)
        elif sku not in self.dirty:
            self.dirty.add(sku)
            self._wake()

    def _wake(self) -> None:
        if self._process is not None and self.design.rhythm == "at once":
            self._process.wake()

    def _work(self) -> Steps:
        while True:
            if self.rest_s:
                yield self.rest_s
            elif self._nothing_due():
                if self._process is not None:
                    self._process.doze()
                yield max(self._next_due() - self.agenda.now, 0.0)
            yield from self._turn()

    def _nothing_due(self) -> bool:
        return self._next_due() > self.agenda.now and not (
            self.design.rhythm == "at once" and (self.named or self._writable())
        )

    def _next_due(self) -> float:
        clocked = self.write_at if self.design.rhythm == "by the clock" else math.inf
        return min(self.poll_at, self.look_at, clocked)

    def _writable(self) -> bool:
        return not self.dirty <= self.trust.stuck

    def _turn(self) -> Steps:
        """One round: orders first, then what must be written, then a look at what was."""
        self._polls = self.agenda.now >= self.poll_at
        if self._polls and self.design.rhythm == "by the clock":
            self.write_at = self.agenda.now + ALL_HAVE_READ_S
        if self._polls:
            self.poll_at = self._next_poll()
        fine = yield from self._take_in()
        if fine:
            fine = yield from self._write()
        if fine and self.design.care == "careful":
            fine = yield from self._look()
        self.rest_s = 0.0 if fine else min(max(self.rest_s * 2, FIRST_REST_S), LONGEST_REST_S)

    def _next_poll(self) -> float:
        """A shop's own moment within the interval; by the clock, all at the same."""
        every, now = self._every_s(), self.agenda.now
        if self.design.rhythm == "by the clock":
            return (now // every + 1) * every
        return now + every

    def _every_s(self) -> float:
        return self.design.every_s if self.front.kind.pushes else self.design.deaf_every_s

    # Orders

    def _take_in(self) -> Generator[float, None, bool]:
        """Read what was named, or all that is listed; careful ones do so before every write."""
        if self.design.care == "careless" and not self._polls:
            self._believe(self._named_sales())  # the push itself is believed
            self.named.clear()
            return True
        if self.design.reads == "order" and self.named:
            asked = list(self.named)
            found = yield from call(self, "orders", self._named_sales)
            if isinstance(found, Failure):
                return False
            self._believe(found)
            for order in asked:
                self.named.pop(order, None)
        if not (self._polls or self.dirty or self.named or self.agenda.now >= self.look_at):
            return True
        return (yield from self._read_list())

    def _read_list(self) -> Generator[float, None, bool]:
        now = self.agenda.now  # as of which the list is asked for
        found = yield from call(self, "orders", self._listed, self.front.kind.order_calls)
        if isinstance(found, Failure):
            return False
        for _ in range((len(found) - 1) // ORDERS_PER_CALL):
            if isinstance((yield from call(self, "orders", list)), Failure):
                return False
        self._believe(found)
        self.service.spread(self.trust.listed(now))
        taken = {id(sale) for sale in found}
        self.front.log = [sale for sale in self.front.log if id(sale) not in taken]
        for sale in found:
            self.named.pop(sale.number, None)
        for order in [o for o, since in self.named.items() if now - since > GIVE_UP_S]:
            del self.named[order]
        if self.named and self.design.reads == "list" and not self._writable():
            yield AGAIN_S
        return True

    def _listed(self) -> list[Sale]:
        now = self.agenda.now
        return [sale for sale in self.front.log if sale.listed_at <= now]

    def _named_sales(self) -> list[Sale]:
        return [self.front.orders[order] for order in self.named]

    def _believe(self, sales: list[Sale]) -> None:
        for sale in sales:
            moved = self.service.take_in(sale)
            happened = sale.at if moved < 0 else sale.updated_at
            if moved:
                self.trust.moved(sale.sku, moved, happened)
        self.service.spread({sale.sku for sale in sales})

    # Figures

    def _write(self) -> Generator[float, None, bool]:
        if self.design.rhythm == "by the clock":
            if self.agenda.now < self.write_at:
                return True
            self.write_at = math.inf
            self.service.spread(range(len(self.trust.figure)))
        for _ in range(self._most_writes()):
            if not self._writable():
                break
            if not (yield from write(self)):
                return False
        return True

    def _most_writes(self) -> int:
        return WRITES_PER_READING if self.design.care == "careful" else len(self.dirty)

    def written(self) -> None:
        """Something was written: look at it when the platform has settled."""
        self.look_at = min(self.look_at, self.agenda.now + self.front.kind.settle_s)

    def look_soon(self) -> None:
        """Something is not as believed."""
        self.look_at = min(self.look_at, self.agenda.now + AGAIN_S)

    def _look(self) -> Generator[float, None, bool]:
        """Read the figures back; one that is not ours, and stays so, is put right."""
        if self.agenda.now < min(self.look_at, self.sweep_at if self._polls else math.inf):
            return True
        asked_at, self.look_at = self.agenda.now, math.inf
        skus = self._doubtful(asked_at)
        calls = math.ceil(len(skus) / SKUS_PER_LOOK)
        if not calls:
            return True
        shown = yield from call(self, "looks", lambda: [self.front.read(s) for s in skus], calls)
        if isinstance(shown, Failure):
            self.look_at = self.agenda.now
            return False
        odd = self.trust.questionable
        for sku, figure in zip(skus, shown, strict=True):
            if figure != self.trust.figure[sku] or sku in odd:
                self._compare(sku, figure, asked_at)
        if self.trust.questionable:
            self.look_soon()
        return True

    def _doubtful(self, now: float) -> Sequence[int]:
        """What to read back: everything from time to time, else what was written or is odd."""
        if not self._polls or now < self.sweep_at:
            return sorted(self.trust.questionable)
        self.sweep_at = now + self.design.every_s * 0.99
        return range(len(self.trust.figure))

    def _compare(self, sku: int, figure: int, asked_at: float) -> None:
        trust, kind = self.trust, self.front.kind
        if asked_at < trust.written_at[sku] + kind.readback_lag_s:
            trust.unlooked.add(sku)
        elif figure == trust.figure[sku]:
            trust.cleared(sku)
        else:
            self.noticed(sku)
            if trust.doubted(sku, asked_at) > kind.list_lag_s + AGAIN_S:
                trust.believes(sku, figure, self.agenda.now)  # what came meanwhile is in it
                self.want(sku, self.service.wanted(sku)[self.number])

    def noticed(self, sku: int) -> None:
        """A figure is not what we believed."""
        if (edited_at := self.front.edited.pop(sku, None)) is not None:
            self.service.score.drift.add(self.agenda.now - edited_at)
