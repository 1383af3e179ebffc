"""What happens next: virtual time, and processes that sleep in it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from heapq import heappop, heappush
from itertools import count

Steps = Generator[float, None, None]  # yields how many seconds to sleep


class Agenda:
    """Does each thing at its time; what is due together, in the order it was written down."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, int, Callable[[int], None], int]] = []
        self._number = count()

    def at(self, moment: float, act: Callable[[int], None], number: int = 0) -> None:
        """Write down to call `act(number)` at a moment."""
        heappush(self._due, (moment, next(self._number), act, number))

    def run(self, until: float) -> None:
        """Let time pass."""
        due = self._due
        while due and due[0][0] <= until:
            self.now, _, act, number = heappop(due)
            act(number)
        self.now = max(self.now, until)


class Process:
    """Steps with sleeps between them; a sleep can be cut short, a process ended."""

    def __init__(self, agenda: Agenda, steps: Steps) -> None:
        self._agenda, self._steps = agenda, steps
        self._turn = 0
        self._light = False  # asleep, but so that a call wakes it
        self._sleep(0.0)

    def doze(self) -> None:
        """Say, before sleeping, that `wake` may end the sleep."""
        self._light = True

    def wake(self) -> None:
        """Go on at once, if dozing."""
        if self._light:
            self._sleep(0.0)

    def end(self) -> None:
        """Never go on, as when the machine is switched off."""
        self._turn += 1
        self._light = False
        self._steps.close()

    def _sleep(self, seconds: float) -> None:
        self._turn += 1
        self._agenda.at(self._agenda.now + seconds, self._resume, self._turn)

    def _resume(self, turn: int) -> None:
        if turn == self._turn:
            self._light = False
            self._sleep(next(self._steps))
