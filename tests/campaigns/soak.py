"""Campaign "soak": the real `ocop serve`, for so many minutes, with orders, edits and faults.

`--minutes 20` is how long. The replicas and the service are processes of their own; once a minute
the service is measured: memory, open files, threads, database. In the second half nothing may go
on growing, and in the end every shop must be true. `--trace` says which lines hold the memory that
was gained (tracemalloc; four times slower).
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import queue
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError

from sandbox.server import EPHEMERAL, discover, serving
from tests.campaigns.cooperatives import REPLICAS, SHOPS, write_shops
from tests.campaigns.goods import AT_ONCE, HEAD, Goods, goods
from tests.campaigns.report import Findings
from tests.sandbox_client import operate

RHYTHM = """
    every_s: 30
    orders_every_s: 10
    full_every_s: 300"""
PRODUCTS, FIRST_STOCK = 24, 4000
ORDER_EVERY_S, EDIT_EVERY_S, FAULT_EVERY_S, FAULT_FOR_S = 2.0, 20.0, 60.0, 15.0
SAMPLE_EVERY_S = 60.0
FAULTS = ("server_error", "throttle", "reset_after", "stall", "garbage", "token_expired")
PUBLISHED_WITHIN_S, TRUE_WITHIN_S, STOPPED_WITHIN_S = 120.0, 400.0, 15.0
MORE_MB, MORE_HANDLES = 4.0, 4  # what may be gained between the middle and the end
KEEP = "OCOP_SOAK_KEEP"  # a folder that home, shops and what `serve` said are copied to
ROUNDS_TO_TRUE = 2  # of each shop; however busy a machine, one more is not needed
WAITING = ("held_changes", "refusals", "open_intents", "breakers")  # tables that tell what waits
TRACED, TRACED_EVERY_S, TRACED_LINES = "traced.txt", 60.0, 25
ROOT = Path(__file__).parents[2]
_OCOP = "from sync.cli import main; main()"


class Sample(NamedTuple):
    """The service at one moment: megabytes, open files, threads."""

    minute: float
    memory_mb: float
    files: int
    threads: int
    database_mb: float
    orders: int


@dataclass
class Soak:
    """The running world; `counted` is what the catalog says, `sold` what buyers took."""

    folder: Path
    credentials: Mapping[str, Mapping[str, str]]
    dice: random.Random
    products: list[Goods] = field(default_factory=list)
    sold: dict[str, int] = field(default_factory=dict)
    orders: int = 0
    edits: int = 0
    faults: int = 0
    samples: list[Sample] = field(default_factory=list)
    done: dict[str, float] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def write(self) -> None:
        text = HEAD + "".join(each.written() for each in self.products)
        file = self.config / "catalog" / "mat-ong.yaml"
        fresh = file.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)

    def ask(self, shop: str, method: str, path: str, wish: Any = None) -> Any:
        return operate(self.credentials[shop]["url"], method, path, wish)

    def due(self, now: float) -> Iterator[Callable[[], None]]:
        """Say what happens now, in seconds since the beginning."""
        for act, every_s, after_s in (
            (self.order, ORDER_EVERY_S, 0.0),
            (self.edit, EDIT_EVERY_S, 0.0),
            (self.break_, FAULT_EVERY_S, 0.0),
            (self.mend, FAULT_EVERY_S, FAULT_FOR_S),
        ):
            if now - self.done.get(act.__name__, after_s) >= every_s:
                self.done[act.__name__] = now
                yield act

    def order(self) -> None:
        """Somebody buys one or two somewhere, unless the shop just shows none."""
        shop, sku = self.dice.choice(REPLICAS), self.dice.choice(self.products).code
        lines = [{"sku": sku, "quantity": self.dice.choice((1, 1, 2))}]
        wish = {"shop": self.credentials[shop]["shop"], "lines": lines, "cod": True}
        with suppress(HTTPError):
            self.ask(shop, "POST", "/orders", wish)
            self.sold[sku] = self.sold.get(sku, 0) + int(str(lines[0]["quantity"]))
            self.orders += 1

    def edit(self) -> None:
        """A cooperative changes a price a little, or a name."""
        at = self.dice.randrange(len(self.products))
        old = self.products[at]
        price = 410_000 + 1000 * self.dice.randrange(10)
        name = f"{goods(int(old.code[-4:])).name} loại {self.dice.choice('ABC')}"
        self.products[at] = replace(old, **self.dice.choice(({"price": price}, {"name": name})))
        self.edits += 1
        self.write()

    def break_(self) -> None:
        """Let calls of a shop fail in one way, until `mend`."""
        shop, kind = self.dice.choice(REPLICAS), self.dice.choice(FAULTS)
        rule = {"kind": kind, "probability": 0.5, "seconds": 2.0, "retry_after_s": 2.0}
        self.ask(shop, "POST", "/faults", rule | {"seed": self.faults})
        self.faults += 1

    def mend(self) -> None:
        for shop in REPLICAS:
            self.ask(shop, "DELETE", "/faults")

    def measure(self, pid: int, minute: float) -> Sample:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        values = dict(line.split(":", 1) for line in status.splitlines())
        written = sum(each.stat().st_size for each in self.home.glob("ocop.db*"))
        return Sample(
            minute,
            int(values["VmRSS"].split()[0]) / 1024,
            len(os.listdir(f"/proc/{pid}/fd")),  # noqa: PTH208
            int(values["Threads"]),
            written / 1024**2,
            self.orders,
        )

    def note_shops(self) -> None:
        """Write down how each shop stands, and what of it is not as it should be."""
        for shop in REPLICAS:
            state = json.dumps(self.ask(shop, "GET", "/state"), ensure_ascii=False)
            (self.folder / f"{shop}.json").write_text(state, encoding="utf-8")
        (self.folder / "untrue.txt").write_text("\n".join(self.untrue()), encoding="utf-8")

    def recalled(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        """Ask the service's memory, while it works."""
        address = f"file:{self.home / 'ocop.db'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=30)) as memory:
            return list(memory.execute(question, values))

    def rounds_since(self, moment: str) -> int:
        """Say how many whole rounds every shop had at least that began after a moment."""
        asked = "SELECT COUNT(*) FROM rounds WHERE shop = ? AND started_at > ? AND finished_at > 0"
        return min(int(self.recalled(asked, SHOPS[shop], moment)[0][0]) for shop in REPLICAS)

    def waiting(self) -> str:
        """Say what of the service's memory may be why something is not true."""
        counts = [(name, self.recalled(f"SELECT COUNT(*) FROM {name}")[0][0]) for name in WAITING]
        longest = "SELECT MAX(unixepoch(finished_at) - unixepoch(started_at)) FROM rounds"
        told = ", ".join(f"{name} {count}" for name, count in counts)
        return f"{told}, the longest round {self.recalled(longest)[0][0]} s"

    def untrue(self) -> list[str]:
        """What buyers see that is not what they should, each SKU over all shops."""
        found = []
        shown: dict[str, int] = {}
        wanted = {each.code: each for each in self.products}
        for shop in REPLICAS:
            listings = self.ask(shop, "GET", "/state")["shops"][self.credentials[shop]["shop"]]
            live = [each for each in listings["listings"] if each["status"] == "live"]
            for each in live:
                for variant in each["variants"]:
                    sku, product = variant["sku"], wanted[variant["sku"]]
                    shown[sku] = shown.get(sku, 0) + variant["stock"]
                    if variant["price"] != product.price or product.name not in each["title"]:
                        found.append(f"{shop} shows {sku} as {each['title']} {variant['price']}")
            if len(live) != len(wanted):
                found.append(f"{shop} shows {len(live)} of {len(wanted)} products")
        for sku, product in wanted.items():
            left = product.stock - self.sold.get(sku, 0)
            if shown.get(sku) != left:
                found.append(f"{sku}: shops show {shown.get(sku)} together, there are {left}")
        return found


def run(minutes: float, seed: int, *, trace: bool) -> Findings:
    """Let the service work so many minutes and say how it grew."""
    findings, dice = Findings("soak"), random.Random(f"soak {seed}")
    with tempfile.TemporaryDirectory(prefix="ocop-soak-") as folder, replicas() as credentials:
        soak = Soak(Path(folder), credentials, dice)
        soak.products = [goods(n, stock=FIRST_STOCK) for n in range(PRODUCTS)]
        for name, each in AT_ONCE.items():
            if name in credentials:
                soak.ask(name, "POST", "/knobs", each)
        write_shops(soak.config, credentials, RHYTHM)
        soak.write()
        with served(soak, findings, trace=trace) as pid:
            _live(soak, pid, minutes, findings)
        _judge(soak, findings)
        if keep := os.environ.get(KEEP):
            soak.note_shops()
            shutil.copytree(soak.folder, keep, dirs_exist_ok=True)
        if trace:
            sys.stdout.write((soak.folder / TRACED).read_text(encoding="utf-8"))
    return findings


def _live(soak: Soak, pid: int, minutes: float, findings: Findings) -> None:
    """Let days' worth of work happen: in the end all is true, and so it was in the beginning."""
    if not comes_true(soak, PUBLISHED_WITHIN_S):
        findings.add("first round", "; ".join(soak.untrue()[:3]))
        return
    began = time.monotonic()
    soak.samples.append(soak.measure(pid, 0.0))
    while (now := time.monotonic() - began) < minutes * 60:
        for act in soak.due(now):
            act()
        if now - soak.samples[-1].minute * 60 >= SAMPLE_EVERY_S:
            soak.samples.append(soak.measure(pid, now / 60))
            _tell(soak.samples[-1])
        time.sleep(0.1)
    soak.mend()
    if not comes_true(soak, TRUE_WITHIN_S, ROUNDS_TO_TRUE):
        findings.add("in the end", "; ".join([*soak.untrue()[:5], soak.waiting()]))
    soak.samples.append(soak.measure(pid, minutes))
    _tell(soak.samples[-1])


def comes_true(soak: Soak, within_s: float, rounds: int = 0) -> bool:
    """Wait so long, and for so many rounds of each shop: on a busy machine each takes minutes."""
    ends, began = time.monotonic() + within_s, f"{datetime.now(UTC):%F %T}"
    while soak.untrue():
        if time.monotonic() > ends and soak.rounds_since(began) >= rounds:
            return False
        time.sleep(1.0)
    return True


def _tell(sample: Sample) -> None:
    sys.stdout.write(
        f"{sample.minute:5.1f} min  {sample.memory_mb:7.1f} MB  {sample.files:3} files  "
        f"{sample.threads:2} threads  database {sample.database_mb:6.2f} MB  "
        f"{sample.orders:5} orders\n"
    )
    sys.stdout.flush()


def _judge(soak: Soak, findings: Findings) -> None:
    """Compare the end with the middle: what fills up at first is no growth."""
    findings.note(f"{soak.orders} orders, {soak.edits} edits, {soak.faults} faults")
    if len(soak.samples) < 3:
        return
    middle, end = soak.samples[len(soak.samples) // 2], soak.samples[-1]
    if (events := end.orders - middle.orders) > 0:
        grown_kb = (end.database_mb - middle.database_mb) * 1024
        findings.note(f"database: {grown_kb / events:.1f} kB an order in the second half")
    if end.memory_mb - middle.memory_mb > MORE_MB:
        findings.add("memory", f"{middle.memory_mb:.1f} MB, then {end.memory_mb:.1f} MB")
    for name in ("files", "threads"):
        before, after = getattr(middle, name), getattr(end, name)
        if after - before > MORE_HANDLES:
            findings.add(name, f"{before}, then {after}")


@contextmanager
def replicas() -> Iterator[Mapping[str, Mapping[str, str]]]:
    """All replicas, in a thread of this process."""
    found = [each for each in discover() if each.name in REPLICAS]
    ready: queue.Queue[tuple[Mapping[str, Mapping[str, str]], Callable[[], object]]] = queue.Queue()

    async def serve() -> None:
        stopped, loop = asyncio.Event(), asyncio.get_running_loop()
        async with serving(found, EPHEMERAL, quotas="lifted") as credentials:
            ready.put((credentials, lambda: loop.call_soon_threadsafe(stopped.set)))
            await stopped.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    credentials, stop = ready.get(timeout=30)
    try:
        yield credentials
    finally:
        stop()
        thread.join()


@contextmanager
def served(soak: Soak, findings: Findings, *, trace: bool) -> Iterator[int]:
    """`ocop serve` as a process of its own; what it prints goes into a file. Yields its id."""
    call = "from tests.campaigns.soak import traced; traced()" if trace else _OCOP
    places = ("--config", str(soak.config), "--home", str(soak.home))
    noted = {**os.environ, "OCOP_STATE": str(soak.folder / "state")}
    with (soak.folder / "serve.txt").open("w", encoding="utf-8") as out:
        command = [sys.executable, "-c", call, "serve", *places]
        process = subprocess.Popen(command, stdout=out, stderr=out, env=noted, cwd=ROOT)
        try:
            yield process.pid
        finally:
            process.terminate()
            try:
                if code := process.wait(STOPPED_WITHIN_S):
                    findings.add("stop", f"`ocop serve` ended with {code}")
            except subprocess.TimeoutExpired:
                process.kill()
                findings.add("stop", f"it did not end within {STOPPED_WITHIN_S:.0f} s")


def traced() -> None:
    """Be `ocop`, and write down again and again which lines hold more than in the beginning."""
    tracemalloc.start(1)
    threading.Thread(target=_trace, args=(Path(os.environ["OCOP_STATE"]),), daemon=True).start()
    from sync.cli import main

    main()


def _trace(folder: Path) -> None:
    time.sleep(TRACED_EVERY_S * 2)
    first = tracemalloc.take_snapshot()
    while True:
        time.sleep(TRACED_EVERY_S)
        gc.collect()
        more = tracemalloc.take_snapshot().compare_to(first, "lineno")[:TRACED_LINES]
        text = "\n".join(map(str, more)) + "\n"
        (folder.parent / TRACED).write_text(text, encoding="utf-8")
