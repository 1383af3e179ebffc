# mypy: no-warn-unreachable
"""Campaign "workers": one PostgreSQL, one `serve` without hands, four `worker`s, many shops.

While all shops are published one worker is killed, one is put to sleep for longer than its lease
and wakes, and the database is restarted. Then nothing may be missing and nothing doubled. Then it
is measured what a quiet round costs, and how long a shop goes on offering what another sold.

`--size` is the number of shops, `--products` how many each sells of its own, beside one that it
shares with a neighbour, `--calls-per-s` the quota of each, `--sales-an-hour` how much is bought.
`--case` takes some parts alone: publish, rest, sell; without publish nothing dies on the way.
Pushes come to the `serve`.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet

from tests.campaigns.goods import HEAD, Goods, copy_shared, goods
from tests.campaigns.many_shops import ManyShops, connections, many_shops
from tests.campaigns.report import Findings
from tests.ports import free_port
from tests.processor import cpu_s_of
from tools import postgres

WORKERS, AT_ONCE, LEASE_S = 4, 8, 8  # each works for so many shops at once
SHARED_STOCK = 60
EVERY_S, REST_S, SELL_S = 60, 60, 120
WITHIN_S = 900.0
CASES = ("publish", "rest", "sell")
OCOP = [sys.executable, "-c", "from sync.cli import main; main()"]

APP = """
  app-{number}:
    platform: postmart
    key: {client_id}
    secret: {secret}
    pace: {{calls_per_s: {pace}, burst: 5}}
    push_url: "http://127.0.0.1:{port}/push/app-{number}\""""
SHOP = """
  - name: gian-{number}
    app: app-{number}
    account: {account}
    sandbox: {url}
    ship_from: {{province: 96, commune: 32188}}
    policy: everything
    stock_rule: {{share: all}}
    every_s: {every_s}
    orders_every_s: 60
    sells: [htx-{number}, chung-{pair}]"""


def run(
    size: int,
    seed: int,
    _platforms: Sequence[str] = (),
    products: int = 10,
    calls_per_s: float = 5.0,
    sales_an_hour: int = 10_000,
    cases: Sequence[str] = CASES,
) -> Findings:
    """Publish, kill, wake, restart, rest, sell; and say what was found."""
    findings, dice = Findings("workers"), random.Random(seed)
    shops = max(2, size - size % 2)
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres.server() as server,
        postgres.database(server) as address,
        many_shops(shops) as marketplace,
    ):
        fleet = Fleet(Path(folder), address, marketplace, Size(shops, products, calls_per_s))
        fleet.write()
        with fleet.at_work():
            if "publish" in cases:
                _publish(fleet, findings, dice)
            _published(fleet, findings)
            prove(fleet, findings)
            if "rest" in cases:
                _rest(fleet, findings)
            if "sell" in cases:
                _sell(fleet, findings, seed, sales_an_hour)
        prove(fleet, findings)
    return findings


@dataclass(frozen=True, slots=True)
class Size:
    """How many shops, how many products each sells of its own, and the quota of each."""

    shops: int
    products: int
    calls_per_s: float

    @property
    def listings(self) -> int:
        return self.shops * (self.products + 1)


@dataclass
class Fleet:
    """The installation, and the processes that look after it."""

    folder: Path
    address: str
    marketplace: ManyShops
    size: Size

    def __post_init__(self) -> None:
        self.workers: list[subprocess.Popen[bytes]] = []
        self.started = ExitStack()
        self.key, self.port = Fernet.generate_key().decode(), free_port()

    def write(self) -> None:
        """Write the catalog, and the shops on the replica."""
        config = self.folder / "config"
        copy_shared(config)
        settings = config / "settings.yaml"
        text = settings.read_text("utf-8").replace("# database_env", "database_env")
        settings.write_text(text, "utf-8")
        for name, products in self.catalog().items():
            head = HEAD.replace("Mật ong RUM CM", f"Hợp tác xã {name}")
            written = head + "".join(each.written() for each in products)
            (config / "catalog" / f"{name}.yaml").write_text(written, "utf-8")
        apps, shops = "apps:", "\nshops:"
        for number, known in enumerate(connections(self.size.shops)):
            more = {"number": number, "client_id": known.client_id, "secret": known.secrets[0]}
            apps += APP.format(**more, pace=self.size.calls_per_s, port=self.port)
            places = {"account": known.shop_code, "url": self.marketplace.url, "pair": number // 2}
            shops += SHOP.format(number=number, every_s=EVERY_S, **places)
        (config / "shops.yaml").write_text(f"{apps}\n{shops}\n", "utf-8")

    def catalog(self) -> dict[str, list[Goods]]:
        each, shops = self.size.products, self.size.shops
        own = {f"htx-{n}": [goods(n * each + at) for at in range(each)] for n in range(shops)}
        pairs, after = range(shops // 2), shops * each
        return own | {f"chung-{n}": [goods(after + n, stock=SHARED_STOCK)] for n in pairs}

    def wanted(self) -> dict[int, set[str]]:
        catalog = {name: {g.code for g in some} for name, some in self.catalog().items()}
        shops = range(self.size.shops)
        return {n: catalog[f"htx-{n}"] | catalog[f"chung-{n // 2}"] for n in shops}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have one `serve` that only asks, and four workers."""
        with self.started:
            self.start("serve", "--rounds", "0", "--listen", f"127.0.0.1:{self.port}")
            self.workers = [self.start("worker") for _ in range(WORKERS)]
            yield

    def start(
        self, command: str, *more: str, address: str = "", within: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a process of its own home; `within` stands before its command."""
        home = self.folder / f"home-{command}-{time.monotonic_ns()}"
        home.mkdir()
        environ = {"OCOP_DATABASE": address or self.address, "OCOP_SECRET_KEYS": self.key}
        environ |= {"OCOP_LEASE_S": str(LEASE_S), "OCOP_STATE": str(self.folder / "state")}
        options = ["--config", str(self.folder / "config"), "--home", str(home), "--json"]
        with (home / "out").open("wb") as out:
            process = subprocess.Popen(
                [*within, *OCOP, command, *more, *options],
                stdout=out, stderr=subprocess.STDOUT, env=os.environ | environ,
            )  # fmt: skip
        self.started.callback(process.wait)
        self.started.callback(process.kill)
        return process

    def replace_worker(self, at: int) -> None:
        self.workers[at] = self.start("worker")

    def asked(self, question: str) -> int:
        with psycopg.connect(self.address) as connection:
            row = connection.execute(question.encode()).fetchone()
            return int(row[0]) if row else 0

    def cpu_s(self) -> float:
        """What the workers have used of the processor."""
        return sum(cpu_s_of(each.pid) for each in self.workers)


def until(
    so: Callable[[], bool], what: str, findings: Findings, within_s: float = WITHIN_S
) -> float:
    """Wait until it is so; answers how long that took."""
    begun = time.monotonic()
    while not so():
        if time.monotonic() - begun > within_s:
            findings.add(what, f"not within {within_s:.0f} s")
            break
        time.sleep(0.5)
    return time.monotonic() - begun


def _publish(fleet: Fleet, findings: Findings, dice: random.Random) -> None:
    """Publish everything while a worker dies, one sleeps, and the database is restarted."""
    size, published = fleet.size, fleet.marketplace.published
    begun, cpu_s, within_s = time.monotonic(), fleet.cpu_s(), WITHIN_S + size.listings
    called_s = until(lambda: fleet.marketplace.calls() > 0, "the first call", findings, within_s)
    first_s = called_s + until(lambda: published() > 0, "the first listing", findings, within_s)
    until(lambda: published() > size.listings * 0.1, "first listings", findings, within_s)
    killed, sleeper = dice.sample(range(WORKERS), 2)
    cpu_s -= cpu_s_of(fleet.workers[killed].pid)
    fleet.workers[killed].kill()
    fleet.replace_worker(killed)
    findings.note(f"worker {killed} killed at {published()} of {size.listings} listings")
    until(lambda: published() > size.listings * 0.25, "a quarter", findings, within_s)
    fleet.workers[sleeper].send_signal(signal.SIGSTOP)  # type: ignore[attr-defined,unused-ignore]
    time.sleep(2.5 * LEASE_S)
    fleet.workers[sleeper].send_signal(signal.SIGCONT)  # type: ignore[attr-defined,unused-ignore]
    findings.note(f"worker {sleeper} slept for {2.5 * LEASE_S:.0f} s and woke")
    if postgres.restart(fleet.address):
        findings.note(f"database restarted at {published()} of {size.listings} listings")
    _published(fleet, findings)
    took_s, calls = time.monotonic() - begun, fleet.marketplace.calls()
    turns = max(1.0, size.shops / (AT_ONCE * WORKERS))
    bound_s = calls / size.shops / size.calls_per_s * turns
    findings.note(
        f"{size.shops} shops of {size.products + 1} products published in {took_s:.0f} s by {calls}"
        f" calls, {fleet.cpu_s() - cpu_s:.0f} s of the workers' processors: {took_s / bound_s:.2f}"
        f" times the {bound_s:.0f} s that {size.calls_per_s} calls a second for each shop allow;"
        f" the first call came after {called_s:.0f} s (without these {took_s / bound_s:.2f} times"
        f" are {(took_s - called_s) / bound_s:.2f}), the first listing stood there after"
        f" {first_s:.0f} s, and {2.5 * LEASE_S:.0f} s one slept"
    )


def _published(fleet: Fleet, findings: Findings) -> None:
    """Wait until every listing stands there."""
    wanted = fleet.size.listings

    def so() -> bool:
        return fleet.marketplace.published() >= wanted

    until(so, "all listings", findings, WITHIN_S + wanted)


def prove(fleet: Fleet, findings: Findings) -> None:
    """Nothing doubled, nothing missing."""
    wanted = fleet.wanted()
    for number, shown in fleet.marketplace.shown().items():
        doubled = {sku: times for sku, times in shown.items() if times > 1}
        if doubled:
            findings.add(f"gian-{number}", f"doubled: {doubled}")
        if other := shown.keys() ^ wanted[number]:
            findings.add(f"gian-{number}", f"{len(other)} missing or too many: {sorted(other)[:3]}")
    findings.count("shops proved", fleet.size.shops)


def _rest(fleet: Fleet, findings: Findings) -> None:
    """Measure rounds in which there is nothing to do."""
    until(lambda: fleet.asked("SELECT count(*) FROM open_intents") == 0, "intents", findings)
    count = "SELECT count(*) FROM rounds WHERE finished_at IS NOT NULL"
    time.sleep(REST_S)  # the rounds after a write look at what was written
    rounds, cpu_s, calls = fleet.asked(count), fleet.cpu_s(), fleet.marketplace.calls()
    time.sleep(REST_S)
    rounds, cpu_s = fleet.asked(count) - rounds, fleet.cpu_s() - cpu_s
    each, calls = max(1, rounds), fleet.marketplace.calls() - calls
    findings.note(
        f"at rest: {rounds * 60 / REST_S:.0f} rounds a minute (asked for: {fleet.size.shops}),"
        f" {cpu_s / each:.3f} s of the workers' processors and {calls / each:.1f} calls each,"
        " polls included"
    )


def _sell(fleet: Fleet, findings: Findings, seed: int, an_hour: int) -> None:
    """Buy in one shop of each pair; see how long its neighbour goes on showing as much."""
    cpu_s = fleet.cpu_s()
    told = fleet.marketplace.sell(an_hour, SELL_S, seed)
    took_s, cpu_s = told["took_s"], fleet.cpu_s() - cpu_s
    if told["late"]:
        findings.add("sales", f"not over in time: {told['late']}")
    for shop, sku, offered in told["resold"]:
        findings.add(shop, f"sold {sku}, of which none was left and it had been told: {offered}")
    p99 = took_s[min(len(took_s) - 1, round(0.99 * len(took_s)))]
    sooner = told["oversold_s"]
    within = (
        f", {max(sooner):.1f} s at most after a sale of which it was not told" if sooner else ""
    )
    findings.note(
        f"{len(took_s)} sales in {SELL_S} s ({an_hour} an hour): the other shop offered too"
        f" many for {statistics.median(took_s):.1f} s (median), {p99:.1f} s (p99),"
        f" {took_s[-1]:.1f} s at most; {len(sooner)} were faster than we and got what was not"
        f" there any more{within}, {len(told['resold'])} in a shop that had been"
        " told;"
        f" {cpu_s / max(1, len(took_s)):.3f} s of the workers' processors a sale, rounds and polls"
        " of that time included"
    )
