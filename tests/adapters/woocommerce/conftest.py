"""A WooCommerce shop on its replica, and what it was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from adapters.woocommerce import marketplace
from sandbox.woocommerce.settings import KEY, SECRET
from sync.model import Product
from tests.conformance.stall import Stall, some_products, stall_of

Json = dict[str, Any]


@dataclass
class WooStall:
    """The stall, with the replica's book of calls beside it."""

    stall: Stall

    async def state(self) -> Json:
        found: Json = await self.stall.ask("GET", "state")
        return found

    async def ledger(self) -> list[Json]:
        calls: list[Json] = (await self.state())["ledger"]
        return calls

    async def asked(self, method: str, ending: str) -> list[Json]:
        """The calls of one kind that were made."""
        calls = await self.ledger()
        return [one for one in calls if one["method"] == method and one["path"].endswith(ending)]

    async def turn(self, **knobs: Any) -> None:
        await self.stall.operator.turn(**knobs)

    async def owner(self, method: str, path: str, body: Json | None = None) -> Any:
        """Somebody works at the same shop with another program."""
        mine = self.stall.credentials
        url = f"{mine['url']}/wp-json/wc/v3/{path}"
        auth = (mine["key"], mine["secret"])
        answer = await self.stall.operator.http.request(method, url, json=body, auth=auth)
        assert answer.is_success, answer.text
        return answer.json()

    def with_keys(self, pictures: Json | None = None, host: str = "") -> None:
        """Enter by consumer keys from now on."""
        settings = {"pictures": pictures} if pictures else {}

        def opened(connection: Any, client: Any) -> Any:
            own = replace(connection, key=KEY, secret=SECRET, settings=settings)
            own = replace(own, host=host or own.host)
            return marketplace.open(own, client)

        self.stall.platform = replace(marketplace, open=opened)
        self.stall.reopen()


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[WooStall]:
    """Entered by an application password; nothing is on sale yet."""
    async with stall_of("woocommerce", tmp_path) as stall:
        yield WooStall(stall)


def plain() -> Product:
    return next(product for product in some_products() if not product.option_names)


def varied() -> Product:
    return next(product for product in some_products() if product.option_names)
