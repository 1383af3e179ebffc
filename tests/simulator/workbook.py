"""A shop without an API: a clerk takes a workbook in by hand, and its sales come back with it.

 8:00  the figures of that moment are written into a file
~10:00 the clerk types them over what the shop shows, and writes down what was sold until then
~11:00 the file is back: the figures are confirmed, the sales are known; or it never comes
"""

from __future__ import annotations

import math

from tests.simulator.agenda import Process, Steps
from tests.simulator.buyers import DAY_S
from tests.simulator.lane import Lane
from tests.simulator.market import Sale
from tests.simulator.orders import believe

FILES_PER_DAY = 2
TYPED_AFTER_S = 2 * 3600.0  # medians of lognormals
BACK_AFTER_S = 3600.0
SPREAD = 0.5
NEVER_BACK = 0.1


class Workbook(Lane):
    """Keeps a shop by files; our own machine being off for a minute changes nothing."""

    def start(self) -> None:
        """Begin once."""
        if self._process is None:
            self._process = Process(self.agenda, self._work())

    def stop(self) -> None:
        """Files lie where they lie."""

    def _work(self) -> Steps:
        while True:
            figures = self._write_file()
            yield self._later(TYPED_AFTER_S)
            sold = self._type_in(figures)
            yield self._later(BACK_AFTER_S)
            if self.service.dice.random() >= NEVER_BACK:
                self._take_back(figures, sold)
            every_s = DAY_S / FILES_PER_DAY
            yield every_s - self.agenda.now % every_s

    def _later(self, median_s: float) -> float:
        return self.service.dice.lognormvariate(math.log(median_s), SPREAD)

    def _write_file(self) -> dict[int, int]:
        """Claim and write down every figure that shall become another."""
        wanted = {sku: self.service.wanted_of(self, sku) for sku in range(len(self.trust.figure))}
        figures = {sku: f for sku, f in wanted.items() if f != self.trust.figure[sku]}
        for sku, figure in figures.items():
            self.books.claim(sku, self.trust.figure[sku], figure, self.service.way(self, sku))
        self.trust.sending |= figures
        self.front.calls["files"] += 1
        return figures

    def _type_in(self, figures: dict[int, int]) -> list[Sale]:
        for sku, figure in figures.items():
            self.front.write(sku, figure)
        return list(self.front.log)

    def _take_back(self, figures: dict[int, int], sold: list[Sale]) -> None:
        believe(self, sold)
        told = {id(sale) for sale in sold}
        self.front.log = [sale for sale in self.front.log if id(sale) not in told]
        now = self.agenda.now
        for sku, figure in figures.items():
            self.books.looked(sku, figure, now)
            self.trust.wrote(sku, figure, now)
            self.dirty.discard(sku)
        self.service.untold[self.number].clear()
        self.service.spread({*self.books.listed(now), *figures})
