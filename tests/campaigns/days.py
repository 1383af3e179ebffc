"""Campaign "days": months in virtual time with everything at once.

Every day brings sales and cancelled orders, edits of the catalog and recounts, prices that somebody
types in a seller centre, outages of every kind, restarts, upgrades of the database, new keys;
tokens rotate as they expire, a person connects a shop again before its login ends, and a
certificate ends.
Each shop has four quick rounds a day, as a computer has that is on now and then.
One round after an outage every shop is true but for quantities that must first go down elsewhere;
these are after the next. Never is more on sale than there is. What is remembered, on disk and in
memory, stops growing once the days that are kept are over.
"""

from __future__ import annotations

import asyncio
import gc
import random
import re
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from alembic import command

from sync.app import App, load_configuration, opened
from sync.model import VIETNAM, Problem, ShopName
from sync.running.context import Hooks
from sync.store.database import Database
from sync.store.keys import rotate_keys
from sync.store.migrate import alembic_config
from tests.campaigns.cooperatives import REPLICAS, SHOPS, Cooperatives, at_work
from tests.campaigns.goods import Goods, goods
from tests.campaigns.report import Findings

FILE, PRODUCTS, STOCK = "mat-ong", 5, 400
PASSES, DAY_S, QUIET_S = 4, 86_400.0, 150.0  # quick rounds a day
FAULTS = ("server_error", "throttle", "reset_after", "truncate", "maintenance", "token_expired")
GRANTED = tuple(name for name in REPLICAS if name != "postmart")  # whose shops people open
LOCKED = "authorization_ended"  # what a round says where nothing that we know opens a shop
KEEP_DAYS = 60  # the least that the program takes
ENDS_AFTER_DAYS = 20
CONNECT_WITHIN = timedelta(days=7)  # from when on `ocop status` asks for it, to the login's end
LOOK_EVERY_DAYS = 5  # at memory, which takes a second
GROWN = 1.1  # times, between the last day of what is kept and the last day


@dataclass
class Days:
    """The world, what is written there, and what it must come to."""

    world: Cooperatives
    dice: random.Random
    products: list[Goods]
    findings: Findings
    left: dict[str, int] = field(default_factory=dict)
    orders: list[tuple[str, str, str, int]] = field(default_factory=list)
    opened: AsyncExitStack = field(default_factory=AsyncExitStack)
    day: int = 0
    passes: int = PASSES
    ends_on: str = ""
    locked: set[ShopName] = field(default_factory=set)  # what opened them was lost on the way

    def write(self) -> None:
        self.world.write(FILE, self.products)
        file = self.world.file(FILE)
        ends = f"certificate: {{stars: 3, expires_on: {self.ends_on}}}"
        text = file.read_text(encoding="utf-8").replace("certificate: {stars: 3}", ends, 1)
        file.write_text(text, encoding="utf-8")

    async def buy(self) -> None:
        """Somebody buys one or two where they are shown."""
        shop, sku = self.dice.choice(REPLICAS), self.dice.choice(self.products).code
        units = self.dice.choice((1, 1, 2))
        if (await self.world.shown(shop)).get(sku, (0, 0, 0))[2] < units:
            return
        order = await self.world.operators[shop].order(sku, units, cod=True)
        self.left[sku] -= units
        self.orders.append((shop, str(order["id"]), sku, units))
        self.findings.count("orders")
        await self.world.advance(60)

    async def cancel(self) -> None:
        """An order of lately is cancelled; the platform gives it back."""
        if self.orders:
            shop, order, sku, units = self.orders.pop()
            await self.world.operators[shop].done("POST", f"/orders/{order}/cancel")
            self.left[sku] += units
            self.findings.count("cancelled")
            await self.world.advance(60)

    async def edit(self) -> None:
        """The cooperative changes a price or a name, or counts what it has."""
        at = self.dice.randrange(len(self.products))
        old = self.products[at]
        change = self.dice.choice(("price", "name", "stock"))
        if change == "price":
            new = replace(old, price=410_000 + 1000 * self.dice.randrange(20))
        elif change == "name":
            plain = goods(int(old.code[-4:])).name
            new = replace(old, name=f"{plain} loại {self.dice.choice('ABC')}")
        else:
            await self.pass_()  # what was sold so far is known: a count says what lies there now
            there = self.left[old.code] + self.dice.choice((5, 20, -3))
            # Without a day the same figure is the same count: a person who writes it adds the day.
            new = replace(old, stock=there + (there == old.stock))
            self.left[old.code] = new.stock
        self.products[at] = new
        self.findings.count(f"edits of a {change}")
        self.write()
        if change == "stock":
            await self.pass_()  # a count holds from when it is read, and takes older orders up:
            self.orders = [order for order in self.orders if order[2] != old.code]

    async def drift(self) -> None:
        """Somebody types another price in a seller centre."""
        shop, sku = self.dice.choice(REPLICAS), self.dice.choice(self.products).code
        wish = {"shop": self.world.operators[shop].shop, "sku": sku, "set": {"price": 455_000}}
        await self.world.operators[shop].done("POST", "/edit", wish)
        self.findings.count("prices typed by hand")

    async def break_(self) -> None:
        shop, kind = self.dice.choice(REPLICAS), self.dice.choice(FAULTS)
        rule = {"probability": 0.6, "seed": self.day, "retry_after_s": 2.0, "seconds": 0.05}
        await self.world.operators[shop].fault(kind, **rule)
        self.findings.count(f"outages: {kind}")

    async def restart(self) -> None:
        """A new process: nothing is known but what is remembered."""
        await self.opened.aclose()
        await self._begin()
        self.findings.count("restarts")

    async def upgrade(self) -> None:
        """A new version, which finds the database as the one before left it."""
        await self.opened.aclose()
        database = Database(f"sqlite:///{self.home / 'ocop.db'}")
        async with database.writing() as connection:
            await connection.run_sync(lambda it: command.downgrade(alembic_config(it), "-1"))
        await database.close()
        await self._begin()
        self.findings.count("upgrades")

    async def rotate(self) -> None:
        """Somebody has all tokens locked with a new key, while nothing runs."""
        await self.opened.aclose()
        await rotate_keys(self.world.app.configuration.settings, self.home, {})
        await self._begin()
        self.findings.count("new keys")

    async def connect(self) -> None:
        """A person who reads that a shop's login ends soon, or has ended, connects it again.

        A refresh token is good once: where the answer that brings the next is lost, it is the last.
        """
        for name in GRANTED:
            tokens = await self.world.app.store.tokens.get(SHOPS[name])
            ends_at = tokens.refresh_expires_at if tokens else None
            soon = ends_at is not None and ends_at - self.world.now() <= CONNECT_WITHIN
            if soon or SHOPS[name] in self.locked:
                shop, back = SHOPS[name], "https://htx.example"
                address = await self.world.app.authorize_url(shop, back, "state")
                await self.world.operators[name].keep_up()
                http = self.world.operators[name].http
                consented = await http.get(address, follow_redirects=False)
                (code,) = parse_qs(urlsplit(consented.headers["location"]).query)["code"]
                await self.world.app.connect(SHOPS[name], code)
                self.findings.count("shops connected again")
        self.locked.clear()

    @property
    def home(self) -> Path:
        return self.world.folder / "home"

    async def _begin(self) -> None:
        self.opened = AsyncExitStack()
        opening = opened(
            load_configuration(self.world.config, {}, self.world.clock),
            home=self.home,
            clock=self.world.clock,
            hooks=Hooks(sold=self.world.moved.update),
        )
        self.world.app = await self.opened.enter_async_context(opening)

    async def pass_(self) -> None:
        """One quick round of every shop, by what is written now."""
        self.world.read()
        for shop in self.world.app.shops:
            met: tuple[Problem | None, ...]
            try:
                met = (await self.world.app.sync(shop.name, proof="quick")).problems
            except Exception as error:  # noqa: BLE001 an outage may end a round, and no more
                met = (getattr(error, "problem", None),)
                if met == (None,):
                    self.findings.add(f"day {self.day}", f"a round raised {error!r}")
            if any(problem and problem.code == LOCKED for problem in met):
                self.locked.add(shop.name)
            self.findings.count("rounds")
        await self._never_more_than_there_is()

    async def live(self, day: int) -> None:
        """One day."""
        self.day = day
        for _ in range(self.passes):
            for _ in range(self.dice.randrange(3)):
                await self.buy()
            if self.dice.random() < 0.2:
                await self.break_()
            await self.pass_()
            await self.world.advance(DAY_S / self.passes)
        await self.world.heal()
        for act, odds in ((self.edit, 0.6), (self.cancel, 0.3), (self.drift, 0.2)):
            if self.dice.random() < odds:
                await act()
        await self.connect()
        begin = self.dice.choices((None, self.restart, self.upgrade, self.rotate), (16, 2, 1, 1))[0]
        if begin is not None:
            await begin()
        await self.true()
        await App.tidy(self.world.app)

    async def true(self) -> None:
        """One round: prices, names, what is there. One more once it was quiet: quantities."""
        await self.pass_()
        for fault in await self._untrue(quantities=False):
            self.findings.add(f"day {self.day}, after one round", fault)
        for _ in range(2):
            if not await self._untrue(quantities=True):
                return
            await self.world.advance(QUIET_S)
            await self.pass_()
        for fault in await self._untrue(quantities=True):
            self.findings.add(f"day {self.day}, in the end", fault)

    async def _untrue(self, *, quantities: bool) -> list[str]:
        found, together = [], Counter[str]()
        for shop in REPLICAS:
            shown = await self.world.shown(shop)
            for each in self.products:
                if (seen := shown.get(each.code)) is None:
                    found.append(f"{shop} lacks {each.code}")
                    continue
                together[each.code] += seen.stock
                if seen.price != each.price or each.name not in seen.title:
                    found.append(f"{shop} shows {each.code} as {seen.title}, {seen.price}")
            found += [f"{shop} says stars"] * await self._claims_too_long(shop)
        if quantities:
            wrong = ((s, n) for s, n in self.left.items() if together[s] != n)
            found += [f"{sku}: {together[sku]} on sale, there are {n}" for sku, n in wrong]
        return found

    async def _claims_too_long(self, shop: str) -> bool:
        """Whether a listing still says three stars though its certificate has ended."""
        if self.world.now().astimezone(VIETNAM).date().isoformat() <= self.ends_on:
            return False
        listings = await self.world.operators[shop].listings()
        ended = self.products[0].code
        (one,) = (e for e in listings if any(v["sku"] == ended for v in e["variants"]))
        return "3 sao" in f"{one['title']} {one.get('description')}"

    async def _never_more_than_there_is(self) -> None:
        together = Counter[str]()
        for shop in REPLICAS:
            for sku, seen in (await self.world.shown(shop)).items():
                together[sku] += seen.stock
        for sku, units in together.items():
            if units > self.left[sku]:
                fault = f"{sku}: {units} on sale, there are {self.left[sku]}"
                self.findings.add(f"day {self.day}", fault)


def run(days: int, seed: int, passes: int = PASSES) -> Findings:
    """Let so many days pass."""
    findings = Findings("days")
    asyncio.run(_run(days, seed, passes, findings))
    return findings


async def _run(days: int, seed: int, passes: int, findings: Findings) -> None:
    sizes: list[int] = []
    objects: list[int] = []
    with tempfile.TemporaryDirectory(prefix="ocop-days-") as folder:
        async with at_work(Path(folder), others="", lasting=False) as world:
            products = [goods(n, stock=STOCK) for n in range(PRODUCTS)]
            lived = Days(world, random.Random(f"days {seed}"), products, findings, passes=passes)
            lived.left = {each.code: each.stock for each in products}
            ends = world.now().astimezone(VIETNAM) + timedelta(days=ENDS_AFTER_DAYS)
            lived.ends_on = ends.date().isoformat()
            settings = world.config / "settings.yaml"
            kept = re.sub(r"keep_days: \d+", f"keep_days: {KEEP_DAYS}", settings.read_text("utf-8"))
            settings.write_text(kept, encoding="utf-8")
            lived.write()
            await lived.true()
            async with lived.opened:
                for day in range(1, days + 1):
                    await lived.live(day)
                    findings.count("days")
                    sizes.append((Path(folder) / "home" / "ocop.db").stat().st_size)
                    objects.append(ours() if day % LOOK_EVERY_DAYS == 1 else objects[-1])
                await lived.opened.aclose()
    _judge(sizes, objects, findings)


def ours() -> int:
    """Count the objects of ours that are alive; the replicas live in this process, too."""
    gc.collect()
    mine = ("sync.", "adapters.")
    return sum(str(type(each).__module__).startswith(mine) for each in gc.get_objects())


def _judge(sizes: list[int], objects: list[int], findings: Findings) -> None:
    for day in sorted({0, len(sizes) // 3, 2 * len(sizes) // 3, len(sizes) - 1}):
        findings.note(f"day {day + 1}: database {sizes[day] / 1024:.0f} kB, {objects[day]} objects")
    if len(objects) > 10 and objects[-1] > GROWN * max(objects[5:10]):
        findings.add("memory", f"{max(objects[5:10])} objects of ours, then {objects[-1]}")
    if len(sizes) > KEEP_DAYS + 10 and sizes[-1] > GROWN * sizes[KEEP_DAYS + 5]:
        findings.add("database", f"{sizes[KEEP_DAYS + 5]} bytes, then {sizes[-1]}")
