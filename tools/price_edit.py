"""Says which of our files a price edit runs through: what a newcomer would have to read.

`python -m tools.price_edit` publishes the sample catalog to a Shopee replica, edits one price, and
counts the files in which any function ran from reading the catalog to the end of the round (the
command line is left out); the spine is what stood on the call stack when the price was sent.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from sandbox.server import EPHEMERAL, discover, serving
from sync.app import load_configuration, opened
from sync.catalog import Configuration
from sync.model import Dong, Pace
from sync.transport.http import HttpClient

ROOT = Path(__file__).resolve().parent.parent
OURS = ("sync", "adapters")
PRODUCTS = 3


class Trace:
    """Notes each of our files in which a function is called, and the stack of each request."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.spine: set[str] = set()

    def __call__(self, frame: FrameType, event: str, _arg: Any) -> None:
        if event == "call" and (file := _ours(frame)):
            self.files.add(file)
            if frame.f_code is HttpClient.send.__code__:
                self.spine = set(_stack(frame))  # the last request is the price


def _ours(frame: FrameType) -> str | None:
    path = Path(frame.f_code.co_filename)
    if frame.f_code.co_name == "<module>" or not path.is_relative_to(ROOT):
        return None
    file = path.relative_to(ROOT)
    return file.as_posix() if file.parts[0] in OURS else None


def _stack(frame: FrameType | None) -> list[str]:
    found = []
    while frame is not None:
        found += [file] if (file := _ours(frame)) else []
        frame = frame.f_back
    return found


async def _measured(home: Path) -> Trace:
    replica = next(each for each in discover() if each.name == "shopee")
    async with serving([replica], EPHEMERAL, quotas="lifted") as credentials:
        before = _connected(load_configuration(ROOT / "config", {}), credentials["shopee"])
        async with opened(before, home=home) as app:
            shop = before.shops[0].name
            await app.sync(shop)
            await asyncio.sleep(2)
            trace = Trace()
            sys.setprofile(trace)
            written = load_configuration(ROOT / "config", {})
            app.configuration = _repriced(_connected(written, credentials["shopee"]))
            report = await app.sync(shop)
            sys.setprofile(None)
    kinds = [outcome.change.kind for outcome in report.outcomes if outcome.status == "done"]
    if kinds != ["reprice"]:
        raise SystemExit(f"one price was to be written, and these were done: {kinds}")
    return trace


def _connected(configuration: Configuration, mine: dict[str, str]) -> Configuration:
    """Leave one shop, on this replica, and a few products."""
    shop = next(shop for shop in configuration.shops if shop.platform == "shopee")
    pace = Pace(calls_per_s=1e6, burst=1_000_000)
    shop = replace(
        shop,
        app=replace(shop.app, key=mine["key"], secret=mine["secret"], pace=pace),
        account=mine["shop"],
        sandbox=mine["url"],
        access_token=mine["token"],
        refresh_token=mine["refresh_token"],
        sells=frozenset(),
    )
    single = [product for product in configuration.products if len(product.variants) == 1]
    return replace(configuration, shops=(shop,), products=tuple(single[:PRODUCTS]))


def _repriced(configuration: Configuration) -> Configuration:
    first, *others = configuration.products
    (variant,) = first.variants
    dearer = replace(variant, price=Dong(variant.price + 10_000))
    return replace(configuration, products=(replace(first, variants=(dearer,)), *others))


def main() -> int:
    """Print the counts, and with `--lists` the files."""
    with tempfile.TemporaryDirectory() as home:
        trace = asyncio.run(_measured(Path(home)))
    print(f"files that a price edit runs through   {len(trace.files)} (100)")
    print(f"files on the stack when it is sent     {len(trace.spine)} (25)")
    for file in sorted(trace.files) if "--lists" in sys.argv[1:] else ():
        print(f"  {'*' if file in trace.spine else ' '} {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
