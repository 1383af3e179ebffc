# mypy: no-warn-unreachable
"""Campaign "cut_off": each machine's cable is pulled in turn, while buyers go on buying.

The database, the marketplace, a `serve` and a `worker` are four hosts, each in a network namespace
of its own on one bridge (Linux, as root). A cut lasts longer than a lease. What was sold meanwhile
must reach the other shops once the cable is back, or, where a hand was cut off, by the other hand;
nothing may be doubled or missing. Where no namespaces can be made it says so and finds nothing.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.campaigns.fleet import Fleet, Size, until
from tests.campaigns.many_shops import many_shops
from tests.campaigns.report import Findings
from tests.campaigns.workers import prove
from tools import postgres

HOSTS = ("database", "platform", "first", "second")
HANDS = {"first": "serve", "second": "worker"}
CUT_S, SOLD_AN_HOUR, TRUE_WITHIN_S = 25.0, 1200, 900.0
PORT = 7000


class Network:
    """Hosts that see one another over a bridge, which has a namespace of its own.

    In the machine's own one Docker, where it runs, lets nothing through between strange hosts.
    """

    def __init__(self) -> None:
        self._name = f"oc{os.getpid() % 10_000}"
        self._switch = self.place("switch")

    @contextmanager
    def made(self) -> Iterator[None]:
        """Make it, and take it down again; raises `CalledProcessError` or `OSError`."""
        with ExitStack() as stack:
            _ip("netns", "add", self._switch)
            stack.callback(_ip, "netns", "del", self._switch)
            self._ip("link", "add", self._name, "type", "bridge")
            self._ip("link", "set", self._name, "up")
            for host in HOSTS:
                self._add(host, stack)
            yield

    def _add(self, host: str, stack: ExitStack) -> None:
        place, cable = self.place(host), f"{self._name}{host[0]}"
        _ip("netns", "add", place)
        stack.callback(_ip, "netns", "del", place)
        self._ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", place)
        self._ip("link", "set", cable, "master", self._name, "up")
        _ip("-n", place, "addr", "add", f"{self.address(host)}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _ip("-n", place, "link", "set", device, "up")

    def place(self, host: str) -> str:
        return f"{self._name}-{host}"

    def address(self, host: str) -> str:
        return f"10.77.0.{HOSTS.index(host) + 2}"

    def within(self, host: str) -> list[str]:
        """What stands before a command that runs on a host."""
        return ["ip", "netns", "exec", self.place(host)]

    def pull(self, host: str, seconds: float) -> None:
        """Cut a host off for so long, beginning now."""
        cable = f"{self._name}{host[0]}"
        self._ip("link", "set", cable, "down")
        threading.Timer(seconds, self._ip, ("link", "set", cable, "up")).start()

    def _ip(self, *words: str) -> None:
        _ip("-n", self._switch, *words)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def run(size: int, seed: int, _platforms: Sequence[str] = ()) -> Findings:
    """Publish; then cut off one host after the other while buyers buy."""
    findings, network, dice = Findings("cut_off"), Network(), random.Random(seed)
    with ExitStack() as stack:
        try:
            stack.enter_context(network.made())
        except (OSError, subprocess.CalledProcessError) as error:
            findings.note(f"no network namespaces here, so nothing was cut off: {error}")
            return findings
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(postgres.server())
        local = stack.enter_context(postgres.database(server))
        shops = max(2, size - size % 2)
        marketplace = stack.enter_context(many_shops(shops, network.within("platform")))
        fleet = Fleet(folder, local, marketplace, Size(shops, 2, 5.0))
        fleet.write()
        _connect(network, stack, local, urlsplit(marketplace.url).port or 0)
        far = urlsplit(local)._replace(netloc=f"app@{network.address('database')}:{PORT}", query="")
        with fleet.started:
            for host, command in HANDS.items():
                fleet.start(command, address=far.geturl(), within=network.within(host))
            published = fleet.marketplace.published
            until(lambda: published() >= fleet.size.listings, "published", findings, TRUE_WITHIN_S)
            for host in HOSTS:
                _cut_off(host, network, fleet, findings, dice)
            prove(fleet, findings)
    return findings


def _connect(network: Network, stack: ExitStack, local: str, port: int) -> None:
    """Lead each host to the database and to the marketplace, which only know this machine."""
    query = parse_qs(urlsplit(local).query)
    socket = f"{query['host'][0]}/.s.PGSQL.5432"
    ways = [("database", f"{network.address('database')}:{PORT}", socket)]
    ways += [("platform", f"{network.address('platform')}:{PORT}", f"127.0.0.1:{port}")]
    ways += [(h, f"127.0.0.1:{port}", f"{network.address('platform')}:{PORT}") for h in HANDS]
    for host, here, there in ways:
        forward = [sys.executable, "-m", "tests.campaigns.cut_off", here, there]
        process = subprocess.Popen([*network.within(host), *forward])
        stack.callback(process.wait)
        stack.callback(process.kill)


def _cut_off(
    host: str, network: Network, fleet: Fleet, findings: Findings, dice: random.Random
) -> None:
    network.pull(host, CUT_S)
    told = fleet.marketplace.sell(SOLD_AN_HOUR, CUT_S, dice.randrange(1000))
    if told["late"] or not told["took_s"]:
        findings.add(f"{host} cut off", f"{told['late']} of its sales reached no other shop")
        return
    findings.note(
        f"{host} cut off for {CUT_S:.0f} s: {len(told['took_s'])} sales meanwhile, the last was"
        f" over in the other shop after {told['took_s'][-1]:.1f} s"
    )
    findings.count("cuts")
    time.sleep(5.0)


async def _forward(here: str, there: str) -> None:
    """Hand on whatever comes `here`, HOST:PORT, to `there`, the same or a socket's path."""

    async def hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if there.startswith("/"):
                ends = await asyncio.open_unix_connection(there)  # type: ignore[attr-defined,unused-ignore]
            else:
                ends = await asyncio.open_connection(*there.split(":"))
            await asyncio.gather(_copy(reader, ends[1]), _copy(ends[0], writer))
        except OSError:
            writer.close()

    host, port = here.split(":")
    async with await asyncio.start_server(hand_on, host, int(port)) as server:
        await server.serve_forever()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while some := await reader.read(65_536):
            writer.write(some)
            await writer.drain()
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(_forward(*sys.argv[1:]))
