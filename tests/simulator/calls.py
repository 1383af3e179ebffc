"""One call to a marketplace: its turn, its way there, its effect, its way back."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from enum import Enum
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeVar

from tests.simulator import physics

if TYPE_CHECKING:
    from tests.simulator.lane import Lane

T = TypeVar("T")
_WAYS = 4096
# Drawn once, evenly over their distribution: one way, in seconds.
WAYS_S = [
    physics.ANSWER_S / 2 * math.exp(physics.ANSWER_SPREAD * NormalDist().inv_cdf((n + 0.5) / _WAYS))
    for n in range(_WAYS)
]


class Failure(Enum):
    """Why there is no answer."""

    UNAVAILABLE = "nothing happened"
    LOST = "it may have happened"


def call(
    lane: Lane, kind: str, effect: Callable[[], T], times: int = 1
) -> Generator[float, None, T | Failure]:
    """Call so many times; `effect` happens with the last one, half way between us and the answer.

    An answer that is lost costs the time-out, and only a write has to mind it.
    """
    front, dice = lane.front, lane.service.dice
    for left in range(times, 0, -1):
        if wait := front.turn():
            yield wait
        way_s = dice.choice(WAYS_S)
        front.calls[kind] += 1
        yield way_s
        if lane.agenda.now < front.down_until:
            yield way_s
            return Failure.UNAVAILABLE
        if left == 1:
            answer = effect()
        lost = dice.random() < physics.ANSWERS_LOST
        yield physics.TIMEOUT_S if lost else way_s
        if lost:
            return Failure.LOST
    return answer
