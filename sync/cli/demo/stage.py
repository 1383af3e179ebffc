"""Where the demo plays: a copy of the catalog, practice marketplaces, and a look behind them."""

from __future__ import annotations

import re
import shutil
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import orjson

from sandbox.server import BASE_PORT, EPHEMERAL, LOOPBACK, Credentials, discover, serving
from sync.cli.engine import Clock, Configuration, Progress, Report, Unwatched, opening
from sync.cli.reading import load
from sync.cli.session import Session, starter_config
from sync.marketplace import Request
from sync.marketplace.http import Http
from sync.model import Shop, ShopName

Values = Mapping[str, Any]
READS = frozenset({"GET", "HEAD"})
SEARCH = "search"  # some marketplaces are asked by POST, and say so in the name
LONGEST_REVIEW_S = 60


class Untrue(Exception):
    """What was told is not what the practice marketplace shows."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One step as it happened."""

    name: str
    code: str
    values: Values
    calls: int
    writes: int
    seconds: float


def expect(about: str, expected: object, found: object) -> None:
    """Raise Untrue unless both are the same."""
    if expected != found:
        raise Untrue("demo_differs", about=about, expected=expected, found=found)


class Stage:
    """The demo's own catalog, shops and marketplaces."""

    def __init__(self, session: Session, http: Http, replicas: Credentials) -> None:
        self.session, self._http, self._replicas = session, http, replicas
        self.progress: Progress = Unwatched()
        self._ahead = timedelta(0)
        self._clock = Clock(now=self._now, sleep=self.pass_time)
        self.configuration = self.load()

    def load(self) -> Configuration:
        """Read the catalog as it stands now."""
        self.configuration = load(self.session)
        return self.configuration

    @property
    def shop(self) -> Shop:
        """The shop in whose seller centre things happen."""
        return self.configuration.shops[0]

    def _now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def pass_time(self, seconds: float) -> None:
        """Waiting is played fast: our clock and the marketplaces' move on together."""
        self._ahead += timedelta(seconds=seconds)
        for platform in self._replicas:
            await self._ask("POST", platform, "/clock", {"advance_s": seconds})

    async def sync(self) -> dict[ShopName, Report]:
        """One full round of every shop, on the catalog as it stands now, and their reviews."""
        configuration = self.load()
        async with opening(self.session, configuration, self._clock) as engine:
            reports = {
                shop.name: await engine.sync(shop.name, progress=self.progress)
                for shop in configuration.shops
            }
        await self._let_reviews_end()
        return reports

    async def _let_reviews_end(self) -> None:
        """Wait until no marketplace looks at a listing any more."""
        for _ in range(LONGEST_REVIEW_S):
            there = [await self.listings(shop) for shop in self.configuration.shops]
            if not any(one["status"] == "reviewing" for listings in there for one in listings):
                return
            await self.pass_time(1)

    async def listings(self, shop: Shop) -> list[dict[str, Any]]:
        """What really stands in a shop, behind the adapter's back."""
        state = await self._ask("GET", shop.platform, "/state")
        listings: list[dict[str, Any]] = state["shops"][shop.account]["listings"]
        return [listing for listing in listings if listing["status"] != "deleted"]

    async def edit(self, sku: str, changes: Values) -> None:
        """Somebody edits a listing in the seller centre."""
        wish = {"shop": self.shop.account, "sku": sku, "set": changes}
        await self._ask("POST", self.shop.platform, "/edit", wish)

    async def lose_next_answer(self) -> None:
        """The next write arrives, and its answer never comes back."""
        rule = {"kind": "reset_after", "method": "POST", "nth": 1}
        await self._ask("POST", self.shop.platform, "/faults", rule)

    async def lost_answers(self) -> int:
        """How many answers were lost since the calls were last forgotten."""
        counted = await self._ask("GET", self.shop.platform, "/calls")
        return sum(one["count"] for one in counted["calls"] if one["result"].startswith("fault:"))

    async def forget_calls(self) -> None:
        for platform in self._replicas:
            await self._ask("DELETE", platform, "/calls")

    async def calls(self) -> tuple[int, int]:
        """How many calls all marketplaces had, and how many of them may have changed something."""
        calls = [
            one
            for platform in self._replicas
            for one in (await self._ask("GET", platform, "/calls"))["calls"]
        ]
        asked = [one["method"] in READS or str(one["endpoint"]).endswith(SEARCH) for one in calls]
        writes = sum(one["count"] for one, ask in zip(calls, asked, strict=True) if not ask)
        return sum(one["count"] for one in calls), writes

    async def _ask(
        self,
        method: Literal["GET", "POST", "DELETE"],
        platform: str,
        path: str,
        body: Values | None = None,
    ) -> Any:
        url = f"{self._replicas[platform]['url']}/_sandbox{path}"
        content = orjson.dumps(body) if body is not None else None
        answer = await self._http.send(Request(method=method, url=url, content=content))
        if answer.status != 200:
            raise Untrue("demo_differs", about=path, expected=200, found=answer.status)
        return orjson.loads(answer.content)


@asynccontextmanager
async def staged(session: Session) -> AsyncIterator[Stage]:
    """Copy the shipped catalog, serve the replicas on free ports, point the copy at them."""
    async with serving(discover(), EPHEMERAL) as replicas, Http(_no_tls()) as http:
        shutil.copytree(starter_config(), session.config)
        _point_at(session.config / "shops.yaml", replicas)
        yield Stage(session, http, replicas)


def _no_tls() -> ssl.SSLContext:
    """Loopback speaks plain HTTP; trusting nobody costs nothing to load."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _point_at(shops_file: Path, replicas: Credentials) -> None:
    text = shops_file.read_text(encoding="utf-8")
    for replica in discover():
        fixed = f"http://{LOOPBACK}:{BASE_PORT + replica.port_offset}"
        text = text.replace(fixed, replicas[replica.name]["url"])
    shops_file.write_text(text, encoding="utf-8", newline="\n")


def edit_number(file: Path, after_line: int, key: str, add: int) -> None:
    """Add to the first `key: <digits>` from a line on, as a person would in an editor."""
    lines = file.read_bytes().decode("utf-8").split("\n")
    pattern = re.compile(rf"^(\s+{key}: (?:\{{count: )?)(\d+)")
    for position in range(after_line - 1, len(lines)):
        if found := pattern.match(lines[position]):
            number = str(int(found[2]) + add)
            lines[position] = found[1] + number + lines[position][found.end() :]
            file.write_bytes("\n".join(lines).encode("utf-8"))
            return
    raise Untrue("demo_differs", about=file.name, expected=key, found=None)
