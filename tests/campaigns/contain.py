"""Campaign "contain": one fault amid a day's work of three cooperatives in six shops.

Whatever does not depend on the fault is true after one `ocop sync`; of what does, no shop shows
more than is there and no price that nobody wrote; it is told; and once the fault is mended, all is
true, and nothing is left to do.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sync.app import Result, ShopFailed
from sync.model import ShopName
from sync.running.report import Report
from tests.campaigns import contain_answers, contain_faults, contain_website
from tests.campaigns.contain_harm import FAULTS, Harm
from tests.campaigns.cooperatives import (
    BY_FILES,
    FILES,
    OF_NO_REPLICA,
    REPLICAS,
    SHOPS,
    Cooperatives,
    Shown,
    at_work,
    edited,
    of_file,
    part,
)
from tests.campaigns.goods import Goods
from tests.campaigns.report import Findings
from tests.campaigns.window import WEBSITE

MODULES = (contain_answers, contain_faults, contain_website)  # they fill the list of faults
ALL_SHOPS = (*REPLICAS, *OF_NO_REPLICA)
Catalog = Mapping[str, Sequence[Goods]]
SYNCS_TO_MEND = 3


def run(size: int, seed: int, platforms: Sequence[str], cases: Sequence[str] = ()) -> Findings:
    """Let so many faults of each kind (or of these kinds) happen, each in a fresh world."""
    del platforms  # all of them are in this world
    findings = Findings("contain")
    findings.note(
        f"{len(FAULTS)} kinds of fault, {len(FILES)} cooperatives, {len(ALL_SHOPS)} shops"
    )
    asyncio.run(_all(size, seed, cases or list(FAULTS), findings))
    return findings


async def _all(size: int, seed: int, cases: Sequence[str], findings: Findings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        before = await _prepare(base)
        for name in cases:
            for number in range(size):
                dice = random.Random(f"{name} {seed} {number}")
                async with _copy_of(base, before) as world:
                    how = f"{name} {number} --seed {seed}"
                    for fault in await _one(world, name, dice):
                        findings.add(how, fault)
                findings.count(name)


async def _prepare(base: Path) -> Cooperatives:
    """Everything published, and quiet."""
    place = _place(base)
    place.mkdir(parents=True)
    async with at_work(place) as world:
        for number, name in enumerate(FILES, 1):
            world.write(name, of_file(number))
        for _ in range(2):
            results = await world.sync()
        assert not _left(results), _left(results)
        faults = [each async for each in _faults(world, {}, world.written, Harm(), results)]
        assert faults == [], faults
    place.rename(base)
    return world


def _place(base: Path) -> Path:
    return base.parent / "world"


@asynccontextmanager
async def _copy_of(base: Path, before: Cooperatives) -> AsyncIterator[Cooperatives]:
    place = _place(base)
    shutil.copytree(base, place)
    try:
        async with at_work(place, before) as world:
            yield world
    finally:
        shutil.rmtree(place)


async def _one(world: Cooperatives, name: str, dice: random.Random) -> list[str]:
    """A day's work, the fault, one sync; then it is mended."""
    before = dict(world.written)
    for shop, products in zip(REPLICAS, before.values(), strict=False):
        await world.buy(shop, products[3].code, 4)
    for file, products in before.items():
        world.write(file, edited(products))
    wanted = dict(world.written)
    harm = await FAULTS[name](world, dice)
    try:
        results = await world.sync()
    except Exception as error:  # noqa: BLE001 this is what we look for
        return [f"a sync raised {error!r}"]
    faults = [each async for each in _faults(world, before, wanted, harm, results)]
    if harm.told and not _left(results) and not world.app.configuration.problems:
        faults.append("nobody was told")
    return faults + [f"once mended: {each}" for each in await _mended(world, before, wanted, harm)]


async def _mended(world: Cooperatives, before: Catalog, wanted: Catalog, harm: Harm) -> list[str]:
    for file, products in wanted.items():
        world.write(file, products)
    for mend in harm.mends:
        mend()
    await world.heal()
    if harm.retried:
        await world.app.store.refusals.forget()
    for _ in range(SYNCS_TO_MEND):
        results = await world.sync()
        if not _left(results):  # what it says it proves: it found all as it must be
            break
    faults = [each async for each in _faults(world, before, wanted, harm.lasting(), results)]
    if not harm.asks and _left(results) and (left := _left(await world.sync())):
        faults.append(f"still to do: {left}")
    return faults


def _left(results: Mapping[ShopName, Result]) -> list[object]:
    """What these syncs did not find, or make, true."""
    left: list[object] = []
    for shop, result in results.items():
        if isinstance(result, ShopFailed):
            left.append((shop, result.problem.code))
            continue
        left += [(shop, o.change.kind, o.change.code, o.status) for o in result.outcomes]
        left += [(shop, h.change.kind, h.change.code, h.problem.code) for h in result.plan.held]
        left += [(shop, p.code, p.about) for p in result.plan.problems]
    return left


async def _faults(
    world: Cooperatives,
    before: Catalog,
    wanted: Catalog,
    harm: Harm,
    results: Mapping[ShopName, Result],
) -> AsyncIterator[str]:
    """What is not as it should be, in each shop."""
    old = {sku: shown for _, sku, shown in world.wanted(before)}
    all_shown, of_lost = Counter[str](), Counter[str]()
    for shop in ALL_SHOPS:
        name = SHOPS.get(shop, ShopName(shop))
        result, excused = results.get(name), name in harm.shops
        known = isinstance(result, Report) and (result.plan.complete or name in harm.unsure)
        if not excused and not known:
            yield f"{shop} was not worked on: {result}"
        shows = {k: v for k, v in (await world.shown(shop)).items() if k not in harm.strangers}
        if shop != WEBSITE:  # nobody buys there
            all_shown.update({sku: shown.stock for sku, shown in shows.items()})
            of_lost.update({sku: shown.stock for sku, shown in shows.items() if excused})
        for fault in _shop_faults(shop, shows, old, list(world.wanted(wanted)), harm):
            yield f"{shop}: {fault}"
        for fault in await world.doubled(shop):
            yield f"{shop}: {fault}"
    there = old | {sku: shown for _, sku, shown in world.wanted(wanted)}
    codes = {sku: each.code for all_of in (before, wanted) for each, sku, _ in world.wanted(all_of)}
    for sku in (there.keys() & all_shown) if not harm.shops or harm.shares == "anew" else ():
        most = max(each.stock for each in (old.get(sku), there[sku]) if each is not None)
        right = most if "count" in harm.of(codes[sku]) else there[sku].stock
        if all_shown[sku] > max(right, of_lost[sku]):  # what a lost shop shows nobody can lower
            yield f"all shops together show {all_shown[sku]} of {sku}, of {there[sku].stock}"


def _shop_faults(
    shop: str,
    shows: Mapping[str, Shown],
    old: Mapping[str, Shown],
    wanted: Sequence[tuple[Goods, str, Shown]],
    harm: Harm,
) -> Iterator[str]:
    new = {sku: shown for _, sku, shown in wanted}
    excused = SHOPS.get(shop, shop) in harm.shops
    codes = {sku: each.code for each, sku, _ in wanted}
    for sku, shown in shows.items():
        lenient = excused or harm.shares != "kept" or "shared" in harm.of(codes.get(sku, ""))
        known = [each for each in (old.get(sku), new.get(sku)) if each is not None]
        yield from _dangers(shop, sku, shown, known, lenient=lenient)
    if excused:
        return
    for sku in sorted((old.keys() - new.keys()) & shows.keys()):
        if "withdraw" not in harm.of(sku):
            yield f"{sku} should not be there any more"
    for each, sku, right in wanted:
        waits = _waits(shop, each.code, harm)
        if sku in shows:
            yield from _sku_faults(shop, sku, shows[sku], (old.get(sku), right), waits)
        elif "hide" not in waits and not (sku not in old and "publish" in waits):
            yield f"{sku} is not there"


def _waits(shop: str, code: str, harm: Harm) -> frozenset[str]:
    shared = {"shared"} if harm.shares != "kept" else set()
    falls = {"rise"} if SHOPS.get(shop) in harm.falling else set()
    return harm.of(code) | shared | falls


def _dangers(
    shop: str, sku: str, shown: Shown, known: Sequence[Shown], *, lenient: bool
) -> Iterator[str]:
    """What must not be, whatever went wrong."""
    if not known:
        yield f"{sku} is there, and nobody wrote it"
        return
    most = max(each.stock for each in known)
    if shown.stock > (most if lenient else part(shop, most)):
        yield f"{sku} shows {shown.stock} of {most}"
    if shown.price not in {each.price for each in known}:
        yield f"{sku} is sold for {shown.price}"


def _sku_faults(
    shop: str, sku: str, shown: Shown, known: tuple[Shown | None, Shown], waits: frozenset[str]
) -> Iterator[str]:
    before, right = known
    if shop != BY_FILES and "title" not in waits and right.title not in shown.title:
        yield f"{sku} is called {shown.title}, not {right.title}"
    if "price" not in waits and shown.price != right.price:
        yield f"{sku} is sold for {shown.price}, not {right.price}"
    fine = {part(shop, right.stock)}
    if "count" in waits and before is not None:
        fine.add(part(shop, before.stock))
    lower = "rise" in waits and shown.stock < min(fine)
    if not {"stock", "shared"} & waits and shown.stock not in fine and not lower:
        yield f"{sku} shows {shown.stock}, not {sorted(fine)}"
