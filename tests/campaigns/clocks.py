"""Campaign "clocks": this computer's clock is off by minutes, hours, days, years, either way.

At the start, from amid a round on, or from between two rounds of one process (as in `serve`); then
it is set right. Buyers buy and people count meanwhile. No shop ever shows more than is there, and
two rounds after the clock is right all is true, and nothing is left to do.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count, product
from pathlib import Path

from sync.marketplace import Request, Response
from sync.model import Count, Sku
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, stall_of

OFF = (
    timedelta(minutes=4),
    timedelta(minutes=20),
    timedelta(hours=7),
    timedelta(days=2),
    timedelta(days=400),
    timedelta(days=9 * 365),
)
WHEN = ("start", "in a round", "between rounds", "in a round, set right in the next")
FIRST_COUNT, SECOND_COUNT = 40, 25
ROUNDS_TO_COME_RIGHT = 2


@dataclass
class Wrong:
    """How far the clock of this computer is off."""

    by: timedelta = timedelta(0)
    sold: dict[Sku, int] = field(default_factory=dict)  # since the last count


def run(size: int, seed: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """Try so many of the cases on each platform (0: all)."""
    findings = Findings("clocks")
    cases = sorted(product(WHEN, (1, -1), OFF))
    findings.note(f"{len(cases)} cases: {len(OFF)} differences, both ways, at {len(WHEN)} moments")
    for platform in platforms:
        dice = random.Random(f"clocks {platform} {seed}")
        for when, sign, off in dice.sample(cases, min(size, len(cases))) if size else cases:
            how = f"{platform} {when}, {'fast' if sign > 0 else 'slow'} by {off}, --seed {seed}"
            asyncio.run(_case(platform, (when, sign * off), dice, how, findings))
            findings.count(f"{platform}: cases")
    return findings


async def _case(
    platform: str,
    what: tuple[str, timedelta],
    dice: random.Random,
    how: str,
    findings: Findings,
) -> None:
    when, off = what
    with tempfile.TemporaryDirectory() as folder:
        async with stall_of(platform, Path(folder)) as stall:
            wrong = _unsteady(stall)
            try:
                async for fault in _story(stall, wrong, (when, off), dice):
                    findings.add(how, fault)
            except Exception as error:  # noqa: BLE001 this is what we look for
                findings.add(how, f"raised {error!r}")


def _unsteady(stall: Stall) -> Wrong:
    wrong, right = Wrong(), stall.now

    def now() -> datetime:
        return right() + wrong.by

    stall.now = now  # type: ignore[method-assign]
    stall.reopen()
    return wrong


async def _story(
    stall: Stall, wrong: Wrong, what: tuple[str, timedelta], dice: random.Random
) -> AsyncIterator[str]:
    """Publish, sell, count anew, sell; the clock goes wrong somewhere, and right at the end."""
    when, off = what
    if when == "start":
        wrong.by = off
        stall.reopen()
    stall.sell(copies(4))
    _count(stall, wrong, FIRST_COUNT)
    await stall.round()
    await stall.reviewed()
    async for fault in _sales(stall, wrong, dice):
        yield fault
    _goes_wrong(stall, wrong, what, dice.randint(1, 6))
    await stall.round()
    async for fault in _sales(stall, wrong, dice):
        yield fault
    _count(stall, wrong, SECOND_COUNT)
    if "set right" in when:
        _goes_wrong(stall, wrong, ("in a round", timedelta(0)), dice.randint(1, 4))
    await stall.round()
    async for fault in _sales(stall, wrong, dice):
        yield fault
    wrong.by = timedelta(0)
    async for fault in _comes_right(stall, wrong):
        yield fault


def _count(stall: Stall, wrong: Wrong, units: int) -> None:
    stall.edit_variants(lambda variant: replace(variant, stock=Count(units)))
    wrong.sold = {}


def _goes_wrong(stall: Stall, wrong: Wrong, what: tuple[str, timedelta], nth: int) -> None:
    """At once, or with the nth answer of the next round."""
    when, off = what
    if when == "between rounds":
        wrong.by = off
    if not when.startswith("in a round"):
        return
    made = count(1)

    def touch(_request: Request, response: Response) -> Response:
        if next(made) == nth:
            wrong.by = off
        return response

    stall.http.touch = touch


async def _sales(stall: Stall, wrong: Wrong, dice: random.Random) -> AsyncIterator[str]:
    """Buyers come soon after one another; each round tells of them, and shows no more than is."""
    for _ in range(2):
        await stall.advance(dice.choice((5, 60, 200)))
        sku = dice.choice(copies(4)).variants[0].sku
        assert "error" not in await stall.operator.order(sku, 3, cod=True)
        wrong.sold[sku] = wrong.sold.get(sku, 0) + 3
        await stall.advance(dice.choice((5, 60, 200)))
        await stall.round()
        for fault in await _too_much(stall, wrong):
            yield fault


async def _too_much(stall: Stall, wrong: Wrong) -> list[str]:
    there = _there(stall, wrong)
    shown = [v for each in await stall.remote() for v in each["variants"]]
    return [
        f"{v['sku']} shows {v['stock']} of {there[v['sku']]}"
        for v in shown
        if v["stock"] > there[v["sku"]]
    ]


def _there(stall: Stall, wrong: Wrong) -> dict[Sku, int]:
    return {
        v.sku: (v.stock.quantity if v.stock else 0) - wrong.sold.get(v.sku, 0)
        for each in stall.configuration.products
        for v in each.variants
    }


async def _comes_right(stall: Stall, wrong: Wrong) -> AsyncIterator[str]:
    for _ in range(ROUNDS_TO_COME_RIGHT):
        stall.reopen()
        await stall.advance(120)
        await stall.round()
        await stall.reviewed()
    report = await stall.round()
    left = [(each.kind, str(each.code)) for each in report.plan.changes]
    left += [(each.change.kind, each.problem.code) for each in report.plan.held]
    if left or not report.plan.complete:
        yield f"not right after {ROUNDS_TO_COME_RIGHT} rounds: {left} {report.problems}"
    live = [each for each in await stall.remote() if each["status"] == "live"]
    shown = {v["sku"]: v["stock"] for each in live for v in each["variants"]}
    if shown != (there := _there(stall, wrong)):
        yield f"shows {shown}, not {there}"
