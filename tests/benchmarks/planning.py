"""What a fresh process needs to load a catalog and to plan one shop from it; prints JSON.

`python -m tests.benchmarks.planning FOLDER first|remember|unchanged`: plan against an empty shop;
remember the shop as if all had been published; plan against that. The engine's own steps, on its
own store, as a round of `ocop plan` takes them; the shop alone is made up, for nothing is sent.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sync.app import load_configuration
from sync.catalog import Configuration
from sync.marketplace import Call, Connection, Features, Image, Uploaded
from sync.model import Change, Link, Listing, Order, Outcome, Picture, Plan, Problem, Shop
from sync.planning import ShopState
from sync.platforms import platforms
from sync.running.context import Round, ShopContext
from sync.running.observe import Wanted, observe
from sync.running.orders import take_in_orders
from sync.running.plan import Scope, plan_round, project_all, proposed, shop_state_of
from sync.running.round import open_round
from sync.store import Lease, SecretBox, Store
from sync.store.database import in_chunks
from sync.transport.lease import LeaseHolder, LeaseTimes

Result = TypeVar("Result")
PLATFORM = "shopee"
LONG = LeaseTimes(3600.0)  # nobody else is there


@dataclass
class Stopwatch:
    """Processor seconds of each step."""

    cpu_s: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], Result]) -> Result:
        cpu = time.process_time()
        result = work()
        self.cpu_s[step] = time.process_time() - cpu
        return result

    async def wait(self, step: str, work: Awaitable[Result]) -> Result:
        cpu = time.process_time()
        result = await work
        self.cpu_s[step] = time.process_time() - cpu
        return result


class Nobody:
    """A line that leads nowhere: planning must not need one."""

    async def call(self, call: Call[Any]) -> Any:
        raise AssertionError(call.endpoint)

    async def pause(self, seconds: float) -> None:
        raise AssertionError(seconds)


class Unmoved:
    """A shop in which nothing moved since it was last seen: its pages bring the stamps we know."""

    def __init__(self, shop: Shop) -> None:
        connection = Connection(shop=shop.name, host="", key="1", secret="", account="1")
        self._market = platforms()[shop.platform].open(connection, Nobody())

    @property
    def features(self) -> Features:
        """Be able to do what the platform is."""
        return self._market.features

    def normalize(self, listing: Listing) -> Listing:
        """Echo what the platform echoes."""
        return self._market.normalize(listing)

    def problems(self, _listing: Listing) -> list[Problem]:
        """Have nothing against a listing: what the platform says at run time is not asked."""
        return []

    async def prepare(self, _listings: Sequence[Listing]) -> None:
        """Learn nothing."""

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        """Yield everything as remembered."""
        for listing in known.values():
            yield listing

    async def orders(self, _since: datetime, _until: datetime) -> AsyncIterator[Order]:
        """Have sold nothing."""
        for order in list[Order]():
            yield order

    async def orders_named(self, _references: Sequence[str]) -> list[Order]:
        """Know no order."""
        return []

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Not be asked: nothing was written lately."""
        raise AssertionError(listings)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        """Not be asked."""
        raise AssertionError(images)

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        """Not be asked."""
        raise AssertionError(changes)


async def measured(folder: Path, kind: str) -> dict[str, Any]:
    """Do it all as a round does; the changes are counted so that nobody measures an empty shop."""
    watch, home = Stopwatch(), folder / "var"
    configuration = watch.time("load", lambda: load_configuration(folder, {}))
    shop = next(shop for shop in configuration.shops if shop.platform == PLATFORM)

    async def load() -> Configuration:
        return configuration

    async def work(lease: Lease) -> dict[str, Any]:
        async with open_round(context, lease, await load(), "look") as round:
            return await _worked(round, watch, kind)

    async with Store.open(f"sqlite:///{home.as_posix()}/ocop.db", SecretBox.of({}, home)) as store:
        context = ShopContext(
            shop=shop, market=Unmoved(shop), store=store, load=load, lease_times=LONG
        )
        return await LeaseHolder(context.store, context.clock, context.lease_times).of(
            shop.name, work
        )


async def _worked(round: Round, watch: Stopwatch, kind: str) -> dict[str, Any]:
    await watch.wait("stock", take_in_orders(round))
    wanted = await watch.wait("project", project_all(round, None))
    if kind == "remember":
        await remember(round, wanted)
        return {}
    seen = await watch.wait("see", observe(round, "quick", wanted))
    shop_state = await watch.wait("recall", shop_state_of(round, wanted, seen))
    plan = await watch.wait("plan", _planned(round, shop_state))
    return {
        "products": len(round.catalog.products),
        "changes": len(plan.changes),
        "cpu_s": watch.cpu_s,
        "peak_mb": peak_mb(),
    }


async def _planned(round: Round, shop_state: ShopState) -> Plan:
    return await plan_round(round, await proposed(round, shop_state, Scope()), Scope())


async def remember(round: Round, wanted: Wanted) -> None:
    """Remember everything as published, and as a round after that has seen it."""
    numbered = list(enumerate(wanted.values(), 20_000_000_000))
    for some in in_chunks(numbered, 1000):
        links = [_link(listing, number) for number, listing in some]
        await round.store.links.put(round.lease, links)
    for some in in_chunks(numbered, 1000):
        seen = [_seen(listing, number) for number, listing in some]
        await round.store.observations.put(round.lease, seen, round.clock.now())
    await round.store.rounds.mark(round.lease, "full_proof", round.clock.now())


def _link(listing: Listing, number: int) -> Link:
    images = (Picture(each.sha256, _picture_id(each)) for each in listing.images or ())
    applied = replace(listing, remote_id=str(number), images=tuple(images))
    return Link(shop=listing.shop, code=listing.code, remote_id=str(number), applied=applied)


def _seen(listing: Listing, number: int) -> Listing:
    """Say what the platform shows of it: its own ids, and pictures that are not known as ours."""
    images = (Picture("", _picture_id(each)) for each in listing.images or ())
    offers = (
        replace(offer, remote_id=str(number * 10 + place))
        for place, offer in enumerate(listing.offers)
    )
    return replace(
        listing,
        remote_id=str(number),
        images=tuple(images),
        offers=tuple(offers),
        stamp=f"{listing.status} {number}",
    )


def _picture_id(picture: Picture) -> str:
    return f"vn-11134207-{picture.sha256[:24]}"


def peak_mb() -> float | None:
    """Ask the kernel for this process's own peak; None where it does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(measured(Path(sys.argv[1]), sys.argv[2]))))
