"""A config folder of the shipped products, and the real `ocop` in processes of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.app import Result, load_configuration
from sync.catalog import CatalogCache, Configuration
from sync.model import Problem, ShopName, Sku
from sync.running.report import Report, Unwatched
from sync.service import Saved, ServiceOptions

SHIPPED = Path(__file__).parents[3] / "config"
OCOP = [sys.executable, "-c", "from sync.cli import main; main()"]
HASTY = """
from dataclasses import replace
from adapters.shopee import ShopeeShop, publish
from sync.cli import main
publish.INIT_GAP_S = 0.1
ShopeeShop.features = replace(ShopeeShop.features, settle_s=2)
main()
"""  # `ocop` for a replica that lags in nothing: what it would wait for is no matter of these tests
LAGS_IN_NOTHING = {"readback_lag_s": 0, "search_lag_s": 0, "min_gap_s": 0}
LEASE_S = "2"  # a busy machine may keep a process from its lease for a second
NEVER_BLOCKS_S = 120.0

SHOPS = """
apps:
  tap: {{platform: shopee, key: "{key}", secret: {secret}, pace: {{calls_per_s: 999, burst: 999}}}}
shops:
  - name: {name}
    app: tap
    account: "{shop}"
    sandbox: {url}
    access_token: {token}
    refresh_token: {refresh_token}
"""


def write_config(folder: Path, credentials: Mapping[str, str], name: str = "gian-hang") -> Path:
    """Copy the shipped catalog; its one shop is on this replica."""
    if not folder.exists():
        shutil.copytree(SHIPPED, folder)
    shops = SHOPS.format(**credentials, name=name)
    (folder / "shops.yaml").write_text(shops, encoding="utf-8")
    return folder


class Watcher(Unwatched):
    """An observer that keeps what it is told."""

    def __init__(self) -> None:
        self.shops: list[ShopName] = []
        self.told: list[Result] = []
        self.faults: list[Exception] = []
        self.jumps: list[timedelta] = []
        self.port = 0
        self.papers_told: list[Problem] = []

    def following(self, shops: Sequence[ShopName]) -> None:
        self.shops = list(shops)

    def round(self, result: Result) -> None:
        self.told.append(result)

    def stock_updated(self, report: Report) -> None:
        self.told.append(report)

    def products_updated(self, report: Report) -> None:
        self.told.append(report)

    def sold(self, skus: Collection[Sku]) -> None: ...

    def fault(self, error: Exception) -> None:
        self.faults.append(error)

    def store_silent(self, problem: Problem | None) -> None: ...

    def catalog_followed(self, version: str | None, problem: Problem | None) -> None: ...

    def clock_jumped(self, by: timedelta) -> None:
        self.jumps.append(by)

    def tidied(self, counts: Mapping[str, int]) -> None: ...

    def papers(self, problems: Sequence[Problem]) -> None:
        self.papers_told += problems

    def listening(self, host: str, port: int, apps: Sequence[str]) -> None:
        self.port = port

    def answering(self, host: str, port: int) -> None:
        self.port = port

    def registered(self, shop: ShopName, url: str) -> None: ...

    def registration_failed(self, shop: ShopName, problem: Problem) -> None: ...

    def registration_fine(self, shop: ShopName) -> None: ...


def options_of(
    config: Path,
    home: Path,
    address: tuple[str, int] | None = None,
    *,
    watched: bool = False,
) -> ServiceOptions:
    """Have a service read this folder: at each round, or when a save is noticed."""
    cache = CatalogCache()

    def read(saved: Saved) -> Configuration:
        cache.saved = saved
        return load_configuration(config, {}, cache=cache)

    return ServiceOptions(home=home, read=read, address=address, config=config if watched else None)


@dataclass
class Town:
    """A practice marketplace in one process, and as many `ocop` in others as a test starts."""

    credentials: Mapping[str, str]
    folder: Path
    started: ExitStack

    def start(self, command: str, *more: str) -> subprocess.Popen[str]:
        """Start `ocop`; on Windows in a group of its own, so that it can be told to stop."""
        options = ["--config", str(self.folder / "config"), "--home", str(self.folder / "home")]
        process = subprocess.Popen(
            [sys.executable, "-c", HASTY, command, *more, *options, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"OCOP_LEASE_S": LEASE_S},
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self.started.enter_context(process)
        self.started.callback(process.kill)
        return process

    def serve(self) -> subprocess.Popen[str]:
        """Start `ocop serve` without its page: the usual port is one for all on this machine."""
        return self.start("serve", "--page", "off")

    def run(self, command: str, *more: str) -> tuple[int, Any]:
        """Run `ocop` to its end; its exit code and what it told."""
        process = self.start(command, *more)
        out, err = process.communicate(timeout=NEVER_BLOCKS_S)
        assert "Traceback" not in err, err
        return process.returncode, json.loads(out)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.credentials['url']}/_sandbox/{path}"
        request = urllib.request.Request(url, data=data, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def wait_for_calls(self, number: int) -> None:
        """Wait until the replica was called that often since they were last forgotten."""
        ends = time.monotonic() + NEVER_BLOCKS_S
        while self.ask("GET", "calls")["total"] < number:
            assert time.monotonic() < ends
            time.sleep(0.01)

    def shown(self) -> Counter[str]:
        """How often each SKU is on sale."""
        listings = self.ask("GET", "state")["shops"][self.credentials["shop"]]["listings"]
        return Counter(
            variant["sku"]
            for listing in listings
            if listing["status"] != "deleted"
            for variant in listing["variants"]
        )

    def wanted(self) -> set[str]:
        """Every SKU that the catalog has."""
        products = load_configuration(self.folder / "config", {}).products
        return {variant.sku for product in products for variant in product.variants}

    def keep(self, cooperatives: int) -> None:
        """Make the catalog as small as a test may have it: of these first cooperatives."""
        for file in sorted((self.folder / "config" / "catalog").glob("*.yaml"))[cooperatives:]:
            file.unlink()

    def assert_true(self) -> None:
        """One more sync; then nothing is doubled, nothing is missing, and nothing is left to do."""
        code, _ = self.run("sync")
        assert code == 0
        shown = self.shown()
        assert {sku: times for sku, times in shown.items() if times != 1} == {}
        assert shown.keys() == self.wanted()
        assert self.run("plan")[0] == 0


def tell_to_stop(process: subprocess.Popen[str]) -> None:
    """SIGTERM, or what Windows has in its place."""
    process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGTERM))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with ExitStack() as started:
        sandbox = subprocess.Popen(
            [*OCOP, "sandbox", "--port", "0", "--json"], stdout=subprocess.PIPE, encoding="utf-8"
        )
        started.enter_context(sandbox)
        started.callback(sandbox.kill)
        assert sandbox.stdout
        credentials = json.loads(sandbox.stdout.readline())["shopee"]
        write_config(tmp_path / "config", credentials)
        opened = Town(credentials, tmp_path, started)
        opened.ask("POST", "knobs", LAGS_IN_NOTHING)
        yield opened
