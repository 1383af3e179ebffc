"""Very many publishes over a bad network, by a computer that keeps crashing."""

from __future__ import annotations

import random
from collections import Counter

from sync.marketplace import Request, Response
from tests.conformance.extent import IN_BATCHES, MANY, SOME
from tests.conformance.stall import Killed, Stall, copies

CRASHES = 9  # were every publish a call


async def test_many_publishes_with_lost_answers_and_restarts_double_and_miss_nothing(
    stall: Stall, platform_name: str
) -> None:
    """One answer in ten is lost, half of them after the effect."""
    publishes = MANY if platform_name in IN_BATCHES else SOME
    stall.sell(copies(publishes))
    for seed, kind in enumerate(("reset_after", "reset_before")):
        await stall.fault(kind, probability=0.05, times=100_000, seed=seed)
    restarts = await _rounds_until_true(stall, random.Random(20261123), CRASHES / publishes)
    struck = [rule["struck"] for rule in (await stall.ask("GET", "faults"))["faults"]]
    await stall.heal()
    await stall.ends_true()
    shown = Counter(v["sku"] for listing in await stall.remote() for v in listing["variants"])
    assert len(shown) == publishes
    assert set(shown.values()) == {1}
    assert min(struck) > publishes / 100
    assert restarts >= 1


async def _rounds_until_true(stall: Stall, dice: random.Random, risk: float) -> int:
    """Run rounds, and begin anew after each crash; answers how many there were."""

    def may_die(_request: Request, response: Response) -> Response:
        if dice.random() < risk:
            raise Killed
        return response

    restarts = 0
    for _ in range(100):
        stall.http.touch = may_die
        try:
            if (await stall.round()).true:
                break
        except Killed:
            restarts += 1
        stall.reopen()
        await stall.advance(300)
    stall.http.touch = lambda _request, response: response
    return restarts
