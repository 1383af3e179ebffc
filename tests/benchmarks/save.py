"""How soon one save of one file is on the wire: the real `ocop serve` and one shop, real time.

The shop is filled first, with no pace; then `ocop serve` keeps Shopee's own. Each save changes the
price of one product (a look at that product alone), and it is measured how long it takes until the
platform was asked to change it; then a product is added, which takes a look at the whole shop.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.replica import elsewhere
from tests.benchmarks.table import show
from tests.campaigns.goods import AT_ONCE, HEAD, copy_shared, goods
from tests.processor import cpu_s_of
from tests.sandbox_client import operate

SIZES, QUICK_SIZES = (1_000, 10_000), (200,)
OF_A_FILE = 100
SAVES, QUICK_SAVES = 7, 2
REST_S = 3.0  # between saves
LOOK_EVERY_S = 0.02
WITHIN_S = 3600.0
HEADS = ("products", "a price: median s", "longest s", "processor s", "a new product s")

SHOPS = """\
apps:
  shopee:
    platform: shopee
    key: "{key}"
    secret: "{secret}"{pace}
shops:
  - name: gian-hang
    app: shopee
    account: "{shop}"
    sandbox: {url}
    ship_from: {{province: 96, commune: 32188}}
    access_token: "{token}"
    refresh_token: "{refresh_token}"
    every_s: {every_s}
"""
NO_PACE = "\n    pace: {calls_per_s: 9999, burst: 9999}"
OCOP = [sys.executable, "-c", "from sync.cli import main; main()"]


def run(*, quick: bool) -> None:
    """Measure shops of growing size, each told at once: filling a large one takes long."""
    for products in QUICK_SIZES if quick else SIZES:
        row = _row(products, QUICK_SAVES if quick else SAVES)
        show("One save of one file, until the platform is asked to change it", HEADS, [row])


def _row(products: int, saves: int) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory(prefix="ocop-save-") as folder, elsewhere("shopee") as shopee:
        world = World(Path(folder), shopee)
        world.fill(products)
        with world.served() as pid:
            world.until(lambda: "hoàn thành" in world.said(), "a first round")
            took, spent = list[float](), list[float]()
            for number in range(saves):
                time.sleep(REST_S)
                spent.append(cpu_s_of(pid))
                took.append(world.price(number * OF_A_FILE % products, number))
                spent[-1] = cpu_s_of(pid) - spent[-1]
            time.sleep(REST_S)
            added_s = world.add(products)
    longest, cost = max(took), statistics.median(spent)
    return (f"{products:,}", *(f"{s:.2f}" for s in (statistics.median(took), longest, cost)),
            f"{added_s:.1f}")  # fmt: skip


class World:
    """One shop, its catalog, and the replica in which it stands."""

    def __init__(self, folder: Path, shopee: Mapping[str, str]) -> None:
        self.folder, self.shopee = folder, shopee
        copy_shared(self.config)
        operate(shopee["url"], "POST", "/knobs", AT_ONCE["shopee"])

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def _places(self) -> list[str]:
        return ["--config", str(self.config), "--home", str(self.folder / "home")]

    def fill(self, products: int) -> None:
        """Publish everything, as fast as it goes; from then on the platform's pace is kept."""
        for first in range(0, products, OF_A_FILE):
            self._write(first, [410_000] * min(OF_A_FILE, products - first))
        self._shops(NO_PACE)
        subprocess.run([*OCOP, "sync", *self._places], check=True, stdout=subprocess.DEVNULL)
        self._shops("")

    @contextmanager
    def served(self) -> Iterator[int]:
        """Serve until the block ends; yields the process."""
        with (self.folder / "serve.txt").open("w", encoding="utf-8") as out:
            command = [*OCOP, "serve", "--page", "off", *self._places]
            process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ})
            try:
                yield process.pid
            finally:
                process.terminate()
                process.wait()

    def said(self) -> str:
        return (self.folder / "serve.txt").read_text(encoding="utf-8")

    def price(self, number: int, turn: int) -> float:
        """Save another price of one product; answers after how many seconds it was asked for."""
        prices = [410_000] * OF_A_FILE
        prices[0] += 1000 * (turn + 1)
        return self._until_called("update_price", lambda: self._write(number, prices))

    def add(self, number: int) -> float:
        """Save one product more; answers after how many seconds it was asked for."""
        return self._until_called("add_item", lambda: self._write(number, [410_000]))

    def until(self, so: Callable[[], bool], what: str) -> float:
        """Wait until it is so; answers for how long."""
        begun = time.monotonic()
        while not so():
            if time.monotonic() - begun > WITHIN_S:
                raise RuntimeError(f"{what}: not within {WITHIN_S:.0f} s: {self.said()[-500:]}")
            time.sleep(LOOK_EVERY_S)
        return time.monotonic() - begun

    def _until_called(self, endpoint: str, save: Callable[[], None]) -> float:
        before = self._called(endpoint)
        save()
        return self.until(lambda: self._called(endpoint) > before, endpoint)

    def _called(self, endpoint: str) -> int:
        told = operate(self.shopee["url"], "GET", "/calls")["calls"]
        return sum(each["count"] for each in told if each["endpoint"].endswith(endpoint))

    def _shops(self, pace: str) -> None:
        text = SHOPS.format(**self.shopee, pace=pace, every_s=3600)
        (self.config / "shops.yaml").write_text(text, encoding="utf-8")

    def _write(self, first: int, prices: list[int]) -> None:
        """Write one file: so many products from this number on, as an editor saves it."""
        made = (replace(goods(first + at), price=price) for at, price in enumerate(prices))
        file = self.config / "catalog" / f"mat-ong-{first // OF_A_FILE:04d}.yaml"
        fresh = file.with_suffix(".new")
        fresh.write_text(HEAD + "".join(each.written() for each in made), encoding="utf-8")
        fresh.replace(file)
