"""One marketplace of very many shops, in a process of its own that also plays the buyers.

Its whole state would be hundreds of megabytes of JSON, and a sale must be timed to the moment: so
it is asked, by lines on its standard input, only for what a campaign wants to know.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from sandbox.clock import Clock
from sandbox.partner import postmart
from sandbox.partner.entities import Shop
from sandbox.partner.platform import Partner
from sandbox.partner.profiles import POSTMART, Connection
from sandbox.replica import Basket, Impossible, OrderLine
from sandbox.server import EPHEMERAL, serving
from sandbox.settings import change
from tests.campaigns.goods import AT_ONCE
from tests.sandbox_client import operate

LOOK_EVERY_S, LATE_AFTER_S = 0.02, 300.0


def connections(shops: int) -> tuple[Connection, ...]:
    """Name the shops and what opens them."""
    return tuple(
        Connection(
            shop_code=f"HTX-{number:04d}",
            shop_name=f"HTX số {number}",
            client_id=f"postmart-sandbox-{number:04d}",
            secrets=(f"postmart-secret-{number:04d}", f"postmart-other-{number:04d}"),
            token=f"pt_postmart_{number:04d}",
        )
        for number in range(shops)
    )


@dataclass(frozen=True, slots=True)
class ManyShops:
    """The marketplace as a campaign sees it."""

    url: str
    process: subprocess.Popen[str]

    def shown(self) -> dict[int, Counter[str]]:
        """By shop, how often each SKU is on sale."""
        told: Mapping[str, Mapping[str, int]] = self._ask(ask="shown")
        return {int(code[-4:]): Counter(skus) for code, skus in told.items()}

    def published(self) -> int:
        """How many SKUs are on sale in all shops together."""
        return int(self._ask(ask="published"))

    def keep(self, path: Path) -> None:
        """Write down how everything stands, for `many_shops` to begin with."""
        self._ask(ask="keep", path=str(path))

    def calls(self) -> int:
        return int(operate(self.url, "GET", "/calls")["total"])

    def sell(self, an_hour: float, seconds: float, seed: int) -> Mapping[str, Any]:
        """Have buyers buy what two shops share; answers how long the other shop offered too many.

        `took_s`: by sale, sorted. `late`: by SKU, how many were not over after five
        minutes, how many are left, and what both shops offer. `sold_out`: buyers who
        found nothing. `oversold_s`: of each unit that there was not, how long before it
        somebody had bought elsewhere, of which this shop was not told yet: no program
        can be faster than the next buyer. `resold`: units that there were not, in a shop
        that had been told of all sales, with its SKU and figure: never to happen.
        """
        told: Mapping[str, Any] = self._ask(ask="sell", an_hour=an_hour, seconds=seconds, seed=seed)
        return told

    def _ask(self, **wish: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def many_shops(
    shops: int, within: Sequence[str] = (), kept: Path | None = None
) -> Iterator[ManyShops]:
    """Serve the marketplace, empty or as it was `kept`; `within` stands before its command."""
    command = [*within, sys.executable, "-m", "tests.campaigns.many_shops", str(shops)]
    command += [] if kept is None else [str(kept)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, encoding="utf-8") as process:  # type: ignore[call-overload]
        assert process.stdout
        url = process.stdout.readline().strip()
        yield ManyShops(url, process)
        process.kill()


class Sale(NamedTuple):
    """When somebody bought, how many were left then, and which shops showed more since."""

    at: float
    left: int
    untold: frozenset[str]

    def after(self, offered: Mapping[str, int]) -> Sale:
        """Take note of what the shops offer now: who once showed as few was told."""
        return self._replace(untold=frozenset(x for x in self.untold if offered[x] > self.left))


@dataclass
class Marketplace:
    """The replica within its process, and the buyers."""

    partner: Partner
    too_many: dict[str, list[Sale]] = field(default_factory=dict)  # by SKU, its open sales
    took_s: list[float] = field(default_factory=list)
    oversold_s: list[float] = field(default_factory=list)
    resold: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def shops(self) -> Mapping[str, Shop]:
        return self.partner.market.shops

    async def answer(self, wish: Mapping[str, Any]) -> Any:
        if wish["ask"] == "keep":
            kept = to_json(self.partner.snapshot())
            return await asyncio.to_thread(Path(wish["path"]).write_bytes, kept)
        if wish["ask"] == "sell":
            return await self._sell(wish["an_hour"], wish["seconds"], random.Random(wish["seed"]))
        shown = {code: Counter(o.sku for o in shop.offers()) for code, shop in self.shops.items()}
        return shown if wish["ask"] == "shown" else sum(map(Counter.total, shown.values()))

    async def _sell(self, an_hour: float, seconds: float, dice: random.Random) -> Any:
        self.too_many, self.took_s, self.oversold_s, self.resold = {}, [], [], []
        pairs = self._pairs()
        left = {sku: pair[0].offer_of(sku).stock for sku, pair in pairs.items()}  # type: ignore[union-attr]
        now, loop = 0.0, asyncio.get_running_loop()
        begun, sold, sold_out = loop.time(), 0, 0
        while now < seconds + LATE_AFTER_S and (now < seconds or self.too_many):
            await asyncio.sleep(LOOK_EVERY_S)
            now = loop.time() - begun
            while now < seconds and sold + sold_out < now * an_hour / 3600:
                if self._buy(pairs, left, dice, now):
                    sold += 1
                else:
                    sold_out += 1
            self._look({sku: pairs[sku] for sku in self.too_many}, now)
        late = {
            sku: [len(sales), left[sku], *(shop.offer_of(sku).stock for shop in pairs[sku])]  # type: ignore[union-attr]
            for sku, sales in self.too_many.items()
        }
        units = {"oversold_s": sorted(self.oversold_s), "resold": self.resold}
        return {"took_s": sorted(self.took_s), "late": late, "sold_out": sold_out, **units}

    def _pairs(self) -> dict[str, tuple[Shop, Shop]]:
        """Find the SKUs that two shops offer."""
        found: dict[str, list[Shop]] = {}
        for shop in self.shops.values():
            for offer in shop.offers():
                found.setdefault(offer.sku, []).append(shop)
        return {sku: (some[0], some[1]) for sku, some in found.items() if len(some) == 2}

    def _buy(
        self,
        pairs: Mapping[str, tuple[Shop, Shop]],
        left: dict[str, int],
        dice: random.Random,
        now: float,
    ) -> bool:
        """Buy one in either shop; False where it is sold out."""
        sku = dice.choice(list(pairs))
        here = dice.choice(pairs[sku])
        self._look({sku: pairs[sku]}, now)
        offered = _offered(sku, pairs[sku])[here.code]
        try:
            self.partner.place_order(Basket(here.code, (OrderLine(sku, 1),), cod=True))
        except Impossible:
            return False
        if left[sku] <= 0:
            self._note_oversold(sku, here.code, offered, now)
        left[sku] -= 1
        shops = frozenset(shop.code for shop in pairs[sku])
        self.too_many.setdefault(sku, []).append(Sale(now, max(left[sku], 0), shops))
        return True

    def _note_oversold(self, sku: str, here: str, offered: int, now: float) -> None:
        """Tell apart who was faster than we, and a shop that went on, or began again."""
        untold = [sale.at for sale in self.too_many.get(sku, ()) if here in sale.untold]
        if untold:
            self.oversold_s.append(now - min(untold))
        else:
            self.resold.append((here, sku, offered))

    def _look(self, pairs: Mapping[str, tuple[Shop, Shop]], now: float) -> None:
        """A sale is over once neither shop offers more than was left after it."""
        for sku, pair in pairs.items():
            offered = _offered(sku, pair)
            most, sales = max(offered.values()), self.too_many.get(sku, ())
            self.took_s += [now - sale.at for sale in sales if most <= sale.left]
            self.too_many[sku] = [sale.after(offered) for sale in sales if most > sale.left]
            if not self.too_many[sku]:
                del self.too_many[sku]


def _offered(sku: str, pair: Iterable[Shop]) -> dict[str, int]:
    """Say how many each shop offers."""
    offers = {shop.code: shop.offer_of(sku) for shop in pair}
    return {code: 0 if offer is None else offer.stock for code, offer in offers.items()}


async def _serve(shops: int, kept: Path | None) -> None:
    profile, opened = replace(POSTMART, connections=connections(shops)), list[Partner]()

    def open_(clock: Clock) -> Partner:
        opened.append(Partner(profile, clock))
        if kept is not None:
            opened[0].restore(from_json(kept.read_bytes()))
        return opened[0]

    many = replace(postmart, open=open_)
    async with serving([many], EPHEMERAL, quotas="lifted") as credentials:
        change(opened[0].settings, dict(AT_ONCE["postmart"]))
        _tell(credentials["postmart"]["url"])
        marketplace = Marketplace(opened[0])
        while line := await asyncio.to_thread(sys.stdin.readline):
            _tell(json.dumps(await marketplace.answer(json.loads(line))))


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None))
