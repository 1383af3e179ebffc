"""Damaged answers amid whole rounds: publish, edit, hear nonsense; in the end all must be right."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

from sync.marketplace import Request, Response
from tests.campaigns import mutations
from tests.campaigns.mutate_answers import ANSWER_ROUNDS, edit
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, some_products, stall_of


async def rounds(platforms: Sequence[str], size: int, seed: int, findings: Findings) -> None:
    """Let at least so many damaged answers be met in rounds, by all platforms in turn."""
    met, turns = 0, count()
    for platform in cycle(platforms):
        if met >= size:
            return
        met += await _answers(platform, next(turns), seed, findings)


async def _answers(platform: str, number: int, seed: int, findings: Findings) -> int:
    """Publish, edit, and hear nonsense now and then; answers how often."""
    dice = random.Random(f"answers {platform} {seed} {number}")
    how = f"answers {platform} {number} of --seed {seed}"
    with tempfile.TemporaryDirectory() as folder:
        async with stall_of(platform, Path(folder)) as stall:
            stall.sell(some_products())
            if dice.random() < 0.5:
                await stall.round()
                await stall.advance(600)
            stall.http.touch = damaging = _Damaging(dice)
            prices = _prices(stall)
            for turn in range(ANSWER_ROUNDS):
                edit(stall, turn)
                prices |= _prices(stall)
                await _nonsense_round(stall, how, findings)
                for fault in await _wrong_prices(stall, prices):
                    findings.add(how, fault)
            stall.http.touch = lambda _request, response: response
            findings.count(f"{platform}: damaged answers met in rounds", damaging.damaged)
            for fault in await _in_the_end(stall):
                findings.add(how, fault)
    return damaging.damaged


def _prices(stall: Stall) -> set[tuple[str, int]]:
    return {(v.sku, v.price) for p in stall.configuration.products for v in p.variants}


async def _nonsense_round(stall: Stall, how: str, findings: Findings) -> None:
    try:
        await stall.round()
    except Exception as error:  # noqa: BLE001 this is what we look for
        if not hasattr(error, "problem"):
            findings.add(how, f"a round raised {error!r}")
    stall.reopen()
    await stall.advance(120)


async def _wrong_prices(stall: Stall, prices: set[tuple[str, int]]) -> list[str]:
    shown = [(v["sku"], v["price"]) for each in await stall.remote() for v in each["variants"]]
    return [f"{sku} is sold for {price}" for sku, price in shown if (sku, price) not in prices]


async def _in_the_end(stall: Stall) -> list[str]:
    """Calm rounds; then whatever is not as the catalog wants it."""
    for _ in range(6):
        stall.reopen()
        await stall.advance(3700)  # whatever was asked to wait has waited
        report = await stall.round()
        if report.plan.complete and not report.plan.changes and not report.plan.held:
            break
    if {each.problem.code for each in report.plan.held} == {"listing_exists_unlinked"}:
        return []  # a refusal that was none: somebody is asked whether the listing is ours
    faults = [f"still held: {h.change.kind} {h.change.code}, {h.problem.code}"
              for h in report.plan.held]  # fmt: skip
    faults += [f"still to do: {each.kind} {each.code}" for each in report.plan.changes]
    faults += [f"problem {each.code}" for each in report.problems if each.severity == "stop"]
    try:
        stall.assert_shows(await stall.remote())
    except AssertionError as error:
        faults.append(f"the shop is not as wanted: {str(error)[:500]}")
    return faults


class _Damaging:
    """Damages every fifth answer or so, but for what buyers ordered: that would be believed."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.damaged = dice, 0

    def __call__(self, request: Request, response: Response) -> Response:
        if "order" in request.url or self.dice.random() > 0.2:
            return response
        self.damaged += 1
        return replace(response, content=mutations.answer(self.dice, response.content))
