# mypy: no-warn-unreachable
"""Campaign "workers": one PostgreSQL, one `serve` without hands, four `worker`s, many shops.

While all shops are published one worker is killed, one is put to sleep for longer than its lease
and wakes, and the database is restarted. Then nothing may be missing and nothing doubled. Then it
is measured what a quiet round costs, and how long a shop goes on offering what another sold,
first undisturbed, then amid the same accidents.

`--size` is the number of shops, `--products` how many each sells of its own, beside one that it
shares with a neighbour, `--calls-per-s` the quota of each, `--every-s` how often each has a round,
`--sales-an-hour` how much is bought. `--case` takes some parts alone: publish, rest, sell,
accidents; without publish nothing dies on the way there. `--filled FOLDER` publishes once, by one
process without pace, and begins each time with what that left. Pushes come to the `serve`.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.campaigns.fleet import MARKET, SLEEP_S, WITHIN_S, WORKERS, Fleet, Size, fill, until
from tests.campaigns.many_shops import many_shops
from tests.campaigns.report import Findings
from tools import postgres

AT_ONCE = 8  # shops that each worker works for
START_S, REST_S, SELL_S = 240, 60, 120
CASES = ("publish", "rest", "sell", "accidents")
ACCIDENTS_APART_S = 20.0


def run(
    size: int,
    seed: int,
    _platforms: Sequence[str] = (),
    *,
    products: int = 10,
    calls_per_s: float = 5.0,
    every_s: int = 60,
    sales_an_hour: int = 10_000,
    filled: Path | None = None,
    cases: Sequence[str] = CASES,
) -> Findings:
    """Publish, kill, wake, restart, rest, sell; and say what was found."""
    findings, dice = Findings("workers"), random.Random(seed)
    asked = Size(max(2, size - size % 2), products, calls_per_s, every_s)
    with ExitStack() as stack:
        fleet = _fleet(stack, asked, filled)
        stack.enter_context(fleet.at_work())
        if filled:
            _start(fleet, findings)
        elif "publish" in cases:
            _publish(fleet, findings, dice)
        _published(fleet, findings)
        prove(fleet, findings)
        if "rest" in cases:
            _rest(fleet, findings)
        if "sell" in cases:
            _sell(fleet, findings, seed, sales_an_hour)
        if "accidents" in cases:
            _sell_amid_accidents(fleet, findings, dice, sales_an_hour)
        prove(fleet, findings)
    return findings


def _fleet(stack: ExitStack, size: Size, filled: Path | None) -> Fleet:
    """Have the machines stand, and what was published once stand there."""
    if filled:
        fill(filled, size)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    server = stack.enter_context(postgres.server())
    address = stack.enter_context(postgres.database(server))
    kept = filled / MARKET if filled else None
    fleet = Fleet(folder, address, stack.enter_context(many_shops(size.shops, kept=kept)), size)
    fleet.write()
    if filled:
        fleet.move_in(filled)
    return fleet


class Span:
    """What was done and spent since it was made."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet, self._began = fleet, time.monotonic()
        self._spent, self._rounds = fleet.spent(), fleet.rounds()
        self._calls = fleet.marketplace.calls()

    def told(self) -> str:
        """Say rounds a minute and what each cost everybody, everything else of that time in it."""
        fleet, took_s = self._fleet, time.monotonic() - self._began
        rounds, calls = fleet.rounds() - self._rounds, fleet.marketplace.calls() - self._calls
        spent = {name: s - self._spent[name] for name, s in fleet.spent().items()}
        each = max(1, rounds)
        parts = ", ".join(f"{name} {s / each:.3f}" for name, s in spent.items())
        return (
            f"{rounds * 60 / took_s:.0f} rounds a minute (asked for:"
            f" {fleet.size.shops * 60 / fleet.size.every_s:.0f}), {calls / each:.1f} calls and"
            f" {sum(spent.values()) / each:.3f} s of processor each, polls included ({parts});"
            f" {sum(spent.values()) / took_s:.2f} processors in all"
        )


def _start(fleet: Fleet, findings: Findings) -> None:
    """Measure how all shops are looked at after the start, for a while."""
    last = fleet.asked("SELECT coalesce(max(id), 0) FROM rounds")
    proved = (
        f"SELECT count(DISTINCT shop) FROM rounds WHERE finished_at IS NOT NULL AND id > {last}"
    )
    until(lambda: fleet.marketplace.calls() > 0, "the first call", findings)
    span, begun, every = Span(fleet), time.monotonic(), fleet.size.shops
    while fleet.asked(proved) < every and time.monotonic() - begun < START_S:
        time.sleep(2.0)
    took_s = time.monotonic() - begun
    told = f"{fleet.asked(proved)} of {every} shops proved {took_s:.0f} s after the first call"
    findings.note(f"{told}: {span.told()}")


def _publish(fleet: Fleet, findings: Findings, dice: random.Random) -> None:
    """Publish everything while a worker dies, one sleeps, and the database is restarted."""
    size, published = fleet.size, fleet.marketplace.published
    begun, span, within_s = time.monotonic(), Span(fleet), WITHIN_S + size.listings
    called_s = until(lambda: fleet.marketplace.calls() > 0, "the first call", findings, within_s)
    first_s = called_s + until(lambda: published() > 0, "the first listing", findings, within_s)
    until(lambda: published() > size.listings * 0.1, "first listings", findings, within_s)
    killed, sleeper = dice.sample(range(WORKERS), 2)
    fleet.kill_worker(killed)
    findings.note(f"worker {killed} killed at {published()} of {size.listings} listings")
    until(lambda: published() > size.listings * 0.25, "a quarter", findings, within_s)
    fleet.put_to_sleep(sleeper)
    findings.note(f"worker {sleeper} slept for {SLEEP_S:.0f} s and woke")
    if postgres.restart(fleet.address):
        findings.note(f"database restarted at {published()} of {size.listings} listings")
    _published(fleet, findings)
    took_s, calls = time.monotonic() - begun, fleet.marketplace.calls()
    turns = max(1.0, size.shops / (AT_ONCE * WORKERS))
    bound_s = calls / size.shops / size.calls_per_s * turns
    findings.note(
        f"{size.shops} shops of {size.products + 1} products published in {took_s:.0f} s by {calls}"
        f" calls: {took_s / bound_s:.2f}"
        f" times the {bound_s:.0f} s that {size.calls_per_s} calls a second for each shop allow;"
        f" the first call came after {called_s:.0f} s (without these {took_s / bound_s:.2f} times"
        f" are {(took_s - called_s) / bound_s:.2f}), the first listing stood there after"
        f" {first_s:.0f} s, and {SLEEP_S:.0f} s one slept; {span.told()}"
    )


def _published(fleet: Fleet, findings: Findings) -> None:
    """Wait until every listing stands there."""
    wanted = fleet.size.listings

    def so() -> bool:
        return fleet.marketplace.published() >= wanted

    until(so, "all listings", findings, WITHIN_S + wanted)


def prove(fleet: Fleet, findings: Findings) -> None:
    """Nothing doubled, nothing missing."""
    wanted = fleet.wanted()
    for number, shown in fleet.marketplace.shown().items():
        doubled = {sku: times for sku, times in shown.items() if times > 1}
        if doubled:
            findings.add(f"gian-{number}", f"doubled: {doubled}")
        if other := shown.keys() ^ wanted[number]:
            findings.add(f"gian-{number}", f"{len(other)} missing or too many: {sorted(other)[:3]}")
    findings.count("shops proved", fleet.size.shops)


def _rest(fleet: Fleet, findings: Findings) -> None:
    """Measure rounds in which there is nothing to do."""
    until(lambda: fleet.asked("SELECT count(*) FROM open_intents") == 0, "intents", findings)
    time.sleep(REST_S)  # the rounds after a write look at what was written
    span = Span(fleet)
    time.sleep(REST_S)
    findings.note(f"at rest: {span.told()}")


def _sell(fleet: Fleet, findings: Findings, seed: int, an_hour: int, amid: str = "") -> None:
    """Buy in one shop of each pair; see how long its neighbour goes on showing as much."""
    span, cpu_s = Span(fleet), fleet.cpu_s()
    told = fleet.marketplace.sell(an_hour, SELL_S, seed)
    cpu_s = (fleet.cpu_s() - cpu_s) / max(1, len(told["took_s"]))
    if told["late"]:
        findings.add("sales", f"not over in time: {told['late']}")
    for shop, sku, offered in told["resold"]:
        findings.add(shop, f"sold {sku}, of which none was left and it had been told: {offered}")
    findings.note(
        f"{len(told['took_s'])} sales in {SELL_S} s ({an_hour} an hour){amid}: {_lags(told)};"
        f" {cpu_s:.3f} s of the workers' processors a sale, rounds and polls of that time included;"
        f" {span.told()}"
    )


def _lags(told: Mapping[str, Any]) -> str:
    """Say how long the other shop offered too many, and who bought what was not there any more."""
    took_s, sooner = told["took_s"] or [0.0], told["oversold_s"]
    p99 = took_s[min(len(took_s) - 1, round(0.99 * len(took_s)))]
    most = f", {max(sooner):.1f} s at most after a sale of which it was not told" if sooner else ""
    return (
        f"the other shop offered too many for {statistics.median(took_s):.1f} s (median),"
        f" {p99:.1f} s (p99), {took_s[-1]:.1f} s at most; {len(sooner)} were faster than we and got"
        f" what was not there any more{most}, {len(told['resold'])} in a shop that had been told"
    )


def _sell_amid_accidents(
    fleet: Fleet, findings: Findings, dice: random.Random, an_hour: int
) -> None:
    """Have a worker killed, one put to sleep and the database restarted while buyers buy."""
    killed, sleeper = dice.sample(range(WORKERS), 2)

    def accidents() -> None:
        time.sleep(ACCIDENTS_APART_S)
        fleet.kill_worker(killed)
        time.sleep(ACCIDENTS_APART_S)
        fleet.put_to_sleep(sleeper)
        time.sleep(ACCIDENTS_APART_S)
        postgres.restart(fleet.address)

    happening = threading.Thread(target=accidents)
    happening.start()
    amid = f", worker {killed} killed, {sleeper} asleep for {SLEEP_S:.0f} s, database restarted"
    _sell(fleet, findings, dice.randrange(1000), an_hour, amid)
    happening.join()
