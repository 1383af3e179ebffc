"""One shop's work, one call after the other: take orders in, write, look again."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from tests.simulator.agenda import Process, Steps
from tests.simulator.books import Books
from tests.simulator.calls import Failure, call
from tests.simulator.orders import AGAIN_S, take_in
from tests.simulator.trust import Trust
from tests.simulator.writes import write

if TYPE_CHECKING:
    from sync.model import Writing
    from tests.simulator.service import Service

WRITES_PER_READING = 8  # with more, the orders that were read are no longer news
SKUS_PER_LOOK = 50
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
        self.books = Books(self.front.kind, service.market.world.skus)
        self.dirty: set[int] = set()
        self.banned: set[int] = set()  # as far as somebody looked
        self.named: dict[int, float] = {}  # orders that a push named, and when
        self.asked = False  # something was sold elsewhere: are there orders here that we missed?
        self.poll_at = 0.0
        self.write_at = 0.0
        self.look_at = math.inf
        self.sweep_at = 0.0
        self.rest_s = 0.0
        self.polls = False  # this round was due by the clock
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

    def ask(self) -> None:
        """Something was sold in another shop."""
        self.asked = True
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
            self.design.rhythm == "at once" and (self.named or self.asked or self.writable())
        )

    def _next_due(self) -> float:
        clocked = self.write_at if self.design.rhythm == "by the clock" else math.inf
        return min(self.poll_at, self.look_at, clocked)

    def writable(self) -> bool:
        """Whether something is to be written that can be."""
        return not self.dirty <= self.trust.stuck

    def _turn(self) -> Steps:
        """One round: orders first, then what must be written, then a look at what was."""
        self.polls = self.agenda.now >= self.poll_at
        if self.polls and self.design.rhythm == "by the clock":
            self.write_at = self.agenda.now + ALL_HAVE_READ_S
        if self.polls:
            self.poll_at = self._next_poll()
        fine = yield from take_in(self)
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

    def _write(self) -> Generator[float, None, bool]:
        if self.design.rhythm == "by the clock":
            if self.agenda.now < self.write_at:
                return True
            self.write_at = math.inf
            self.service.spread(range(len(self.trust.figure)))
        if self.agenda.now >= self.sweep_at and self.service.guarded:
            self._want_all()
        for _ in range(self._most_writes()):
            if not self.writable():
                break
            if not (yield from write(self)):
                return False
        return True

    def _want_all(self) -> None:
        """What was not safe may have become so since."""
        for sku in range(len(self.trust.figure)):
            self.want(sku, self.service.wanted_of(self, sku))

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
        if self.agenda.now < min(self.look_at, self.sweep_at if self.polls else math.inf):
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
        self.learn_bans(skus)
        odd = self.trust.questionable
        for sku, figure in zip(skus, shown, strict=True):
            if figure != self.trust.figure[sku] or sku in odd:
                self._compare(sku, figure, asked_at)
        if self.trust.questionable:
            self.look_soon()
        return True

    def _doubtful(self, now: float) -> Sequence[int]:
        """What to read back: everything from time to time, else what was written or is odd."""
        if not self.polls or now < self.sweep_at:
            return sorted(self.trust.questionable)
        self.sweep_at = now + self.design.every_s * 0.99
        return range(len(self.trust.figure))

    def _compare(self, sku: int, figure: int, asked_at: float) -> None:
        trust, kind = self.trust, self.front.kind
        self.books.looked(sku, figure, asked_at)
        if asked_at < trust.written_at[sku] + kind.readback_lag_s:
            trust.unlooked.add(sku)
        elif figure == trust.figure[sku]:
            trust.cleared(sku)
        else:
            self.noticed(sku)
            if trust.doubted(sku, asked_at) > kind.list_lag_s + AGAIN_S:
                trust.believes(sku, figure, self.agenda.now)  # what came meanwhile is in it
                self.want(sku, self.service.wanted_of(self, sku))

    def learn_bans(self, skus: Sequence[int]) -> None:
        """A look tells what is banned, and what is not any more: others share anew."""
        for sku in skus:
            if (sku in self.banned) != bool(self.front.banned[sku]):
                self.banned ^= {sku}
                self.trust.stuck.discard(sku)
                self.service.spread([sku])

    def saw(self, sku: int, figure: int, asked_at: float) -> None:
        """Right before a write: what is shown is the truth, whatever we believed."""
        self.books.looked(sku, figure, asked_at)
        if figure != self.trust.figure[sku]:
            self.noticed(sku)
            self.trust.believes(sku, figure, asked_at)

    def noticed(self, sku: int) -> None:
        """A figure is not what we believed."""
        if (edited_at := self.front.edited.pop(sku, None)) is not None:
            self.service.score.drift.add(self.agenda.now - edited_at)
