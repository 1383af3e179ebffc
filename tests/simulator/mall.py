"""Several shops of one cooperative on real replicas, with one store and one virtual clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from sandbox.clock import Clock
from sandbox.replica import Platform, Replica
from sandbox.server import EPHEMERAL, discover, serving
from sync.catalog import Configuration
from sync.marketplace import Request, Response
from sync.model import Shop
from sync.platforms import platforms
from sync.store import SecretBox, Store
from tests.conformance.stall import Stall, TouchedHttp, _tls, configured
from tests.sandbox_client import SandboxClient
from tests.simulator.clockwork import Time

WAY_S = 0.125  # to a platform, and back again


class DistantHttp(TouchedHttp):
    """The real thing, but the way there and back takes time, in which buyers buy."""

    def __init__(self, time: Time) -> None:
        super().__init__(_tls())
        self.time = time

    async def send(self, request: Request) -> Response:
        await self.time.sleep(WAY_S)
        response = await super().send(request)
        await self.time.sleep(WAY_S)
        return response


@dataclass
class Stand(Stall):
    """A stall among others: it knows of all shops, and shares their time."""

    time: Time = field(default_factory=Time)
    replica: Platform | None = None

    def __post_init__(self) -> None:
        self.http = DistantHttp(self.time)
        self.reopen()

    @property
    def shop(self) -> Shop:
        return next(
            s for s in self.configuration.shops if s.platform == self.platform.features.name
        )

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time.now(), UTC)

    async def advance(self, seconds: float) -> None:
        await self.time.sleep(seconds)


def pairs() -> list[Replica]:
    """Every replica that has an adapter which reads orders and is shipped with a shop."""
    able = {name for name, each in platforms().items() if "orders" in each.features.can}
    return [replica for replica in discover() if replica.name in able]


@asynccontextmanager
async def mall(
    replicas: Sequence[Replica], arrange: Callable[[Configuration], Configuration], home: Path
) -> AsyncIterator[list[Stand]]:
    """Open one shop on each; `arrange` fills the shelf and sets the rules."""
    time, opened = Time(), dict[str, Platform]()
    async with AsyncExitStack() as stack:
        kept = [replace(replica, open=_keeping(replica, time, opened)) for replica in replicas]
        credentials = await stack.enter_async_context(serving(kept, EPHEMERAL))
        store = await stack.enter_async_context(
            Store.open(f"sqlite:///{home / 'ocop.db'}", SecretBox.of({}, home))
        )
        configuration = arrange(_together(credentials))
        stands = []
        for name, mine in credentials.items():
            http = await stack.enter_async_context(httpx.AsyncClient())
            operator = SandboxClient(http, mine)
            stand = Stand(platforms()[name], mine, operator, store, configuration, time=time)
            stand.replica = opened[name]
            await stack.enter_async_context(stand.http)
            stands.append(stand)
        yield stands


def _keeping(
    replica: Replica, time: Time, opened: dict[str, Platform]
) -> Callable[[Clock], Platform]:
    """Open it by the common time, and keep it within reach."""

    def open_(clock: Clock) -> Platform:
        clock.now = time.now  # type: ignore[method-assign]  # its door stamps answers by it, too
        opened[replica.name] = replica.open(clock)
        return opened[replica.name]

    return open_


def _together(credentials: dict[str, dict[str, str]]) -> Configuration:
    shops = []
    for name, mine in credentials.items():
        configuration = configured(name)
        shops.append(
            replace(
                configuration.shops[0],
                sandbox=mine["url"],
                access_token=mine["token"],
                refresh_token=mine["refresh_token"],
            )
        )
    return replace(configuration, shops=tuple(shops))
