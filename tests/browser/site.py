"""Lets judges of others look at a website: `python -m tests.browser.site --npm FOLDER`.

FOLDER holds `node_modules` with `vnu-jar` and `lighthouse` 12.2.3 (npm install them there; Java and
Chromium are Debian's). The shipped catalog is written as a site, once for each way of ordering, and
every page goes to the Nu HTML checker and to axe, three kinds of page to Lighthouse as on a phone.
With `--pictures FOLDER` pages are photographed at 360 and 1280 px. Exits 1 when an aim is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from sync.cli.site import served
from sync.model import Certificate, Lot, Product
from tests.adapters.folder_stall import shipped
from tests.adapters.site.stall import site_in
from tests.adapters.site.test_english import told

ENGLISH: Final = {
    "name": "Ca Mau Specialities",
    "policies": {"payment": "By bank transfer", "delivery": "2 days", "returns": "7 days"},
}
TERMS: Final = {"payment": "Chuyển khoản", "delivery": "Trong 2 ngày", "returns": "Trong 7 ngày"}
WAYS: Final[dict[str, dict[str, Any]]] = {
    "links": {},
    "contact": {"orders": "contact", "policies": TERMS},
    "checkout": {
        "orders": "checkout",
        "policies": TERMS,
        "checkout": "https://htxvidu.vn/mua?sku={sku}",
        "feeds": ["google", "meta"],
    },
}
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
AIMS: Final = {"performance": 0.98, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
AXE: Final = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
LEADS_ON: Final = {"Mua tại Shopee": "https://shopee.vn/product/227000001/1"}
# A folder has no origin that 'self' could mean; JSON-LD is no script that runs.
NO_FAULT: Final = "violates Content Security Policy"


def main() -> int:
    """Ask every judge; 0 when all are content."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.site", description=__doc__)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--products", type=int, default=1000, help="at most so many")
    asked = parser.parse_args()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        for way, settings in WAYS.items():
            home = Path(place) / way
            home.mkdir()
            site = asyncio.run(written(home, settings, asked.products))
            pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
            _say(f"{way}: {len(pages)} pages")
            faults += [f"{way}: {fault}" for fault in nu(site, asked.npm)]
            with shown(site) as address:
                faults += [f"{way}: {fault}" for fault in axe(address, pages)]
                if way == "links":
                    judged = [page for page in some(pages) if "01/" not in page]  # lots: noindex
                    faults += lighthouse(address, judged, asked.npm)
                    photographed(address, some(pages), asked.pictures)
    _say(*faults, f"{len(faults)} faults")
    return 1 if faults else 0


async def written(home: Path, settings: dict[str, Any], products: int) -> Path:
    """Write the shipped catalog as a site; the first product has all that a page can show.

    Stars, a link to a shop, English, lots: one to be eaten, one past its day, one recalled.
    """
    async with site_in(home, en=ENGLISH, **settings) as stall:
        goods = [product for product in shipped().products if product.images]
        goods = sorted(goods, key=lambda product: bool(product.option_names))[:products]
        stall.sell(goods)
        ends = stall.at.date().replace(year=stall.at.year + 2)
        paper = Certificate(
            stars=4, decision_no="12/QĐ-UBND", issued_by="UBND tỉnh Cà Mau",
            issued_level="province", issued_on=ends.replace(year=ends.year - 3), expires_on=ends,
        )  # fmt: skip
        stall.sell([with_lots(told(goods[0]), stall.at.date()), *goods[1:]])
        stall.edit(
            goods[0].code, certificate=paper, attributes={"Mua tại Shopee": "https://a.vn/1"}
        )
        report = await stall.round()
        held = [each.problem.code for each in report.plan.held]
        assert {outcome.status for outcome in report.outcomes} == {"done"}, report.problems
        _say(f"held: {held}") if held else None
        return stall.site


def with_lots(product: Product, today: date) -> Product:
    """Give its first pack a code of GS1, and lots of every kind."""
    first, day = product.variants[0], timedelta(days=1)
    lots = (
        Lot(number="L261101", made_on=today - 20 * day, best_before=today + 300 * day,
            place="Ấp Thuận Lợi, xã Tân Tiến", made_by="Tổ sơ chế 1", growing_area_code="VN-CM-01"),
        Lot(number="L250101", made_on=today - 400 * day, best_before=today - day),
        Lot(number="L261010", recalled_on=today - day, recall_reason="bao bì hở"),
    )  # fmt: skip
    coded = replace(first, gtin="8936012345674", lots=lots)
    return replace(product, variants=(coded, *product.variants[1:]))


def some(pages: Sequence[str]) -> list[str]:
    """Choose one page of each kind."""
    kinds = ("san-pham/", "01/", "en/products/", "en/01/")
    of_each = [next(page for page in pages if page.startswith(kind)) for kind in kinds]
    recalled = [page for page in pages if page.endswith("10/L261010/index.html")]
    return ["index.html", "tat-ca/index.html", "en/search/index.html", *of_each, *recalled]


@contextmanager
def shown(site: Path) -> Iterator[str]:
    """Serve a site as `ocop site preview` does."""
    server = served(site, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def nu(site: Path, npm: Path) -> list[str]:
    """Have the Nu HTML checker read every page."""
    jar = npm / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [
        "java",
        "-jar",
        str(jar),
        "--skip-non-html",
        "--format",
        "json",
        "--exit-zero-always",
    ]
    ran = subprocess.run([*command, str(site)], capture_output=True, encoding="utf-8", check=True)
    told = json.loads(ran.stderr or ran.stdout)["messages"]
    return [
        f"nu: {each['url'].rpartition('trang-web/')[2]}: {each['message']}"
        for each in told
        if each["type"] == "error" or NO_FAULT not in each["message"]
    ]


def axe(address: str, pages: Sequence[str]) -> list[str]:
    """Have axe look at every page as a phone shows it, and hear what the browser complains of."""
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(
            viewport={"width": 360, "height": 740}, bypass_csp=True
        ).new_page()
        page.on("pageerror", lambda error: found.append(f"script: {error}"))
        for path in pages:
            page.goto(f"{address}/{path}")
            page.evaluate(script)
            found += [f"axe: {path}: {each['id']}: {each['help']}" for each in page.evaluate(AXE)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [f"wide: {path}: {wide} px"] if wide > 360 else []
        browser.close()
    return found


def lighthouse(address: str, pages: Sequence[str], npm: Path) -> list[str]:
    """Have Lighthouse judge pages as a phone over a slow line shows them."""
    found = []
    for path in pages:
        scores = _scores(f"{address}/{path.removesuffix('index.html')}", npm)
        _say(f"lighthouse: {path}: {scores}")
        found += [
            f"lighthouse: {path}: {name} {scores[name]}, not {aim}"
            for name, aim in AIMS.items()
            if scores[name] < aim
        ]
    return found


def _scores(address: str, npm: Path) -> dict[str, float]:
    command = ["node", str(npm / "node_modules" / "lighthouse" / "cli" / "index.js"), address]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    ran = subprocess.run(
        [*command, "--quiet", "--output=json", flags],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
    )
    report = json.loads(ran.stdout)
    return {name: each["score"] for name, each in report["categories"].items()}


def photographed(address: str, pages: Sequence[str], into: Path | None) -> None:
    """Take pictures of pages, narrow and wide, for a person to look at."""
    if into is None:
        return
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in (360, 1280):
            page: Page = browser.new_page(viewport={"width": width, "height": 800})
            for path in pages:
                page.goto(f"{address}/{path}")
                name = re.sub(r"[^a-z0-9]+", "-", path.removesuffix("index.html")).strip("-")
                page.screenshot(path=into / f"{name or 'home'}-{width}.png", full_page=True)
        browser.close()


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
