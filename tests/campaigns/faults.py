"""Campaign "faults": each fault of the operator's list at each kind of call, singly, then in pairs.

A round that publishes, revises, reprices, restocks and withdraws meets the fault; what it reports
as true is true; two calm rounds later nothing is doubled or missing, and nothing is left to do.
Size 0 is every fault at every kind of call, and so many pairs that every two faults and every two
kinds of call meet; any other size a sample of both. A seed draws other pairs: runs add up.
"""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path
from typing import Any

from sandbox.faults import KINDS
from sync.model import Count, Dong
from sync.running.report import Report
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, some_products, stall_of

CALM_ROUNDS = 2
TIMES = (1, 1, 3, 1000)  # how often in a row a rule strikes
STALLED_S = 0.05
REFUSALS = {"refuse", "refuse_after"}  # what was refused waits for a person or for a change

Rule = dict[str, Any]
Struck = tuple[str, str]  # a kind of fault, a kind of call


def run(
    size: int,
    seed: int,
    platforms: Sequence[str] = PLATFORMS,
    cases: Sequence[str] = ("singles", "pairs"),
) -> Findings:
    """Let so many single faults and as many pairs happen on each platform."""
    findings = Findings("faults")
    for platform in platforms:
        asyncio.run(_platform(platform, size, seed, cases, findings))
    return findings


async def _platform(
    platform: str, size: int, seed: int, cases: Sequence[str], findings: Findings
) -> None:
    paths = await _paths(platform)
    drawn: dict[str, list[Sequence[Struck]]] = {"singles": _singles(paths), "pairs": []}
    drawn["pairs"] = _pairs(paths, random.Random(f"pairs {platform} {seed}"))
    for case in cases:
        dice, every = random.Random(f"faults {case} {platform} {seed}"), drawn[case]
        findings.note(f"{platform}: {len(paths)} kinds of call, {len(every)} {case}")
        chosen = dice.sample(every, min(size, len(every))) if size else every
        for number, faults in enumerate(chosen):
            how = f"{platform} {number} of --case {case} --seed {seed} --size {size}"
            await _case(platform, faults, how, findings)


def _singles(paths: Sequence[str]) -> list[Sequence[Struck]]:
    return [[each] for each in sorted(product(KINDS, paths))]


def _pairs(paths: Sequence[str], dice: random.Random) -> list[Sequence[Struck]]:
    """So many that every two kinds of fault, and every two kinds of call, meet in one of them."""
    kinds = list(product(sorted(KINDS), repeat=2))
    places = list(product(paths, repeat=2))
    dice.shuffle(kinds)
    dice.shuffle(places)
    both = zip(range(max(len(kinds), len(places))), cycle(kinds), cycle(places), strict=False)
    return [list(zip(kind, place, strict=True)) for _, kind, place in both]


async def _paths(platform: str) -> list[str]:
    """Which kinds of call the work is made of: paths whose numbers are any."""
    paths: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        async with stall_of(platform, Path(folder)) as stall:
            base, send = len(stall.credentials["url"]), stall.http.send

            async def noting(request: Any) -> Any:
                paths.add(re.sub(r"\d{3,}", "[0-9]+", request.url[base:].split("?")[0]))
                return await send(request)

            stall.http.send = noting  # type: ignore[method-assign]
            await _begin(stall)
            _edit(stall)
            await stall.round()
    return sorted(paths)


async def _begin(stall: Stall) -> None:
    stall.sell([*some_products(), *copies(3)])
    assert (await stall.round()).true
    await stall.reviewed()
    await stall.buyer_orders(copies(1)[0].code)
    await stall.advance(600)


def _edit(stall: Stall) -> None:
    """One of each kind of change; what was sold stays counted as it was."""
    first, second, *others, last = stall.configuration.products
    dearer = [replace(v, price=Dong(v.price + 1000), stock=Count(30)) for v in second.variants]
    mended = replace(first, name=f"{first.name} loại mới")
    (another,) = copies(5)[4:]
    published = replace(another, images=others[0].images)  # with the same, it were a rename
    stall.sell([mended, replace(second, variants=tuple(dearer)), *others, published])
    del last  # withdrawn


async def _case(platform: str, faults: Sequence[Struck], how: str, findings: Findings) -> None:
    dice = random.Random(f"{faults} {how}")
    told = f"{how}: {faults}"
    with tempfile.TemporaryDirectory() as folder:
        async with stall_of(platform, Path(folder)) as stall:
            await _begin(stall)
            _edit(stall)
            for kind, path in faults:
                await stall.fault(kind, path=f"^{path}$", **_more(kind, dice))
            try:
                report = await stall.round()
            except Exception as error:  # noqa: BLE001 this is what we look for
                findings.add(told, f"a round raised {error!r}")
                return
            struck = sum(each["struck"] for each in (await stall.ask("GET", "faults"))["faults"])
            findings.count(f"{platform}: faults that struck", struck)
            findings.count(f"{platform}: cases")
            untrue = await _untrue(stall, report)
            if REFUSALS & {kind for kind, _ in faults}:
                await stall.store.refusals.forget(stall.shop.name)  # a person's `ocop retry`
            for fault in [*untrue, *await _in_the_end(stall)]:
                findings.add(told, fault)


def _more(kind: str, dice: random.Random) -> Rule:
    more: Rule = {"times": dice.choice(TIMES), "nth": dice.choice((1, 1, 2))}
    if kind in {"stall", "stall_after"}:
        more["seconds"] = STALLED_S
    return more


async def _untrue(stall: Stall, report: Report) -> list[str]:
    """What a round says to be true and is not."""
    await stall.heal()
    await stall.reviewed()
    if not report.true or report.problems:
        return []
    try:
        stall.assert_shows(_counted(await stall.remote()))
    except AssertionError as error:
        return [f"called true, and is not: {str(error)[:400]}"]
    return []


def _counted(remote: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was sold is gone from the shop, though the catalog still counts it."""
    sold = copies(1)[0].code
    for listing in remote:
        for variant in listing["variants"]:
            variant["stock"] += variant["sku"] == sold
    return remote


async def _in_the_end(stall: Stall) -> list[str]:
    for _ in range(CALM_ROUNDS):
        stall.reopen()
        await stall.advance(3700)  # whatever was asked to wait has waited
        await stall.round()
        await stall.reviewed()
    stall.reopen()
    before = await stall.remote()
    report = await stall.round()
    faults = [f"still to do: {each.kind} {each.code} {each.fields}" for each in report.plan.changes]
    faults += [f"held: {h.change.kind} {h.change.code} {h.problem.code}" for h in report.plan.held]
    if before != await stall.remote():
        faults.append("one more round wrote")
    try:
        stall.assert_shows(_counted(before))
    except AssertionError as error:
        faults.append(f"not true in the end: {str(error)[:400]}")
    return faults
