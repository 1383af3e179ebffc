"""Damaged catalog files: read by the real loader, and compared with what stands in a shop.

Beside the damaged file lies a sound one of another cooperative, of which nothing may change.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from unittest import mock

from sync.app import load_configuration
from sync.catalog import Configuration
from sync.catalog.cache import CatalogCache
from sync.catalog.categories import read_categories
from sync.catalog.load import load
from sync.catalog.secrets import Vault
from sync.catalog.settings import read_settings
from sync.catalog.shops import read_shops
from sync.marketplace import Features
from sync.model import Change, Code, Link, Listing, Plan, Problem, Product, Shop, Sku
from sync.planning import (
    GuardInput,
    ShopState,
    counted_out,
    identify,
    judged,
    limits,
    not_sold,
    project,
    propose,
    written_stock,
)
from sync.platforms import platforms
from tests.campaigns import mutations
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, configured, stall_of

SHIPPED = Path(__file__).parents[2] / "config"
DAMAGED, WHOLE = "ba-khia-dam-doi.yaml", "tan-tien.yaml"  # two cooperatives, each with a file
LOADED_WITHIN_S = 5.0
PRICE_STEP = 1.5  # settings.yaml holds what changes by more
MOST_WITHDRAWN = 3
TODAY, NOW = date(2026, 11, 30), datetime(2026, 11, 30, 3, tzinfo=UTC)
SHOP_ENTRY = """
apps: {{shopee-sandbox: {{platform: shopee, key: "1", secret: "2"}}}}
shops:
  - {{name: {name}, app: shopee-sandbox, account: "1", sandbox: "http://127.0.0.1:1"}}
"""


async def read(size: int, seed: int, findings: Findings) -> None:
    """Load so many damaged files, and plan with what was read of each."""
    with tempfile.TemporaryDirectory() as folder:
        names = sorted(f.name for f in (SHIPPED / "catalog").glob("*.yaml") if f.name != WHOLE)
        worlds = [FileWorld.of(Path(folder) / name, name) for name in names]
        for number in range(size):
            dice, world = random.Random(f"catalog {seed} {number}"), worlds[number % len(worlds)]
            with mock.patch.multiple("sync.catalog.load", **world.unchanged):
                for fault in world.faults(dice, findings):
                    findings.add(f"catalog {number} of --seed {seed}", fault)
            findings.count("catalogs: read")


@dataclass(frozen=True, eq=False)
class FileWorld:
    """One shipped file beside the sound one, and what a shop shows of both."""

    config: Path
    name: str
    original: str
    base: Configuration
    cache: CatalogCache
    shop: Shop
    standing: Mapping[Code, Listing]

    @classmethod
    def of(cls, config: Path, name: str) -> FileWorld:
        """Lay the two files out, and put into the shop what they say."""
        _lay_out(config, (name, WHOLE))
        _fewer_categories(config)
        (config / "settings.yaml").write_text("", encoding="utf-8")
        (config / "shops.yaml").write_text(SHOP_ENTRY.format(name="gian-hang"), encoding="utf-8")
        cache = CatalogCache()
        base = load(config, today=TODAY, environ={}, cache=cache)
        assert base.products
        assert not base.unread
        shop = replace(configured("shopee").shops[0], name=base.shops[0].name)
        original = (config / "catalog" / name).read_text(encoding="utf-8")
        return cls(config, name, original, base, cache, shop, _wanted(base, shop))

    @cached_property
    def unchanged(self) -> dict[str, Any]:
        """What lies beside the catalog files and never changes here is read once."""
        settings = read_settings(self.config / "settings.yaml", {})
        categories = read_categories(self.config / "categories.yaml")
        shops = read_shops(self.config / "shops.yaml", Vault({}, self.config), {})
        return {
            "read_settings": lambda *_: settings,
            "read_categories": lambda *_: categories,
            "read_shops": lambda *_: shops,
        }

    def faults(self, dice: random.Random, findings: Findings) -> Iterator[str]:
        """Damage the file, load, plan; then whatever must not be."""
        damaged = mutations.text(dice, self.original)
        (self.config / "catalog" / self.name).write_bytes(damaged)
        began = time.monotonic()
        try:
            loaded = load(self.config, today=TODAY, environ={}, cache=self.cache)
        except Exception as error:  # noqa: BLE001 this is what we look for
            yield f"loading raised {error!r}"
            return
        if (took_s := time.monotonic() - began) > LOADED_WITHIN_S:
            yield f"loading took {took_s:.1f} s"
        findings.count("catalogs: with a problem", loaded.problems != self.base.problems)
        yield from self._misplaced(loaded.problems, damaged)
        yield from self._missed(loaded, damaged)
        yield from self._planned(loaded, findings)

    def _misplaced(self, problems: Sequence[Problem], damaged: bytes) -> Iterator[str]:
        """A problem names a file, and a place that is in it."""
        lines = len(re.split(rb"\r\n|[\n\r]|\xc2\x85|\xe2\x80[\xa8\xa9]", damaged)) + 1
        for problem in problems:
            where = problem.where
            if where is None or not where.file:
                yield f"{problem.code} has no place"
            elif where.line < 1 or where.column < 1:
                yield f"{problem.code} stands at {where}"
            elif where.file.endswith(f"catalog/{self.name}") and where.line > lines:
                yield f"{problem.code} stands at {where}, beyond the file's {lines} lines"

    def _missed(self, loaded: Configuration, damaged: bytes) -> Iterator[str]:
        """Of the sound file all is there; what a file still names is read, or refused aloud."""
        there = {product.code: product for product in loaded.products}
        for product in self.base.products:
            if product.source.file.endswith(WHOLE):
                if there.get(product.code) != product:
                    yield f"{product.code} of the sound file is another"
                continue
            named = re.search(rb"(?m)^  - code: %b$" % product.code.encode(), damaged)
            silent = loaded.problems == self.base.problems and not loaded.unread
            if named and silent and product.code not in there:
                yield f"{product.code} is written, is not read, and nobody is told"

    def _planned(self, loaded: Configuration, findings: Findings) -> Iterator[str]:
        if loaded.products == self.base.products:
            return
        try:
            plan = self._plan(loaded)
        except Exception as error:  # noqa: BLE001 this is what we look for
            yield f"planning raised {error!r}"
            return
        findings.count("catalogs: changes that would go", len(plan.changes))
        findings.count("catalogs: changes held", len(plan.held))
        yield from faults_of(plan, untouched_by(self.base))

    def _plan(self, loaded: Configuration) -> Plan:
        """What the shop's next plan would be, by the pure middle alone."""
        gone = self.base.codes - loaded.codes
        blocked = loaded.blocked | (gone if loaded.unread else set())
        known = {id(product): self.standing[product.code] for product in self.base.products}
        desired = _wanted(loaded, self.shop, known)
        seen = [replace(each, remote_id=f"r-{code}") for code, each in self.standing.items()]
        links = {
            code: Link(shop=self.shop.name, code=code, remote_id=f"r-{code}", applied=each)
            for code, each in self.standing.items()
        }
        state = ShopState(
            shop=self.shop,
            features=features(),
            desired=desired,
            observed=identify(
                seen, {code: f"r-{code}" for code in links}, self.base.owners | loaded.owners
            ),
            links=links,
            observed_at=NOW,
            complete=True,
        )
        objections = {
            code: [*loaded.objections.get(code, ()), *limits(each, state.features)]
            for code, each in desired.items()
        }
        guard_input = GuardInput(
            safety=loaded.settings.safety,
            blocked=blocked,
            objections=objections,
            written=loaded.codes | loaded.blocked,
            counts=written_stock(loaded.products),
            sold_out=counted_out(loaded.products),
            unsold=not_sold(loaded.products),
        )
        return judged(propose(state, blocked), state, guard_input)


def _lay_out(config: Path, names: Sequence[str]) -> None:
    (config / "catalog").mkdir(parents=True)
    for name in ("settings.yaml", "categories.yaml", "shops.yaml"):
        shutil.copy(SHIPPED / name, config / name)
    for name in names:
        shutil.copy(SHIPPED / "catalog" / name, config / "catalog" / name)
        text = (config / "catalog" / name).read_text(encoding="utf-8")
        for beside in re.findall(r"(?:images|papers)/[\w.-]+", text):
            (config / "catalog" / beside).parent.mkdir(exist_ok=True)
            shutil.copy(SHIPPED / "catalog" / beside, config / "catalog" / beside)


def _fewer_categories(config: Path) -> None:
    """Those of the two files alone: the whole list would be most of the loading."""
    texts = [file.read_text(encoding="utf-8") for file in (config / "catalog").glob("*.yaml")]
    used = {name for text in texts for name in re.findall(r"category: ([\w-]+)", text)}
    known = (config / "categories.yaml").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[\w-]+:)", known)
    kept = "".join(entry for entry in entries if entry.partition(":")[0] in used)
    (config / "categories.yaml").write_text(kept, encoding="utf-8")


def _wanted(
    loaded: Configuration, shop: Shop, known: Mapping[int, Listing] | None = None
) -> dict[Code, Listing]:
    """As the shop should show it; what is `known` by its product is not composed again."""
    counts = written_stock(loaded.products)

    def listing(product: Product) -> Listing:
        return project(product, shop, counts, TODAY, features())

    return {p.code: (known or {}).get(id(p)) or listing(p) for p in loaded.products}


@cache
def features() -> Features:
    """What the shop's platform can do."""
    return platforms()["shopee"].features


def untouched_by(base: Configuration) -> frozenset[Code]:
    """The products of the sound file."""
    return frozenset(p.code for p in base.products if p.source.file.endswith(WHOLE))


def faults_of(plan: Plan, untouched: frozenset[Code]) -> Iterator[str]:
    """What would go at once, and must not."""
    for change in plan.changes:
        if change.code in untouched:
            yield f"{change.kind} {change.code} of the sound file"
        yield from _value_faults(change)
    gone = sum(change.kind == "withdraw" for change in plan.changes)
    if gone > MOST_WITHDRAWN:
        yield f"{gone} withdrawn at once, and nobody asked"


def _value_faults(change: Change) -> Iterator[str]:
    before = {offer.sku: offer.price for offer in change.before.offers} if change.before else {}
    for offer in change.after.offers:
        if (offer.quantity or 0) < 0:
            yield f"{change.kind} of {offer.sku} with {offer.quantity} units"
        if not _brings_price(change, offer.sku):
            continue
        was, price = before.get(offer.sku), offer.price
        if not price:
            yield f"{change.kind} of {offer.sku} for {price}"
        elif was and not 1 / PRICE_STEP <= price / was <= PRICE_STEP:
            yield f"{change.kind} of {offer.sku} from {was} to {price}, and nobody asked"
    if change.kind in {"publish", "revise"} and not (change.after.title or "").strip():
        yield f"{change.kind} of {change.code} without a title"


def _brings_price(change: Change, sku: Sku) -> bool:
    if change.kind == "reprice":
        return change.sku in {None, sku}
    return change.kind == "publish" or "variants" in change.fields


async def plan(size: int, seed: int, findings: Findings) -> None:
    """Let whole rounds of a shop look at so many damaged files."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config"
        _lay_out(config, (DAMAGED, WHOLE))
        original = (config / "catalog" / DAMAGED).read_text(encoding="utf-8")
        base = load_configuration(config, {})
        async with stall_of("shopee", Path(folder)) as stall:
            stall.sell(base.products)
            assert (await stall.round()).true
            await stall.advance(600)
            for number in range(size):
                dice = random.Random(f"planned catalog {seed} {number}")
                (config / "catalog" / DAMAGED).write_bytes(mutations.text(dice, original))
                for fault in await _round_faults(stall, base, config):
                    findings.add(f"planned catalog {number} of --seed {seed}", fault)
                findings.count("catalogs: planned by a round")


async def _round_faults(stall: Stall, base: Configuration, config: Path) -> list[str]:
    try:
        loaded = load_configuration(config, {})
        stall.configuration = replace(loaded, shops=stall.configuration.shops)
        plan = (await stall.look()).plan
    except Exception as error:  # noqa: BLE001 this is what we look for
        return [f"raised {error!r}"]
    missing = untouched_by(base) - loaded.codes
    faults = [f"{code} of the sound file is not sold any more" for code in sorted(missing)]
    return [*faults, *faults_of(plan, untouched_by(base))]
