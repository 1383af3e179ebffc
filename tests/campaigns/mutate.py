"""Campaign "mutate": damaged catalogs, answers and workbooks.

None may end in a traceback, lead to a dangerous write, or harm what does not depend on it.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sync.app import load_configuration
from sync.catalog import Configuration
from sync.marketplace import Rejected, Request, Response
from sync.model import Change, Count, Dong
from tests.adapters.sheet import stall as sheet
from tests.campaigns import mutations
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, some_products, stall_of

SHIPPED = Path(__file__).parents[2] / "config"
DAMAGED, WHOLE = "ba-khia-dam-doi.yaml", "tan-tien.yaml"  # two cooperatives, each with a file
LOADED_WITHIN_S, TAKEN_WITHIN_S = 5.0, 10.0
PRICE_STEP = 1.5  # settings.yaml holds what changes by more
ANSWER_ROUNDS = 3


def run(size: int, seed: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """So many catalogs, a tenth as many rounds of damaged answers, a fifth as many workbooks."""
    findings = Findings("mutate")
    asyncio.run(_catalogs(size, seed, findings))
    for platform in platforms:
        for number in range(max(1, size // 10)):
            asyncio.run(_answers(platform, number, seed, findings))
    asyncio.run(_workbooks(max(3, size // 5), seed, findings))
    return findings


async def _catalogs(size: int, seed: int, findings: Findings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = _two_files(Path(folder) / "config")
        original = (config / "catalog" / DAMAGED).read_text(encoding="utf-8")
        base = load_configuration(config, {})
        async with stall_of("shopee", Path(folder)) as stall:
            stall.sell(base.products)
            assert (await stall.round()).true
            await stall.advance(600)
            for number in range(size):
                dice = random.Random(f"catalog {seed} {number}")
                damaged = mutations.text(dice, original)
                (config / "catalog" / DAMAGED).write_bytes(damaged)
                how = f"catalog {number} of --seed {seed}"
                if (loaded := _loaded(config, how, findings)) is not None:
                    for fault in await _plan_faults(stall, base, loaded, findings):
                        findings.add(how, fault)
                findings.count("catalogs")


def _two_files(config: Path) -> Path:
    (config / "catalog").mkdir(parents=True)
    for name in ("settings.yaml", "categories.yaml", "shops.yaml"):
        shutil.copy(SHIPPED / name, config / name)
    for name in (DAMAGED, WHOLE):
        shutil.copy(SHIPPED / "catalog" / name, config / "catalog" / name)
    shutil.copytree(SHIPPED / "catalog" / "images", config / "catalog" / "images")
    return config


def _loaded(config: Path, how: str, findings: Findings) -> Configuration | None:
    began = time.monotonic()
    try:
        loaded = load_configuration(config, {})
    except Exception as error:  # noqa: BLE001 this is what we look for
        findings.add(how, f"loading raised {error!r}")
        return None
    if (took_s := time.monotonic() - began) > LOADED_WITHIN_S:
        findings.add(how, f"loading took {took_s:.1f} s")
    return loaded


async def _plan_faults(
    stall: Stall, base: Configuration, loaded: Configuration, findings: Findings
) -> list[str]:
    """What a plan of this catalog would do that it must not."""
    sound = (SHIPPED / "catalog" / WHOLE).read_text(encoding="utf-8")
    untouched = {product.code for product in base.products if f"code: {product.code}\n" in sound}
    stall.configuration = replace(loaded, shops=stall.configuration.shops)
    missing = untouched - {product.code for product in loaded.products}
    faults = [f"{code} of the sound file is not sold any more" for code in sorted(missing)]
    try:
        plan = (await stall.look()).plan
    except Exception as error:  # noqa: BLE001 this is what we look for
        return [*faults, f"planning raised {error!r}"]
    findings.count("catalogs: changes that would go", len(plan.changes))
    findings.count("catalogs: changes held", len(plan.held))
    findings.count("catalogs: without any difference", not plan.changes and not plan.held)
    for change in plan.changes:
        if change.code in untouched:
            faults.append(f"{change.kind} {change.code} of the sound file")
        faults += _price_faults(change)
    gone = sum(change.kind == "withdraw" for change in plan.changes)
    if gone > 3:
        faults.append(f"{gone} withdrawn at once, and nobody asked")
    return faults


def _price_faults(change: Change) -> Iterator[str]:
    before = {offer.sku: offer.price for offer in change.before.offers} if change.before else {}
    for offer in change.after.offers:
        was = before.get(offer.sku)
        if was and offer.price and not 1 / PRICE_STEP <= offer.price / was <= PRICE_STEP:
            yield f"{change.kind} of {offer.sku} from {was} to {offer.price}, and nobody asked"


async def _answers(platform: str, number: int, seed: int, findings: Findings) -> None:
    """Publish, edit, and hear nonsense now and then; afterwards all must come right."""
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
                _edit(stall, turn)
                prices |= _prices(stall)
                await _nonsense_round(stall, how, findings)
                for fault in await _wrong_prices(stall, prices):
                    findings.add(how, fault)
            stall.http.touch = lambda _request, response: response
            findings.count(f"{platform}: damaged answers", damaging.damaged)
            for fault in await _in_the_end(stall):
                findings.add(how, fault)


def _prices(stall: Stall) -> set[tuple[str, int]]:
    return {(v.sku, v.price) for p in stall.configuration.products for v in p.variants}


def _edit(stall: Stall, number: int) -> None:
    """Something of each kind: new prices, stocks and names, one more to sell, one less."""
    stall.edit_variants(lambda v: replace(v, price=Dong(v.price + 2000), stock=Count(20 + number)))
    *others, last = stall.configuration.products
    stall.sell([*others, last, *copies(number + 1)[number:]] if number else others)
    stall.edit(others[0].code, name=f"{others[0].name} loại {number}")


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


async def _workbooks(size: int, seed: int, findings: Findings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        async with sheet.stall_in(home) as stall:
            await stall.round()
            sound = stall.answered("Đã đăng").read_bytes()
            for number in range(size):
                dice = random.Random(f"workbook {seed} {number}")
                damaged = home / "ket-qua-hong.xlsx"
                damaged.write_bytes(mutations.workbook(dice, sound))
                _take_in(stall, damaged, f"workbook {number} of --seed {seed}", findings)
            report = await stall.round()
            findings.count("workbooks: problems told after all", len(report.problems))


def _take_in(stall: sheet.Stall, file: Path, how: str, findings: Findings) -> None:
    began = time.monotonic()
    try:
        stall.market.take_in(file)
        findings.count("workbooks: taken in")
    except Rejected:
        findings.count("workbooks: refused")
    except Exception as error:  # noqa: BLE001 this is what we look for
        findings.add(how, f"taking in raised {error!r}")
    if (took_s := time.monotonic() - began) > TAKEN_WITHIN_S:
        findings.add(how, f"taking in took {took_s:.1f} s")
