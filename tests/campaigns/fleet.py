"""An installation of many shops: PostgreSQL, a `serve`, workers, and how they are filled once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet

from tests.campaigns.goods import HEAD, Goods, copy_shared, goods
from tests.campaigns.many_shops import ManyShops, connections, many_shops
from tests.campaigns.report import Findings
from tests.ports import free_port
from tests.processor import cpu_s_of, cpu_s_of_all
from tools import postgres

WORKERS, LEASE_S = 4, 8
SHARED_STOCK, EVERY_S = 60, 60
NO_PACE = 9999.0
SLEEP_S = 2.5 * LEASE_S
WITHIN_S = 900.0
FILLED, HOME, MARKET = "filled.json", "home", "market.json"
MOVED = "home-moved"  # from which the database was filled
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
    orders_every_s: {every_s}
    sells: [htx-{number}, chung-{pair}]"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many shops, how many products each sells of its own, the quota and rhythm of each."""

    shops: int
    products: int
    calls_per_s: float
    every_s: int = EVERY_S

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
        self.serve: subprocess.Popen[bytes] | None = None
        self.gone_s = 0.0  # of the processor, by workers that were killed
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
            shops += SHOP.format(number=number, every_s=self.size.every_s, **places)
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
            self.serve = self.start("serve", "--rounds", "0", "--listen", f"127.0.0.1:{self.port}")
            self.workers = [self.start("worker") for _ in range(WORKERS)]
            yield

    def start(
        self, command: str, *more: str, address: str = "", within: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a process of its own home, used before; `within` stands before its command."""
        home = self.folder / f"home-{command}-{time.monotonic_ns()}"
        home.mkdir()
        for known in (self.folder / MOVED).glob("*/"):  # answers, and the catalog as it was read
            shutil.copytree(known, home / known.name)
        environ = os.environ | self._environ(address)
        options = ["--config", str(self.folder / "config"), "--home", str(home), "--json"]
        with (home / "out").open("wb") as out:
            process = subprocess.Popen(
                [*within, *OCOP, command, *more, *options],
                stdout=out, stderr=subprocess.STDOUT, env=environ,
            )  # fmt: skip
        self.started.callback(process.wait)
        self.started.callback(process.kill)
        return process

    def kill_worker(self, at: int) -> None:
        """Kill one as a power cut does, and start another."""
        self.gone_s += cpu_s_of(self.workers[at].pid)
        self.workers[at].kill()
        self.workers[at] = self.start("worker")

    def put_to_sleep(self, at: int) -> None:
        """Stop one for longer than its lease, then have it go on."""
        self.workers[at].send_signal(signal.SIGSTOP)  # type: ignore[attr-defined,unused-ignore]
        time.sleep(SLEEP_S)
        self.workers[at].send_signal(signal.SIGCONT)  # type: ignore[attr-defined,unused-ignore]

    def asked(self, question: str) -> int:
        with psycopg.connect(self.address) as connection:
            row = connection.execute(question.encode()).fetchone()
            return int(row[0]) if row else 0

    def cpu_s(self) -> float:
        """What the workers have used of the processor, those that are gone included."""
        return self.gone_s + sum(cpu_s_of(each.pid) for each in self.workers)

    def spent(self) -> dict[str, float]:
        """What everybody has used of the processor; of a restarted database, since then."""
        database = postgres.process(self.address)
        return {
            "workers": self.cpu_s(),
            "serve": cpu_s_of(self.serve.pid) if self.serve else 0.0,
            "PostgreSQL": cpu_s_of_all(database) if database else 0.0,
            "marketplace": cpu_s_of(self.marketplace.process.pid),
        }

    def rounds(self) -> int:
        return self.asked("SELECT count(*) FROM rounds WHERE finished_at IS NOT NULL")

    def move_in(self, filled: Path) -> None:
        """Begin with what was published once: `ocop move` has it in this database."""
        self.key = json.loads((filled / FILLED).read_text("utf-8"))["key"]
        home = self.folder / MOVED
        shutil.copytree(filled / HOME, home)
        self.run("move", home)

    def run(self, command: str, home: Path, address: str = "") -> None:
        """Run a command to its end."""
        places = ["--config", str(self.folder / "config"), "--home", str(home), "--json"]
        environ = os.environ | self._environ(address)
        subprocess.run(
            [*OCOP, command, *places], check=True, stdout=subprocess.DEVNULL, env=environ
        )

    def _environ(self, address: str) -> dict[str, str]:
        environ = {"OCOP_DATABASE": address or self.address, "OCOP_SECRET_KEYS": self.key}
        return environ | {"OCOP_LEASE_S": str(LEASE_S), "OCOP_STATE": str(self.folder / "state")}


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


def fill(folder: Path, size: Size) -> None:
    """Publish everything by one `ocop sync`, and keep what that left, unless it was done before."""
    told = {"shops": size.shops, "products": size.products}
    if (folder / FILLED).exists():
        known = json.loads((folder / FILLED).read_text("utf-8"))
        if known | told != known:
            raise ValueError(f"{folder} holds another size: {known}")
        return
    home = folder / HOME
    home.mkdir(parents=True)
    with many_shops(size.shops) as marketplace:
        fleet = Fleet(folder, "", marketplace, replace(size, calls_per_s=NO_PACE))
        fleet.write()
        fleet.run("sync", home, f"sqlite:///{home.as_posix()}/ocop.db")
        marketplace.keep(folder / MARKET)
    (folder / FILLED).write_text(json.dumps(told | {"key": fleet.key}), "utf-8")
