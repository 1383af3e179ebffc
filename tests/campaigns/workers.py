# mypy: no-warn-unreachable
"""Campaign "workers": one PostgreSQL, one `serve` without hands, four `worker`s, many shops.

While all shops are published one worker is killed, one is put to sleep for longer than its lease
and wakes, and the database is restarted. Then nothing may be missing and nothing doubled. Then it
is measured what a quiet round costs, and how long a sale takes to the other shop of its goods.

`--size` is the number of shops. Each sells ten products of its own, and one with a neighbour.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from cryptography.fernet import Fernet

from sandbox.partner import postmart
from sandbox.partner.platform import Partner
from sandbox.partner.profiles import POSTMART, Connection
from sandbox.server import EPHEMERAL, serving
from tests.campaigns.goods import AT_ONCE, HEAD, copy_shared, goods
from tests.campaigns.report import Findings
from tests.sandbox_client import operate
from tools import postgres

WORKERS, PRODUCTS, LEASE_S = 4, 10, 8
CALLS_PER_S = 5  # of each shop's app: what bounds the publishing
SHARED_STOCK, SOLD = 20, 8
WITHIN_S = 900.0
OCOP = [sys.executable, "-c", "from sync.cli import main; main()"]

APP = """
  app-{number}:
    platform: postmart
    key: {client_id}
    secret: {secret}
    pace: {{calls_per_s: {pace}, burst: 5}}"""
SHOP = """
  - name: gian-{number}
    app: app-{number}
    account: {account}
    sandbox: {url}
    ship_from: {{province: 96, commune: 32188}}
    policy: everything
    every_s: {every_s}
    orders_every_s: 10
    sells: [htx-{number}, chung-{pair}]"""


def run(size: int, seed: int, _platforms: Sequence[str] = ()) -> Findings:
    """Publish, kill, wake, restart, sell; and say what was found."""
    findings, dice = Findings("workers"), random.Random(seed)
    shops = max(2, size - size % 2)
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres.server() as server,
        postgres.database(server) as address,
        _replica(shops) as url,
    ):
        fleet = Fleet(Path(folder), address, url, shops)
        fleet.write()
        with fleet.at_work():
            _publish(fleet, findings, dice)
            _prove(fleet, findings)
            _rest(fleet, findings)
            _sell(fleet, findings, dice)
        _prove(fleet, findings)
    return findings


def _connections(shops: int) -> tuple[Connection, ...]:
    return tuple(
        Connection(
            shop_code=f"HTX-{number:04d}",
            shop_name=f"HTX số {number}",
            client_id=f"postmart-sandbox-{number:04d}",
            secrets=(f"postmart-secret-{number:04d}", f"postmart-other-{number:04d}"),
            token=f"pt_postmart_{number:04d}",
        )
        for number in range(shops)
    )


@contextmanager
def _replica(shops: int) -> Iterator[str]:
    """Serve one marketplace of so many shops in a process of its own; yields its address."""
    command = [sys.executable, "-m", "tests.campaigns.workers", str(shops)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        operate(url, "POST", "/knobs", AT_ONCE["postmart"])
        yield url
        process.kill()


async def _serve(shops: int) -> None:
    profile = replace(POSTMART, connections=_connections(shops))
    many = replace(postmart, open=partial(Partner, profile))
    async with serving([many], EPHEMERAL, quotas="lifted") as credentials:
        sys.stdout.write(credentials["postmart"]["url"] + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


@dataclass
class Fleet:
    """The installation, and the processes that look after it."""

    folder: Path
    address: str
    url: str
    shops: int

    def __post_init__(self) -> None:
        self.workers: list[subprocess.Popen[bytes]] = []
        self.started = ExitStack()
        self.key = Fernet.generate_key().decode()

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
        for number, known in enumerate(_connections(self.shops)):
            more = {"number": number, "client_id": known.client_id, "secret": known.secrets[0]}
            apps += APP.format(**more, pace=CALLS_PER_S)
            places = {"account": known.shop_code, "url": self.url, "pair": number // 2}
            shops += SHOP.format(number=number, every_s=60, **places)
        (config / "shops.yaml").write_text(f"{apps}\n{shops}\n", "utf-8")

    def catalog(self) -> dict[str, list[Any]]:
        own = {
            f"htx-{n}": [goods(n * 20 + at) for at in range(PRODUCTS)] for n in range(self.shops)
        }
        pairs = range(self.shops // 2)
        shared = {f"chung-{n}": [goods(n * 40 + 19, stock=SHARED_STOCK)] for n in pairs}
        return own | shared

    def wanted(self, number: int) -> set[str]:
        catalog = self.catalog()
        return {g.code for g in catalog[f"htx-{number}"] + catalog[f"chung-{number // 2}"]}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have one `serve` that only asks, and four workers."""
        with self.started:
            self._start("serve", "--rounds", "0")
            self.workers = [self._start("worker") for _ in range(WORKERS)]
            yield

    def _start(self, command: str, *more: str) -> subprocess.Popen[bytes]:
        home = self.folder / f"home-{command}-{time.monotonic_ns()}"
        home.mkdir()
        environ = {"OCOP_DATABASE": self.address, "OCOP_SECRET_KEYS": self.key}
        environ |= {"OCOP_LEASE_S": str(LEASE_S), "OCOP_STATE": str(self.folder / "state")}
        options = ["--config", str(self.folder / "config"), "--home", str(home), "--json"]
        with (home / "out").open("wb") as out:
            process = subprocess.Popen(
                [*OCOP, command, *more, *options],
                stdout=out, stderr=subprocess.STDOUT, env=os.environ | environ,
            )  # fmt: skip
        self.started.callback(process.wait)
        self.started.callback(process.kill)
        return process

    def replace_worker(self, at: int) -> None:
        self.workers[at] = self._start("worker")

    def states(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = operate(self.url, "GET", "/state")["shops"]
        return found

    def shown(self) -> dict[int, Counter[str]]:
        """By shop, how often each SKU is on sale."""
        states = self.states()
        return {
            number: Counter(sku for sku, _ in _offers(states[known.shop_code]))
            for number, known in enumerate(_connections(self.shops))
        }

    def asked(self, question: str) -> int:
        with psycopg.connect(self.address) as connection:
            row = connection.execute(question.encode()).fetchone()
            return int(row[0]) if row else 0

    def cpu_s(self) -> float:
        """What the workers have used of the processor."""
        return sum(_cpu_s(each.pid) for each in self.workers)


def _offers(state: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for listing in state["listings"]:
        if listing["status"] != "deleted":
            for variant in listing["variants"]:
                yield variant["sku"], variant["stock"]


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # type: ignore[attr-defined,no-any-return,unused-ignore]


def _until(so: Callable[[], bool], what: str, findings: Findings) -> float:
    """Wait until it is so; answers how long that took."""
    begun = time.monotonic()
    while not so():
        if time.monotonic() - begun > WITHIN_S:
            findings.add(what, f"not within {WITHIN_S:.0f} s")
            break
        time.sleep(0.5)
    return time.monotonic() - begun


def _published(fleet: Fleet) -> int:
    return sum(len(shown) for shown in fleet.shown().values())


def _publish(fleet: Fleet, findings: Findings, dice: random.Random) -> None:
    """Publish everything while a worker dies, one sleeps, and the database is restarted."""
    all_of_them = fleet.shops * (PRODUCTS + 1)
    begun = time.monotonic()
    _until(lambda: _published(fleet) > all_of_them * 0.1, "first listings", findings)
    killed, sleeper = dice.sample(range(WORKERS), 2)
    fleet.workers[killed].kill()
    fleet.replace_worker(killed)
    findings.note(f"worker {killed} killed at {_published(fleet)} of {all_of_them} listings")
    _until(lambda: _published(fleet) > all_of_them * 0.25, "a quarter", findings)
    fleet.workers[sleeper].send_signal(signal.SIGSTOP)  # type: ignore[attr-defined,unused-ignore]
    time.sleep(2.5 * LEASE_S)
    fleet.workers[sleeper].send_signal(signal.SIGCONT)  # type: ignore[attr-defined,unused-ignore]
    findings.note(f"worker {sleeper} slept for {2.5 * LEASE_S:.0f} s and woke")
    if postgres.restart(fleet.address):
        findings.note(f"database restarted at {_published(fleet)} of {all_of_them} listings")
    _until(lambda: _published(fleet) >= all_of_them, "all listings", findings)
    took_s = time.monotonic() - begun
    calls = operate(fleet.url, "GET", "/calls")["total"]
    bound_s = calls / fleet.shops / CALLS_PER_S * max(1.0, fleet.shops / (8 * WORKERS))
    findings.note(
        f"{fleet.shops} shops of {PRODUCTS + 1} products published in {took_s:.0f} s by {calls}"
        f" calls: {took_s / bound_s:.2f} times what their quotas alone would take"
    )


def _prove(fleet: Fleet, findings: Findings) -> None:
    """Nothing doubled, nothing missing."""
    for number, shown in fleet.shown().items():
        doubled = {sku: times for sku, times in shown.items() if times > 1}
        if doubled:
            findings.add(f"gian-{number}", f"doubled: {doubled}")
        if shown.keys() != fleet.wanted(number):
            findings.add(f"gian-{number}", f"not as written: {shown.keys()}")
    findings.count("shops proved", fleet.shops)


def _rest(fleet: Fleet, findings: Findings) -> None:
    """Measure rounds in which there is nothing to do."""
    _until(lambda: fleet.asked("SELECT count(*) FROM open_intents") == 0, "intents", findings)
    count = "SELECT count(*) FROM rounds WHERE finished_at IS NOT NULL"
    rounds, cpu_s, seconds = fleet.asked(count), fleet.cpu_s(), 60
    time.sleep(seconds)
    rounds, cpu_s = fleet.asked(count) - rounds, fleet.cpu_s() - cpu_s
    findings.note(
        f"at rest: {rounds * 60 / seconds:.0f} rounds a minute (asked for: {fleet.shops}),"
        f" {cpu_s / max(1, rounds):.3f} s of the workers' processors each, polls included"
    )


def _sell(fleet: Fleet, findings: Findings, dice: random.Random) -> None:
    """Buy in one shop of each pair; see how long its neighbour goes on showing as much."""
    took = []
    for pair in dice.sample(range(fleet.shops // 2), min(20, fleet.shops // 2)):
        sku = fleet.catalog()[f"chung-{pair}"][0].code
        here, there = (f"HTX-{2 * pair + side:04d}" for side in dice.sample((0, 1), 2))
        before = dict(_offers(fleet.states()[there]))[sku]
        wish = {"shop": here, "lines": [{"sku": sku, "quantity": SOLD}], "cod": True}
        operate(fleet.url, "POST", "/orders", wish)
        less = partial(_shows_less, fleet, there, sku, before)
        took.append(_until(less, f"sale of {sku}", findings))
        shown = sum(dict(_offers(fleet.states()[shop]))[sku] for shop in (here, there))
        if shown > SHARED_STOCK - SOLD:
            findings.add(f"sale of {sku}", f"{shown} offered of {SHARED_STOCK - SOLD}")
    took.sort()
    findings.note(
        f"{len(took)} sales, each in the neighbour's shop after {statistics.median(took):.1f} s"
        f" (median), {took[-1]:.1f} s at most; up to 10 s of that until orders are asked for"
    )


def _shows_less(fleet: Fleet, shop: str, sku: str, before: int) -> bool:
    return dict(_offers(fleet.states()[shop]))[sku] < before


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
