# mypy: no-warn-unreachable
"""Campaign "store": the disk fills up, is read-only, locked, cut, damaged, restored, or gone.

Whatever becomes of our memory, the marketplace must not suffer: nothing is doubled, no price and
no stock is invented, nobody sees a traceback. Where the store comes back whole, all becomes true;
where it lost something, a person may be asked.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.campaigns.await_points import Moment
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.kill import copy_of, seen_at
from tests.campaigns.processes import Ended, fork, preload, wait
from tests.campaigns.report import Findings
from tests.campaigns.world import AFTER, BEFORE, SOLD, World, prepare
from tests.ports import free_port

NOBODY = 65_534
LOCKED_S = 2.0
YESES = 4  # one answer may bring up the next question
Case = Callable[[World, random.Random, Sequence[Moment]], Iterator[str]]


def run(
    size: int, seed: int, platforms: Sequence[str] = PLATFORMS, cases: Sequence[str] = ()
) -> Findings:
    """Let so many accidents of each kind (or of these kinds) happen on each platform."""
    preload()
    findings = Findings("store")
    for platform in platforms:
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder) / "base"
            prepare(platform, base, port)
            deaths = sorted(seen_at(platform, base, port))
            for name in cases or CASES:
                for number in range(size if name in VARIED else 1):
                    dice = random.Random(f"{name} {seed} {number}")
                    with copy_of(platform, base, port) as world:
                        for fault in [*CASES[name](world, dice, deaths), *_harm(world)]:
                            findings.add(f"{platform} {name} {number} --seed {seed}", fault)
                    findings.count(f"{platform}: {name}")
    return findings


def _harm(world: World) -> Iterator[str]:
    """What must not be, however little is remembered."""
    listings = [each for each in world.shop()["listings"] if each["status"] != "deleted"]
    times = Counter(v["sku"] for each in listings for v in each["variants"])
    yield from (f"{sku} stands there {n} times" for sku, n in times.items() if n > 1)
    offers = [offer for each in (*BEFORE, *AFTER) for offer in each.offers.items()]
    for each in listings:
        for variant in each["variants"]:
            if each["status"] != "live":
                continue  # nobody can buy it
            sku, known = variant["sku"], [offer for code, offer in offers if code == variant["sku"]]
            if variant["price"] not in {price for price, _ in known}:
                yield f"{sku} is sold for {variant['price']}"
            most = max((stock for _, stock in known), default=0) - SOLD.get(sku, 0)
            if variant["stock"] > most:
                yield f"{sku} shows {variant['stock']}, and only {most} are there"


def _seemly(ended: Ended, *codes: int) -> Iterator[str]:
    if "Traceback" in ended.err or ended.code == 70:
        yield f"a traceback: {ended.err[-1200:]} {_our_fault(ended)}"
    elif ended.code not in codes:
        yield f"exit code {ended.code}, not {codes}: {ended.out[-600:]} {ended.err[-300:]}"
    elif ended.code and not ended.err and '"what": "' not in ended.out:
        yield f"exit code {ended.code}, and not a word: {ended.out[-300:]}"


def _our_fault(ended: Ended) -> str:
    """What the program kept of its own fault."""
    for word in ended.err.split():
        if (file := Path(word.strip(".,'\""))).is_file():
            return file.read_text(encoding="utf-8")[-1500:]
    return ""


def _comes_right(world: World) -> Iterator[str]:
    """Two starts, and all is as it should be."""
    ends = [world.ocop("sync") for _ in range(2)]
    yield from _seemly(ends[0], 0, 3)
    yield from _seemly(ends[1], 0)
    yield from world.faults_of(AFTER, SOLD)


def _is_asked_at_most(world: World) -> Iterator[str]:
    """Two starts: true, or something waits for a person; an older home must be accepted first."""
    if '"home_older"' in world.ocop("plan").out:
        yield from _seemly(world.ocop("home", "--accept"), 0)
    for _ in range(2):
        yield from _seemly(world.ocop("sync"), 0, 3)


def _is_true_once_allowed(world: World) -> Iterator[str]:
    """The same; and once whatever was asked is answered with yes, all is as it should be."""
    yield from _is_asked_at_most(world)
    for _ in range(YESES):
        if world.ocop("sync").code == 0:
            break
        world.ocop("approve", "--yes")
        world.ocop("stock", "believe", "--shop", "gian-hang", "--ours")  # all is on the shelf
    yield from world.faults_of(AFTER, SOLD)


def disk_full(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """No file may grow beyond a size that is come to somewhere amid the round."""
    if sys.platform == "win32":
        raise NotImplementedError
    most = dice.choice((4096, 32_768, 70_000, 120_000, 200_000, 260_000)) + dice.randrange(30_000)
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    yield from _seemly(world.ocop("sync", first=limit), 0, 3, 4)
    yield from _comes_right(world)


def read_only(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """Somebody else's folder: nothing in it may be written."""
    if sys.platform == "win32":
        raise NotImplementedError
    del dice
    before = world.shop()
    modes = {place: place.stat().st_mode for place in (world.home, *world.home.iterdir())}
    for place in modes:
        place.chmod(0o555 if place.is_dir() else 0o444)
        os.chown(place, NOBODY, NOBODY)
    yield from _seemly(world.ocop("sync", first=_obey_permissions), 4)
    if world.shop() != before:
        yield "the shop was changed though nothing could be remembered"
    for place, mode in modes.items():
        os.chown(place, os.getuid(), os.getgid())
        place.chmod(mode)
    yield from _comes_right(world)


def _obey_permissions() -> None:
    """Give up root's right to write everywhere (capabilities 1 to 3), and nothing else."""
    libc = ctypes.CDLL(None)
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    sets[0] &= ~0b1110
    assert libc.capset(header, sets) == 0


def locked_a_moment(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """Another program holds the store for a moment: we wait."""
    del dice
    holder = _hold(world, LOCKED_S)
    yield from _seemly(world.ocop("sync"), 0)
    wait(holder)
    yield from _comes_right(world)


def locked_for_long(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """Another program does not let go of the store."""
    del dice
    before = world.shop()
    holder = _hold(world, 600.0)
    yield from _seemly(world.ocop("sync"), 4)
    if world.shop() != before:
        yield "the shop was changed though nothing could be remembered"
    os.kill(holder, 9)
    wait(holder)
    yield from _comes_right(world)


def _hold(world: World, seconds: float) -> int:
    reads, writes = os.pipe()

    def work() -> int:
        import time

        with closing(sqlite3.connect(world.home / "ocop.db", isolation_level=None)) as store:
            store.execute("BEGIN EXCLUSIVE")
            os.write(writes, b"held")
            time.sleep(seconds)
        return 0

    pid = fork(work)
    os.read(reads, 4)
    os.close(reads)
    os.close(writes)
    return pid


def log_cut(world: World, dice: random.Random, deaths: Sequence[Moment]) -> Iterator[str]:
    """The power fails amid a round, and the end of the write-ahead log never reached the disk."""
    world.ocop("sync", dies_at=dice.choice(deaths))
    log = world.home / "ocop.db-wal"
    if log.exists():
        os.truncate(log, dice.randint(0, log.stat().st_size))
    yield from _is_asked_at_most(world)


def older_backup(world: World, dice: random.Random, deaths: Sequence[Moment]) -> Iterator[str]:
    """The home of before the round comes back after it, or after its death."""
    backup = world.folder / "backup"
    shutil.copytree(world.home, backup)
    world.ocop("sync", dies_at=dice.choice(deaths) if dice.random() < 0.5 else None)
    shutil.rmtree(world.home)
    backup.rename(world.home)
    yield from _is_true_once_allowed(world)


def home_lost(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """Nothing is left of the home; what stands in the shop is ours all the same."""
    if dice.random() < 0.5:
        world.ocop("sync")
    shutil.rmtree(world.home)
    yield from _is_asked_at_most(world)


def home_lost_and_adopted(
    world: World, dice: random.Random, deaths: Sequence[Moment]
) -> Iterator[str]:
    """The same, and the shop's entry says that what stands there is ours."""
    shops = world.config / "shops.yaml"
    entry = shops.read_text(encoding="utf-8").replace("app: app", "app: app\n    existing: adopt")
    shops.write_text(entry, encoding="utf-8")
    yield from home_lost(world, dice, deaths)


def damaged(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """Some bytes of the store are others."""
    file = world.home / "ocop.db"
    content = bytearray(file.read_bytes())
    for _ in range(dice.choice((1, 8, 200, 3000))):
        content[dice.randrange(len(content))] = dice.randrange(256)
    file.write_bytes(content[: dice.randint(0, len(content))] if dice.random() < 0.3 else content)
    for _ in range(2):
        yield from _seemly(world.ocop("sync"), 0, 1, 3, 4)


def key_lost(world: World, dice: random.Random, _deaths: Sequence[Moment]) -> Iterator[str]:
    """The key that our tokens are sealed with is gone, or is another."""
    key = world.home / "secret.key"
    if not key.exists():
        return
    if dice.random() < 0.5:
        key.unlink()
    else:
        key.write_bytes(dice.randbytes(dice.choice((0, 10, 44))))
    for _ in range(2):
        yield from _seemly(world.ocop("sync"), 0, 1, 3, 4)


CASES: dict[str, Case] = {
    "disk-full": disk_full,
    "read-only": read_only,
    "locked-a-moment": locked_a_moment,
    "locked-for-long": locked_for_long,
    "log-cut": log_cut,
    "older-backup": older_backup,
    "home-lost": home_lost,
    "home-lost-and-adopted": home_lost_and_adopted,
    "damaged": damaged,
    "key-lost": key_lost,
}
VARIED = CASES.keys() - {"read-only", "locked-a-moment", "locked-for-long"}
