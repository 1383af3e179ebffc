"""A real browser over a real service: replicas, `ocop serve` and its page, each a process.

Where there is no Chromium these tests are skipped; OCOP_TEST_BROWSER says that there must be one.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.ports import free_port, free_ports

OCOP = str(Path(sys.executable).with_name("ocop"))
SHIPPED = Path(__file__).parents[2] / "config"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_S = 120.0
SHOPS = ("shopee-ca-mau", "lazada-ca-mau", "tiktok-ca-mau")


@pytest.fixture
def chromium() -> Iterator[Any]:
    """A browser; its event loop must be over before the next test begins one."""
    if CHROMIUM is None:
        if os.environ.get("OCOP_TEST_BROWSER"):
            pytest.fail("no chromium, though OCOP_TEST_BROWSER says that there is one")
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture
def axe() -> str:
    """The script that finds what shuts people out."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@dataclass
class World:
    """A cooperative's computer: its folder, its shops on replicas, and the page."""

    config: Path
    home: Path
    address: str

    def link(self) -> str:
        """The address that opens the page once, as `ocop page` prints it."""
        ran = self._ocop("page")
        (found,) = re.findall(r"http://\S+", ran.stdout)
        return str(found)

    def replica(self, shop: str) -> str:
        """Where the marketplace of a shop is."""
        text = (
            (self.config / "shops.yaml").read_text(encoding="utf-8").partition(f"name: {shop}")[2]
        )
        return str(re.findall(r"sandbox: (\S+)", text)[0])

    def _ocop(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [OCOP, *arguments]
        where = ["--config", str(self.config), "--home", str(self.home)]
        return subprocess.run(
            [*command, *where], capture_output=True, text=True, encoding="utf-8", check=False
        )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An empty catalog, three shops that nobody has connected yet, `ocop serve` with its page."""
    folder = tmp_path_factory.mktemp("world")
    config = folder / "config"
    (config / "catalog").mkdir(parents=True)
    for name in ("categories", "settings", "fees", "shops"):
        shutil.copy(SHIPPED / f"{name}.yaml", config)
    shops = config / "shops.yaml"
    text = re.sub(r"\n +(access|refresh)_token: .*", "", shops.read_text(encoding="utf-8"))
    shops.write_text(text, encoding="utf-8")
    with served(folder, config) as found:
        yield found


@contextmanager
def served(folder: Path, config: Path) -> Iterator[World]:
    """Open the replicas of three shops, and `ocop serve` with its page over a configuration."""
    home, first, address = folder / "home", free_ports(8), f"127.0.0.1:{free_port()}"
    file = config / "shops.yaml"
    shops = file.read_text(encoding="utf-8").partition("  - name: postmart")[0]
    moved = re.sub(r"127\.0\.0\.1:87(\d\d)", lambda m: f"127.0.0.1:{first + int(m[1]) - 10}", shops)
    file.write_text(moved, encoding="utf-8")
    with (
        _running(folder, "sandbox", "--port", str(first), "--home", str(home)),
        _running(folder, "serve", "--page", address, "--config", str(config), "--home", str(home)),
    ):
        _until(lambda: all(map(_listens, range(first + 1, first + 4))), "a replica never opened")
        _until(lambda: "token=" in _printed(folder, "serve"), "the page never opened")
        yield World(config, home, f"http://{address}")


@contextmanager
def _running(folder: Path, *command: str) -> Iterator[None]:
    with (folder / f"{command[0]}.log").open("wb") as log:
        process = subprocess.Popen([OCOP, *command], stdout=log, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _printed(folder: Path, name: str) -> str:
    return (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def _until(holds: Any, otherwise: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.2)
    pytest.fail(otherwise)
