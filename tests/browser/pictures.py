"""Takes the pictures of the page that stand in the README: `python -m tests.browser.pictures`.

It opens the replicas and `ocop serve` over the shipped catalog, waits for the first rounds, and
photographs four pages as a phone shows them into docs/images.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIETLY, SHIPPED, World, served

INTO: Final = Path("docs/images")
PAGES: Final[Mapping[str, str]] = {
    "hom-nay": "/",
    "san-pham": "/products",
    "mot-san-pham": "/products/TANTIEN-TOMKHO",
    "kho": "/stock/TANTIEN-TOMKHO-100T",
}
FIRST_ROUNDS_S: Final = 60.0


def main() -> int:
    """Take them all; 1 where there is no browser."""
    if CHROMIUM is None:
        sys.stderr.write("no chromium on this machine\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config"
        shutil.copytree(SHIPPED, config)
        with served(Path(folder), config) as world:
            time.sleep(FIRST_ROUNDS_S)
            _photograph(world)
    return 0


def _photograph(world: World) -> None:
    INTO.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        phone = browser.new_page(viewport={"width": 360, "height": 740}, device_scale_factor=1.5)
        phone.goto(world.link())
        for name, path in PAGES.items():
            phone.goto(world.address + path)
            phone.wait_for_timeout(500)
            phone.screenshot(path=str(INTO / f"{name}.png"))
            sys.stdout.write(f"{INTO / name}.png\n")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
