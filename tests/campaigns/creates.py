"""Campaign "creates": very many new listings whose answers are lost, late or cut; nothing doubles.

Time is virtual, so every lag and review of the replica is the platform's own. Calls break at
random before or after their effect, lists show late what is new, and the process dies again and
again amid a round and starts anew.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sync.marketplace import Request, Response
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, stall_of

AT_ONCE = 100  # creates in one shop
BREAKS = ("reset_after", "reset_before", "server_error_after", "truncate", "garbage", "empty")
DEATHS, ROUNDS_AMID, ROUNDS_AFTER = 4, 8, 8


class Killed(BaseException):
    """The process ends here."""


def run(size: int, seed: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """Make so many listings on each platform."""
    findings = Findings("creates")
    for platform in platforms:
        for number, first in enumerate(range(0, size, AT_ONCE)):
            count = min(AT_ONCE, size - first)
            dice = random.Random(f"{seed} {platform} {number}")
            how = f"{platform} --size {size} --seed {seed}, shop {number}"
            asyncio.run(_one_shop(platform, count, dice, how, findings))
    return findings


async def _one_shop(
    platform: str, count: int, dice: random.Random, how: str, findings: Findings
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with stall_of(platform, Path(folder)) as stall:
            stall.sell(copies(count))
            for kind in BREAKS:
                rule = {"probability": 0.03, "times": 100_000, "seed": dice.randint(1, 10**6)}
                await stall.fault(kind, **rule)
            deaths = await _amid_breaks(stall, dice, how, findings)
            struck = (await stall.ask("GET", "faults"))["faults"]
            findings.count(f"{platform}: creates", count)
            findings.count(f"{platform}: deaths", deaths)
            findings.count(f"{platform}: broken calls", sum(rule["struck"] for rule in struck))
            await stall.heal()
            for fault in await _in_the_end(stall):
                findings.add(how, fault)


async def _amid_breaks(stall: Stall, dice: random.Random, how: str, findings: Findings) -> int:
    """Rounds while calls break; some end in a death after a call that nobody expects."""
    deaths = 0
    for number in range(ROUNDS_AMID):
        if number < DEATHS:
            stall.http.touch = _dies_after(dice.randint(1, 60))
        try:
            await stall.round()
        except Killed:
            deaths += 1
        except Exception as error:  # noqa: BLE001 this is what we look for
            findings.add(how, f"a round raised {error!r}")
        finally:
            stall.http.touch = _lives
            stall.reopen()
        if dice.random() < 0.5:
            await stall.advance(dice.choice((1, 20, 90)))
    return deaths


async def _in_the_end(stall: Stall) -> list[str]:
    """Calm rounds; then what is doubled, missing, or still to do."""
    for _ in range(ROUNDS_AFTER):
        stall.reopen()
        await stall.advance(120)
        report = await stall.round()
        if report.plan.complete and not report.plan.changes and not report.plan.held:
            break
    faults = [f"{n} times: {sku}" for sku, n in (await _times(stall)).items() if n > 1]
    try:
        await stall.is_true()
    except AssertionError as error:
        faults.append(f"not true in the end: {str(error)[:600]}")
    return faults


async def _times(stall: Stall) -> Counter[str]:
    listings = await stall.remote()
    return Counter(variant["sku"] for each in listings for variant in each["variants"])


def _lives(_request: Request, response: Response) -> Response:
    return response


class _dies_after:  # noqa: N801  reads as what happens
    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, _request: Request, response: Response) -> Response:
        self.left -= 1
        if self.left == 0:
            raise Killed
        return response
