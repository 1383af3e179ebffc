"""How soon a sale reaches the other shops where no push comes: the real `ocop serve`, real time.

Four replicas, each with its shop, and every shop offers all that is there; nobody pushes. Somebody
buys one in a shop; from then on it is watched until no other shop offers more than is left.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tests.benchmarks.table import show
from tests.campaigns.cooperatives import REPLICAS, write_shops
from tests.campaigns.goods import AT_ONCE, goods
from tests.campaigns.report import Findings
from tests.campaigns.soak import Soak, replicas, served

WITHIN_S = 120.0
LOOK_EVERY_S = 0.25
ALL_EVERYWHERE = "\n    stock_rule: {share: all}"
PAUSE_S = (1.0, 9.0)  # between sales: no rhythm that ours could fall in with


def run(*, quick: bool) -> None:
    """Let buyers buy one after the other, and print how long each took."""
    sales = 5 if quick else 40
    findings = Findings("sale")
    with tempfile.TemporaryDirectory(prefix="ocop-sale-") as folder, replicas() as credentials:
        soak = Soak(Path(folder), credentials, random.Random("sale"))
        soak.products = [goods(n, stock=4000) for n in range(12)]
        for name in REPLICAS:
            soak.ask(name, "POST", "/knobs", AT_ONCE[name])
        write_shops(soak.config, credentials, ALL_EVERYWHERE)
        soak.write()
        with served(soak, findings, trace=False):
            _all_shown(soak)
            took = sorted(_sale(soak, number) for number in range(sales))
    row = [took[min(int(len(took) * part), len(took) - 1)] for part in (0.5, 0.95, 0.99, 1.0)]
    heads = ("sales", "p50 s", "p95 s", "p99 s", "longest s")
    show("A sale, told to the other shops without a push", heads, [(sales, *map(_s, row))])


def _s(seconds: float) -> str:
    return f"{seconds:.1f}"


def _sale(soak: Soak, number: int) -> float:
    """Sell one, and wait until nobody offers it any more."""
    time.sleep(soak.dice.uniform(*PAUSE_S))
    sku = soak.products[number % len(soak.products)].code
    shop = soak.dice.choice(REPLICAS)
    wish = {"shop": soak.credentials[shop]["shop"], "lines": [{"sku": sku, "quantity": 1}]}
    soak.ask(shop, "POST", "/orders", wish | {"cod": True})
    soak.sold[sku] = soak.sold.get(sku, 0) + 1
    bought = time.monotonic()
    while _offered(soak, sku) > soak.products[0].stock - soak.sold[sku]:
        if time.monotonic() - bought > WITHIN_S:
            raise RuntimeError(f"{sku}: a shop still offers {_offered(soak, sku)}")
        time.sleep(LOOK_EVERY_S)
    return time.monotonic() - bought


def _offered(soak: Soak, sku: str) -> int:
    """Say the most that any shop shows of a SKU."""
    return max(_shown(soak, name).get(sku, 0) for name in REPLICAS)


def _shown(soak: Soak, name: str) -> dict[str, int]:
    shop = soak.ask(name, "GET", "/state")["shops"][soak.credentials[name]["shop"]]
    live = [listing for listing in shop["listings"] if listing["status"] == "live"]
    return {v["sku"]: v["stock"] for listing in live for v in listing["variants"]}


def _all_shown(soak: Soak) -> None:
    """Wait until every shop shows everything."""
    ends, all_of_it = time.monotonic() + WITHIN_S, len(soak.products)
    while any(len(_shown(soak, name)) < all_of_it for name in REPLICAS):
        if time.monotonic() > ends:
            raise RuntimeError("the shops were not filled")
        time.sleep(1.0)
