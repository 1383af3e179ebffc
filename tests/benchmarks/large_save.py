"""How soon one save of one file is on the wire of a shop that shows very many products.

`python -m tests.benchmarks.large_save FOLDER` takes an installation of one shop that
`tests.benchmarks.installation` filled, looks at all of it once, saves another price in one file
after the other, and prints JSON: seconds from the save until the shop was asked to change it (the
service waits 0.05 s more for an editor to end, and the platform's pace is not waited for), and what
of them the processor was at work. The shop is made up; all else is what a service does.
On a copy of a folder that was filled: it counts on nothing being left to do there.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sync.app import load_configuration
from sync.catalog import CatalogCache, Configuration, KeptFiles
from sync.model import Change, Outcome, Shop
from sync.running.round import RoundRequest, run_round, run_saved
from sync.store import SecretBox, Store
from tests.benchmarks.installation import SINCE, Standing, context_for

SAVES = 7
PRICE = re.compile(r"price: (\d+)")


class Changed(Standing):
    """A shop that notes when it is asked to change something, and does."""

    def __init__(self, shop: Shop, store: Store) -> None:
        super().__init__(shop, store)
        self.asked_at = list[float]()

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        """Do it."""
        self.asked_at.append(time.monotonic())
        return [Outcome(change=each, status="done") for each in changes]


async def measured(folder: Path) -> dict[str, Any]:
    """Look at everything, then save."""
    cache = CatalogCache(KeptFiles.of(folder, folder))
    now = load_configuration(folder, {}, cache=cache)
    address = f"sqlite:///{folder.as_posix()}/ocop.db"
    async with Store.open(address, SecretBox.of({}, folder)) as store:

        async def load() -> Configuration:
            return now

        shop = now.shops[0]
        market = Changed(shop, store)
        context = replace(context_for(shop, store, now, SINCE), market=market, load=load)
        begun = time.monotonic()
        await run_round(context, RoundRequest(proof="quick"))
        told = {"products": len(now.products), "first_s": time.monotonic() - begun}
        took, spent = list[float](), list[float]()
        for file in sorted((folder / "catalog").glob("*.yaml"))[:SAVES]:
            market.asked_at.clear()
            _save(file)
            begun, cpu = time.monotonic(), time.process_time()
            cache.saved = {file}
            now = await asyncio.to_thread(load_configuration, folder, {}, None, cache)
            await run_saved(context)
            spent.append(time.process_time() - cpu)
            took.append(market.asked_at[0] - begun)
    middle = {"save_s": statistics.median(took), "processor_s": statistics.median(spent)}
    return told | middle | {"longest_s": max(took), "saves": len(took)}


def _save(file: Path) -> None:
    """Have the first product of a file cost a little more."""
    text = file.read_text(encoding="utf-8")
    file.write_text(
        PRICE.sub(lambda found: f"price: {int(found[1]) + 1000}", text, count=1), encoding="utf-8"
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(measured(Path(sys.argv[1])))))
