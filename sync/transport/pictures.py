"""Fetches a listing's pictures from where its platform shows them, and from nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sync.marketplace import MarketplaceError, Request
from sync.transport.http import AnswerBounds, HttpClient, Proxy

BOUNDS: Final = AnswerBounds(body_bytes=10 * 2**20, whole_s=30.0)
AT_ONCE: Final = 4
SERVICES: Final = frozenset({"api", "www", "openapi", "partner"})  # names within a host's own


@dataclass(frozen=True, slots=True)
class PictureHosts:
    """Which hosts, and those below them, are the platform's own; a `sandbox` stands for all."""

    names: Collection[str]
    sandbox: str | None = None

    def address(self, url: str) -> str | None:
        """Say where a picture may be read; None: it lies somewhere else, or nobody can tell."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return None
        if self.sandbox is not None and url.startswith(f"{self.sandbox.rstrip('/')}/"):
            return url
        own = any(host == name or host.endswith(f".{name}") for name in self.names)
        if parts.scheme != "https" or not own or port not in {None, 443} or parts.username:
            return None
        if self.sandbox is None:
            return url
        return f"{self.sandbox.rstrip('/')}{parts.path}"


def hosts_of(host: str | None) -> tuple[str, ...]:
    """Name where a shop of one's own, or a marketplace by its own address, shows its pictures.

    That is the host that the shop is reached at, and whatever lies below its name.
    """
    name = urlsplit(host or "").hostname or ""
    first, _, rest = name.partition(".")
    return tuple(filter(None, (name, rest if first in SERVICES and "." in rest else "")))


async def fetch(
    hosts: PictureHosts, proxy: Proxy, urls: Mapping[str, str], use: Callable[[bytes], object]
) -> dict[str, object]:
    """Read pictures over connections of their own, see `fetched`."""
    async with HttpClient(None, proxy, BOUNDS) as http:
        return await fetched(urls, hosts, use, http)


async def fetched(
    urls: Mapping[str, str], hosts: PictureHosts, use: Callable[[bytes], object], http: HttpClient
) -> dict[str, object]:
    """Read pictures by their ids, at most 10 MB each; what cannot be had is left out.

    Answers what `use` makes of each, in a thread. Nobody is followed elsewhere, and nothing that
    opens the shop is sent along.
    """
    turn, found = asyncio.Semaphore(AT_ONCE), dict[str, object]()

    async def one(name: str, address: str) -> None:
        async with turn:
            content = await _read(http, address)
            if content is not None:
                found[name] = await asyncio.to_thread(use, content)

    async with asyncio.TaskGroup() as group:
        for name, url in urls.items():
            if (address := hosts.address(url)) is not None:
                group.create_task(one(name, address))
    return found


async def _read(http: HttpClient, address: str) -> bytes | None:
    try:
        answer = await http.send(Request(method="GET", url=address))
    except MarketplaceError:
        return None
    return answer.content if answer.status == 200 else None
